// Changes when English promises or dates are understood differently.
import type { PromiseWords } from '../language.ts';

const will = String.raw`(?:i|we)(?:'ll| will| am going to|'m going to| are going to|'re going to| promise to)(?: \p{l}+){0,3}?`;

export const en: PromiseWords = {
  always: [
    String.raw`${will} (?:(?:call|ring|phone)(?: you)?(?: \p{l}+)?(?: back| again)?|get back to you|come back to you|contact you|get in touch|reach out|let you know|inform you|notify you|update you|keep you (?:posted|updated|informed)|follow up|refund|reimburse|credit your)`,
    String.raw`(?:you will|you'll) (?:be (?:refunded|called back|contacted)|hear (?:back )?from (?:me|us)|get (?:a|your) (?:call|refund|answer|reply)|receive (?:a|your) (?:call|refund|answer|reply))`,
  ].join('|'),
  dated: [
    String.raw`${will} (?:send|e-?mail|mail|write|check|look into|find out|ask|arrange|book|order|ship|deliver|replace|exchange|repair|fix|forward|process|issue|cancel|complete|have|be there|return|schedule|transfer|resolve)`,
    String.raw`(?:you will|you'll) (?:receive|get|have|see)`,
    String.raw`(?:will|'ll) (?:be (?:sent|shipped|delivered|refunded|credited|repaired|replaced|fixed|there|ready|with you|resolved|processed|collected|picked up|back)|arrive|come|visit|call|contact|collect|pick)`,
  ].join('|'),
  not: "not|won't|can't|cannot|couldn't|unable|never|no longer",
  unsure:
    'if|unless|in case|maybe|perhaps|might|would|could|shall i|should i|do you want|would you|try to|hope',
  days: [
    ['today|tonight|this (?:morning|afternoon|evening)|by (?:the )?end of (?:the )?day|by eod', 0],
    ['the day after tomorrow', 2],
    ['(?<!the day after )tomorrow', 1],
  ],
  weekdays: ['sundays?', 'mondays?', 'tuesdays?', 'wednesdays?', 'thursdays?', 'fridays?', 'saturdays?'],
  unclear: 'next|last|every|each',
  months: [
    'january|jan',
    'february|feb',
    'march|mar',
    'april|apr',
    'may',
    'june|jun',
    'july|jul',
    'august|aug',
    'september|sept|sep',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
  thisWeek: '(?:this|the) week|by (?:the )?end of (?:the |this )?week',
  nextWeek: 'next week',
  weekEnds: 5,
  within: '(?:with)?in(?: about| around)?(?: the next| a maximum of| at most)?',
  units: {
    minute: 'minutes?|mins?',
    hour: 'hours?|hrs?',
    day: 'days?',
    workday: '(?:working|business|work) ?days?',
    week: 'weeks?',
  },
  spans: [['in half an hour|within half an hour', 30, 'minute']],
  numbers: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    ten: 10,
    'a couple of': 2,
  },
  clocks: [
    String.raw`(?<h>\d{1,2})(?:[:.](?<m>\d{2}))? ?(?<half>[ap]\.?m)`,
    String.raw`(?<h>\d{1,2}):(?<m>\d{2})`,
    String.raw`(?:at|by|before|until) (?<h>\d{1,2}) o'clock`,
  ],
  afternoon: 'p',
  parts: [
    ['morning', 12],
    ['noon|midday|lunch(?:time)?', 12],
    ['afternoon', 17],
    ['evening|tonight', 20],
  ],
  dates: [
    String.raw`(?<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<mon>MONTH)\.?(?:,? (?<y>20\d{2}))?`,
    String.raw`(?<mon>MONTH)\.? (?<d>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<y>20\d{2}))?`,
  ],
  dayOfMonth: String.raw`(?:on|by|until|before) the (?<d>\d{1,2})(?:st|nd|rd|th)`,
};
