// Changes when languages with sayings of our own and no rows must be read otherwise.
import { expect, test } from 'vitest';
import { sentimentLevels, type SentimentLevel } from '../../shared/sentiment/types.ts';
import { engine } from './engine.ts';

const rank = (level: SentimentLevel): number => sentimentLevels.indexOf(level);
const neutral = rank('neutral');

test('money asked back is negative, also in languages with no rows of our own; asking how that works is not', () => {
  for (const [language, demand, question] of [
    ['fr', 'Je veux que vous me rendiez mon argent', 'Comment demander un remboursement ?'],
    ['it', 'Ridatemi subito i miei soldi', 'Come si chiede un rimborso?'],
    ['pt', 'Devolvam já o meu dinheiro', 'Como peço um reembolso?'],
    ['es', 'Devuélvanme el dinero de una vez', '¿Cómo solicito un reembolso?'],
    ['fr', 'Rendez-moi mon argent', 'Quand arrivera le remboursement ?'],
    ['es', 'Quiero que me devuelvan el dinero', '¿Cuándo llega el reembolso?'],
    ['pl', 'Proszę o zwrot pieniędzy', 'Jak wygląda zwrot pieniędzy?'],
    ['en', 'Get me my money back', 'How do I get my money back?'],
    ['de', 'Ich will mein Geld zurück', 'Wie bekomme ich mein Geld zurück?'],
    ['da', 'Jeg kræver en refundering', 'Hvordan får jeg pengene tilbage?'],
    ['ar', 'أريد استرجاع المبلغ', 'كيف أسترد المبلغ؟'],
    ['fa', 'خواستار بازگشت وجه هستم', 'چطور درخواست عودت وجه بدم؟'],
    ['hi', 'मेरा पैसा अभी वापस करो', 'रिफंड में कितने दिन लगते हैं?'],
  ] as const) {
    expect(rank(engine.message(demand, language).level), demand).toBeLessThan(neutral);
    expect(rank(engine.message(question, language).level), question).toBe(neutral);
  }
});

test('Hindi in its own letters: praise, reproach and plain trouble are told apart', () => {
  for (const [text, sign] of [
    ['आपकी सेवा बहुत अच्छी है, मैं खुश हूँ', 1],
    ['बहुत खराब अनुभव, मैं निराश हूँ', -1],
    ['मेरा पार्सल नहीं आया', 0],
  ] as const) {
    expect(Math.sign(rank(engine.message(text, 'hi').level) - neutral), text).toBe(sign);
  }
});
