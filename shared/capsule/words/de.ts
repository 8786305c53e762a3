// Changes when German promises or dates are understood differently.
import type { PromiseWords } from '../language.ts';

const both = (verbs: string): string =>
  String.raw`(?:ich|wir) (?:\p{l}+ ){0,1}?(?:${verbs})|(?:${verbs}) (?:ich|wir)`;
const infinitive = (verbs: string): string =>
  String.raw`(?:ich werde|wir werden|werde ich|werden wir)(?: [\p{l}\p{n}.:]+){0,8}? (?:${verbs})`;

export const de: PromiseWords = {
  always: [
    both(
      'melde|melden|kontaktiere|kontaktieren|informiere|informieren|benachrichtige|benachrichtigen|erstatte|erstatten',
    ),
    String.raw`(?:ich rufe|rufe ich|wir rufen|rufen wir)(?: [\p{l}\p{n}.:]+){0,8}? (?:an|zurück)`,
    String.raw`(?:ich gebe|gebe ich|wir geben|geben wir)(?: [\p{l}\p{n}.:]+){0,6}? bescheid`,
    String.raw`(?:ich halte|halte ich|wir halten|halten wir) (?:sie|dich|euch) (?:\p{l}+ )?auf dem laufenden`,
    infinitive(
      'anrufen|zurückrufen|melden|kontaktieren|informieren|benachrichtigen|erstatten|zurückerstatten|bescheid geben|antworten|gutschreiben',
    ),
    String.raw`sie (?:bekommen|erhalten)(?: [\p{l}\p{n}.:]+){0,6}? (?:rückmeldung|antwort|rückruf|erstattung|gutschrift|geld zurück)`,
  ].join('|'),
  dated: [
    both(
      'schicke|schicken|sende|senden|versende|versenden|liefere|liefern|prüfe|prüfen|kläre|klären|bestelle|bestellen|veranlasse|veranlassen|kümmere|kümmern|überweise|überweisen|tausche|tauschen|buche|buchen|repariere|reparieren|storniere|stornieren|schreibe|schreiben|erledige|erledigen|leite|leiten',
    ),
    infinitive(
      'schicken|zuschicken|senden|zusenden|liefern|prüfen|klären|bestellen|veranlassen|überweisen|austauschen|umtauschen|reparieren|stornieren|schreiben|erledigen|versenden',
    ),
    'sie (?:bekommen|erhalten|hören|haben)|(?:bekommen|erhalten|hören|haben) sie',
    'wird|werden|kommt|kommen|trifft|treffen|holt|holen',
  ].join('|'),
  not: 'nicht|kein|keine|keinen|nie|niemals',
  unsure:
    'wenn|falls|sofern|könnte|könnten|würde|würden|kann ich|können wir|soll ich|sollen wir|möchten sie|vielleicht|eventuell|vermutlich|versuche|versuchen|hoffe|hoffentlich',
  days: [
    ['heute|bis feierabend|noch heute', 0],
    ['übermorgen', 2],
    [String.raw`morgen(?<!(?:heute|guten|am|jeden|diesen) morgen)`, 1],
  ],
  weekdays: [
    'sonntags?',
    'montags?',
    'dienstags?',
    'mittwochs?',
    'donnerstags?',
    'freitags?',
    'samstags?|sonnabends?',
  ],
  unclear: 'nächster|nächsten|nächstem|nächste|letzten|letzter|jeden',
  months: [
    'januar|jänner|jan',
    'februar|feber|feb',
    'märz|mär',
    'april|apr',
    'mai',
    'juni|jun',
    'juli|jul',
    'august|aug',
    'september|sept|sep',
    'oktober|okt',
    'november|nov',
    'dezember|dez',
  ],
  thisWeek:
    'diese woche|dieser woche|bis (?:zum )?ende der woche|bis ende (?:dieser|der) woche|bis wochenende',
  nextWeek: 'nächste woche|nächster woche|kommende woche|kommender woche',
  weekEnds: 5,
  within:
    '(?:in|innerhalb von|innerhalb der nächsten|in den nächsten|binnen|spätestens in)(?: etwa| ca\\.?| rund)?',
  units: {
    minute: 'minuten?|min',
    hour: 'stunden?|std',
    day: 'tage?n?',
    workday: 'werktage?n?|arbeitstage?n?',
    week: 'wochen?',
  },
  spans: [['in einer halben stunde', 30, 'minute']],
  numbers: {
    einem: 1,
    einer: 1,
    eines: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    zehn: 10,
  },
  clocks: [String.raw`(?<h>\d{1,2})(?:[:.](?<m>\d{2}))? uhr`, String.raw`(?<h>\d{1,2}):(?<m>\d{2})`],
  afternoon: '-',
  parts: [
    ['vormittags?|morgen früh|früh', 12],
    ['mittags?', 13],
    ['nachmittags?', 17],
    ['abends?', 20],
  ],
  dates: [
    String.raw`(?<d>\d{1,2})\.? (?<mon>MONTH)\.?(?: (?<y>20\d{2}))?`,
    String.raw`(?<d>\d{1,2})\.(?<n>\d{1,2})\.(?<y>20\d{2})?`,
  ],
  dayOfMonth: String.raw`(?:am|zum|bis zum) (?<d>\d{1,2})\.`,
};
