// Reasons to write to the company, in German, with the notes agents take on them.
import type { Issue } from '../types.ts';

export const issues: Issue[] = [
  {
    key: 'late-delivery',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Lieferung',
    tags: ['lieferung', 'verspätet'],
    products: ['lamp', 'kettle', 'speaker', 'vacuum', 'tablet', 'desk'],
    titles: [
      'Bestellung {order} nicht angekommen',
      'Paket {parcel} hängt seit Tagen fest',
      'Wo bleibt {product.mein}? Bestellt am {date}',
    ],
    descriptions: [
      'Ich habe {product.acc} am {date} bestellt (Bestellnummer {order}). In der Bestätigung stand zwei bis vier Werktage. Die Sendungsverfolgung zeigt seitdem unverändert „In Zustellung“. Bitte prüfen Sie, wo das Paket ist.',
      'Das Paket {parcel} sollte letzte Woche kommen. Ich habe mir dafür extra freigenommen. Die letzte Meldung stammt aus dem Paketzentrum, danach kam nichts mehr. Ist es verloren gegangen oder nur verspätet?',
    ],
    notes: [
      'Letzter Scan im Paketzentrum, seitdem keine Bewegung. Nachforschung beim Zusteller eröffnet.',
      'Zusteller bittet um zwei Werktage. Kunde bekommt bis spätestens {soon} Bescheid.',
      'Paket gefunden, Etikett war beschädigt. Neu etikettiert, Zustellung am {soon}.',
    ],
  },
  {
    key: 'damaged-parcel',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Transportschaden',
    tags: ['lieferung', 'schaden'],
    products: ['coffee', 'tv', 'lamp', 'purifier', 'kettle'],
    titles: [
      '{product.name} beschädigt angekommen',
      'Transportschaden bei Bestellung {order}',
      'Karton eingedrückt, Gehäuse gerissen',
    ],
    descriptions: [
      'Heute kam {product.nom} aus Bestellung {order} an. Der Karton ist an einer Ecke eingedrückt, im Gehäuse ist ein Riss und innen klappert etwas. Verpackung und Fotos habe ich aufgehoben. Ich hätte gern Ersatz.',
      'Beim Auspacken habe ich gesehen, dass {product.nom} kaputt ist. Der Fahrer hat den Schaden auf seinem Gerät vermerkt. Schicken Sie mir Ersatz oder bekomme ich die {amount} zurück?',
    ],
    notes: [
      'Fotos sind da, eindeutig Transportschaden. Ersatzlieferung zu {order} freigegeben.',
      'Rücksendeetikett verschickt. Kunde hebt den Karton bis zur Abholung auf.',
    ],
  },
  {
    key: 'refund-missing',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Erstattung',
    tags: ['erstattung'],
    products: ['headphones', 'tablet', 'vacuum', 'desk', 'speaker'],
    titles: [
      'Erstattung von {amount} fehlt',
      'Am {date} zurückgeschickt, noch kein Geld',
      'Wo bleibt die Erstattung zu {order}?',
    ],
    descriptions: [
      'Ich habe {product.acc} am {date} zurückgeschickt, Ihr Lager hat den Eingang bestätigt. Die {amount} sollten nach fünf bis sieben Werktagen da sein. Auf der Kartenabrechnung ist bis heute nichts.',
      'Die Rücksendung zu {order} wurde vor {days} Tagen angenommen. Weder auf dem Girokonto noch auf der Karte ist das Geld eingegangen. Bitte prüfen Sie, ob wirklich überwiesen wurde.',
    ],
    notes: [
      'Retoure am {date} eingebucht. Erstattung ist zurückgekommen, die Karte ist abgelaufen.',
      'Kunden um Bankverbindung über das gesicherte Formular gebeten, nicht im Chat.',
      'Daten liegen vor. Überweisung über {amount} freigegeben, zwei Werktage.',
    ],
  },
  {
    key: 'double-charge',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Zahlung',
    tags: ['zahlung', 'karte'],
    titles: ['Bestellung {order} doppelt abgebucht', 'Zweimal {amount} am selben Tag'],
    descriptions: [
      'Für die Bestellung {order} wurden am {date} zweimal {amount} von meiner Karte abgebucht. Ich habe nur einmal auf „Kaufen“ gedrückt. Einen Auszug kann ich schicken. Bitte den zweiten Betrag zurückbuchen.',
    ],
    notes: [
      'Der zweite Betrag ist nur eine Vormerkung und verfällt von selbst, in der Regel nach fünf Werktagen.',
      'Bank zeigt den Betrag weiterhin an. Freigabereferenz an die Bank geschickt.',
    ],
  },
  {
    key: 'wifi-drops',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Netzwerk',
    tags: ['router', 'wlan'],
    products: ['router'],
    titles: ['WLAN bricht jeden Abend ab', '{product.name} verliert die Verbindung', 'Router blinkt orange'],
    descriptions: [
      'Seit etwa {date} bricht das WLAN abends mehrmals ab. Die Lampe blinkt eine Minute orange, danach geht es wieder. Rechner am Kabel sind auch betroffen. Neu gestartet habe ich schon, und vom Fernseher steht das Gerät jetzt auch weit weg.',
      'Im Flur läuft alles, im Obergeschoss reißt die Verbindung alle paar Minuten ab. Das Handy zeigt vollen Empfang, trotzdem lädt nichts. Firmware ist 3.4.1.',
    ],
    notes: [
      'Protokoll zeigt Leitungsabbrüche zur selben Zeit, also nicht nur WLAN. Modemwerte angefordert.',
      'Kanal von 11 auf 6 gestellt, Firmware auf 3.4.3 gebracht. Kunde beobachtet zwei Abende.',
      'Zwei Abende ohne Abbruch, Kunde ist einverstanden mit Abschluss.',
    ],
  },
  {
    key: 'app-login',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Konto',
    tags: ['konto', 'app'],
    titles: [
      'Anmeldung in der App Marlund Home nicht möglich',
      'E-Mail zum Zurücksetzen kommt nicht an',
      'Konto gesperrt',
    ],
    descriptions: [
      'Seit dem Update nimmt die App mein Passwort nicht mehr an. Ich habe viermal einen neuen Link angefordert, es kam keine E-Mail, auch nicht im Spam. Da hängt mein Heizplan dran, deshalb wäre ich für eine schnelle Antwort dankbar.',
      'Ich habe ein neues Handy und der Anmeldecode geht noch an die alte Nummer. Wie ändere ich die Nummer, wenn ich nicht hineinkomme?',
    ],
    notes: [
      'Die hinterlegten Kontaktdaten stimmen nicht mehr, deshalb kommt nichts an. Identität über Bestellung und Postleitzahl geprüft.',
      'Daten berichtigt, neuer Link verschickt und benutzt. Anmeldung klappt.',
    ],
  },
  {
    key: 'machine-leaks',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Reparatur',
    tags: ['reparatur', 'garantie'],
    products: ['coffee', 'kettle', 'washer'],
    titles: ['{product.name} verliert Wasser', 'Wasser läuft unten heraus', 'Garantiefall {product.name}'],
    descriptions: [
      'Nach jedem Gebrauch steht eine kleine Pfütze unter {product.dat}. Das Gerät ist elf Monate alt und wurde nach Anleitung entkalkt. Gekauft mit Bestellung {order}. Wie läuft eine Reparatur ab?',
      '{product.Nom} tropft seit {date} unten heraus. Was man mit der Hand nachziehen kann, habe ich nachgezogen. Es ist noch Garantie darauf, und eine Reparatur wäre mir lieber als ein Neugerät.',
    ],
    notes: [
      'Dichtung ist bei dieser Serie die bekannte Schwachstelle. Reparaturauftrag angelegt, Teil ist auf Lager.',
      'Termin mit Techniker für {soon} vormittags bestätigt.',
    ],
  },
  {
    key: 'vacuum-e4',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Störung',
    tags: ['saugroboter', 'fehler'],
    products: ['vacuum'],
    titles: ['{product.name} bleibt mit Fehler E4 stehen', 'Fehler E4 nach fünf Minuten'],
    descriptions: [
      '{product.Mein} hält nach etwa fünf Minuten mit E4 an und will auf eine ebene Fläche gestellt werden. Beide Räder und die Bürste habe ich wie im Video gereinigt. Der Boden ist Parkett ohne Teppiche.',
    ],
    notes: [
      'Linkes Radmodul meldet zu hohen Strom. Haare entfernt, keine Änderung.',
      'Radmodul als Ersatzteil verschickt, Kunde baut es selbst ein (zwei Schrauben).',
    ],
  },
  {
    key: 'cancel-order',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Stornierung',
    tags: ['storno'],
    products: ['tv', 'washer', 'desk', 'tablet'],
    titles: ['Bitte Bestellung {order} stornieren', '{product.name} stornieren, bevor es losgeht'],
    descriptions: [
      'Ich habe gestern versehentlich an meine alte Adresse bestellt. Bitte stornieren Sie {order}, bevor das Paket rausgeht. Ich bestelle dann neu.',
      'Mein Vermieter erlaubt es leider doch nicht, ich muss {product.acc} aus {order} stornieren. Im Konto steht „In Vorbereitung“. Reicht das noch?',
    ],
    notes: [
      'Auftrag vor dem Packen gestoppt. Zahlung von {amount} noch am selben Tag freigegeben.',
      'Kunde möchte die Stornierung schriftlich. Bestätigung noch einmal geschickt.',
    ],
  },
  {
    key: 'invoice-company',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Rechnung',
    tags: ['rechnung', 'firma'],
    titles: [
      'Rechnung {invoice} auf Firma umschreiben',
      'USt-IdNr. fehlt auf Rechnung {invoice}',
      'Rechnung zu {order} benötigt',
    ],
    descriptions: [
      'Für unsere Buchhaltung brauchen wir die Rechnung {invoice} mit Firmenname und Umsatzsteuer-ID statt mit meinem Namen. Es geht um die Bestellung {order} vom {date}. Der Betrag von {amount} stimmt.',
    ],
    notes: [
      'Rechnung storniert und neu ausgestellt, als PDF verschickt.',
      'Firmendaten auf Wunsch im Konto hinterlegt.',
    ],
  },
  {
    key: 'thermostat-offline',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Smart Home',
    tags: ['app', 'thermostat'],
    products: ['thermostat'],
    titles: ['{product.name} ist in der App offline', 'Heizung seit Routerwechsel nicht steuerbar'],
    descriptions: [
      'Wir haben den Anbieter gewechselt, seitdem ist {product.nom} „offline“. An der Wand funktioniert alles. Die App findet das Gerät, bleibt dann aber bei 80 Prozent mit „Beitritt zum Netzwerk nicht möglich“ stehen.',
    ],
    notes: [
      'Neuer Router bietet unter dem alten Namen nur 5 GHz, das Thermostat braucht 2,4 GHz. Trennen der Bänder erklärt.',
      'Kunde bestätigt: beim zweiten Versuch verbunden.',
    ],
  },
  {
    key: 'warranty-question',
    queue: 'queue-support',
    kind: 'service',
    category: 'Garantie',
    tags: ['garantie', 'frage'],
    products: ['headphones', 'tablet', 'speaker', 'purifier', 'vacuum'],
    titles: ['Ist auf {product.dat} noch Garantie?', 'Garantie ohne Kaufbeleg'],
    descriptions: [
      'Ich habe {product.acc} geschenkt bekommen und keinen Beleg. Die Seriennummer ist lesbar. Gilt die Garantie von zwei Jahren auch für mich, und was brauchen Sie dafür?',
    ],
    notes: ['Seriennummer gehört zu {order}, Garantie läuft noch. Kunde weiß, dass kein Beleg nötig ist.'],
  },
  {
    key: 'address-change',
    queue: 'queue-support',
    kind: 'service',
    category: 'Konto',
    tags: ['konto', 'adresse'],
    titles: ['Umzug: Lieferadresse von {order} ändern', 'Neue Adresse im Konto hinterlegen'],
    descriptions: [
      'Wir sind am {date} umgezogen. Bitte ändern Sie die Adresse im Konto und, falls noch möglich, bei der Bestellung {order}. In der App kann ich nur eine zweite Adresse anlegen, die alte aber nicht löschen.',
    ],
    notes: [
      'Adresse nach Identitätsprüfung geändert. Bestellung war noch nicht gepackt, ebenfalls geändert.',
    ],
  },
];

export const notes = [
  'Zur vereinbarten Zeit angerufen, niemand erreicht. Vorgangsnummer auf die Mailbox gesprochen.',
  'Kunde möchte lieber E-Mail, vor 16 Uhr nicht erreichbar.',
  'Verlauf geprüft: erster Kontakt zu diesem Thema, bisher keine Kulanz.',
  'An die Spätschicht übergeben, alles Nötige steht im Vorgang.',
  'Antwort auf unsere Rückfrage steht aus. Wiedervorlage in zwei Tagen.',
  'Freundlich, aber das Warten leid. Bitte heute antworten.',
  'Mit der Teamleitung gesprochen: wie üblich behandeln, keine Ausnahme nötig.',
];
export const resolvedNotes = [
  'Kunde bestätigt, dass alles erledigt ist. Abgeschlossen.',
  'Dank per E-Mail erhalten. Nichts mehr offen.',
  'Zwei Wochen keine Antwort auf unsere letzte Frage. Abgeschlossen, öffnet sich bei Antwort wieder.',
];
