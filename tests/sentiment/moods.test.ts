// Changes when it is decided differently whether a conversation has a mood, or what corrections do at a desk.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresIn, cardFigures } from '../../build/mood-card.ts';
import { locales } from '../../shared/domain/people.ts';
import { moodLanguages, usualMoodPolicy } from '../../shared/domain/mood.ts';
import {
  learn,
  mostShift,
  nothingLearned,
  readAs,
  scoreOfLevel,
  type Correction,
} from '../../shared/sentiment/corrections.ts';
import { createSilentEngine } from '../../shared/sentiment/index.ts';
import { judged } from '../../shared/sentiment/languages.ts';
import { levelOf, profaneScore } from '../../shared/sentiment/levels.ts';
import { createSentimentMemo } from '../../shared/sentiment/memo.ts';
import { moodOf, readerOf, readMessage, rulesOf, type Heard } from '../../shared/sentiment/mood.ts';
import { sentimentLevels, type MessageSentiment } from '../../shared/sentiment/types.ts';
import { engine } from './engine.ts';

const reader = readerOf(engine);
const usual = rulesOf(usualMoodPolicy.languages);
const said = (...texts: string[]): Heard[] => texts.map((text, at) => ({ id: `m${String(at)}`, text }));
const angry = 'This is the third time I ask. I want my money back, nobody answers.';
const rank = (level: (typeof sentimentLevels)[number]): number => sentimentLevels.indexOf(level);

describe('SENT-9: a mood where there is one, and a plain word where there is none', () => {
  test('nothing was said: neutral, and silent', () => {
    expect(moodOf(reader, [], 'en', usual)).toMatchObject({ mode: 'silent', level: 'neutral', steps: [] });
  });
  test.each(['Это ужасно, верните деньги', '最悪のサービスです', '4471208', '   '])(
    '%s: cannot be judged, and is not taken for neutral',
    (text) => {
      const mood = moodOf(reader, said(text), 'en', usual);
      expect(mood).toMatchObject({ mode: 'unjudged', level: 'neutral', steps: [] });
      expect(mood.messages).toMatchObject([{ judged: false, reasons: [] }]);
    },
  );
  test('an emoji alone is judged, whatever languages are on', () => {
    expect(moodOf(reader, said('😡'), 'en', rulesOf([])).mode).toBe('judged');
  });
  test('one message that can be judged is enough', () => {
    const mood = moodOf(reader, said('Это ужасно', angry), 'en', usual);
    expect(mood.mode).toBe('judged');
    expect(mood.messages.map((one) => one.judged)).toEqual([false, true]);
    expect(rank(mood.level)).toBeLessThan(rank('neutral'));
  });
  test('a language that is switched off is not judged, one that is switched on again is', () => {
    expect(moodOf(reader, said(angry), 'en', rulesOf(['de'])).mode).toBe('unjudged');
    expect(moodOf(reader, said(angry), 'en', rulesOf(['de', 'en'])).mode).toBe('judged');
  });
  test('an English oath holds in a language that is off, as long as English is on', () => {
    const oath = 'Das ist doch fucking shit';
    const [on] = moodOf(reader, said(oath), 'de', rulesOf(['en'])).messages;
    expect(rank(on!.level)).toBeLessThanOrEqual(rank('negative'));
    expect(on!.reasons.every(({ source }) => source === 'rule')).toBe(true);
    expect(moodOf(reader, said(oath), 'de', rulesOf([])).mode).toBe('unjudged');
  });
  test('weights that cannot be read: no mood at all', () => {
    expect(moodOf(readerOf(createSilentEngine()), said(angry), 'en', usual)).toMatchObject({
      mode: 'damaged',
      messages: [],
    });
  });
  test('only the last six count, those to a bot among them', () => {
    const toBot = Array.from({ length: 5 }, () => angry);
    const mood = moodOf(reader, said(...toBot, 'Hello, is somebody there?'), 'en', usual);
    expect(mood.steps).toHaveLength(6);
    expect(rank(mood.level)).toBeLessThan(rank('neutral'));
    expect(moodOf(reader, said(angry, ...Array.from({ length: 6 }, () => 'ok')), 'en', usual).level).toBe(
      moodOf(reader, said(...Array.from({ length: 6 }, () => 'ok')), 'en', usual).level,
    );
  });
  test('SENT-18: from its third message on a conversation is in its middle, for whoever reads and remembers', () => {
    const told: boolean[] = [];
    const listening = {
      ...engine,
      message: (text: string, hint?: string, answers?: boolean) => {
        told.push(answers === true);
        return engine.message(text, hint, answers);
      },
    };
    const talk = [1, 2, 3, 5, 800, null, undefined].map((seq, at): Heard => {
      return { id: `m${String(at)}`, text: 'The screen stays black', seq };
    });
    for (const by of [readerOf(listening), createSentimentMemo(listening)]) {
      told.length = 0;
      for (const one of talk) readMessage(by, one, 'en', usual);
      expect(told).toEqual([false, false, true, true, true, false, false]);
    }
  });
  test('the languages that can be switched on are those of the engine, and those of the interface are on', () => {
    expect(moodLanguages).toEqual(judged);
    expect(usualMoodPolicy.languages).toEqual([...locales].toSorted((a, b) => byEngine(a) - byEngine(b)));
  });
});
const byEngine = (tag: string): number => (judged as readonly string[]).indexOf(tag);

