// Changes when a message may be said to be strong, or to be anything but courteous, under other conditions.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownLanguages, readBasics, readRows } from '../../build/sentiment/data.ts';
import { varied } from '../../build/sentiment/variants.ts';
import { cuts } from '../../shared/sentiment/levels.ts';
import { cut } from '../../shared/sentiment/read.ts';
import { isCourtesy } from '../../shared/sentiment/score.ts';
import { chancesOf, scoreOf } from '../../shared/sentiment/verdict.ts';
import { engine } from './engine.ts';

const folder = new URL('../../build/sentiment', import.meta.url).pathname;
const logit = fc.double({ min: -12, max: 12, noNaN: true });
const opinionOf = (negative: number, positive: number, strength: number) => ({
  negative,
  positive,
  strength,
  shares: new Float64Array(0),
  rest: 0,
});

describe('SENT-13: no strong word against evidence of the other sign', () => {
  test('what may as well be meant the other way is slight at most, however strongly it sounds', () => {
    fc.assert(
      fc.property(logit, logit, logit, (negative, positive, strength) => {
        const opinion = opinionOf(negative, positive, strength);
        const [down, , up] = chancesOf(opinion);
        const score = scoreOf(opinion, [-0.5, 0.7]);
        if (Math.min(down, up) >= 0.25) expect(Math.abs(score)).toBeLessThan(cuts[1]);
        if (up !== down && Math.abs(score) >= cuts[0]) expect(Math.sign(score)).toBe(Math.sign(up - down));
      }),
      { numRuns: 5000 },
    );
  });
  test('more belief in the other sign never makes it stronger', () => {
    fc.assert(
      fc.property(
        logit,
        logit,
        fc.double({ min: 0, max: 6, noNaN: true }),
        logit,
        (down, up, more, strength) => {
          fc.pre(up > down + more);
          const before = scoreOf(opinionOf(down, up, strength), [-0.5, 0.7]);
          expect(scoreOf(opinionOf(down + more, up, strength), [-0.5, 0.7])).toBeLessThanOrEqual(
            before + 1e-9,
          );
        },
      ),
      { numRuns: 5000 },
    );
  });
  test('a message that is clear keeps its strength', () => {
    expect(engine.message('You are the best, I love it, thank you so much!!!', 'en').level).toBe(
      'veryPositive',
    );
    expect(engine.message('You are useless liars, this is a disgrace!!!', 'en').level).toBe('veryNegative');
  });
});

describe('SENT-14: courtesy alone is neutral', () => {
  test.each([
    ['en', 'Thank you very much'],
    ['de', 'Vielen Dank und schöne Grüße'],
    ['pl', 'Dziękuję bardzo, do widzenia'],
    ['da', 'Tak, hav en god dag'],
    ['da', 'tusind tak'],
    ['ar', 'شكرا جزيلا، مع السلامة'],
    ['fa', 'خیلی ممنون، خداحافظ'],
    ['en', 'thanks a lot for your help'],
    ['en', 'Many thanks for your help and have a nice day'],
    ['de', 'Danke für die Hilfe und einen schönen Tag'],
    ['pl', 'Dziękuję bardzo za pomoc'],
    ['da', 'Mange tak for hjælpen'],
    ['ar', 'شكرا جزيلا على مساعدتكم'],
    ['fa', 'خیلی ممنون از کمکتون'],
  ])('%s: %s', (language, text) => {
    expect(engine.message(text, language)).toMatchObject({ level: 'neutral', score: 0 });
  });
  test('one word, emoji or shout more is more', () => {
    for (const text of [
      'Thank you, you helped me',
      'thank you ❤️',
      'THANK YOU!!!',
      'Thanks for nothing',
      'ok?',
    ]) {
      const { folded, tokens } = cut(text);
      expect(isCourtesy(folded.text, tokens, 'en'), text).toBe(false);
    }
  });
  test.each([
    ['en', 'thanks a lot for your help, it works again now, you were great'],
    ['de', 'Danke für Ihre Hilfe, jetzt läuft alles wieder, ich bin sehr froh'],
    ['pl', 'Dziękuję za pomoc, wszystko działa, jestem zachwycona'],
    ['da', 'Tak for hjælpen, nu virker det hele, jeg er så glad'],
    ['ar', 'شكرا على المساعدة، رجع كل شي يشتغل وأنا سعيدة جدا'],
    ['fa', 'ممنون از کمکتون، همه چی درست شد و خیلی خوشحالم'],
  ])('%s: thanks for help after which all is well are more: %s', (language, text) => {
    expect(engine.message(text, language).score).toBeGreaterThan(cuts[0]);
  });
  test('thanks for no help are none', () => {
    for (const [language, text] of [
      ['en', 'thanks for no help'],
      ['de', 'danke für gar keine hilfe'],
      ['da', 'tak for ingen hjælp'],
    ] as const) {
      expect(engine.message(text, language).score, text).toBeLessThan(-cuts[0]);
    }
  });
  test.each(ownLanguages)('%s: no message that trains was labelled as more', (language) => {
    for (const { texts, levels } of [readRows(folder, language, false), readBasics(folder, language)]) {
      const wrong = texts.filter((text, row) => {
        const { folded, tokens } = cut(text);
        return levels![row] !== 0 && isCourtesy(folded.text, tokens, language);
      });
      expect(wrong).toEqual([]);
    }
  });
});

test('SENT-7: messages are varied out of those that train only, and keep their labels', () => {
  for (const language of ownLanguages) {
    const rows = readRows(folder, language, false);
    const kept = readRows(folder, language, true).texts.filter((text) => text.length > 20);
    let next = 0;
    const more = varied(rows, () => (next = (next + 0.618) % 1));
    expect(more.texts.length).toBeGreaterThan(rows.texts.length * 0.9);
    expect(more.texts.filter((text) => kept.some((one) => text.includes(one)))).toEqual([]);
    expect(more.labels.every((label, row) => label === Math.sign(more.levels![row]!) + 1)).toBe(true);
  }
});
