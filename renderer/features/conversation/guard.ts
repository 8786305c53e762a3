// Changes when a text is held back before it is sent for other reasons. Pure: the text and what is known in, warnings out.
import { plain } from '../../../shared/cache/text.ts';
import { digitsOf, findCards, findEmails, findPhones, type Span } from '../../../shared/domain/mask-text.ts';
import type { GuardFacts, GuardOwner, GuardPerson } from '../../../shared/ipc/guarding.ts';

/** One reason to look again before sending. */
export type Warning =
  | { kind: 'name'; found: string; name: string }
  | { kind: 'case'; found: string; name: string | null }
  | { kind: 'email' | 'phone'; found: string; name: string }
  | { kind: 'card'; found: string }
  | { kind: 'wrote'; text: string };

export interface GuardInput {
  text: string;
  audience: 'public' | 'internal';
  /** Null while it is not known: only what needs nothing known is then looked for. */
  facts: GuardFacts | null;
  /** Whose the addresses and numbers in the text are. */
  owners: readonly GuardOwner[];
  /** What the customer wrote since the agent began to type, oldest first. */
  since: readonly string[];
}

/** @returns why this text may be meant for somebody else, the gravest first; none of a kind twice for the same words. */
export function guard({ text, audience, facts, owners, since }: GuardInput): Warning[] {
  const cards = findCards(text).map((span): Warning => ({ kind: 'card', found: cut(text, span) }));
  if (audience === 'internal') return cards;
  const wrote = since.map((said): Warning => ({ kind: 'wrote', text: said }));
  const named =
    facts === null ? [] : [...names(text, facts), ...contacts(text, facts, owners), ...cases(text, facts)];
  return once([...named, ...cards, ...wrote]);
}

/** @returns what the store is asked about: addresses and numbers in the text, each once, at most ten of a kind. */
export function askedIn(text: string): { emails: string[]; phones: string[] } {
  const some = (spans: readonly Span[]): string[] =>
    [...new Set(spans.map((span) => cut(text, span)))].filter((value) => value.length <= 40).slice(0, 10);
  return { emails: some(findEmails(text)), phones: some(findPhones(text)) };
}

const cut = (text: string, { start, end }: Span): string => text.slice(start, end);

function once(warnings: readonly Warning[]): Warning[] {
  const seen = new Set<string>();
  return warnings.filter((warning) => {
    const key = 'found' in warning ? `${warning.kind} ${plain(warning.found)}` : `wrote ${warning.text}`;
    return !seen.has(key) && seen.add(key);
  });
}

