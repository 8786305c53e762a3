// Changes when a message may be said to be strong, or to be anything but courteous, under other conditions.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  furtherLanguages,
  ownLanguages,
  readBasics,
  readOthers,
  readOthersReplies,
  readRows,
} from '../../build/sentiment/data.ts';
import { varied } from '../../build/sentiment/variants.ts';
import { cuts } from '../../shared/sentiment/levels.ts';
import { cut } from '../../shared/sentiment/read.ts';
import { isCourtesy } from '../../shared/sentiment/courtesy.ts';
import type { Verdict } from '../../shared/sentiment/second.ts';
import { isTorn, scoreOf } from '../../shared/sentiment/verdict.ts';
import { engine } from './engine.ts';

const folder = new URL('../../build/sentiment', import.meta.url).pathname;
const cutsOfStrength = [-0.5, 0.7] as const;
const strength = fc.double({ min: -3, max: 3, noNaN: true });
/** Any verdict: five chances that add up to 1. */
const verdict = fc
  .tuple(...Array.from({ length: 5 }, () => fc.integer({ min: 0, max: 1000 })))
  .filter((parts) => parts.some((one) => one > 0))
  .map((parts) => {
    const sum = parts.reduce((all, one) => all + one, 0);
    return parts.map((one) => one / sum) as unknown as Verdict;
  });

describe('SENT-13: no strong word against evidence of the other sign', () => {
  test('what may as well be meant the other way is slight at most, however strongly it sounds', () => {
    fc.assert(
      fc.property(verdict, strength, (chances, strong) => {
        const [down, up] = [chances[0] + chances[1], chances[3] + chances[4]];
        const score = scoreOf(chances, strong, cutsOfStrength);
        if (Math.min(down, up) >= 0.15) expect(Math.abs(score)).toBeLessThan(cuts[1]);
        // Hardly likelier is not likelier: then it is the worse that is said.
        if (Math.abs(score) >= cuts[0]) expect(Math.sign(score)).toBe(up > 1.1 * down ? 1 : -1);
      }),
      { numRuns: 5000 },
    );
  });
  test('of two signs that are nearly as likely the worse is said, slightly', () => {
    for (const glad of [0.44, 0.45, 0.47]) {
      const score = scoreOf([0.01, 0.43, 0.11 - (glad - 0.44), glad, 0.01], 0, cutsOfStrength);
      expect(score).toBeLessThan(-cuts[0]);
      expect(score).toBeGreaterThan(-cuts[1]);
    }
    expect(scoreOf([0.01, 0.4, 0.07, 0.51, 0.01], 0, cutsOfStrength)).toBeGreaterThan(cuts[0]);
  });
  test('what may be strong and meant the other way is neutral', () => {
    expect(Math.abs(scoreOf([0.14, 0.2, 0.02, 0.34, 0.3], 2, cutsOfStrength))).toBeLessThan(cuts[0]);
    expect(scoreOf([0.02, 0.32, 0.02, 0.34, 0.3], 2, cutsOfStrength)).toBeGreaterThan(cuts[0]);
    expect(Math.abs(scoreOf([0.4, 0.25, 0.02, 0.2, 0.13], 2, cutsOfStrength))).toBeLessThan(cuts[0]);
    fc.assert(
      fc.property(verdict, strength, (chances, strong) => {
        if (isTorn(chances)) expect(Math.abs(scoreOf(chances, strong, cutsOfStrength))).toBeLessThan(cuts[0]);
      }),
      { numRuns: 5000 },
    );
  });
  test('more belief in the other sign never makes it stronger', () => {
    fc.assert(
      fc.property(
        verdict,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0, 1),
        strength,
        ([veryNegative, negative, neutral, positive, veryPositive], share, to, strong) => {
          const before = scoreOf(
            [veryNegative, negative, neutral, positive, veryPositive],
            strong,
            cutsOfStrength,
          );
          // Of two signs nearly as likely the worse is said: there the other sign is the glad one.
          fc.pre(before > 0);
          const moved = share * positive;
          const after = scoreOf(
            [
              veryNegative + (to === 0 ? moved : 0),
              negative + (to === 1 ? moved : 0),
              neutral,
              positive - moved,
              veryPositive,
            ],
            strong,
            cutsOfStrength,
          );
          expect(after).toBeLessThanOrEqual(before + 1e-9);
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

test('SENT-18: of plain answers fewer are taken for complaints than of the same words as the first that is said', () => {
  const badly = (answers: boolean): number =>
    [...ownLanguages, ...furtherLanguages].reduce((sum, language) => {
      const { texts, levels } = readOthersReplies(folder, language);
      const plain = texts.filter((_, row) => levels[row] === 0);
      return sum + plain.filter((text) => engine.message(text, language, answers).score <= -cuts[0]).length;
    }, 0);
  expect(badly(true)).toBeLessThan(badly(false) * 0.8);
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
    ['fr', 'Merci beaucoup et bonne journée à vous'],
    ['it', 'Grazie mille per la risposta, buona giornata'],
    ['pt', 'Muito obrigada, tenha um bom dia'],
    ['es', 'Muchas gracias por su ayuda, que tenga buen día'],
    ['hi', 'बहुत धन्यवाद, आपका दिन शुभ हो'],
    ['hi', 'thank you ji'],
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
  test('thanks for no help are no praise', () => {
    for (const [language, text] of [
      ['en', 'thanks for no help'],
      ['de', 'danke für gar keine hilfe'],
      ['da', 'tak for ingen hjælp'],
      ['fr', 'merci pour rien'],
      ['it', 'grazie di niente'],
      ['pt', 'obrigado por nada'],
      ['es', 'gracias por nada'],
    ] as const) {
      expect(engine.message(text, language).score, text).toBeLessThan(cuts[0]);
    }
  });
  test.each([...ownLanguages, ...furtherLanguages])('%s: no message was labelled as more', (language) => {
    const sets = [false, true].map((kept) => readRows(folder, language, kept));
    for (const { texts, levels } of [
      ...sets,
      readOthers(folder, language),
      readOthersReplies(folder, language),
      readBasics(folder, language),
    ]) {
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
