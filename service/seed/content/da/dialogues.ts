// Talks about orders and money in Danish.
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
        'Hej, min pakke skulle være kommet den {date}. Kan I se, hvor den er?',
        'Goddag, jeg venter på {product.min} {product}, bestilt den {date}. Hvornår kommer pakken?',
      ],
      [
        'hello',
        'Det tjekker jeg. Hvad er ordrenummeret?',
        'Lad mig se efter. Har du ordrenummeret ved hånden?',
      ],
      ['c', '{order}', 'Et øjeblik ... {order}', 'Det er {order}.'],
      [
        'a',
        'Tak. Pakken blev scannet i går aftes, så den er i bevægelse. Den leveres efter planen {soon}.',
        'Jeg kan se den: pakke {parcel}. Den lå en dag på terminalen og kører ud {soon}.',
      ],
      ['c', 'Må den stilles hos naboen?', 'Jeg er ikke hjemme om dagen. Kan den sendes til en pakkeshop?'],
      ['a', 'Ja, det har jeg noteret. Du får også en sms med et tidsrum på to timer.'],
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
        'Det er tredje gang, jeg skriver om den samme refusion. Hvor er mine penge?',
        'Jeg sendte {product.def} retur den {date} og har stadig ikke fået mine {amount}. Det er for dårligt.',
      ],
      [
        'hello',
        'Det er jeg ked af, at du skal spørge om igen. Jeg slipper den ikke, før vi ved, hvad der er sket. Er det ordre {order}?',
      ],
      [
        'c',
        'Ja. Sidst fik jeg at vide fem til syv hverdage. Det er tre uger siden!',
        'Ja. Og hver gang får jeg besked på at vente. Nu er det nok.',
      ],
      [
        'a',
        'Det forstår jeg. Returen er registreret, men pengene gik til et udløbet kort og kom tilbage til os. Det burde vi have fortalt dig.',
      ],
      [
        'c',
        'Så I har haft mine penge hele tiden uden at sige noget? Utroligt.',
        'Og der er ingen, der har tænkt på at skrive? Jeg vil have dem i dag.',
      ],
      [
        'a',
        'Du har al mulig grund til at være vred. Jeg sender en sikker formular til kontonummeret. Så snart den er udfyldt, sender jeg selv {amount}, og de er der inden for to hverdage.',
      ],
      [
        'internal',
        'Refusion kom retur {date}, kunden blev ikke kontaktet. Overfør straks, når formularen er inde.',
      ],
      [
        'c',
        'Gjort. Er de her ikke på fredag, går jeg til Forbrugerklagenævnet.',
        'Udfyldt. Jeg håber virkelig, det er sidste gang.',
      ],
      [
        'a',
        'Formularen er modtaget, og beløbet er sendt. Bekræftelsen ligger i din indbakke. Jeg tjekker på fredag og skriver under alle omstændigheder.',
      ],
      ['c', 'Godt. Så er der da endelig en, der gør noget.', 'Fint, tak fordi du tog dig af det.'],
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
        'Vil I annullere {order}? Jeg har valgt den forkerte størrelse.',
        'Kan jeg nå at annullere {order}? {product.Min} {product} kan alligevel ikke være her.',
      ],
      ['hello', 'Et øjeblik, jeg ser, om pakken er sendt.'],
      ['a', 'Vi nåede det. Ordren er annulleret, og reservationen på {amount} bliver frigivet i dag.'],
      ['c', 'Hvor længe går der, før jeg kan se det på kortet?'],
      ['a', 'Som regel to-tre dage, højst syv hverdage. Det kommer an på banken.'],
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
        '{product.Min} {product} kom i dag med en revne. Hvad gør jeg nu?',
        'Kassen var trykket, og {product.def} er ødelagt.',
      ],
      [
        'hello',
        'Det er jeg ked af at høre. Gem endelig kassen. Send mig ordrenummeret og to billeder: et af skaden og et af kassen med label.',
      ],
      [
        'c',
        '{order}. Billederne er sendt til adressen i bekræftelsen.',
        '{order}, jeg er ved at uploade billederne',
      ],
      [
        'a',
        'De er kommet, tak. Det er en transportskade, så det koster dig ikke noget. Vil du have en ny eller pengene tilbage?',
      ],
      ['c', 'En ny, hvis den kan nå frem inden weekenden.', 'Gerne en ny.'],
      [
        'a',
        'Den bliver sendt i dag og er hos dig senest {soon}. Chaufføren tager den ødelagte med. Sagsnummeret kommer på mail.',
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
      ['c', 'Jeg skal bruge faktura {invoice} med vores CVR-nummer på. Hvem kan klare det?'],
      ['hello', 'Det kan jeg. Skriv firmanavn, adresse og CVR-nummer, præcis som det skal stå.'],
      ['c', 'Det står alt sammen i formularen, jeg sendte lige før.', 'Sendt i formularen, ordre {order}'],
      [
        'a',
        'Modtaget. Den gamle faktura er krediteret, og den nye ligger som PDF i din indbakke. Skal jeg gemme oplysningerne til næste gang?',
      ],
      ['c', 'Ja tak.', 'Ja, det sparer os tid.'],
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
        'Jeg ville bare sige, at {product.def} er helt fantastisk. Gælder rabatkoden fra nyhedsbrevet også på en mere?',
        'Hej! Jeg er vild med {product.min} {product}. Er der rabat, hvis jeg køber en til min søster?',
      ],
      [
        'hello',
        'Hvor er det dejligt at høre! Koden gælder én gang pr. husstand, men jeg kan lægge ti procent på din konto til næste køb.',
      ],
      ['c', 'Nej, hvor er det sødt af jer 😊', 'Gør du det? Skønt!'],
      ['a', 'Så er den lagt ind. Den gælder måneden ud og bliver trukket fra af sig selv ved betalingen.'],
      ['thanks'],
      ['bye'],
    ],
  },
];

export const dialogues: Dialogue[] = [...shopDialogues, ...helpDialogues];
