// Prose for benches: word by word as the seed's texts of a language go on, so that it is indexed and compressed like what people write.
import type { Locale } from '../../../shared/domain/people.ts';
import { contents } from '../../../service/seed/content/index.ts';
import type { LocaleContent } from '../../../service/seed/content/types.ts';
import type { Random } from '../../../service/seed/random.ts';

/** Writes in one language. */
export interface Writer {
  /** @returns whole sentences of about `bytes` bytes of UTF-8. */
  write(random: Random, bytes: number): string;
}

/** Of a hundred words this many are rare ones: names, slips, compounds. Tuned so that zstd finds what it finds in real tickets. */
const rareShare = 0.2;
const rareWords = 30_000;

/** Every text of a language, without variables. */
function corpusOf(content: LocaleContent): string[] {
  const texts: string[] = [];
  const take = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (Array.isArray(value)) value.forEach(take);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  take([content.issues.map(({ descriptions, notes }) => [descriptions, notes]), content.notes]);
  take(content.dialogues.map(({ turns }) => turns.map(([, ...said]) => said)));
  take(content.articles.map(({ summary, body }) => [summary, body]));
  take(content.replies.map(({ text }) => text));
  return texts.map((text) =>
    text
      .replace(/\{(!?)([^{}|]*)\|([^{}|]*)\}/g, '$2')
      .replace(/\{[a-zA-Z.]+\}/g, '4711')
      .replace(/[#*_>|-]+ ?/g, ''),
  );
}

/**
 * @returns the writer of a language. A word follows the one before it as often as it does in the seed's texts; rare
 * words, made of halves of others, follow Zipf's law.
 */
export function createWriter(locale: Locale, random: Random): Writer {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  const after: number[][] = [];
  const starts: number[] = [];
  const number = (word: string): number => {
    let n = numbers.get(word);
    if (n === undefined) {
      n = words.length;
      numbers.set(word, n);
      words.push(word);
      after.push([]);
    }
    return n;
  };
  for (const text of corpusOf(contents[locale])) {
    for (const sentence of text.split(/(?<=[.!?؟])\s+/)) {
      const chain = sentence.split(/\s+/).filter(Boolean).map(number);
      if (chain.length < 3) continue;
      starts.push(chain[0]!);
      chain.forEach((word, i) => after[word]!.push(chain[i + 1] ?? -1));
    }
  }
  const long = words.filter((word) => /^[\p{L}\p{M}]{4,}$/u.test(word));
  const rare = Array.from({ length: rareWords }, () => {
    const [head, tail] = [random.pick(long), random.pick(long)];
    return head.slice(0, 2 + random.int(0, head.length - 3)) + tail.slice(-random.int(2, tail.length - 1));
  });
  const sizes = words.map((word) => Buffer.byteLength(word));
  return {
    write: (chance, bytes) => {
      let text = '';
      let size = 0;
      while (size < bytes) {
        let at = chance.pick(starts);
        while (at >= 0 && size < bytes * 1.3) {
          let word = words[at]!;
          size += sizes[at]! + 1;
          if (word === '4711') word = String(chance.int(1000, 9_999_999));
          else if (chance.next() < rareShare) word = rare[Math.floor(rareWords ** chance.next()) - 1]!;
          text += text === '' ? word : ` ${word}`;
          at = chance.pick(after[at]!);
        }
        if (!/[.!?؟]$/.test(text)) text += '.';
      }
      return text;
    },
  };
}
