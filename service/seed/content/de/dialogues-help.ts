// Talks about devices and accounts in German.
import type { Dialogue } from '../types.ts';

export const helpDialogues: Dialogue[] = [
  {
    key: 'router-setup',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    products: ['router'],
    issue: 'wifi-drops',
    turns: [
      [
        'c',
        'Ich habe den neuen Router angeschlossen und er blinkt orange. Habe ich etwas kaputt gemacht?',
        'Guten Tag, der neue Router blinkt nur orange und es gibt kein Internet. Ich kenne mich damit leider nicht aus.',
      ],
      [
        'hello',
        'Keine Sorge, kaputt ist nichts. Orange blinkend heißt: Der Router ist an, sieht aber die Leitung noch nicht. In welcher Buchse steckt das graue Kabel?',
      ],
      ['c', 'Da sind vier gelbe und eine blaue. Ich glaube, in einer gelben', 'In der gelben, Nummer 1.'],
      ['a', 'Daran liegt es. Stecken Sie das Kabel bitte in die blaue Buchse und warten Sie zwei Minuten.'],
      ['c', 'Moment bitte', 'ok mache ich'],
      ['c', 'Jetzt leuchtet er weiß! Und das Handy hat Internet.', 'Weiß! Es geht!!'],
      [
        'a',
        'Wunderbar. Name und Passwort des WLANs stehen unten auf dem Etikett. Hier steht, wie Sie beides ändern:',
      ],
      ['article', 'router'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'coffee-descale',
    queue: 'queue-technical',
    mood: 'plain',
    disposition: 'resolved',
    products: ['coffee'],
    turns: [
      [
        'c',
        'Die orange Lampe an der Solva 200 bleibt an, obwohl ich entkalkt habe. Wie bekomme ich sie aus?',
      ],
      [
        'hello',
        'Die Lampe erlischt erst, wenn der letzte Spülgang durch ist. Sollten Sie den Tank ein zweites Mal füllen?',
      ],
      [
        'c',
        'Ja, aber da musste ich weg und habe ausgeschaltet.',
        'Hm, kann sein, dass ich das übersprungen habe.',
      ],
      [
        'a',
        'Dann wartet die Maschine noch darauf. Füllen Sie frisches Wasser bis MAX ein, stellen Sie eine Schale unter und halten Sie beide Tassentasten fünf Sekunden gedrückt. Es dauert etwa sechs Minuten.',
      ],
      ['c', 'Läuft.', 'Beide Tasten blinken, Wasser kommt'],
      [
        'a',
        'Perfekt. Danach geht die Lampe aus. Wenn nicht, schreiben Sie noch einmal, dann sehen wir uns den Sensor an.',
      ],
      ['c', 'Lampe ist aus. Danke!', 'Das war es, vielen Dank'],
      ['bye'],
    ],
  },
  {
    key: 'account-locked',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    issue: 'app-login',
    turns: [
      [
        'c',
        'Ich komme nicht mehr in die App. Da steht „zu viele Versuche“.',
        'Die App Marlund Home lässt mich nicht mehr rein',
      ],
      [
        'hello',
        'Dabei kann ich helfen. Zu Ihrer Sicherheit brauche ich zwei Angaben: Ihre Postleitzahl und Ihre letzte Bestellung.',
      ],
      [
        'c',
        'Die Postleitzahl steht bei {order}. Bestellt habe ich am {date}.',
        'Das war {order}, ungefähr am {date}',
      ],
      [
        'a',
        'Danke, das stimmt überein. Die Sperre ist aufgehoben und ein neuer Link unterwegs. Er gilt dreißig Minuten.',
      ],
      ['c', 'Noch nichts da. Ich schaue mal im Spam.', 'Ich sehe keine E-Mail'],
      ['c', 'Gefunden, war im Werbeordner.', 'Ah, da ist sie. Natürlich im Spam.'],
      [
        'a',
        'Sehr gut. Wählen Sie ein Passwort, das Sie sonst nirgends benutzen, und melden Sie sich zuerst am Handy an.',
      ],
      ['c', 'Bin drin, alle Räume sind noch da. Danke!', 'Klappt jetzt'],
      ['bye'],
    ],
  },
  {
    key: 'leaving-customer',
    queue: 'queue-support',
    mood: 'angry',
    disposition: 'follow-up',
    products: ['vacuum', 'coffee', 'washer'],
    issue: 'machine-leaks',
    turns: [
      [
        'c',
        'Seit zwei Wochen werde ich von einem zum anderen geschickt. {product.Mein} funktioniert immer noch nicht.',
        'Ihr Service ist ein Witz. Niemand ruft zurück und {product.nom} ist immer noch defekt.',
      ],
      [
        'hello',
        'Ich habe den ganzen Verlauf gelesen, Sie müssen nichts wiederholen. Es tut mir leid, das hat viel zu lange gedauert.',
      ],
      [
        'c',
        'Davon wird das Gerät nicht heil. Wenn das diese Woche nichts wird, kaufe ich woanders und will mein Geld zurück.',
        'Entschuldigungen habe ich genug gehört. Was passiert JETZT?',
      ],
      [
        'a',
        'Das kann ich zusagen: Am {soon} vormittags kommt ein Techniker mit dem Ersatzteil. Wenn es danach nicht läuft, wählen Sie zwischen einem neuen Gerät und der Erstattung.',
      ],
      ['c', 'Und wen rufe ich an, wenn wieder keiner kommt?', 'Das möchte ich schriftlich.'],
      [
        'a',
        'Sie bekommen es innerhalb einer Stunde per E-Mail, mit meinem Namen und einer Durchwahl. Am Nachmittag rufe ich Sie selbst an.',
      ],
      [
        'internal',
        'Kulanz mit der Leitung abgestimmt: Erstattung ohne Rücksendung, falls der Termin scheitert. Rückruf am {soon} nach 14 Uhr.',
      ],
      ['c', 'Na gut. Letzte Chance.', 'Ich hoffe, Sie halten Wort.'],
      ['bye'],
    ],
  },
  {
    key: 'thermostat-join',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    products: ['thermostat'],
    issue: 'thermostat-offline',
    turns: [
      [
        'c',
        'Seit gestern neuer Router, jetzt ist die Heizung in der App offline. Was habe ich falsch gemacht?',
        '{product.Mein} ist seit dem Anbieterwechsel offline. Die App bleibt bei 80 % hängen.',
      ],
      [
        'hello',
        'Gar nichts. Das Thermostat kennt nur noch das alte WLAN. Sind Sie mit dem Handy im selben Raum?',
      ],
      ['c', 'Ja', 'ja, ich stehe davor'],
      [
        'a',
        'Halten Sie bitte den Ring zehn Sekunden, bis eine kleine Welle erscheint. Dann in der App „Gerät hinzufügen“ und das Netz ohne „5G“ im Namen wählen.',
      ],
      ['c', 'Es gibt nur einen Netzwerknamen.', 'Ich sehe nur eins. Macht das was?'],
      [
        'a',
        'Dann versteckt der Router das langsamere Band unter demselben Namen. Schalten Sie dort „Getrennte Namen“ ein. Ich schicke Ihnen die Anleitung.',
      ],
      ['article', 'app'],
      ['c', 'Hat gedauert, aber jetzt steht da verbunden 👍', 'Geschafft! Verbunden.'],
      ['bye'],
    ],
  },
  {
    key: 'delivery-abroad',
    queue: 'queue-international',
    mood: 'plain',
    disposition: 'answered',
    products: ['headphones', 'tablet', 'lamp'],
    turns: [
      [
        'c',
        'Liefern Sie auch nach Südtirol? Ich ziehe nächsten Monat um.',
        'Kann ich {product.acc} jetzt bestellen und an meine neue Adresse im Ausland schicken lassen?',
      ],
      [
        'hello',
        'Ja, das geht. Die Lieferung ins Ausland dauert drei bis sieben Werktage, den Pauschalpreis sehen Sie vor dem Bezahlen.',
      ],
      ['c', 'Und wie ist es mit der Garantie?', 'Gilt die Garantie dort auch?'],
      [
        'a',
        'Die zwei Jahre gelten überall, wohin wir liefern. Der Stecker richtet sich nach dem Land der Lieferadresse.',
      ],
      ['thanks'],
      ['bye'],
    ],
  },
];