const level = fc.constantFrom(...sentimentLevels);
const word = fc.constantFrom('late', 'Late', 'refund', 'super', 'انتظار', 'nicht');
const weight = fc.double({ min: -1, max: 1, noNaN: true });
const words = fc.array(fc.record({ text: word, weight }), { maxLength: 8 });
const score = fc.double({ min: -1, max: 1, noNaN: true });
const correction: fc.Arbitrary<Correction> = fc.record({
  messageId: fc.integer({ min: 0, max: 99 }).map((n) => `c${String(n)}`),
  level,
  score,
  words,
});
const corrections = fc.uniqueArray(correction, { selector: ({ messageId }) => messageId, maxLength: 30 });
const message: fc.Arbitrary<MessageSentiment> = fc
  .tuple(score, words, fc.boolean())
  .map(([value, felt, ruled]) => ({
    level: levelOf(value),
    score: value,
    language: 'en',
    reasons: felt.map(({ text, weight: share }) => ({
      start: 0,
      end: text.length,
      text,
      weight: share,
      source: ruled ? 'rule' : 'model',
    })),
  }));

describe('SENT-8: what was set right', () => {
  test('counts as what was chosen, for its own message', () => {
    fc.assert(
      fc.property(corrections, message, (given, raw) => {
        const learned = learn(given);
        for (const { messageId, level: right } of given)
          expect(readAs(raw, messageId, learned)).toMatchObject({ level: right, score: scoreOfLevel(right) });
      }),
    );
  });
  test('moves any other message by at most one level and a fifth, and none where a rule has spoken', () => {
    fc.assert(
      fc.property(corrections, message, (given, raw) => {
        const read = readAs(raw, 'other', learn(given));
        expect(Math.abs(read.score - raw.score)).toBeLessThanOrEqual(mostShift + 1e-12);
        expect(Math.abs(rank(read.level) - rank(raw.level))).toBeLessThanOrEqual(1);
        const ruled = raw.reasons.some(({ source }) => source === 'rule');
        if (ruled || raw.score <= profaneScore) expect(read).toEqual(raw);
      }),
    );
  });
  test('does the same in whatever order it was given', () => {
    fc.assert(
      fc.property(
        corrections.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          const [one, other] = [learn(given), learn(shuffled)];
          expect(new Map(other.words)).toEqual(new Map(one.words));
          expect(new Map(other.levels)).toEqual(new Map(one.levels));
        },
      ),
    );
  });
  test('leaves nothing once it is taken back', () => {
    fc.assert(
      fc.property(corrections, correction, message, (given, taken, raw) => {
        const others = given.filter(({ messageId }) => messageId !== taken.messageId);
        const learned = learn([...others, taken].filter((one) => one !== taken));
        expect(learned).toEqual(learn(others));
        expect(readAs(raw, taken.messageId, learn([]))).toBe(raw);
        expect(learn([])).toEqual(nothingLearned);
      }),
    );
  });
  test('a word that was read too darkly three times is read more brightly, and only it', () => {
    const raw = engine.message('This is annoying', 'en');
    expect(rank(raw.level)).toBeLessThan(rank('neutral'));
    const given = ['a', 'b', 'c'].map(
      (messageId): Correction => ({
        messageId,
        level: 'neutral',
        score: raw.score,
        words: raw.reasons.map(({ text, weight: share }) => ({ text, weight: share })),
      }),
    );
    expect(readAs(raw, 'next', learn(given)).score).toBeGreaterThan(raw.score);
    const other = engine.message('I want my money back', 'en');
    expect(readAs(other, 'next', learn(given))).toEqual(other);
  });
  test('the middle of each level is read as that level', () => {
    for (const one of sentimentLevels) expect(levelOf(scoreOfLevel(one))).toBe(one);
  });
  test('what cannot be judged can still be set right', () => {
    const learned = learn([{ messageId: 'm0', level: 'negative', score: 0, words: [] }]);
    const read = readMessage(reader, { id: 'm0', text: 'Это ужасно' }, 'ru', rulesOf(['en'], learned));
    expect(read).toMatchObject({ judged: true, level: 'negative', corrected: 'neutral' });
  });
});

test('the window shows the figures of the card, whose tables are found', () => {
  const figures = cardFigures();
  expect(figures?.messages.map(({ language }) => language)).toEqual(expect.arrayContaining([...locales]));
  for (const { rows, right, exact } of figures?.messages ?? []) {
    expect(rows).toBeGreaterThan(100);
    expect(right).toBeGreaterThan(exact - 30);
    expect(right).toBeLessThanOrEqual(100);
  }
  expect(figures?.talks?.near).toBeGreaterThan(figures?.talks?.exact ?? 100);
  expect(figuresIn('# Another card')).toBeNull();
});
