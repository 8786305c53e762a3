// Talks about orders and money in German.
import type { Dialogue } from '../types.ts';
import { helpDialogues } from './dialogues-help.ts';

const shopDialogues: Dialogue[] = [
  {
    key: 'where-is-it',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'answered',
    products: ['lamp', 'kettle', 'speaker', 'tablet', 'desk'],
    issue: 'late-delivery',
    turns: [
      [
        'c',
        'Hallo, mein Paket sollte am {date} kommen. Können Sie sehen, wo es ist?',
        'Guten Tag, ich warte auf {product.acc}, bestellt am {date}. Wann kommt das Paket?',
      ],
      [
        'hello',
        'Das prüfe ich gern. Wie lautet die Bestellnummer?',
        'Ich sehe nach. Haben Sie die Bestellnummer zur Hand?',
      ],
      ['c', '{order}', 'Moment ... {order}', 'Die Nummer ist {order}.'],
      [
        'a',
        'Danke. Das Paket wurde gestern Abend gescannt, es bewegt sich also. Zustellung ist für {soon} geplant.',
        'Ich sehe es: Sendung {parcel}. Sie lag einen Tag im Paketzentrum und geht am {soon} in die Zustellung.',
      ],
      ['c', 'Kann es beim Nachbarn abgegeben werden?', 'Ich bin tagsüber nicht da. Geht auch ein Paketshop?'],
      [
        'a',
        'Ja, das habe ich eingetragen. Sie bekommen außerdem eine SMS mit einem Zeitfenster von zwei Stunden.',
      ],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'angry-refund',
    queue: 'queue-billing',
    mood: 'angry',
    disposition: 'refund',
    products: ['headphones', 'tablet', 'vacuum', 'desk'],
    issue: 'refund-missing',
    turns: [
      [
        'c',
        'Ich schreibe jetzt zum dritten Mal wegen derselben Erstattung. Wo ist mein Geld?',
        'Ich habe {product.acc} am {date} zurückgeschickt und immer noch keine {amount} zurück. Das ist eine Frechheit.',
      ],
      [
        'hello',
        'Es tut mir leid, dass Sie noch einmal nachfragen müssen. Ich bleibe dran, bis wir wissen, was passiert ist. Geht es um {order}?',
      ],
      [
        'c',
        'Ja. Letztes Mal hieß es fünf bis sieben Werktage. Das war vor drei Wochen!',
        'Genau. Und jedes Mal werde ich vertröstet. Mir reicht es.',
      ],
      [
        'a',
        'Das verstehe ich. Ihre Rücksendung ist eingebucht, aber die Erstattung ging auf eine abgelaufene Karte und kam zu uns zurück. Darüber hätten wir Sie informieren müssen.',
      ],
      [
        'c',
        'Das heißt, Sie haben mein Geld und sagen nichts? Unglaublich.',
        'Und da meldet sich niemand? Ich will das Geld heute noch.',
      ],
      [
        'a',
        'Ihr Ärger ist berechtigt. Ich schicke Ihnen ein gesichertes Formular für die Bankverbindung. Sobald es ausgefüllt ist, gebe ich die {amount} selbst frei, nach zwei Werktagen sind sie da.',
      ],
      [
        'internal',
        'Erstattung am {date} zurückgekommen, Kunde wurde nicht informiert. Bitte sofort freigeben, sobald das Formular da ist.',
      ],
      [
        'c',
        'Erledigt. Wenn bis Freitag nichts da ist, gehe ich zum Anwalt.',
        'Ausgefüllt. Ich hoffe sehr, dass es das letzte Mal war.',
      ],
      [
        'a',
        'Das Formular ist da, die Überweisung ist freigegeben. Die Bestätigung liegt in Ihrem Postfach. Ich prüfe es am Freitag und schreibe Ihnen in jedem Fall.',
      ],
      ['c', 'Gut. Wenigstens kümmert sich jetzt jemand.', 'In Ordnung, danke fürs Klären.'],
      ['bye'],
    ],
  },
  {
    key: 'cancel-in-time',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'resolved',
    products: ['tv', 'washer', 'desk'],
    issue: 'cancel-order',
    turns: [
      [
        'c',
        'Bitte {order} stornieren, ich habe die falsche Größe gewählt.',
        'Kann ich {order} noch stornieren? {product.Mein} passt doch nicht in die Nische.',
      ],
      ['hello', 'Einen Moment, ich prüfe, ob das Paket schon raus ist.'],
      [
        'a',
        'Wir sind rechtzeitig. Die Bestellung ist storniert, die Zahlung von {amount} wird heute freigegeben.',
      ],
      ['c', 'Wie lange dauert es, bis ich das auf der Karte sehe?'],
      ['a', 'Meist zwei bis drei Tage, höchstens sieben Werktage. Das hängt von Ihrer Bank ab.'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'damaged-photos',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'case',
    products: ['coffee', 'tv', 'lamp', 'purifier'],
    issue: 'damaged-parcel',
    turns: [
      [
        'c',
        '{product.Mein} ist heute mit einem Riss angekommen. Was mache ich jetzt?',
        'Das Paket war eingedrückt und {product.nom} ist kaputt.',
      ],
      [
        'hello',
        'Das tut mir leid. Bitte heben Sie den Karton auf. Schicken Sie mir die Bestellnummer und zwei Fotos, eins vom Schaden und eins vom Karton mit Etikett?',
      ],
      [
        'c',
        '{order}. Die Fotos sind an die Adresse aus der Bestätigung unterwegs.',
        '{order}, Fotos lade ich gerade hoch',
      ],
      [
        'a',
        'Angekommen, danke. Es ist ein Transportschaden, für Sie entstehen keine Kosten. Möchten Sie Ersatz oder das Geld zurück?',
      ],
      ['c', 'Ersatz bitte, wenn es vor dem Wochenende klappt.', 'Ersatz wäre gut.'],
      [
        'a',
        'Der Ersatz geht heute raus und ist bis {soon} bei Ihnen. Der Fahrer nimmt das beschädigte Gerät mit. Die Vorgangsnummer kommt per E-Mail.',
      ],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'invoice-vat',
    queue: 'queue-billing',
    mood: 'plain',
    disposition: 'resolved',
    issue: 'invoice-company',
    turns: [
      ['c', 'Ich brauche die Rechnung {invoice} mit unserer USt-IdNr. Wer kann das machen?'],
      [
        'hello',
        'Das erledige ich direkt. Nennen Sie mir bitte Firma, Anschrift und die Nummer, genau so, wie sie erscheinen sollen.',
      ],
      [
        'c',
        'Steht alles im Formular, das ich gerade abgeschickt habe.',
        'Habe ich über das Formular geschickt, Bezug {order}',
      ],
      [
        'a',
        'Liegt vor. Die alte Rechnung ist storniert, die neue ist als PDF in Ihrem Postfach. Soll ich die Angaben für künftige Bestellungen speichern?',
      ],
      ['c', 'Ja, bitte.', 'Gern, das spart uns Arbeit.'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'happy-thanks',
    queue: 'queue-support',
    mood: 'happy',
    disposition: 'answered',
    products: ['headphones', 'speaker', 'lamp', 'purifier'],
    turns: [
      [
        'c',
        'Ich wollte nur sagen, dass {product.nom} wirklich großartig ist. Gilt der Gutschein aus dem Newsletter auch für ein zweites Gerät?',
        'Hallo! Ich bin begeistert von {product.meinem}. Gibt es Rabatt, wenn ich noch einmal bestelle?',
      ],
      [
        'hello',
        'Das freut mich sehr! Der Gutschein gilt einmal je Haushalt, aber ich kann Ihrem Konto zehn Prozent für die nächste Bestellung gutschreiben.',
      ],
      ['c', 'Oh, das ist aber nett 😊', 'Wirklich? Klasse!'],
      ['a', 'Ist hinterlegt. Der Rabatt gilt bis Monatsende und wird an der Kasse automatisch abgezogen.'],
      ['thanks'],
      ['bye'],
    ],
  },
];

export const dialogues: Dialogue[] = [...shopDialogues, ...helpDialogues];
