// Changes when the reasons that are told of a score are cut, weighed or chosen differently.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownLanguages, readRows } from '../../build/sentiment/data.ts';
import { phrased, tellReasons, type Felt } from '../../shared/sentiment/explain.ts';
import { rolesOf, type Role, type Roles } from '../../shared/sentiment/fillers.ts';
import type { judged } from '../../shared/sentiment/languages.ts';
import { cut } from '../../shared/sentiment/read.ts';
import type { Token } from '../../shared/sentiment/tokens.ts';
import { engine } from './engine.ts';

const folder = new URL('../../build/sentiment', import.meta.url).pathname;
const sum = (weights: readonly { weight: number }[]): number =>
  weights.reduce((total, { weight }) => total + weight, 0);
const texts = (text: string, hint: string): string[] =>
  engine.message(text, hint).reasons.map((reason) => reason.text);

describe('SENT-2: the reasons and the rest are the score', () => {
  test.each(ownLanguages)('%s: of every message that never trained', (language) => {
    for (const text of readRows(folder, language, true).texts) {
      const { score, level, reasons, rest = 0 } = engine.message(text, language);
      if (level === 'neutral') expect(reasons, text).toEqual([]);
      else expect(Math.abs(sum(reasons) + rest - score), text).toBeLessThan(1e-6);
    }
  });

  const weight = fc.double({ min: -6, max: 6, noNaN: true });
  const share = fc.record({ weight, source: fc.constant('model' as const) });
  test('whatever the words add, with rules and without', () => {
    fc.assert(
      fc.property(
        fc.array(share, { maxLength: 20 }),
        weight,
        fc.double({ min: -0.89, max: 0.89, noNaN: true }),
        fc.uniqueArray(fc.nat(19), { maxLength: 3 }),
        (shares, rest, said, hits) => {
          const felt: Felt = { named: shares.map((one, at) => ({ ...one, start: at, end: at + 1 })), rest };
          const rules = hits.map((at) => ({ start: at, end: at + 1 }));
          const score = rules.length > 0 ? -0.93 : said;
          const told = tellReasons(felt, said, score, rules);
          expect(sum(told.reasons) + told.rest).toBeCloseTo(score, 9);
          expect(told.reasons.length).toBeLessThanOrEqual(8);
          for (const one of told.reasons) expect(Math.abs(one.weight)).toBeLessThanOrEqual(1 + 1e-9);
          // Rules first, and nothing kind beside them.
          expect(told.reasons.slice(0, rules.length).map(({ source }) => source)).toEqual(
            rules.map(() => 'rule'),
          );
          if (rules.length > 0) expect(told.reasons.every((one) => one.weight <= 0)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const roles: Role[] = ['word', 'filler', 'not', 'bare', 'after', 'more', 'strong'];
/** Words whose role is their text. */
const spoken: Roles = { of: (word) => word as Role, moreFollows: false };

describe('pieces', () => {
  const kind = fc.constantFrom<Token['kind']>('word', 'word', 'word', 'word', 'emoji', 'mark', 'name');
  const piece = fc.tuple(kind, fc.constantFrom(...roles), fc.double({ min: -3, max: 3, noNaN: true }));
  test('and the rest add up to what the tokens added, do not overlap, and hold no filler alone', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.boolean(),
        (all, bias, moreFollows) => {
          const tokens = all.map(([of, role], at): Token => {
            const text = of === 'mark' ? (at % 2 === 0 ? ',' : '!!') : role;
            return { kind: of, text, start: at * 10, end: at * 10 + 9 };
          });
          const shares = all.map(([, , weight]) => weight);
          const { named, rest } = phrased(tokens, shares, { ...spoken, moreFollows }, bias);
          expect(sum(named) + rest).toBeCloseTo(
            shares.reduce((total, weight) => total + weight, bias),
            9,
          );
          named.forEach(({ start, end }, at) => {
            expect(start).toBeGreaterThanOrEqual(named[at - 1]?.end ?? 0);
            const within = tokens.filter((token) => token.start >= start && token.end <= end);
            expect(within[0]?.start).toBe(start);
            expect(within.at(-1)?.end).toBe(end);
            expect(
              within.some(({ kind: of, text }) => of !== 'word' || !/^(filler|bare|more)$/.test(text)),
            ).toBe(true);
            // A piece ends where a clause does.
            if (within.length > 1) expect(within.every(({ kind: of }) => of === 'word')).toBe(true);
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  const cutInto = (text: string, language: (typeof judged)[number]): string[] => {
    const { folded, tokens } = cut(text);
    const { named } = phrased(
      tokens,
      tokens.map(() => 1),
      rolesOf(language),
      0,
    );
    return named.map(({ start, end }) => folded.text.slice(start, end));
  };
  test.each([
    ['en', 'I am not happy with this', ['not happy']],
    ['en', 'it is not at all clear, and very slow', ['not at all clear', 'very slow']],
    ['en', 'If you are here, nobody answers', ['nobody', 'answers']],
    ['en', 'Never!', ['never']],
    ['de', 'das gefällt mir nicht', ['gefällt mir nicht']],
    ['de', 'ich bin sehr enttäuscht', ['sehr enttäuscht']],
    ['pl', 'to nie jest dobre', ['nie jest dobre']],
    ['da', 'jeg er ikke tilfreds', ['ikke tilfreds']],
    ['fr', 'je ne suis pas content', ['ne suis pas content']],
    ['fa', 'من راضی نیستم', ['راضی نیستم']],
    ['ar', 'انا غاضب جدا وهذا سيئ', ['غاضب جدا', 'سیی']],
  ] as const)('%s: %s', (language, text, pieces) => {
    expect(cutInto(text, language)).toEqual(pieces);
  });
});

describe('what is told', () => {
  /** Words that no person would take for a reason; the English ones in every language. */
  const mortar: Record<string, string> = {
    en: 'is am are the a an and if it to of i you not no my this that be was',
    de: 'und ist ich der die das nicht ein es zu in war',
    pl: 'i w na jest nie z to się że a do',
    da: 'og er det ikke jeg en i på at så',
    ar: 'في من على هذا لا أن ما و',
    fa: 'و از به که این است را در نه',
  };
  test.each(ownLanguages)('%s: is never a word that only holds a sentence together', (language) => {
    const held = new Set(`${mortar['en']!} ${mortar[language]!}`.split(' '));
    const wrong = readRows(folder, language, true).texts.flatMap((text) =>
      texts(text, language).filter((word) => held.has(word.toLowerCase())),
    );
    expect(wrong).toEqual([]);
  });

  test('is in the message as it was written, in both scripts', () => {
    expect(texts('I am NOT happy, this is really awful!!', 'en')).toEqual(
      expect.arrayContaining(['NOT happy', 'really awful']),
    );
    const arabic = 'أنا غاضب جدًّا، وهذه خدمة سيِّئة';
    for (const reason of engine.message(arabic, 'ar').reasons)
      expect(arabic.slice(reason.start, reason.end)).toBe(reason.text);
    expect(texts(arabic, 'ar')).toEqual(expect.arrayContaining(['غاضب جدًّا']));
  });
});
