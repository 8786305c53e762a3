// Changes when one line becomes something to do differently: which kind it is, and until when.
import type { ActivityKind } from '../../../shared/domain/activity.ts';
import { fold, words } from '../../../shared/capsule/fold.ts';
import { compileWhen, whenIn, type When } from '../../../shared/capsule/when.ts';
import type { PromiseWords } from '../../../shared/capsule/language.ts';
import { ar } from '../../../shared/capsule/words/ar.ts';
import { da } from '../../../shared/capsule/words/da.ts';
import { de } from '../../../shared/capsule/words/de.ts';
import { en } from '../../../shared/capsule/words/en.ts';
import { fa } from '../../../shared/capsule/words/fa.ts';
import { pl } from '../../../shared/capsule/words/pl.ts';
import type { Zone } from '../../../shared/capsule/zone.ts';
import { bounds } from '../../../shared/domain/text.ts';

/** What a line says. */
export interface ReadActivity {
  title: string;
  kind: ActivityKind;
  /** Ms since the epoch; null when the line does not say so clearly. */
  dueAt: number | null;
}

const kinds: readonly (readonly [ActivityKind, RegExp])[] = [
  [
    'call',
    words(
      String.raw`call\p{l}*|phone|ring|anruf\p{l}*|zurückruf\p{l}*|telefonieren|zadzwoń|zadzwonić|oddzwoń|oddzwonić|telefon|ring\p{l}*|opkald|اتصل|اتصال|معاوده الاتصال|معاودة|تماس|زنگ`,
    ),
  ],
  [
    'email',
    words(String.raw`e-?mails?|mail|mailen|schreiben|wiadomość|napisać|skriv|بريد|ايميل|راسل|ایمیل|نامه`),
  ],
  [
    'visit',
    words(String.raw`visit|besuch\p{l}*|vor ort|wizyta|odwiedzić|besøg\p{l}*|زيارة|زيارت|بازدید|ملاقات`),
  ],
  [
    'reminder',
    words(
      String.raw`remind\p{l}*|erinner\p{l}*|przypomn\p{l}*|påmind\p{l}*|mind mig|تذكير|ذكر|یادآوری|یادآور`,
    ),
  ],
];

const languages: readonly PromiseWords[] = [en, de, pl, da, ar, fa];
let compiled: readonly (readonly [PromiseWords, When])[] | null = null;
// Some hundred patterns, for whoever writes such a line: made when first asked for.
const all = (): readonly (readonly [PromiseWords, When])[] =>
  (compiled ??= languages.map((language) => [language, compileWhen(language)] as const));

/**
 * @param line as it was typed, in any of the six languages.
 * @param now ms since the epoch.
 * @returns what it says; its title is the line as it stands, so that nothing typed is lost.
 */
export function readActivity(line: string, now: number, zone: Zone): ReadActivity {
  const title = line.replace(/\s+/gu, ' ').trim().slice(0, bounds.title);
  const folded = fold(title);
  const kind = kinds.find(([, pattern]) => folded.search(pattern) !== -1)?.[0] ?? 'task';
  const found = all().flatMap(([language, when]) => whenIn(folded, now, when, language, zone) ?? []);
  // "10:00" alone is read in every language; a day beside it in one only, and that is the later.
  return { title, kind, dueAt: found.length === 0 ? null : Math.max(...found) };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** @returns a moment as a field of date and time wants it; empty for none. */
export function toField(at: number | null, zone: Zone): string {
  if (at === null) return '';
  const { year, month, day, hour, minute } = zone.local(at);
  return `${String(year)}-${two(month + 1)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** @returns the moment that such a field says; null for none. */
export function fromField(text: string, zone: Zone): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/u.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return zone.moment(year, month - 1, day, hour, minute);
}
