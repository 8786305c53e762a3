// The knowledge base in Danish: orders and money.
import type { ArticleText } from '../types.ts';
import { deviceArticles } from './articles-devices.ts';

const shopArticles: ArticleText[] = [
  {
    key: 'returns',
    title: 'Send en vare retur',
    summary: 'Tredive dage, en label fra os og pengene inden for fem til syv hverdage.',
    tags: ['retur', 'refusion'],
    body: `Alt, hvad du har købt hos Marlund, kan du sende retur inden for 30 dage efter levering, uden at du skal give en grund. Du må gerne pakke varen ud og prøve den, som du ville i en butik.

# Sådan gør du

- Log ind i butikken, åbn "Mine ordrer", og vælg "Returner" ud for varen.
- Udskriv labelen, eller få en kode, som pakkeshoppen udskriver for dig.
- Pak alt det, der fulgte med. Den originale kasse er bedst, men enhver solid kasse kan bruges.
- Aflever pakken, og gem kvitteringen, til pengene er kommet.

Store varer som vaskemaskiner og hæve-sænkeborde henter vi hjemme hos dig. Du vælger dagen, når du opretter returen.

# Hvornår du får dine penge

Lageret kontrollerer returvarer inden for to hverdage. Derefter går pengene tilbage samme vej, som du betalte, og det tager fem til syv hverdage alt efter din bank. Du får en mail ved hvert trin.

# Det kan ikke sendes retur

- Filtre, børster og andre hygiejnedele, hvor forseglingen er brudt.
- Varer, der er lavet efter dine mål.
- Gavekort, der er brugt.

Er varen beskadiget eller forkert, skal du ikke bruge den almindelige retur. Skriv til os i stedet, så bytter vi den og betaler det hele.`,
  },
  {
    key: 'delivery',
    title: 'Leveringstid og sporing',
    summary: 'Hvor lang tid pakker tager, hvordan du følger dem, og hvad du gør, når en ikke kommer.',
    tags: ['levering', 'sporing'],
    body: `Ordrer, der kommer ind før kl. 15 på en hverdag, forlader lageret samme dag.

# Hvor lang tid det tager

- I Danmark: to til fire hverdage.
- Til andre lande i Europa: tre til syv hverdage.
- Store varer: efter aftale. Fragtfirmaet ringer inden for to dage.

# Følg din pakke

Linket står i mailen "Din pakke er på vej" og under "Mine ordrer". Nummeret begynder med MX. Der kan gå til om aftenen, før den første melding kommer, og det betyder ikke, at pakken er væk.

På leveringsdagen får du en sms med et tidsrum på to timer. Via linket kan du vælge en nabo, et sikkert sted eller en pakkeshop.

# Når pakken ikke kommer

- Ingen ændring i mindre end tre hverdage: vent lidt endnu, de fleste pakker kommer videre af sig selv.
- Ingen ændring i tre hverdage eller mere: skriv til os. Vi opretter en eftersøgning, og den tager to hverdage.
- "Leveret", men ikke fremme: kig efter en seddel, spørg naboerne, og skriv til os samme dag.

Giver eftersøgningen ikke noget, vælger du mellem en ny pakke og pengene tilbage. Du skal ikke vente på fragtfirmaets papirer.`,
  },
  {
    key: 'warranty',
    title: 'Garanti og reparation',
    summary: 'To år på alt, hvad garantien dækker, og hvordan en reparation foregår.',
    tags: ['garanti', 'reparation'],
    body: `Alle produkter fra Marlund har to års garanti fra leveringsdagen. Garantien følger produktet og ikke køberen, så den gælder også for gaver og for den, der køber brugt.

# Det dækker den

- Fejl i materiale og fremstilling, der viser sig inden for de to år.
- Batterier, der holder mindre end 70 procent af deres kapacitet.
- Fragt til os og tilbage igen.

# Det dækker den ikke

- Skader efter fald, vand, eller hvis apparatet er blevet åbnet.
- Sliddele: filtre, børster og pakninger, man selv kan skifte.
- Kalkskader, når maskinen ikke er afkalket, da den bad om det.

# Sådan foregår en reparation

- Find serienummeret. Det står på typeskiltet og i appen under "Om denne enhed".
- Skriv nummeret til os med en kort beskrivelse. Billeder hjælper.
- Først prøver vi sammen. Mange fejl kræver slet ingen reparation.
- Skal apparatet ind, får du en label. Reparationen tager syv til ti hverdage.
- Store apparater reparerer vi hjemme hos dig.

Du behøver ingen kvittering, når serienummeret kan læses. Din lovbestemte reklamationsret gælder ved siden af.`,
  },
  {
    key: 'damaged',
    title: 'Min pakke var beskadiget',
    summary: 'Gem kassen, tag to billeder, og skriv til os: vi bytter og betaler det hele.',
    tags: ['levering', 'skade'],
    body: `Det sker sjældent, men det sker. Det koster dig ikke noget, og det er lige meget, om du opdager det ved døren eller senere.

# Ved døren

Er kassen trykket, våd eller åben, så bed chaufføren om at notere det. Du må også gerne afvise pakken. Så kommer den tilbage til os, og vi sender en ny uden flere spørgsmål.

# Når du opdager det senere

- Gem kassen og fyldet. Fragtfirmaet vil måske se det.
- Tag et billede af skaden og et af kassen med label.
- Skriv til os inden for syv dage med ordrenummer og billeder.

# Det sker der så

Vi svarer samme dag. Du vælger mellem en ny vare og pengene tilbage. Den nye sendes med det samme, og du skal ikke sende den beskadigede først. Chaufføren tager den med, når han kommer med den nye, eller du får en label.

# Glas og batterier

Tænd ikke for et apparat med revnet kabinet, og oplad ikke et batteri, der er bulet eller varmt. Læg det udenfor et tørt sted, og skriv til os. Så fortæller vi, hvordan det bliver hentet på en sikker måde.`,
  },
  {
    key: 'cancel',
    title: 'Annuller en ordre',
    summary: 'Før pakning med ét klik, bagefter ved at afvise pakken eller sende den retur.',
    tags: ['annullering', 'ordre'],
    body: `Om en ordre kan stoppes, afhænger af, hvor langt den er. Du kan se det under "Mine ordrer".

# "Modtaget" eller "Betalt"

Vælg "Annuller ordre", og bekræft. Det gælder med det samme, og du får en mail. Du kan også annullere en enkelt vare i en større ordre.

# "Under pakning"

Knappen er væk, men vi kan tit nå det alligevel. Skriv til os i chatten med ordrenummeret. Vi prøver, mens du venter, og det lykkes i omkring halvdelen af tilfældene.

# "Undervejs"

Pakken kan ikke stoppes længere. Du har to muligheder:

- Afvis den ved døren. Så kommer den tilbage og tæller som retur den dag, vi får den.
- Tag imod den, og send den retur inden for 30 dage.

# Dine penge

Betalte du med kort, var beløbet kun reserveret, til pakken blev sendt. Vi frigiver det straks, og banken viser det efter to-tre dage, højst syv hverdage. Bankoverførsler sender vi tilbage inden for to hverdage. Valgte du faktura, skal du ikke gøre noget.

# Ændre i stedet for at annullere

Leveringsadressen kan ændres, til varen er pakket. En anden farve eller størrelse kræver en ny ordre: bestil først den nye, og annuller så den gamle.`,
  },
];

export const articles: ArticleText[] = [...shopArticles, ...deviceArticles];
