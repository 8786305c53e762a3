// Changes when a word counts, or no longer counts, as English profanity, or is hidden in a new way.
import type { Token } from './tokens.ts';

/** One hit, with offsets into the folded text. */
export interface Profanity {
  start: number;
  end: number;
  /** Said to the agent or the company, or an order such as "... off". */
  aimed: boolean;
}

/** Letters of other scripts, small capitals and signs that look like Latin letters. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  'аa вb еe кk оo рp сc тt уu хx іi һh ѕs ԁd ѵv αa εe ιi κk νv οo ρp τt υu ϲc ɑa ɡg ıi ƒf ¢c ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy'
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!] as const),
);

/** What may stand for a letter: look-alikes as digits and signs, or a mask. The first letter is never masked. */
const mask = '*#%&^~';
const signs: Record<string, string> = {
  a: '4@',
  b: '8',
  c: '(',
  e: '3',
  g: '9',
  h: '',
  i: '1!|',
  k: '',
  l: '1|',
  o: '0',
  s: '5$',
  t: '7+',
  u: 'v',
  w: '',
};
const escape = (chars: string): string => chars.replace(/[\\\]^|()+*$-]/g, '\\$&');
const letter = (char: string, first: boolean): string => {
  const plain = `[${char}${escape(signs[char] ?? '')}]+`;
  return first ? plain : `(?:${plain}|[${escape(mask)}@$!])`;
};
const spell = (word: string): string => Array.from(word, (char, index) => letter(char, index === 0)).join('');

/** [word, what may come before, what may follow]. Whole words only: Scunthorpe, cockpit and shiitake are safe. */
const strong: readonly (readonly [string, string, string])[] = [
  [
    'fuck',
    '(?:mother|cluster|mind|un|abso|bull|dumb|head|fan)?',
    '(?:s|ed|er|ers|in|ing|ingly|face|wit|wits|tard|tards|up|ups|off|you|u|ery|head|heads|all|this|y)?',
  ],
  ['fuk', '', '(?:s|ed|er|in|ing|n|off|you|u)?'],
  [
    'shit',
    '(?:bull|horse|dog|dip|ape|bat|holy|no)?',
    '(?:s|e|ty|tier|tiest|ting|show|shows|hole|holes|head|heads|faced|storm|load|bag|bags|less)?',
  ],
  ['bitch', '(?:son ?of ?a)?', '(?:es|y|ing|ed|ass)?'],
  ['asshole', '', 's?'],
  ['arsehole', '', 's?'],
  ['cunt', '', '(?:s|y|ish)?'],
  ['motherf', '', '(?:er|ers|ing)?'],
  ['goddamn', '', '(?:ed|it)?'],
];
const english: readonly (readonly [string, string, string])[] = [
  ['bastard', '', '(?:s|y)?'],
  ['dickhead', '', 's?'],
  ['wanker', '', 's?'],
  ['wank', '', '(?:s|ing)?'],
  ['twat', '', 's?'],
  ['crap', '', '(?:s|py|pier|ped|ping|house)?'],
  ['damn', '(?:god)?', '(?:ed|it|edest)?'],
  ['dammit', '(?:god)?', ''],
  ['bollock', '', '(?:s|ed|ing)'],
  ['tosser', '', 's?'],
  ['whore', '', 's?'],
  ['slut', '', '(?:s|ty)?'],
  ['piss', '', '(?:ed|es|ing|er|off)?'],
  ['retard', '', '(?:s|ed)?'],
  ['faggot', '', 's?'],
  ['douche', '', '(?:s|bag|bags)?'],
  ['nigger', '', 's?'],
  ['cocksucker', '', 's?'],
];
const compile = (list: typeof strong): RegExp =>
  new RegExp(`^(?:${list.map(([word, before, after]) => before + spell(word) + after).join('|')})$`, 'u');
const strongWords = compile(strong);
const englishWords = compile(english);
/** Short forms, taken as they are. */
const strongShort =
  /^(?:wtf+|wtaf|stfu|gtfo|ffs|omfg|fck+(?:ing|in|ed|er|you)?|f(?:cuk|ukc)(?:ing|ed)?|fkn|fking|phuck(?:ing|ed|er)?|phuk|f[*]{2,}(?:ing|in|ed|er|s)?|s[*]{3}|sh[*]{2}|mf(?:er|ing)|bullsh[*]+)$/u;
const englishShort =
  /^(?:effing|frigging|feckin[g]?|(?:dumb|jack|smart|lazy|kick|fat|stupid|bad)?(?:ass|@ss|a\$\$|as\$|a\*\*|a\*s|arse)(?:es|wipe|wipes|hat)?|goddam|jackoff|prat|knobhead|bellend)$/u;
/** Names and things when written with a capital; insults when not. */
const insultWhenSmall = /^(?:d(?:[i1!*]+)c+k+s?|pr[i1!*]cks?|pussy|pussies)$/u;
/** Titles and places, not insults. */
const innocent =
  /^(?:[Aa]ss\. ?(?:[Pp]rof|[Dd]irec|[Mm]anag|[Mm]gr|[Ss]ec|[Ee]ditor|[Dd]ean|[Cc]oach)|Twatt\b)/u;
