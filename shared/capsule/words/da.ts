// Changes when Danish promises or dates are understood differently.
import type { PromiseWords } from '../language.ts';

const both = (verbs: string): string =>
  String.raw`(?:jeg|vi) (?:${verbs})|(?:${verbs}) (?:jeg|vi)|(?:jeg|vi) (?:vil|skal) nok? ?(?:${verbs})`;
const will = (verbs: string): string =>
  String.raw`(?:jeg vil|vi vil|vil jeg|vil vi|jeg skal nok|vi skal nok)(?: \p{l}+){0,4}? (?:${verbs})`;

export const da: PromiseWords = {
  always: [
    both('ringer|kontakter|refunderer|tilbagebetaler|orienterer'),
    String.raw`(?:jeg|vi) (?:vender|melder) (?:\p{l}+ ){0,2}?tilbage|(?:vender|melder) (?:jeg|vi) (?:\p{l}+ ){0,2}?tilbage`,
    String.raw`(?:jeg giver|giver jeg|vi giver|giver vi) (?:\p{l}+ )?(?:besked|lyd)`,
    String.raw`(?:jeg|vi) holder (?:dig|jer|dem) (?:opdateret|orienteret|underrettet)`,
    will('ringe|kontakte|refundere|tilbagebetale|vende tilbage|give besked|give dig besked|skrive til dig'),
    'du (?:får|modtager) (?:\\p{l}+ ){0,2}?(?:besked|svar|pengene tilbage|opkald)|du hører fra (?:mig|os)',
  ].join('|'),
  dated: [
    both(
      'sender|tjekker|undersøger|bestiller|sørger|ombytter|leverer|skriver|afklarer|spørger|reparerer|overfører|ordner|annullerer|følger',
    ),
    will('sende|tjekke|undersøge|bestille|sørge|ombytte|levere|skrive|afklare|spørge|reparere|overføre'),
    'du (?:får|modtager|hører)|(?:får|modtager|hører) du',
    'bliver|kommer|ankommer|vil blive|vil være|er fremme|leveres|sendes|hentes',
  ].join('|'),
  not: 'ikke|aldrig|ingen',
  unsure:
    'hvis|medmindre|måske|kan jeg|kan vi|skal jeg|skal vi|kunne|ville|vil du|prøver|forsøger|håber|formentlig|nok ikke',
  days: [
    ['i dag|i aften|i eftermiddag|inden dagen er omme', 0],
    ['i overmorgen|overmorgen', 2],
    ['i morgen|imorgen', 1],
  ],
  weekdays: ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'],
  unclear: 'næste|sidste|hver',
  months: [
    'januar|jan',
    'februar|feb',
    'marts|mar',
    'april|apr',
    'maj',
    'juni|jun',
    'juli|jul',
    'august|aug',
    'september|sept|sep',
    'oktober|okt',
    'november|nov',
    'december|dec',
  ],
  thisWeek: 'denne uge|i denne uge|inden ugens udgang|inden ugen er omme',
  nextWeek: 'næste uge|i næste uge',
  weekEnds: 5,
  within: '(?:om|inden for|indenfor|i løbet af|senest om)(?: de næste| ca\\.?| cirka)?',
  units: {
    minute: 'minutter|minut|min',
    hour: 'timer?|times',
    day: 'dage?|døgn',
    workday: 'hverdage?|arbejdsdage?',
    week: 'uger?',
  },
  spans: [['om en halv time|inden for en halv time', 30, 'minute']],
  numbers: { en: 1, et: 1, to: 2, tre: 3, fire: 4, fem: 5, seks: 6, syv: 7, otte: 8, ti: 10 },
  clocks: [
    String.raw`kl\.? ?(?<h>\d{1,2})(?:[:.](?<m>\d{2}))?`,
    String.raw`klokken (?<h>\d{1,2})(?:[:.](?<m>\d{2}))?`,
    String.raw`(?<h>\d{1,2}):(?<m>\d{2})`,
  ],
  afternoon: '-',
  parts: [
    ['formiddag|i morgen tidlig', 12],
    ['middag', 13],
    ['eftermiddag', 17],
    ['aften', 20],
  ],
  dates: [
    String.raw`(?:den )?(?<d>\d{1,2})\.? (?<mon>MONTH)\.?(?: (?<y>20\d{2}))?`,
    String.raw`(?:den )?(?<d>\d{1,2})[./](?<n>\d{1,2})(?:[.-](?<y>20\d{2}))?`,
  ],
  dayOfMonth: String.raw`den (?<d>\d{1,2})\.`,
};
