// The sentiment of messages, each read once: a bounded memo over the engine. Messages do not change, so nothing expires.
import type { MoodReader } from './mood.ts';
import type { ConversationSentiment, MessageSentiment, SentimentEngine } from './types.ts';

/** See the head of this file. */
export interface SentimentMemo extends MoodReader {
  message(id: string, text: string, hint: string, answers: boolean): MessageSentiment;
  conversation(scores: readonly number[]): ConversationSentiment;
}

/** @param most how many messages are remembered. */
export function createSentimentMemo(engine: SentimentEngine, most = 20_000): SentimentMemo {
  const known = new Map<string, MessageSentiment>();
  return {
    ...(engine.silent === true ? { silent: true as const } : {}),
    message: (id, text, hint, answers) => {
      const before = known.get(id);
      if (before !== undefined) return before;
      const read = engine.message(text, hint, answers);
      // The oldest goes first: maps keep the order of insertion.
      const oldest = known.size >= most ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      known.set(id, read);
      return read;
    },
    conversation: (scores) => engine.conversation(scores),
  };
}
