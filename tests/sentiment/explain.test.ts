// Changes when an explanation has to add up to something else.
import { expect, test } from 'vitest';
import { readRows, ownLanguages } from '../../build/sentiment/data.ts';
import { createSentimentEngine } from '../../shared/sentiment/index.ts';
import { engine, shippedWeights } from './engine.ts';

const folder = new URL('../../build/sentiment', import.meta.url).pathname;

test.each(ownLanguages)('SENT-2: %s: the words and the bias are the log-odds, exactly', (language) => {
  const { texts } = readRows(folder, language, true);
  expect(texts.length).toBeGreaterThan(100);
  for (const text of texts) {
    for (const domain of ['auto', 'support', 'general'] as const) {
      const { parts, bias, logit } = engine.explain(text, language, domain);
      const sum = parts.reduce((total, { weight }) => total + weight, bias);
      expect(Math.abs(sum - logit), text).toBeLessThan(1e-6);
    }
  }
});

test('the probabilities are those of the log-odds', () => {
  for (const text of ['Where is my order?', 'You are useless', 'Perfekt, vielen Dank!', 'عالی بود']) {
    const { negative, neutral, positive, logit } = engine.explain(text);
    expect(negative + neutral + positive).toBeCloseTo(1, 9);
    expect(Math.log(positive / negative)).toBeCloseTo(logit, 6);
  }
});

test('every part points at its words in the message', () => {
  const text = 'Ich bin  so  enttäuscht, خدمتكم سيِّئة جدًا 👎🏿 f\u200bine';
  for (const part of engine.explain(text, 'de').parts) {
    expect(text.slice(part.start, part.end)).toBe(part.text);
  }
});

test('SENT-1: what was looked up for other messages, in other languages, changes nothing', () => {
  const sets = ownLanguages.map((language) => readRows(folder, language, true).texts.slice(0, 40));
  // Languages in turn, so that the same word, mark and emoji is asked for in each.
  const asked = sets[0]!.flatMap((_, row) =>
    sets.map((texts, at) => [texts[row]!, ownLanguages[at]!] as const),
  );
  const backward = createSentimentEngine(shippedWeights);
  const said = asked.toReversed().map(([text, language]) => backward.explain(text, language, 'support'));
  expect(asked.map(([text, language]) => engine.explain(text, language, 'support'))).toEqual(
    said.toReversed(),
  );
});
