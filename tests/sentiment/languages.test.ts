// Changes when languages without word lists of their own must be read otherwise.
import { expect, test } from 'vitest';
import { sentimentLevels, type SentimentLevel } from '../../shared/sentiment/types.ts';
import { engine } from './engine.ts';

const rank = (level: SentimentLevel): number => sentimentLevels.indexOf(level);
const neutral = rank('neutral');

test('money asked back is negative in every language; asking how that works is not', () => {
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

test('a threat to leave, reproach said again and thanks for nothing are negative also where there are no word lists, and are told as a rule; who asks threatens nobody', () => {
  for (const [language, threats, question] of [
    [
      'fr',
      [
        "Je change d'opérateur dès demain",
        'Vous avez perdu une cliente',
        "J'en ai ras le bol, je vais voir ailleurs",
        'Merci pour rien',
        'Vous vous moquez de moi',
      ],
      "Si je change d'opérateur, est-ce que je garde mon numéro ?",
    ],
    [
      'it',
      [
        'Da lunedì cambio operatore',
        'Avete perso un cliente',
        'Non ne posso più, passo alla concorrenza',
        'Grazie di niente',
        'Mi state prendendo in giro',
      ],
      'Se cambio operatore, conservo il mio numero?',
    ],
    [
      'pt',
      [
        'Vou mudar de operadora amanhã mesmo',
        'Acabaram de perder um cliente',
        'Estou farto disto, nunca mais compro aqui',
        'Obrigado por nada',
        'Estão a gozar comigo',
      ],
      'Se eu trocar de operadora, posso manter o número?',
    ],
    [
      'es',
      [
        'Mañana mismo me cambio de compañía',
        'Acaban de perder una clienta',
        'Estoy harta de esto, me voy a la competencia',
        'Gracias por nada',
        'Me están tomando el pelo',
      ],
      'Si me cambio de compañía, ¿conservo mi número?',
    ],
    [
      'hi',
      [
        'कल ही नंबर पोर्ट करवा लूंगा',
        'kal hi number port karwa lunga',
        'अब से कभी नहीं खरीदूंगा',
        'तंग आ गया हूँ आप लोगों से',
        'bewakoof bana rahe ho kya',
      ],
      'नंबर पोर्ट कैसे करें?',
    ],
  ] as const) {
    for (const threat of threats) {
      const { level, reasons } = engine.message(threat, language);
      expect(rank(level), threat).toBeLessThan(neutral);
      expect(
        reasons.map(({ source }) => source),
        threat,
      ).toContain('rule');
    }
    expect(rank(engine.message(question, language).level), question).toBe(neutral);
  }
});
