// Changes when what the next one needs to know is put together differently. Pure: what the desk holds in, a capsule out.
import type { Capsule, CapsuleLine, CapsulePromise } from '../domain/handover.ts';
import type { Message } from '../domain/conversation.ts';
import { cut, promisesIn } from './promises.ts';
import { isQuestion, sentencesOf } from './sentences.ts';
import type { Zone } from './zone.ts';

export { fixedZone, machineZone, type Zone } from './zone.ts';

/** What a capsule is made from. */
export interface CapsuleFacts {
  /** Of the conversation, oldest first; `score` is the mood of a customer's message, -1 to 1. */
  messages: readonly (Pick<
    Message,
    'id' | 'authorKind' | 'authorName' | 'audience' | 'text' | 'at' | 'articleId'
  > & { score: number | null })[];
  /** On the conversation and its case. */
  notes: readonly { text: string; authorName: string; at: number }[];
  /** What else was tried, such as macros that ran: in words, oldest first. */
  tried: readonly string[];
  /** The reply that was begun and not sent. */
  draft: string;
}

const mostPromises = 20;
const mostOpen = 10;
const moodSteps = 6;
/** So much of the customer's first words says what it is about, where they hold no question. */
const topicLength = 240;

/** @returns what was asked, promised, tried and is open, each with the message it was taken from. */
export function makeCapsule({ messages, notes, tried, draft }: CapsuleFacts, zone: Zone): Capsule {
  const theirs = messages.filter(({ authorKind }) => authorKind === 'customer');
  const ours = messages.filter(
    ({ authorKind, audience }) => audience === 'public' && (authorKind === 'agent' || authorKind === 'bot'),
  );
  const answered = Math.max(-1, ...ours.map((one) => messages.indexOf(one)));
  const questions = theirs.flatMap(questionsIn);
  const open = messages
    .slice(answered + 1)
    .filter(({ authorKind }) => authorKind === 'customer')
    .flatMap(questionsIn);
  const first = questions[0] ?? topicOf(theirs);
  const last = open.at(-1);
  const asked = first === undefined ? [] : unlike([first, ...(last === undefined ? [] : [last])]);
  return {
    asked,
    promised: promisesOf(messages, notes, zone),
    open: unlike(open)
      .filter((line) => !asked.some(({ text }) => text === line.text))
      .slice(-mostOpen),
    tried: [...articlesIn(ours), ...tried.map((text) => ({ text: cut(text), messageId: null }))].slice(-20),
    mood: theirs.flatMap(({ score }) => (score === null ? [] : [score])).slice(-moodSteps),
    draft,
  };
}

type Said = CapsuleFacts['messages'][number];

const questionsIn = ({ id, text }: Pick<Said, 'id' | 'text'>): CapsuleLine[] =>
  sentencesOf(text)
    .filter((sentence) => isQuestion(sentence) && !isGreeting(sentence))
    .map((sentence) => ({ text: cut(sentence), messageId: id }));

/** "Hello?", "Anybody there?" ask for an answer, but not for anything. */
const isGreeting = (sentence: string): boolean => (sentence.match(/[\p{L}\p{N}]+/gu) ?? []).length < 3;

function topicOf(theirs: readonly Said[]): CapsuleLine | undefined {
  const found = theirs.find(({ text }) => !isGreeting(text));
  if (found === undefined) return undefined;
  const text = found.text.replace(/\s+/g, ' ').trim();
  const short = text.length <= topicLength ? text : `${text.slice(0, topicLength).trimEnd()}…`;
  return { text: short, messageId: found.id };
}

function promisesOf(messages: readonly Said[], notes: CapsuleFacts['notes'], zone: Zone): CapsulePromise[] {
  const said = messages
    .filter(
      ({ authorKind, audience, articleId }) =>
        authorKind === 'agent' && audience === 'public' && articleId === null,
    )
    .map(({ id, text, authorName, at }) => ({ messageId: id as string | null, text, authorName, at }));
  const noted = notes.map((note) => ({ ...note, messageId: null }));
  const found = [...said, ...noted]
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ text, at, authorName, messageId }) =>
      promisesIn(text, at, zone).map(
        (promise): CapsulePromise => ({ ...promise, by: authorName, messageId }),
      ),
    );
  return unlike(found).slice(-mostPromises);
}

/** An article that was sent begins with its title. */
const articlesIn = (ours: readonly Said[]): CapsuleLine[] =>
  unlike(
    ours
      .filter(({ articleId }) => articleId !== null)
      .map(({ id, text }) => ({
        text: cut(
          text
            .split('\n')
            .find((line) => line.trim() !== '')
            ?.trim() ?? '',
        ),
        messageId: id,
      }))
      .filter(({ text }) => text !== ''),
  );

/** @returns the lines without those that say the same again; of two, the later stays. */
function unlike<T extends CapsuleLine>(lines: readonly T[]): T[] {
  const said = new Map<string, T>();
  for (const line of lines) {
    const key = line.text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
    said.delete(key);
    said.set(key, line);
  }
  return [...said.values()];
}
