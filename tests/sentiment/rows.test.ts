// Changes when the engine has to be right more often on the rows that never train.
import { describe, expect, test } from 'vitest';
import { ownLanguages, readRows, readTalks } from '../../build/sentiment/data.ts';
import { accuracy, ask, flipped, talkDistances } from '../../build/sentiment/measure.ts';
import { engine } from './engine.ts';

const folder = new URL('../../build/sentiment', import.meta.url).pathname;
const share = (all: readonly number[], fits: (one: number) => boolean): number =>
  (100 * all.filter(fits).length) / all.length;

// Well below what the card says: this holds against a fall, not against chance.
describe('the fifth of our rows that is kept aside', () => {
  test('messages: negative, neutral and positive are told apart', () => {
    const all = ownLanguages.map((language) =>
      ask(engine, readRows(folder, language, true), true, 'product'),
    );
    const labels = all.flatMap(({ set }) => set.labels);
    const said = all.flatMap((one) => one.said);
    expect(labels.length).toBeGreaterThan(1200);
    expect(accuracy(labels, said)).toBeGreaterThan(85);
    expect(all.flatMap(flipped).length).toBeLessThan(labels.length / 80);
  });
  test('conversations: the level is near the one that was given', () => {
    const off = ownLanguages.flatMap((language) => talkDistances(engine, readTalks(folder, language, true)));
    expect(off.length).toBeGreaterThan(60);
    expect(share(off, (one) => one === 0)).toBeGreaterThan(52);
    expect(share(off, (one) => one <= 1)).toBeGreaterThan(86);
  });
});
