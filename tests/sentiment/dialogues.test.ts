// Changes when the talks of the demo world should be read in another way: the engine and the texts check each other.
import { describe, expect, test } from 'vitest';
import { contents } from '../../service/seed/content/index.ts';
import { locales } from '../../shared/domain/people.ts';
import { engine } from './engine.ts';

/** A line of a script as some customer writes it. */
const said = (text: string): string =>
  text.replace(/\{!?([^{}|]*)\|[^{}|]*\}/g, '$1').replace(/\{[^{}]*\}/g, 'X');

describe.each(locales)('customers in %s', (locale) => {
  const lines = (mood: string): string[] =>
    contents[locale].dialogues
      .filter((one) => one.mood === mood)
      .flatMap((one) => one.turns.filter(([who]) => who === 'c').flatMap(([, ...texts]) => texts.map(said)));

  test('who have a plain problem or are confused are not read as angry', () => {
    const plain = [...lines('plain'), ...lines('confused')];
    const wrong = plain
      .map((text) => ({ text, ...engine.message(text, locale) }))
      .filter(({ level }) => level !== 'neutral' && /egative/.test(level));
    // Some are taken for a sigh, above all in Danish; few for a complaint, none for anger.
    const list = wrong.map(({ text, level }) => `${level}: ${text}`).join('\n');
    expect(wrong.length, list).toBeLessThanOrEqual(plain.length / 4);
    expect(wrong.filter(({ level }) => level !== 'slightlyNegative').length, list).toBeLessThanOrEqual(
      plain.length / 8,
    );
    expect(wrong.filter(({ level }) => level === 'veryNegative')).toEqual([]);
  });

  test('who are happy are never read as unhappy', () => {
    expect(lines('happy').filter((text) => /egative/.test(engine.message(text, locale).level))).toEqual([]);
    expect(lines('happy').some((text) => engine.message(text, locale).score > 0.3)).toBe(true);
  });

  test('who are angry make the conversation at least negative while they are', () => {
    for (const { key, turns } of contents[locale].dialogues.filter((one) => one.mood === 'angry')) {
      const scores = turns
        .filter(([who]) => who === 'c')
        .map(([, first]) => engine.message(said(first!), locale).score);
      const lowest = Math.min(
        ...scores.map((_, index) => engine.conversation(scores.slice(0, index + 1)).score),
      );
      expect(lowest, key).toBeLessThan(-0.3);
    }
  });
});