const word = /[\p{L}\p{M}\p{N}]+(?:['’\u200c-][\p{L}\p{M}\p{N}]+)*/gu;
const titles = /^(dr|mr|mrs|ms|mx|prof|herr|frau|pan|pani|fru|hr|dipl|ing|von|van|der|de|al|el|bin|abu)$/;
/** Shorter parts of names are in too many texts. */
const shortest = 3;
/** Names that are words as well: these alone are no name, but after a greeting they are. */
const alsoWords = new Set(
  (
    'will mark grace hope rose may june april faith joy art bill rich frank young long short white black brown green ' +
    'gray grey king rice park field wood stone hill lake cook baker miller price page case ' +
    'jung klein gross lang kurz wolf koch weiss schwarz braun roth neu alt ernst wagner bauer richter vogel stein berg ' +
    'bach wald ' +
    'mila zima lis wolny mały sowa wilk ' +
    'bech lind holm lund dam kjær ' +
    'نور امل امل سلام کریم سعید جمیل ربیع فجر صباح امید شادی بهار آرام پیام روشن'
  )
    .split(' ')
    .map(plain),
);
const greetings = new Set(
  (
    'hi hello hey dear good morning afternoon evening thanks thank mr mrs ms ' +
    'hallo liebe lieber guten tag moin herr frau geehrte geehrter danke ' +
    'cześć dzień dobry witam witaj szanowny szanowna pan pani panie drogi droga dziękuję ' +
    'hej kære goddag hr fru tak ' +
    'مرحبا اهلا عزیزی عزیزتی السید السیده سید یا شکرا ' +
    'سلام درود آقای خانم جناب عزیز گرامی ممنون'
  )
    .split(' ')
    .map(plain),
);
/** What the languages put behind a name, and before it where it is written together. */
const endings = [
  's',
  "'s",
  '’s',
  'o',
  'ę',
  'y',
  'ie',
  'ą',
  'u',
  'a',
  'owi',
  'em',
  'iem',
  'e',
  'ze',
  'rze',
  'i',
  'm',
].map(plain);
const attached = ['و', 'ل', 'ب', 'ف', 'ک'];
const vowels = /[aeiouyąę]$/;

interface Word extends Span {
  plain: string;
  /** Begins as names do, in scripts that have capitals. */
  capital: boolean;
  /** First of the text or of a sentence: a capital says nothing there. */
  opens: boolean;
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(word), ({ 0: found, index }) => {
    const before = text.slice(0, index).trimEnd();
    return {
      start: index,
      end: index + found.length,
      plain: plain(found),
      capital: !/^\p{Ll}/u.test(found),
      opens: before === '' || /[.!?:\n]$/.test(before) || text.slice(before.length, index).includes('\n'),
    };
  });
}

/** @returns the text, each address blank: what is in one is told as an address. */
function withoutEmails(text: string): string {
  return findEmails(text).reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
}

/** @returns the parts of a name that tell people apart. */
function partsOf(name: string): string[] {
  return [...name.matchAll(word)]
    .map(([part]) => plain(part))
    .filter((part) => part.length >= shortest && !titles.test(part));
}

/** @returns whether a word of a text is this part of a name, also with what its language puts around it. */
function isPart(found: string, part: string): boolean {
  if (found === part) return true;
  // Polish changes the last vowel; the others add to the word.
  const stem = vowels.test(part) && part.length > shortest ? part.slice(0, -1) : part;
  if (part.length > shortest && endings.some((ending) => found === part + ending || found === stem + ending))
    return true;
  return attached.some((letter) => found === letter + part);
}

function names(text: string, { own, others }: GuardFacts): Warning[] {
  const mine = new Set((own?.names ?? []).flatMap(partsOf));
  const people = others.flatMap((other) =>
    other.names.map((name) => ({ name, parts: partsOf(name).filter((part) => !isMine(part, mine)) })),
  );
  if (people.every(({ parts }) => parts.length === 0)) return [];
  const words = wordsOf(withoutEmails(text));
  const firstLetters = new Set(people.flatMap(({ parts }) => parts.map((part) => part[0])));
  const likely = words.flatMap((one, at) =>
    one.plain.length >= shortest && (firstLetters.has(one.plain[0]) || attached.includes(one.plain[0]!))
      ? [at]
      : [],
  );
  return people.flatMap(({ name, parts }): Warning[] => {
    const found = likely.find((at) => counts(words, at, parts));
    return found === undefined ? [] : [{ kind: 'name', found: cut(text, words[found]!), name }];
  });
}

function isMine(part: string, mine: ReadonlySet<string>): boolean {
  return mine.has(part) || [...mine].some((own) => isPart(own, part) || isPart(part, own));
}

function counts(words: readonly Word[], at: number, parts: readonly string[]): boolean {
  const here = words[at]!;
  const part = parts.find((one) => isPart(here.plain, one));
  if (part === undefined) return false;
  const beside = [words[at - 1], words[at + 1]];
  const whole = beside.some(
    (one) => one !== undefined && parts.some((other) => other !== part && isPart(one.plain, other)),
  );
  const before = words[at - 1];
  const greeted = before !== undefined && greetings.has(before.plain);
  // In a chat names are written small as well: then it takes a greeting, or the whole name, to tell them from words.
  if (!here.capital) return (whole || greeted) && !alsoWords.has(part);
  return whole || greeted || !alsoWords.has(part);
}

const caseNumber = /(?<![\p{L}\p{N}])c[-‐–]?(\d{4,9})(?!\p{N})/giu;

function cases(text: string, { own, others }: GuardFacts): Warning[] {
  const numbersOf = (person: GuardPerson): string[] => person.cases.map(digitsOf);
  const mine = new Set(own === null ? [] : numbersOf(own));
  const western = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => digitsOf(digit));
  return Array.from(western.matchAll(caseNumber)).flatMap((match): Warning[] => {
    const [found, number] = match;
    if (number === undefined || mine.has(number)) return [];
    const whose = others.find((other) => numbersOf(other).includes(number));
    return [
      {
        kind: 'case',
        found: text.slice(match.index, match.index + found.length),
        name: whose?.names[0] ?? null,
      },
    ];
  });
}

/** As many last digits make a telephone number the same, whatever country code stands before them. */
const tail = 7;

function contacts(text: string, { own, others }: GuardFacts, owners: readonly GuardOwner[]): Warning[] {
  const emails = new Map<string, string>();
  const phones = new Map<string, string>();
  for (const { what, value, customerId, name } of owners) {
    if (customerId === own?.customerId) continue;
    if (what === 'email') emails.set(plain(value), name);
    else if (what === 'phone') phones.set(endOf(value), name);
  }
  for (const other of others) {
    for (const value of other.emails) emails.set(plain(value), other.names[0] ?? value);
    for (const value of other.phones)
      if (digitsOf(value).length >= tail) phones.set(endOf(value), other.names[0] ?? value);
  }
  for (const value of own?.emails ?? []) emails.delete(plain(value));
  for (const value of own?.phones ?? []) phones.delete(endOf(value));
  const hit = (kind: 'email' | 'phone', span: Span): Warning[] => {
    const found = cut(text, span);
    const name = kind === 'email' ? emails.get(plain(found)) : phones.get(endOf(found));
    return name === undefined ? [] : [{ kind, found, name }];
  };
  return [
    ...(emails.size === 0 ? [] : findEmails(text).flatMap((span) => hit('email', span))),
    ...(phones.size === 0 ? [] : findPhones(text).flatMap((span) => hit('phone', span))),
  ];
}

const endOf = (phone: string): string => digitsOf(phone).slice(-tail);
