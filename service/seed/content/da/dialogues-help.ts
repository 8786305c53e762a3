// Talks about devices and accounts in Danish.
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
        'Jeg har sat den nye router til, og den blinker orange. Har jeg ødelagt noget?',
        'Hej. Routeren blinker bare, og der er intet internet. Jeg er ikke så god til det tekniske, undskyld.',
      ],
      [
        'hello',
        'Der er ikke noget i stykker. Orange blink betyder, at routeren er tændt, men ikke kan se linjen endnu. Hvilket stik sidder det grå kabel i?',
      ],
      ['c', 'Der er fire gule og et blåt. Jeg tror, det sidder i et gult', 'Gul, nummer 1.'],
      ['a', 'Der har vi det. Flyt kablet over i det blå stik, og vent to minutter.'],
      ['c', 'lige et øjeblik', 'ok, det gør jeg nu'],
      ['c', 'Nu lyser den hvidt! Og telefonen er på nettet.', 'Hvidt lys. Det virker!!'],
      [
        'a',
        'Herligt. Navn og kode til dit Wi-Fi står på etiketten i bunden. Her kan du se, hvordan du ændrer dem:',
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
        'Den orange lampe på Solva 200 bliver ved med at lyse, selv om jeg har afkalket. Hvordan får jeg den slukket?',
      ],
      [
        'hello',
        'Lampen slukker først, når den sidste skylning er færdig. Bad maskinen dig fylde tanken en gang til?',
      ],
      ['c', 'Ja, men jeg skulle ud ad døren og slukkede.', 'Hm, måske. Jeg tror, jeg sprang det over.'],
      [
        'a',
        'Så venter den på skylningen. Fyld frisk vand i til MAX, stil en skål under, og hold begge kopknapper inde i fem sekunder. Det tager cirka seks minutter.',
      ],
      ['c', 'Den kører.', 'Begge knapper blinker, og der kommer vand'],
      ['a', 'Perfekt. Når den stopper, slukker lampen. Hvis ikke, så skriv igen, og så ser vi på føleren.'],
      ['c', 'Lampen er slukket. Tak!', 'Det var det, tusind tak'],
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
        'Jeg kan ikke komme ind i appen. Der står "for mange forsøg".',
        'Marlund Home-appen vil ikke lukke mig ind mere',
      ],
      [
        'hello',
        'Det kan jeg hjælpe med. For en sikkerheds skyld skal jeg bruge dit postnummer og din seneste ordre.',
      ],
      ['c', 'Postnummeret står på {order}. Den er fra {date}.', 'Det var {order}, omkring {date}'],
      [
        'a',
        'Tak, det passer. Spærringen er ophævet, og der er sendt et nyt link. Det gælder i tredive minutter.',
      ],
      ['c', 'Ikke noget endnu. Jeg kigger i spam.', 'Jeg kan ikke se nogen mail'],
      ['c', 'Fundet, den lå under tilbud.', 'Nå, der var den. I spam, selvfølgelig.'],
      ['a', 'Fint. Vælg en kode, du ikke bruger andre steder, og log først ind på telefonen.'],
      ['c', 'Jeg er inde, alle rum er der stadig. Tak!', 'Nu virker det'],
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
        'I to uger er jeg blevet sendt fra den ene til den anden. {product.Min} {product} virker stadig ikke.',
        'Jeres support er til grin. Ingen ringer tilbage, og {product.def} er stadig i stykker.',
      ],
      [
        'hello',
        'Jeg har læst hele forløbet, så du behøver ikke gentage noget. Undskyld, det har taget alt for lang tid.',
      ],
      [
        'c',
        'Det bliver den ikke hel af. Er det ikke løst i denne uge, køber jeg et andet sted og vil have pengene tilbage.',
        'Jeg har hørt undskyld nok gange. Hvad sker der NU?',
      ],
      [
        'a',
        'Det her kan jeg love: {soon} om formiddagen kommer der en tekniker med reservedelen. Virker den ikke bagefter, vælger du selv mellem en ny maskine og pengene.',
      ],
      ['c', 'Og hvem ringer jeg til, når der igen ikke kommer nogen?', 'Det vil jeg have på skrift.'],
      [
        'a',
        'Du får det på mail inden for en time med mit navn og et direkte nummer. Jeg ringer selv til dig om eftermiddagen.',
      ],
      [
        'internal',
        'Kulance aftalt med ledelsen: refusion uden retur, hvis besøget mislykkes. Ring {soon} efter kl. 14.',
      ],
      ['c', 'Godt så. Sidste chance.', 'Jeg håber, I holder ord.'],
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
        'Vi har fået ny router, og nu er varmen offline i appen. Hvad har jeg gjort forkert?',
        '{product.Min} {product} har været offline, siden vi skiftede udbyder. Appen stopper ved 80 %.',
      ],
      ['hello', 'Ingenting. Termostaten husker det gamle Wi-Fi. Er telefonen i samme rum?'],
      ['c', 'Ja', 'ja, jeg står lige foran den'],
      [
        'a',
        'Hold ringen inde i ti sekunder, til der kommer en lille bølge. Vælg "Tilføj enhed" i appen og netværket uden "5G" i navnet.',
      ],
      ['c', 'Der er kun ét netværk.', 'Jeg kan kun se et. Gør det noget?'],
      [
        'a',
        'Så gemmer routeren det langsomme bånd under samme navn. Slå "Adskilte navne" til på routeren. Jeg sender dig vejledningen.',
      ],
      ['article', 'app'],
      ['c', 'Det tog lidt tid, men nu står der forbundet 👍', 'Så lykkedes det! Forbundet.'],
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
        'Sender I også til Færøerne? Jeg flytter derop næste måned.',
        'Kan jeg bestille {product.en} {product} nu og få {product.den} sendt til min nye adresse i udlandet?',
      ],
      [
        'hello',
        'Ja, det gør vi. Levering ud af landet tager tre til syv hverdage, og du ser den faste pris, før du betaler.',
      ],
      ['c', 'Hvad så med garantien?', 'Gælder garantien også der?'],
      ['a', 'De to år gælder alle steder, vi leverer. Stikket følger landet på leveringsadressen.'],
      ['thanks'],
      ['bye'],
    ],
  },
];
