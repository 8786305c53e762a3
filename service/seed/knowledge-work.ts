// Changes when the seeded world has other work on its knowledge base: ratings, suggestions, drafts and what their reviewer said.
import type { Feedback } from '../../shared/domain/feedback.ts';
import type { Article } from '../../shared/domain/knowledge.ts';
import type { Locale } from '../../shared/domain/people.ts';
import { agents } from './company.ts';
import { articleId } from './knowledge.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What an agent would change, by language and article. The last ones are dealt with. */
const suggestions: { by: string; locale: Locale; key: string; text: string; settled?: boolean }[] = [
  {
    by: 'jonas',
    locale: 'en',
    key: 'returns',
    text: 'Customers ask every day whether the parcel shop needs their ID. Please say that it does not.',
  },
  {
    by: 'jonas',
    locale: 'de',
    key: 'delivery',
    text: 'Die Nummer beginnt bei Speditionsware mit SP, nicht mit MX. Bitte ergänzen.',
  },
  {
    by: 'kasia',
    locale: 'pl',
    key: 'returns',
    text: 'Brakuje informacji, że zwrot za pobraniem trwa o dwa dni dłużej.',
  },
  {
    by: 'layla',
    locale: 'ar',
    key: 'delivery',
    text: 'يُستحسن ذكر أن شركة التوصيل تتصل قبل الموعد بيوم.',
  },
  {
    by: 'demo',
    locale: 'en',
    key: 'damaged',
    text: 'Say how large a photo may be: many phones make files above 20 MB.',
    settled: true,
  },
];

/** @returns ratings by the agents who speak an article's language, most of them good, and suggestions for some. */
export function makeFeedback(articles: readonly Article[], now: number): Feedback[] {
  const said = new Map<string, Feedback>();
  articles.forEach((article, at) => {
    agents.forEach((agent, nth) => {
      const speaks = agent.languages.includes(article.locale);
      if (!speaks || agent.role !== 'agent' || (at + nth) % 3 === 0) return;
      const id = `feedback-${article.id}-${agent.handle}`;
      const by = { authorId: agent.id, authorName: agent.name };
      const when = now - (3 + ((at * 7 + nth * 5) % 60)) * day;
      const helpful = (at * 5 + nth) % 7 !== 0;
      said.set(id, { id, articleId: article.id, ...by, helpful, text: '', at: when, settledAt: null });
    });
  });
  suggestions.forEach(({ by, locale, key, text, settled = false }, nth) => {
    const agent = agents.find(({ handle }) => handle === by)!;
    const of = articleId(locale, key);
    const id = `feedback-${of}-${by}`;
    const at = now - (nth + 1) * 20 * hour;
    const helpful = said.get(id)?.helpful ?? null;
    const one = { id, articleId: of, authorId: agent.id, authorName: agent.name, helpful, text, at };
    said.set(id, { ...one, settledAt: settled ? at + 5 * hour : null });
  });
  return [...said.values()];
}

/** @returns a new version that waits for its review, a new article that waits, and one that came back with a word. */
export function makeDrafts(articles: readonly Article[], now: number): Article[] {
  const old = articles.find(({ id }) => id === articleId('en', 'returns'))!;
  return [
    {
      ...old,
      id: 'article-draft-returns',
      status: 'draft',
      summary: 'Thirty days, a label or a code from us, and the refund within five to seven working days.',
      body: old.body
        .replace('Print the label, or ask for a code', 'Print the label, or choose a code')
        .replace(
          '- Hand it in at a parcel shop and keep the receipt until the refund has arrived.',
          '- Hand it in at a parcel shop. Nobody there asks for an ID.\n- Keep the receipt until the refund has arrived.',
        ),
      updatedAt: now - 5 * hour,
      authorId: 'agent-jonas',
      caseId: null,
      ofId: old.id,
      submittedAt: now - 4 * hour,
    },
    {
      id: 'article-draft-gift',
      title: 'Returning a gift without the order number',
      summary: 'A gift can be returned by whoever got it; the money becomes a gift card.',
      body: `Whoever got a gift may return it, without asking the giver.

# What is needed

- The number of the parcel, or the last four digits of the card that paid.
- The day on which it arrived, within a week.

# What to do

- Find the order by the parcel. Do not say who gave it.
- Register the return and choose "gift card" as the refund.
- Send the label to the address of whoever returns it.`,
      locale: 'en',
      status: 'draft',
      tags: ['returns', 'gift'],
      updatedAt: now - 26 * hour,
      authorId: 'agent-demo',
      caseId: null,
      submittedAt: now - 26 * hour,
    },
    {
      id: 'article-draft-adapter',
      title: 'Travel adapters and voltage',
      summary: 'Which of our devices work abroad, and which need a converter.',
      body: `Most chargers take 100 to 240 volts, so that an adapter for the plug is enough.

# Which need more

- Kettles and coffee machines: they need a converter, and we do not sell one.
- Lamps: depends on the bulb.`,
      locale: 'en',
      status: 'draft',
      tags: ['travel'],
      updatedAt: now - 3 * day,
      authorId: 'agent-demo',
      caseId: null,
      submittedAt: null,
      review: {
        byName: 'Helena Ostrowicz',
        at: now - 2 * day,
        verdict: 'return',
        comment:
          'Good, and wanted. Please say where the voltage is printed, and put the lamps into a list by bulb.',
      },
    },
  ];
}
