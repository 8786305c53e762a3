// Changes when the seeded world needs other past conversations.
import { cleanLine, bounds } from '../../shared/domain/text.ts';
import type { Conversation, Message, Rating } from '../../shared/domain/conversation.ts';
import type { Agent, Customer, Locale } from '../../shared/domain/people.ts';
import { agentFor, makeCase, queueFor, type SeededCase } from './cases.ts';
import type { Dialogue, LocaleContent, Turn } from './content/types.ts';
import { fill, rollFacts, type Facts } from './fill.ts';
import { articleId } from './knowledge.ts';
import { createRandom, type Random } from './random.ts';
import { makeVisits } from './visits.ts';

const second = 1000;
const minute = 60 * second;
const day = 86_400_000;

/** A closed conversation with its messages, and the case that was made from it, if one was. */
export interface SeededConversation {
  record: Conversation;
  messages: Message[];
  made: SeededCase | null;
}

export interface ConversationWish {
  number: number;
  locale: Locale;
  content: LocaleContent;
  /** Null for a visitor nobody knows. */
  customer: Customer | null;
  visitorName: string;
  dialogue: Dialogue;
  now: number;
}

const browsers = [
  'Chrome on Windows',
  'Firefox on Linux',
  'Safari on iPhone',
  'Chrome on Android',
  'Safari on macOS',
  'Edge on Windows',
];
const pages = ['orders', 'help', 'help/returns', 'checkout', 'products/lamps', 'account'];

/** @returns a time within 300 days, lately more often, while support is open (8 to 20), and long enough ago to be over. */
function rollTime(random: Random, now: number): number {
  const latest = now - 90 * minute;
  const then = latest - Math.round(300 * random.next() ** 2 * day);
  const at = then - (then % day) + (8 + random.next() * 11.5) * 3_600_000;
  return Math.round(at > latest ? at - day : at);
}

/** Makes one closed conversation. Messages are numbered from 1 without gaps. */
export function makeConversation(random: Random, wish: ConversationWish): SeededConversation {
  const { content, dialogue, now, locale, customer } = wish;
  const id = `conversation-${String(wish.number).padStart(4, '0')}`;
  const createdAt = rollTime(random, now);
  const queueId = queueFor(random, locale, dialogue.queue);
  const agent = agentFor(random, locale, queueId);
  const facts = rollFacts(random, content, createdAt, dialogue.products, {
    customer: wish.visitorName,
    agent,
  });
  const acceptedAt = createdAt + random.int(6, 150) * second;
  const messages = makeMessages(random, wish, id, agent, facts, createdAt, acceptedAt);
  const last = messages[messages.length - 1]!;
  const wrapUpAt = last.at + random.int(10, 90) * second;
  const issue = content.issues.find((one) => one.key === dialogue.issue);
  let made: SeededCase | null = null;
  if (issue !== undefined && random.chance(0.42)) {
    const at = messages[Math.floor(messages.length / 2)]!.at + 5 * second;
    const during = { conversationId: id, at, agent, facts, queueId };
    made = makeCase(random, {
      id: `case-c${String(wish.number).padStart(4, '0')}`,
      locale,
      content,
      customer,
      issue,
      now,
      during,
    });
  }
  const spoken = messages.filter((one) => one.audience === 'public');
  const channel = random.chance(0.9) ? 'chat' : 'social';
  const page = random.pick(pages);
  const record: Conversation = {
    id,
    channel,
    queueId,
    state: 'closed',
    subject: cleanLine(messages[0]!.text).slice(0, bounds.title),
    visitor: {
      name: wish.visitorName,
      email: customer?.email ?? null,
      language: content.format.tag,
      page: `https://shop.example.com/${locale}/${page}`,
      browser: random.pick(browsers),
      // Drawn apart, so that the rest of the world stays as it was.
      visits: makeVisits(createRandom(wish.number), locale, createdAt, page),
    },
    customerId: customer?.id ?? null,
    caseId: made?.record.id ?? null,
    agentId: agent.id,
    createdAt,
    queuedAt: createdAt,
    acceptedAt,
    wrapUpAt,
    closedAt: wrapUpAt + random.int(15, 400) * second,
    dispositionId: `disposition-${made === null ? dialogue.disposition : 'case'}`,
    rating: random.chance(0.45) ? rollRating(random, dialogue, content) : null,
    lastSeq: messages.length,
    lastMessageAt: last.at,
    waitingSince: null,
    customerDeliveredSeq: messages.length,
    customerReadSeq:
      dialogue.disposition === 'customer-left' ? messages.length - 1 : (spoken[spoken.length - 1]?.seq ?? 0),
    agentReadSeq: messages.length,
  };
  return { record, messages, made };
}

function rollRating(random: Random, dialogue: Dialogue, content: LocaleContent): Rating {
  const score = {
    happy: random.int(4, 5),
    plain: random.int(3, 5),
    confused: random.int(3, 5),
    angry: random.int(1, 3),
  }[dialogue.mood];
  const comments = score >= 4 ? content.phrases.goodRating : content.phrases.badRating;
  return { score, comment: random.chance(0.55) ? random.pick(comments) : '' };
}

/** @returns who says a turn, and what. */
function speak(
  random: Random,
  content: LocaleContent,
  turn: Turn,
  locale: Locale,
  angry: boolean,
): { by: 'customer' | 'agent'; text: string; articleId: string | null } {
  const [who, ...texts] = turn;
  if (who === 'article') {
    const article = content.articles.find((one) => one.key === texts[0]);
    if (article === undefined) throw new Error(`There is no article ${texts[0]} in ${locale}.`);
    return {
      by: 'agent',
      text: `${article.title}\n\n${article.summary}`,
      articleId: articleId(locale, article.key),
    };
  }
  const own = texts.length === 0 ? '' : random.pick(texts);
  if (who === 'c') return { by: 'customer', text: own, articleId: null };
  if (who === 'thanks') return { by: 'customer', text: random.pick(content.phrases.thanks), articleId: null };
  if (who === 'bye') {
    const goodbyes = angry ? content.phrases.soberBye : content.phrases.bye;
    return { by: 'agent', text: random.pick(goodbyes), articleId: null };
  }
  const text = who === 'hello' ? `${random.pick(content.phrases.hello)} ${own}`.trim() : own;
  return { by: 'agent', text, articleId: null };
}

function makeMessages(
  random: Random,
  wish: ConversationWish,
  conversationId: string,
  agent: Agent,
  facts: Facts,
  createdAt: number,
  acceptedAt: number,
): Message[] {
  let at = createdAt;
  return wish.dialogue.turns.map((turn, index) => {
    const { by, text, articleId } = speak(
      random,
      wish.content,
      turn,
      wish.locale,
      wish.dialogue.mood === 'angry',
    );
    const filled = fill(text, facts);
    // About as long as it takes to read the last line and type this one.
    if (index > 0) at += random.int(8, 40) * second + filled.length * random.int(60, 160);
    if (by === 'agent') at = Math.max(at, acceptedAt + 4 * second);
    return {
      id: `message-${conversationId.slice(13)}-${String(index + 1).padStart(2, '0')}`,
      conversationId,
      seq: index + 1,
      authorKind: by,
      authorId: by === 'agent' ? agent.id : (wish.customer?.id ?? null),
      authorName: by === 'agent' ? agent.name : wish.visitorName,
      audience: turn[0] === 'internal' ? 'internal' : 'public',
      text: filled,
      at,
      articleId,
    };
  });
}