const longestInnocent = 16;
const phrases =
  /(?<!\b(?:the|a|an|each|every|this|that|which|what|one) )\b(?:screw|eff|bugger|sod|fk) (?:you|off|this|it)\b|\bgo to hell\b|\bsuck my\b|\bscrew u\b/gu;
const orders = /^(?:off|you|u|yourself|urself|yourselves|ya)$/;
const you = /^(?:you|your|yours|you're|youre|u|ur|ya|yall|y'all|yourself|yourselves|lot)$/;
const singleLetters =
  /(?<![\p{L}\p{N}])(?:[\p{L}@$!*013457][\s.\-_*/|,]{1,2}){2,}[\p{L}@$!*013457](?![\p{L}\p{N}])/gu;
const splitWord =
  /\b(?:f[ ._-]?u[ ._-]c[ ._-]?k|fu[ ._-]ck|fuc[ ._-]k|f[ ._-]uck|sh[ ._-]it(?=\b)|shi[ ._-]t\b|bi[ ._-]tch|bit[ ._-]ch\b|cu[ ._-]nt)(?:ing|ed|er|ty|es|s)?\b/gu;

/** @returns the text with look-alike letters as Latin ones, same length. */
function latinise(folded: string): string {
  return folded.replace(/[^\p{ASCII}]/gu, (char) => {
    const plain = lookAlikes.get(char) ?? char.normalize('NFD')[0] ?? char;
    return plain.length === char.length ? plain : char;
  });
}

const twoLetters = /[a-z][^a-z]*[a-z]/;

function isProfane(chunk: string, original: string, isEnglish: boolean): boolean {
  const joined = chunk.replace(/[.\-_'/]/g, '');
  for (const word of joined === chunk ? [chunk] : [chunk, joined]) {
    if (!twoLetters.test(word) && !/^(?:[fs]\*{2,}|a[$*]{2})$/.test(word)) continue;
    if (strongWords.test(word) || strongShort.test(word)) return true;
    if (!isEnglish) continue;
    if (englishWords.test(word) || englishShort.test(word)) return true;
    if (insultWhenSmall.test(word) && !/^\p{Lu}\p{Ll}/u.test(original)) return true;
  }
  return false;
}

/** Marks within a word: most words have none, and nothing to take apart. */
const inner = /[/,;:?!.]/;
const joints = /[/,;:?!.]+(?=\p{L}{2})/u;

/**
 * Finds English profanity, also when hidden: spaces between letters, masks, digits and signs for letters, look-alike letters.
 * @param isEnglish whether words count that mean something else in other languages ("slut" is Danish for "end").
 * @param originalOf gives the original spelling of a stretch of the folded text.
 */
export function findProfanity(
  folded: string,
  tokens: readonly Token[],
  isEnglish: boolean,
  originalOf: (start: number, end: number) => string,
): Profanity[] {
  const text = latinise(folded);
  const spans: [number, number][] = [];
  for (const match of text.matchAll(/\S+/g)) {
    if (match[0].length > 80) continue;
    const lead = /^["'([{<.,;:?«»“”¿¡-]*/u.exec(match[0])?.[0].length ?? 0;
    const chunk = match[0].slice(lead).replace(/["')\]}>.,;:?!«»“”…-]+$/u, '');
    const bare = chunk.replace(/!+$/, '');
    const start = match.index + lead;
    for (const part of inner.test(chunk) ? new Set([chunk, bare, ...chunk.split(joints)]) : [chunk]) {
      const at = start + Math.max(0, chunk.indexOf(part));
      if (part.length < 2 || !isProfane(part, originalOf(at, at + part.length), isEnglish)) continue;
      if (innocent.test(originalOf(at, Math.min(text.length, at + longestInnocent)))) continue;
      spans.push([at, at + part.length]);
      break;
    }
  }
  for (const match of text.matchAll(singleLetters)) {
    const word = match[0].replace(/[\s.\-_/|,]/g, '');
    if (isProfane(word, word, isEnglish)) spans.push([match.index, match.index + match[0].length]);
  }
  for (const pattern of isEnglish ? [splitWord, phrases] : [splitWord]) {
    for (const match of text.matchAll(pattern)) {
      if (pattern === splitWord && !/[ ._-]/.test(match[0])) continue;
      spans.push([match.index, match.index + match[0].length]);
    }
  }
  return merge(spans).map(([start, end]) => ({
    start,
    end,
    aimed: isAimed(text.slice(start, end), tokens, start, end),
  }));
}

/** @returns the spans in order, overlapping ones as one. */
function merge(spans: [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function isAimed(word: string, tokens: readonly Token[], start: number, end: number): boolean {
  if (/(?:you|u|off|stfu|gtfo|hell|suck my)$/.test(word) && !word.startsWith('wtf')) return true;
  const words = tokens.filter((token) => token.kind === 'word');
  const before = words.filter((token) => token.end <= start).slice(-3);
  const after = words.filter((token) => token.start >= end).slice(0, 3);
  return orders.test(after[0]?.text ?? '') || [...before, ...after].some((token) => you.test(token.text));
}
