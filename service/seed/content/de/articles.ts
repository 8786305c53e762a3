// The knowledge base in German: orders and money.
import type { ArticleText } from '../types.ts';
import { deviceArticles } from './articles-devices.ts';

const shopArticles: ArticleText[] = [
  {
    key: 'returns',
    title: 'Einen Artikel zurückgeben',
    summary: 'Dreißig Tage Zeit, ein Etikett von uns, Erstattung in fünf bis sieben Werktagen.',
    tags: ['rückgabe', 'erstattung'],
    body: `Alles, was Sie bei Marlund gekauft haben, können Sie innerhalb von 30 Tagen nach der Lieferung zurückgeben, ohne Angabe von Gründen. Sie dürfen den Artikel auspacken und ausprobieren wie im Laden.

# So geht es

- Melden Sie sich im Shop an, öffnen Sie „Meine Bestellungen“ und wählen Sie beim Artikel „Zurückgeben“.
- Drucken Sie das Etikett aus, oder lassen Sie sich einen Code für den Paketshop geben.
- Packen Sie alles ein, was dabei war. Der Originalkarton ist am besten, jeder stabile Karton genügt.
- Geben Sie das Paket ab und heben Sie den Beleg auf, bis das Geld da ist.

Große Artikel wie Waschmaschinen und Stehschreibtische holen wir bei Ihnen ab. Den Tag wählen Sie bei der Anmeldung der Rückgabe.

# Wann Sie Ihr Geld bekommen

Das Lager prüft Rücksendungen innerhalb von zwei Werktagen. Danach geht die Erstattung auf dem Weg zurück, auf dem Sie bezahlt haben, und braucht je nach Bank fünf bis sieben Werktage. Zu jedem Schritt bekommen Sie eine E-Mail.

# Was nicht zurückgegeben werden kann

- Filter, Bürsten und andere Hygieneteile mit gebrochenem Siegel
- Artikel, die nach Ihren Maßen gefertigt wurden
- eingelöste Gutscheinkarten

Ist der Artikel beschädigt oder falsch, nutzen Sie bitte nicht die normale Rückgabe. Schreiben Sie uns: Wir tauschen um und tragen alle Kosten.`,
  },
  {
    key: 'delivery',
    title: 'Lieferzeiten und Sendungsverfolgung',
    summary: 'Wie lange Pakete brauchen, wie Sie sie verfolgen und was zu tun ist, wenn eins ausbleibt.',
    tags: ['lieferung', 'sendungsverfolgung'],
    body: `Bestellungen, die werktags vor 15 Uhr eingehen, verlassen unser Lager noch am selben Tag.

# Wie lange es dauert

- Im Inland: zwei bis vier Werktage
- In andere europäische Länder: drei bis sieben Werktage
- Große Artikel: nach Termin. Die Spedition ruft innerhalb von zwei Tagen an.

# Ein Paket verfolgen

Den Link finden Sie in der E-Mail „Ihr Paket ist unterwegs“ und unter „Meine Bestellungen“. Die Sendungsnummer beginnt mit MX. Bis zur ersten Meldung kann es bis zum Abend dauern; das heißt nicht, dass das Paket verloren ist.

Am Tag der Zustellung bekommen Sie eine SMS mit einem Zeitfenster von zwei Stunden. Über den Link darin wählen Sie einen Nachbarn, einen Ablageort oder einen Paketshop.

# Wenn nichts ankommt

- Weniger als drei Werktage keine Änderung: Bitte warten Sie noch, die meisten Pakete bewegen sich von selbst weiter.
- Drei Werktage oder mehr: Schreiben Sie uns. Wir eröffnen eine Nachforschung, sie dauert zwei Werktage.
- „Zugestellt“, aber nicht da: Suchen Sie nach einer Karte, fragen Sie die Nachbarn und schreiben Sie uns noch am selben Tag.

Bleibt die Suche ohne Ergebnis, wählen Sie zwischen einer neuen Lieferung und der Erstattung. Auf die Unterlagen des Zustellers müssen Sie nicht warten.`,
  },
  {
    key: 'warranty',
    title: 'Garantie und Reparatur',
    summary: 'Zwei Jahre auf alles, was darunterfällt und wie eine Reparatur abläuft.',
    tags: ['garantie', 'reparatur'],
    body: `Auf jedes Produkt von Marlund geben wir zwei Jahre Garantie ab dem Tag der Lieferung. Die Garantie gehört zum Produkt, nicht zum Käufer. Sie gilt also auch für Geschenke und für gebraucht gekaufte Geräte.

# Was abgedeckt ist

- Fehler in Material und Herstellung, die sich in den zwei Jahren zeigen
- Akkus, die weniger als 70 Prozent ihrer Kapazität halten
- die Kosten für Hin- und Rückversand

# Was nicht abgedeckt ist

- Schäden durch Sturz, Wasser oder Öffnen des Geräts
- Verschleißteile wie Filter, Bürsten und Dichtungen zum Selbstwechseln
- Kalkschäden, wenn trotz Aufforderung nicht entkalkt wurde

# So läuft eine Reparatur ab

- Suchen Sie die Seriennummer. Sie steht auf dem Typenschild und in der App unter „Über dieses Gerät“.
- Schreiben Sie uns die Nummer und eine kurze Beschreibung. Fotos helfen.
- Zuerst versuchen wir es gemeinsam. Oft ist gar keine Reparatur nötig.
- Muss das Gerät zu uns, bekommen Sie ein Etikett. Die Reparatur dauert sieben bis zehn Werktage.
- Große Geräte reparieren wir bei Ihnen zu Hause.

Solange die Seriennummer lesbar ist, brauchen Sie keinen Kaufbeleg. Ihre gesetzlichen Rechte gegenüber uns als Verkäufer bleiben davon unberührt.`,
  },
  {
    key: 'damaged',
    title: 'Mein Paket kam beschädigt an',
    summary: 'Karton aufheben, zwei Fotos machen, uns schreiben: Wir tauschen um und zahlen alles.',
    tags: ['lieferung', 'schaden'],
    body: `Es passiert selten, aber es passiert. Kosten entstehen Ihnen keine, und es ist gleich, ob Sie den Schaden an der Tür oder erst später bemerken.

# An der Tür

Ist der Karton eingedrückt, nass oder offen, bitten Sie den Fahrer, das zu vermerken. Sie dürfen die Annahme auch verweigern. Das Paket kommt dann zu uns zurück und wir schicken ohne weitere Fragen ein neues.

# Wenn Sie es später bemerken

- Heben Sie Karton und Füllmaterial auf. Der Zusteller möchte sie vielleicht sehen.
- Machen Sie ein Foto vom Schaden und eins vom Karton mit Etikett.
- Schreiben Sie uns innerhalb von sieben Tagen mit Bestellnummer und Fotos.

# Wie es weitergeht

Wir antworten am selben Tag. Sie wählen zwischen Ersatz und Erstattung. Der Ersatz geht sofort raus; das beschädigte Gerät müssen Sie nicht vorher zurückschicken. Ein Fahrer nimmt es mit, wenn er das neue bringt, oder Sie bekommen ein Etikett.

# Glas und Akkus

Bitte schalten Sie kein Gerät mit gerissenem Gehäuse ein und laden Sie keinen Akku, der verbeult oder warm ist. Legen Sie ihn im Freien an einen trockenen Ort und schreiben Sie uns: Wir sagen Ihnen, wie er sicher abgeholt wird.`,
  },
  {
    key: 'cancel',
    title: 'Eine Bestellung stornieren',
    summary: 'Vor dem Packen mit einem Klick, danach Annahme verweigern oder zurückgeben.',
    tags: ['storno', 'bestellung'],
    body: `Ob sich eine Bestellung noch aufhalten lässt, hängt davon ab, wie weit sie ist. Den Stand sehen Sie unter „Meine Bestellungen“.

# „Eingegangen“ oder „Bezahlt“

Wählen Sie „Bestellung stornieren“ und bestätigen Sie. Die Stornierung gilt sofort, Sie bekommen eine E-Mail. Auch einzelne Artikel lassen sich stornieren.

# „In Vorbereitung“

Der Knopf ist dann weg, aber oft können wir noch von Hand eingreifen. Schreiben Sie uns im Chat mit der Bestellnummer. Wir versuchen es, während Sie warten; in etwa der Hälfte der Fälle gelingt es.

# „Unterwegs“

Das Paket lässt sich nicht mehr stoppen. Sie haben zwei Möglichkeiten:

- Verweigern Sie die Annahme. Das Paket kommt zurück und gilt am Tag des Eingangs als Rückgabe.
- Nehmen Sie es an und geben Sie es innerhalb von 30 Tagen zurück.

# Ihr Geld

Bei Kartenzahlung war der Betrag bis zum Versand nur vorgemerkt. Wir geben ihn sofort frei, die Bank zeigt das nach zwei bis drei Tagen, spätestens nach sieben Werktagen. Überweisungen schicken wir innerhalb von zwei Werktagen zurück. Bei Kauf auf Rechnung müssen Sie nichts weiter tun.

# Ändern statt stornieren

Die Lieferadresse können Sie ändern, bis gepackt wird. Für eine andere Farbe oder Größe bestellen Sie bitte neu und stornieren danach die alte Bestellung.`,
  },
];

export const articles: ArticleText[] = [...shopArticles, ...deviceArticles];
