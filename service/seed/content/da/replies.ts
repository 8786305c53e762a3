// Phrases of talks and quick replies in Danish.
import type { Phrases, ReplyText } from '../types.ts';

export const phrases: Phrases = {
  hello: [
    'Hej {first}, du skriver med {agentFirst} fra Marlund.',
    'Goddag, mit navn er {agentFirst}, Marlund kundeservice.',
    'Hej {first}, tak for ventetiden. Jeg hedder {agentFirst}.',
    'Hej, det er {agentFirst} fra Marlund.',
  ],
  thanks: [
    'Super, mange tak!',
    'Tak for den hurtige hjælp.',
    'Perfekt, det var bare det.',
    'Okay, tak og god dag.',
    'Fedt, tusind tak 👍',
  ],
  bye: [
    'Selv tak. Hav en god dag!',
    'Dejligt, at det lykkedes. Skriv endelig igen.',
    'Det var så lidt. Venlig hilsen {agentFirst}',
    'Tak for tålmodigheden. Hej hej!',
  ],
  soberBye: [
    'Tak, fordi vi får lov at rette op på det. Vi tales ved.',
    'Jeg holder dig orienteret. Farvel så længe, {first}.',
  ],
  goodRating: [
    'Hurtigt og venligt.',
    'Løst på ti minutter.',
    '',
    '',
    'Forklaret med stor tålmodighed.',
    'Endelig en, der kunne hjælpe.',
  ],
  badRating: [
    'Måtte forklare det hele to gange.',
    'Flink, men problemet er der stadig.',
    '',
    'Alt for lang ventetid.',
  ],
};

export const replies: ReplyText[] = [
  {
    key: 'greeting',
    title: 'Velkomst',
    tags: ['start'],
    text: 'Hej {customer.first}, du skriver med {agent.first} fra Marlund. Hvad kan jeg hjælpe med?',
  },
  {
    key: 'order-number',
    title: 'Spørg efter ordrenummer',
    tags: ['ordre'],
    text: 'Må jeg bede om ordrenummeret? Det begynder med ML og står i bekræftelsen på mail.',
  },
  {
    key: 'one-moment',
    title: 'Et øjeblik',
    tags: ['vent'],
    text: 'Tak, {customer.first}. Jeg kigger på det med det samme og er tilbage om få minutter.',
  },
  {
    key: 'refund-time',
    title: 'Hvor lang tid en refusion tager',
    tags: ['refusion', 'betaling'],
    text: 'Refusionen er på vej. Der går fem til syv hverdage, før den står på kontoen, alt efter din bank.',
  },
  {
    key: 'restart',
    title: 'Genstart apparatet',
    tags: ['teknik'],
    text: 'Tag stikket ud, vent tredive sekunder, og sæt det i igen. Opstarten tager cirka to minutter. Hvad viser lampen bagefter?',
  },
  {
    key: 'case-opened',
    title: 'Sag oprettet',
    tags: ['sag', 'slut'],
    text: 'Jeg har oprettet sag {case} til dig. Du hører fra os på mail, og du kan altid svare på den. Venlig hilsen {agent}',
  },
];
