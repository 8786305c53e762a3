// Changes when it should last longer or less long how a customer feels.
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../shared/domain/people.ts';
import { sentimentLevels } from '../../shared/sentiment/types.ts';
import { engine } from './engine.ts';

interface Sayings {
  anger: string;
  /** Said by whoever waits, and answers to a question: no feeling in any of them. */
  nothing: string[];
  relief: string;
}

const sayings: Record<Locale, Sayings> = {
  en: {
    anger: 'You are useless liars, this is a disgrace! I want my money back NOW!!!',
    nothing: ['Are you still there?', 'Hello?', 'My order number is 4471.'],
    relief: 'Oh, it works now. Thank you so much, you really helped me!',
  },
  de: {
    anger: 'Das ist eine absolute Frechheit, Sie sind völlig unfähig! Ich will sofort mein Geld zurück!!!',
    nothing: ['Sind Sie noch da?', 'Hallo?', 'Meine Bestellnummer ist 4471.'],
    relief: 'Oh, jetzt geht es. Vielen herzlichen Dank, Sie haben mir wirklich sehr geholfen!',
  },
  pl: {
    anger: 'To skandal, jesteście bandą oszustów! Natychmiast oddajcie mi pieniądze!!!',
    nothing: ['Jest tam ktoś?', 'Halo?', 'Numer zamówienia to 4471.'],
    relief: 'O, już działa. Bardzo dziękuję, naprawdę mi Pani pomogła, jestem zachwycona!',
  },
  da: {
    anger:
      'Det er simpelthen en skandale, I er nogle ubrugelige idioter! Jeg vil have mine penge tilbage NU!!!',
    nothing: ['Er du der stadig?', 'Hallo?', 'Mit ordrenummer er 4471.'],
    relief: 'Nu virker det! Tusind tak for hjælpen, du er fantastisk!',
  },
  ar: {
    anger: 'أنتم نصابون وخدمتكم زبالة! أسوأ شركة في العالم، أريد فلوسي الآن!!!',
    nothing: ['هل أنت هنا؟', 'ألو؟', 'رقم الطلب 4471'],
    relief: 'الحمد لله اشتغل! شكرا جزيلا لك، ساعدتني كثيرا، خدمة رائعة!',
  },
  fa: {
    anger: 'شما یه مشت دزد و کلاهبردارید! افتضاح‌ترین شرکت دنیا، همین الان پولم رو پس بدید!!!',
    nothing: ['هنوز اونجایید؟', 'الو؟', 'شماره سفارش من 4471 است'],
    relief: 'وای درست شد! خیلی خیلی ممنونم، واقعا کمکم کردید، عالی هستید!',
  },
};
const rank = (level: string): number => sentimentLevels.findIndex((one) => one === level) - 3;

describe.each(Object.entries(sayings))('SENT-17: %s', (locale, { anger, nothing, relief }) => {
  const levels = (texts: readonly string[]): number[] => {
    const scores = texts.map((text) => engine.message(text, locale).score);
    return scores.map((_, index) => rank(engine.conversation(scores.slice(0, index + 1)).level));
  };
  test('anger is not gone because nothing more is said', () => {
    const [first, ...after] = levels([anger, ...nothing]);
    expect(first).toBeLessThanOrEqual(-2);
    expect(
      after.slice(0, 2).every((level) => level <= -2),
      String(after),
    ).toBe(true);
    expect(after.at(-1)).toBeLessThanOrEqual(-1);
    // It fades, it does not grow.
    expect(after.toSorted((a, b) => a - b)).toEqual(after);
    expect(after[0]).toBeGreaterThanOrEqual(first!);
  });
  test('relief and thanks end it', () => {
    expect(levels([anger, nothing[0]!, relief]).at(-1)).toBeGreaterThanOrEqual(0);
  });
  test('who has said nothing but that is neutral', () => {
    expect(levels(nothing)).toEqual(nothing.map(() => 0));
  });
});
