// The knowledge base in German: accounts, devices and payment.
import type { ArticleText } from '../types.ts';

export const deviceArticles: ArticleText[] = [
  {
    key: 'router',
    title: 'Den Router Aria 3 einrichten',
    summary: 'Welches Kabel wohin gehört, was die Lampe sagt und wie Sie Ihr WLAN benennen.',
    tags: ['router', 'wlan', 'einrichtung'],
    body: `Sie brauchen etwa zehn Minuten. Legen Sie den Router so, dass Sie das Etikett auf der Unterseite lesen können: Dort stehen Name und Passwort Ihres WLANs.

# Anschließen

- Stellen Sie den Router frei auf, nicht in einen Schrank und nicht hinter den Fernseher.
- Stecken Sie das graue Kabel vom Modem oder von der Wanddose in die blaue Buchse. Die vier gelben Buchsen sind für Ihre eigenen Geräte.
- Schließen Sie den Strom an. Der Start dauert zwei Minuten.

# Was die Lampe sagt

- Weiß: Alles in Ordnung.
- Orange, blinkend: Der Router ist an, sieht aber keine Leitung. Prüfen Sie zuerst die blaue Buchse.
- Orange, dauerhaft: Er aktualisiert sich. Bitte nicht ausstecken.
- Rot: Störung. Dreißig Sekunden vom Strom trennen. Bleibt es rot, schreiben Sie uns.

# Name und Passwort

Öffnen Sie auf einem verbundenen Gerät 192.168.1.1 oder die App Marlund Home. Melden Sie sich mit dem Passwort vom Etikett an. Unter „WLAN“ ändern Sie Name und Passwort. Danach müssen alle Geräte neu beitreten.

# Wenn das WLAN langsam ist oder abbricht

- Wählen Sie unter „WLAN, Kanal“ die Einstellung „Automatisch“. Der Router sucht dann einen freien Kanal.
- Schalten Sie „Getrennte Namen“ ein, wenn ein älteres Gerät nicht beitreten kann: Es braucht das Netz mit 2,4 GHz.
- Bei dicken Wänden hilft ein zweiter Aria 3 auf halbem Weg. Wählen Sie bei der Einrichtung „Erweitern“.

# Von vorn beginnen

Drücken Sie den kleinen Knopf auf der Rückseite zehn Sekunden lang. Alle Einstellungen werden gelöscht.`,
  },
  {
    key: 'invoice',
    title: 'Rechnungen und Firmenangaben',
    summary: 'Wo Sie Rechnungen finden, wie sie berichtigt werden und wie Sie als Firma kaufen.',
    tags: ['rechnung', 'firma'],
    body: `Die Rechnung entsteht, wenn das Paket unser Lager verlässt. Vorher gibt es nur die Bestellbestätigung, sie ist keine Rechnung.

# Eine Rechnung finden

- Melden Sie sich an und öffnen Sie „Meine Bestellungen“. Neben jeder versandten Bestellung liegt das PDF.
- Bestellt ohne Konto: Nutzen Sie den Link in der E-Mail „Ihr Paket ist unterwegs“.
- Älter als zehn Jahre: Dann liegt sie uns nicht mehr vor.

# Eine Rechnung berichtigen

Name, Anschrift und Steuernummer können 90 Tage lang berichtigt werden. Schreiben Sie uns die Rechnungsnummer, sie beginnt mit R, und die Angaben genau so, wie sie erscheinen sollen. Die alte Rechnung wird storniert, die neue bekommt eine neue Nummer. Der Betrag lässt sich so nicht ändern.

# Als Firma kaufen

Tragen Sie Firmenname und Umsatzsteuer-ID unter „Mein Konto, Rechnung“ ein. Sie stehen dann auf jeder neuen Rechnung. Bei Lieferungen in ein anderes EU-Land mit gültiger Nummer wird die Steuer vor dem Bezahlen abgezogen.

# Eine Rechnung bezahlen

Beim Kauf auf Rechnung überweisen Sie bitte innerhalb von 14 Tagen und geben als Verwendungszweck nur die Rechnungsnummer an. Bis die Zahlung zugeordnet ist, vergehen bis zu zwei Werktage. Haben Sie trotz Zahlung eine Mahnung bekommen, nennen Sie uns das Datum der Überweisung. Die Mahnung können Sie bis zu unserer Antwort liegen lassen.`,
  },
  {
    key: 'account',
    title: 'Ich komme nicht in mein Konto',
    summary: 'Link zum Zurücksetzen, Sperre, neue Handynummer und wie wir Sie erkennen.',
    tags: ['konto', 'passwort', 'app'],
    body: `Für den Shop und die App Marlund Home gelten dasselbe Konto und dasselbe Passwort.

# Passwort vergessen

Wählen Sie auf der Anmeldeseite „Passwort vergessen“. Der Link gilt dreißig Minuten und nur einmal. Wenn Sie mehrere anfordern, funktioniert nur der neueste.

# Die E-Mail kommt nicht

- Sehen Sie im Spam und in Ordnern wie „Werbung“ nach.
- Prüfen Sie, ob Sie mit einer anderen Adresse bestellt haben. Sie steht in der Bestellbestätigung.
- Manche Firmenserver halten unsere Nachrichten einige Minuten zurück.

# Das Konto ist gesperrt

Nach zehn falschen Passwörtern ist das Konto eine Stunde gesperrt, danach öffnet es sich von selbst. Haben Sie sich gar nicht angemeldet, ändern Sie bitte anschließend Ihr Passwort.

# Neue Handynummer

Geht der Code an eine alte Nummer, wählen Sie „Anderer Weg“ und nehmen Sie einen der Codes, die Sie bei der Einrichtung bekommen haben. Haben Sie keinen, schreiben Sie uns.

# Wie wir Sie erkennen

Wir fragen nach der Postleitzahl und nach einer früheren Bestellung. Nie fragen wir nach Ihrem Passwort, einer vollen Kartennummer oder einem Code aus einer SMS, weder im Chat noch am Telefon. Wer das tut, ist nicht von Marlund.

# Konto löschen

Unter „Mein Konto, Datenschutz“ können Sie es löschen lassen. Rechnungen bewahren wir so lange auf, wie es das Gesetz verlangt.`,
  },
  {
    key: 'payment',
    title: 'Zahlungsarten',
    summary: 'Karte, Überweisung, Rechnung und Raten, und was bei einer abgelehnten Zahlung hilft.',
    tags: ['zahlung', 'karte', 'raten'],
    body: `Welche Zahlungsarten für Ihre Bestellung möglich sind, sehen Sie, bevor Sie bestätigen.

# Was es gibt

- Karte: Der Betrag wird bei der Bestellung vorgemerkt und beim Versand abgebucht.
- Überweisung: Wir versenden, sobald das Geld da ist, meist nach ein bis zwei Werktagen.
- Rechnung: zahlbar 14 Tage nach Lieferung, bis zu einer Grenze, die von früheren Bestellungen abhängt.
- Raten: drei, sechs oder zwölf Monate. Alle Bedingungen stehen da, bevor Sie zustimmen.
- Gutscheinkarte: lässt sich mit allem kombinieren.

# Die Zahlung wurde abgelehnt

- Prüfen Sie Nummer, Datum und Prüfziffer.
- Bestätigen Sie die Zahlung innerhalb von fünf Minuten in der App Ihrer Bank.
- Fragen Sie Ihre Bank, ob die Karte für Zahlungen im Internet freigegeben ist.
- Warten Sie zehn Minuten, bevor Sie es erneut versuchen. Mehrere Versuche hintereinander halten viele Banken für Betrug.

# Ein Betrag erscheint doppelt

Oft wurde der erste Versuch abgebrochen und ist nur vorgemerkt. Das ist keine Abbuchung und verschwindet in der Regel innerhalb von fünf Werktagen. Stehen danach noch beide Beträge da, schicken Sie uns die Daten und die letzten vier Ziffern der Karte.

# Sicherheit

Kartennummern speichern wir nicht. Bitte schreiben Sie nie eine in den Chat: Wir müssten die Nachricht löschen.`,
  },
  {
    key: 'app',
    title: 'Die App Marlund Home findet ein Gerät nicht',
    summary: 'Netz, Berechtigungen, Reichweite: vier Schritte, die meistens helfen.',
    tags: ['app', 'smart home', 'thermostat'],
    body: `Die meisten Geräte, die nicht gefunden werden, sind im anderen WLAN-Band oder zu weit weg. Gehen Sie die Punkte der Reihe nach durch.

# 1. Das richtige Netz

Thermostate, Lampen und Luftreiniger nutzen das Band mit 2,4 GHz. Trägt Ihr Router für beide Bänder einen Namen, ist das Handy vielleicht im anderen. Schalten Sie im Router „Getrennte Namen“ ein und verbinden Sie das Handy beim Hinzufügen mit dem Netz ohne „5G“.

# 2. Berechtigungen

Die App braucht „Lokales Netzwerk“ und „Bluetooth“. Beides finden Sie in den Einstellungen des Handys unter „Marlund Home“. Schließen Sie die App nach einer Änderung ganz und öffnen Sie sie neu.

# 3. Bereit zum Hinzufügen

- Thermostat Nido: Ring zehn Sekunden halten, bis eine kleine Welle erscheint.
- Lampe Luma: dreimal aus- und einschalten, dann blinkt sie.
- Luftreiniger Vento: Lüftertaste fünf Sekunden halten, bis ein Ton kommt.

Das Gerät bleibt drei Minuten bereit.

# 4. Abstand

Fügen Sie das Gerät höchstens drei Meter vom Router entfernt hinzu und bringen Sie es erst danach an seinen Platz. Geht es dort offline, ist das Signal zu schwach.

# Das Gerät war da und ist jetzt offline

- Leuchtet die Lampe am Router weiß?
- Hat sich Name oder Passwort des WLANs geändert? Dann entfernen Sie das Gerät in der App und fügen Sie es neu hinzu. Zeitpläne bleiben erhalten.
- Trennen Sie das Gerät dreißig Sekunden vom Strom.

Bleibt es bei 80 Prozent stehen, ist fast immer das WLAN-Passwort falsch eingegeben.`,
  },
];
