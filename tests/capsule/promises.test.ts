// Changes when what counts as a promise, or until when it is, is read differently. Sentences as agents write them.
import { describe, expect, test } from 'vitest';
import { promisesIn } from '../../shared/capsule/promises.ts';
import { fixedZone } from '../../shared/capsule/zone.ts';

const zone = fixedZone(60);
/** Wednesday, 18 November 2026, 10:00 in that zone. */
const at = zone.moment(2026, 10, 18, 10, 0);
const on = (day: number, hour = 18, minute = 0): number => zone.moment(2026, 10, day, hour, minute);
const december = (day: number, hour = 18): number => zone.moment(2026, 11, day, hour, 0);

/** A sentence, and until when: null for a promise without a date. */
const promised: [string, number | null][] = [
  // English
  ['I will call you back tomorrow.', on(19)],
  ["I'll call you back.", null],
  ["Don't worry, I'll get back to you by Friday.", on(20)],
  ['We will refund the amount within 3 working days.', on(23)],
  ["I'll let you know as soon as I hear from the warehouse.", null],
  ['The technician will come on Thursday between 8:00 and 10:30.', on(19, 10, 30)],
  ['You will receive the replacement by 24 November.', on(24)],
  ["I'll email you the return label today", on(18)],
  ['We will ship it on Nov 23rd, 2026.', on(23)],
  ["I'll call you at 5 pm tomorrow.", on(19, 17)],
  ["We'll have it resolved in 2 hours.", on(18, 12)],
  ["I'll check with the courier and write to you tomorrow morning.", on(19, 12)],
  // German
  ['Ich rufe Sie morgen zurück.', on(19)],
  ['Wir melden uns bis Freitag bei Ihnen.', on(20)],
  ['Bis Freitag melde ich mich bei Ihnen.', on(20)],
  ['Das Ersatzgerät wird am 24.11. geliefert.', on(24)],
  ['Ich gebe Ihnen heute bis 17 Uhr Bescheid.', on(18, 17)],
  ['Sie erhalten die Gutschrift innerhalb von 5 Werktagen.', on(25)],
  ['Der Techniker kommt am 3. Dezember.', december(3)],
  ['Ich werde Sie übermorgen Vormittag anrufen.', on(20, 12)],
  ['Keine Sorge, ich melde mich.', null],
  // Polish
  ['Oddzwonię jutro do godziny 15.', on(19, 15)],
  ['Odezwę się do piątku.', on(20)],
  ['Proszę się nie martwić, damy Panu znać.', null],
  ['Zwrócimy pieniądze w ciągu 3 dni roboczych.', on(23)],
  ['Paczka zostanie dostarczona 24 listopada.', on(24)],
  ['Wyślę etykietę jeszcze dzisiaj.', on(18)],
  // Danish
  ['Jeg ringer til dig i morgen.', on(19)],
  ['Vi vender tilbage senest fredag.', on(20)],
  ['Pakken bliver leveret den 24. november.', on(24)],
  ['Jeg giver dig besked i dag inden kl. 16.', on(18, 16)],
  ['Du får pengene tilbage inden for 3 hverdage.', on(23)],
  // Arabic
  ['سأتصل بك غداً.', on(19)],
  ['لا تقلق، سنعاود الاتصال بك يوم الجمعة.', on(20)],
  ['سيتم استرداد المبلغ خلال 3 أيام.', on(21)],
  ['سنرسل لك الجهاز الجديد بعد غد.', on(20)],
  ['سيصل الفني غداً الساعة 5 مساءً.', on(19, 17)],
  ['سأخبرك عندما يصلني رد المستودع.', null],
  // Persian
  ['فردا با شما تماس می‌گیرم.', on(19)],
  ['تا جمعه به شما خبر می‌دهیم.', on(20)],
  ['مبلغ تا ۳ روز آینده به حساب شما واریز می‌شود.', on(21)],
  ['کالای جدید را پس‌فردا ارسال می‌کنیم.', on(20)],
  ['تا ۵ آذر به دستتان می‌رسد.', on(26)],
  ['تکنسین فردا ساعت ۵ عصر مراجعه می‌کند.', on(19, 17)],
];

/** What sounds like one, and is none. */
const none: string[] = [
  'Will you call me back tomorrow?',
  'I can call you tomorrow if you like.',
  'If it has not arrived by Friday, we will send another.',
  'I will not be able to call you tomorrow.',
  'One moment, I will check this for you.',
  'I have sent it yesterday.',
  'Shall I call you tomorrow?',
  'Thank you for calling us today.',
  'Our shop opens on Friday at 9:00.',
  "I'll look into it right away.",
  'Guten Morgen, wie kann ich helfen?',
  'Ich kann Sie leider morgen nicht zurückrufen.',
  'Wenn Sie möchten, rufe ich Sie morgen an.',
  'Einen Moment, ich prüfe das.',
  'Gestern haben wir Ihr Paket verschickt.',
  'Czy mam oddzwonić jutro?',
  'Nie oddzwonię dzisiaj.',
  'Może zadzwonię jutro.',
  'Jeg ringer ikke i morgen.',
  'Skal jeg ringe i morgen?',
  'Hvis du vil, ringer jeg i morgen.',
  'لن أتصل بك غداً.',
  'هل أتصل بك غداً؟',
  'شكراً لاتصالك اليوم.',
  'اگر بخواهید فردا تماس می‌گیرم.',
  'فردا تماس نمی‌گیرم.',
  'آیا فردا تماس می‌گیرید؟',
];

describe('a promise', () => {
  test.each(promised)('%s', (sentence, until) => {
    expect(promisesIn(sentence, at, zone)).toEqual([{ text: sentence, until }]);
  });

  test.each(none)('is not: %s', (sentence) => {
    expect(promisesIn(sentence, at, zone)).toEqual([]);
  });

  test.each([
    ['said on that weekday', 'I will call you on Wednesday.'],
    ['next, which each hears differently', 'I will call you next Friday.'],
    ['long past', 'We will refund you on 3 May 2025.'],
  ])('has no date when it is not clear: %s', (_why, sentence) => {
    expect(promisesIn(sentence, at, zone)).toEqual([{ text: sentence, until: null }]);
  });

  test('is found among other sentences, and each by itself', () => {
    const text =
      'Thanks for waiting, Mr. Novak. I have asked the warehouse.\nI will call you back tomorrow at 9:30. You will receive the parcel by Friday!';
    expect(promisesIn(text, at, zone)).toEqual([
      { text: 'I will call you back tomorrow at 9:30.', until: on(19, 9, 30) },
      { text: 'You will receive the parcel by Friday!', until: on(20) },
    ]);
  });

  test('of somebody in the evening, for today, ends at midnight', () => {
    const late = zone.moment(2026, 10, 18, 19, 0);
    expect(promisesIn('I will email you the label today.', late, zone)[0]?.until).toBe(on(18, 23, 59));
  });

  test('is looked for in hostile text without an end in sight, too', () => {
    const text = `${'ich werde '.repeat(3000)}${'i will '.repeat(3000)}`;
    const before = process.cpuUsage().user;
    promisesIn(text, at, zone);
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(2000);
  });
});
