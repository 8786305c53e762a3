// Reasons to write to the company, in Danish, with the notes agents take on them.
import type { Issue } from '../types.ts';

export const issues: Issue[] = [
  {
    key: 'late-delivery',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Levering',
    tags: ['levering', 'forsinket'],
    products: ['lamp', 'kettle', 'speaker', 'vacuum', 'tablet', 'desk'],
    titles: [
      'Ordre {order} er ikke kommet',
      'Pakke {parcel} står stille',
      'Hvor bliver {product.min} {product} af? Bestilt {date}',
    ],
    descriptions: [
      'Jeg bestilte {product.en} {product} den {date} (ordre {order}). Der stod to til fire hverdage i bekræftelsen. Siden har sporingen vist "Undervejs", og der sker ikke noget. Kan I finde ud af, hvor pakken er?',
      'Pakken {parcel} skulle være kommet i sidste uge, og jeg havde taget fri for at være hjemme. Sidste melding er fra terminalen. Er den blevet væk, eller er den bare forsinket?',
    ],
    notes: [
      'Sidste scanning på terminalen, ingen bevægelse siden. Eftersøgning oprettet hos fragtfirmaet.',
      'Fragtfirmaet beder om to hverdage. Kunden får svar senest {soon}.',
      'Pakken er fundet, labelen var beskadiget. Ny label på, levering {soon}.',
    ],
  },
  {
    key: 'damaged-parcel',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Transportskade',
    tags: ['levering', 'skade'],
    products: ['coffee', 'tv', 'lamp', 'purifier', 'kettle'],
    titles: [
      '{product.def} var ødelagt ved levering',
      'Transportskade på ordre {order}',
      'Kassen var trykket, og kabinettet er revnet',
    ],
    descriptions: [
      'I dag kom {product.def} fra ordre {order}. Kassen er trykket ind i det ene hjørne, kabinettet er revnet, og noget rasler indeni. Jeg har gemt emballagen og taget billeder. Jeg vil gerne have en ombytning.',
      'Jeg pakkede ud, mens chaufføren stod der, og {product.def} er tydeligt ødelagt. Han noterede det på sin skærm. Sender I {product.en} {product.ny}, eller får jeg mine {amount} tilbage?',
    ],
    notes: [
      'Billeder modtaget, klar transportskade. Ombytning godkendt på {order}.',
      'Returlabel sendt. Kunden gemmer kassen til afhentning.',
    ],
  },
  {
    key: 'refund-missing',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Refusion',
    tags: ['refusion'],
    products: ['headphones', 'tablet', 'vacuum', 'desk', 'speaker'],
    titles: [
      'Mangler refusion på {amount}',
      'Sendt retur {date}, stadig ingen penge',
      'Hvad sker der med refusionen på {order}?',
    ],
    descriptions: [
      'Jeg sendte {product.def} retur den {date}, og lageret har bekræftet den. De {amount} skulle være her efter fem til syv hverdage. Der er stadig ikke noget på kortet.',
      'Returneringen på {order} blev godkendt for {days} dage siden. Jeg har tjekket både konto og kort, og pengene er ingen af stederne. Kan I se, om de overhovedet er sendt?',
    ],
    notes: [
      'Retur modtaget på lageret {date}. Refusionen kom tilbage, kortet er udløbet.',
      'Kunden er bedt om kontonummer via den sikre formular, ikke i chatten.',
      'Oplysninger modtaget. {amount} overført, to hverdage.',
    ],
  },
  {
    key: 'double-charge',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Betaling',
    tags: ['betaling', 'kort'],
    titles: ['Trukket to gange for ordre {order}', 'To gange {amount} samme dag'],
    descriptions: [
      'Der er trukket {amount} to gange for ordre {order}, begge den {date}. Jeg trykkede kun én gang på "Køb". Jeg kan sende et kontoudtog. Vil I føre det ene beløb tilbage?',
    ],
    notes: [
      'Det andet beløb er kun en reservation og falder normalt væk efter fem hverdage.',
      'Banken viser det stadig. Frigivelsesreference sendt til banken.',
    ],
  },
  {
    key: 'wifi-drops',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Netværk',
    tags: ['router', 'wifi'],
    products: ['router'],
    titles: ['Wi-Fi falder ud hver aften', '{product.def} mister forbindelsen', 'Routeren blinker orange'],
    descriptions: [
      'Siden cirka {date} er nettet faldet ud flere gange hver aften. Lampen blinker orange i et minut, og så kommer det igen. Det gælder også computeren på kabel. Jeg har genstartet og flyttet den væk fra fjernsynet.',
      'I gangen virker alting, men ovenpå ryger forbindelsen hele tiden. Telefonen viser fuldt signal, og alligevel indlæser den ikke noget. Firmwaren er 3.4.1.',
    ],
    notes: [
      'Loggen viser udfald på linjen på de samme tidspunkter, så det er ikke kun Wi-Fi. Har bedt om modemtal.',
      'Kanal ændret fra 11 til 6, firmware 3.4.3. Kunden holder øje i to aftener.',
      'To aftener uden udfald. Kunden er enig i at lukke.',
    ],
  },
  {
    key: 'app-login',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Konto',
    tags: ['konto', 'app'],
    titles: [
      'Kan ikke logge ind i Marlund Home-appen',
      'Mailen til ny adgangskode kommer ikke',
      'Kontoen er låst',
    ],
    descriptions: [
      'Efter opdateringen vil appen ikke tage imod min adgangskode. Jeg har bedt om et nyt link fire gange, og der er ikke kommet en eneste mail, heller ikke i spam. Min varmeplan ligger derinde, så jeg håber på et hurtigt svar.',
      'Jeg har fået ny telefon, og koden bliver sendt til det gamle nummer. Hvordan ændrer jeg nummeret, når jeg ikke kan komme ind?',
    ],
    notes: [
      'Kontaktoplysningerne på kontoen er forældede, så der kommer ikke noget frem. Identitet bekræftet med ordre og postnummer.',
      'Oplysningerne er rettet, nyt link sendt og brugt. Kunden er inde.',
    ],
  },
  {
    key: 'machine-leaks',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Reparation',
    tags: ['reparation', 'garanti'],
    products: ['coffee', 'kettle', 'washer'],
    titles: [
      '{product.def} lækker vand',
      'Vand på bordet efter hver brug',
      'Garantireparation af {product.def}',
    ],
    descriptions: [
      'Der er en lille pyt under {product.def} efter hver brug. Den er elleve måneder gammel og er afkalket efter vejledningen. Købt på ordre {order}. Hvordan foregår en reparation?',
      '{product.def} begyndte at dryppe fra bunden den {date}. Jeg har spændt det, man kan spænde med hånden. Der er stadig garanti, og jeg vil hellere have den repareret end byttet.',
    ],
    notes: [
      'Pakningen er det kendte svage punkt i serien. Reparation oprettet, delen er på lager.',
      'Besøg af tekniker {soon} om formiddagen bekræftet.',
    ],
  },
  {
    key: 'vacuum-e4',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Fejl',
    tags: ['robotstøvsuger', 'fejl'],
    products: ['vacuum'],
    titles: ['{product.def} stopper med fejl E4', 'Fejl E4 efter fem minutter'],
    descriptions: [
      'Den stopper efter omkring fem minutter med E4 og vil stilles på et plant underlag. Jeg har renset begge hjul og børsten som i videoen. Gulvet er af træ uden tæpper.',
    ],
    notes: [
      'Venstre hjulmodul melder for høj strøm. Hår fjernet, ingen ændring.',
      'Hjulmodul sendt som reservedel, kunden monterer selv (to skruer).',
    ],
  },
  {
    key: 'cancel-order',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Annullering',
    tags: ['annullering'],
    products: ['tv', 'washer', 'desk', 'tablet'],
    titles: ['Annuller venligst ordre {order}', 'Annuller {product.def}, inden det er for sent'],
    descriptions: [
      'Jeg kom i går til at bestille til min gamle adresse. Vil I annullere {order}, inden pakken bliver sendt? Så bestiller jeg igen.',
      'Udlejeren sagde alligevel nej, så jeg er nødt til at annullere {product.def} på {order}. Der står "Under pakning". Kan I nå det?',
    ],
    notes: [
      'Ordren stoppet før pakning. Reservationen på {amount} frigivet samme dag.',
      'Kunden vil gerne have det på skrift. Bekræftelsen er sendt igen.',
    ],
  },
  {
    key: 'invoice-company',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Faktura',
    tags: ['faktura', 'erhverv'],
    titles: [
      'Faktura {invoice} skal stå i firmaets navn',
      'CVR-nummer mangler på faktura {invoice}',
      'Send venligst faktura for {order}',
    ],
    descriptions: [
      'Til regnskabet skal vi bruge faktura {invoice} med firmanavn og CVR-nummer i stedet for mit eget navn. Det drejer sig om ordre {order} fra {date}. Beløbet på {amount} er rigtigt.',
    ],
    notes: [
      'Fakturaen er krediteret og udstedt på ny, sendt som PDF.',
      'Firmaoplysningerne er gemt på kontoen efter ønske.',
    ],
  },
  {
    key: 'thermostat-offline',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Smart home',
    tags: ['app', 'termostat'],
    products: ['thermostat'],
    titles: ['{product.def} står som "offline" i appen', 'Varmen kan ikke styres efter skift af router'],
    descriptions: [
      'Vi har skiftet udbyder, og siden har {product.def} stået som "offline". På væggen virker den. Appen finder den, men stopper ved 80 procent med "Kunne ikke tilslutte til netværket".',
    ],
    notes: [
      'Den nye router sender kun 5 GHz under det gamle navn, termostaten skal bruge 2,4 GHz. Forklaret, hvordan båndene skilles ad.',
      'Kunden bekræfter: tilsluttet i andet forsøg.',
    ],
  },
  {
    key: 'warranty-question',
    queue: 'queue-support',
    kind: 'service',
    category: 'Garanti',
    tags: ['garanti', 'spørgsmål'],
    products: ['headphones', 'tablet', 'speaker', 'purifier', 'vacuum'],
    titles: ['Er der stadig garanti på {product.def}?', 'Garanti uden kvittering'],
    descriptions: [
      'Jeg har fået {product.def} i gave og har ingen kvittering. Serienummeret kan læses. Gælder de to års garanti også for mig, og hvad skal I bruge?',
    ],
    notes: [
      'Serienummeret hører til {order}, garantien løber stadig. Kunden ved, at kvitteringen ikke er nødvendig.',
    ],
  },
  {
    key: 'address-change',
    queue: 'queue-support',
    kind: 'service',
    category: 'Konto',
    tags: ['konto', 'adresse'],
    titles: ['Flytning: ny leveringsadresse på {order}', 'Ny adresse på min konto'],
    descriptions: [
      'Vi flyttede den {date}. Vil I rette adressen på kontoen og på ordre {order}, hvis det kan nås? I appen kan jeg kun tilføje en adresse mere, ikke slette den gamle.',
    ],
    notes: ['Adressen rettet efter kontrol af identitet. Ordren var ikke pakket endnu og er også rettet.'],
  },
];

export const notes = [
  'Ringet op som aftalt, intet svar. Sagsnummeret lagt på telefonsvareren.',
  'Kunden foretrækker mail og kan tidligst træffes efter kl. 16.',
  'Historikken er gennemgået: første henvendelse om dette, ingen kulance hidtil.',
  'Givet videre til aftenholdet, alt nødvendigt står i sagen.',
  'Venter på svar fra kunden. Påmindelse om to dage.',
  'Venlig, men træt af at vente. Svar gerne i dag.',
  'Talt med teamlederen: behandles som sædvanlig, ingen undtagelse nødvendig.',
];
export const resolvedNotes = [
  'Kunden bekræfter, at det er i orden. Lukket.',
  'Kunden har sagt tak på mail. Ikke mere at gøre.',
  'Intet svar i to uger på vores sidste spørgsmål. Lukket, åbner igen ved svar.',
];
