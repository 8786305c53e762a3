// What this agent has set right at this desk: kept beside the outbox, so that it survives restarts, and sent where the company collects it.
import { z } from 'zod';
import { idSchema, type NewId } from '../../shared/domain/ids.ts';
import { moodLevelSchema, moodPolicyId, usualMoodPolicy, type MoodLevel } from '../../shared/domain/mood.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { AppError } from '../../shared/errors.ts';
import { learn, nothingLearned, type Learned } from '../../shared/sentiment/corrections.ts';
import { isAnswer, moodOf, rulesOf } from '../../shared/sentiment/mood.ts';
import type { Cache } from './db/cache.ts';
import { heard } from './db/heard.ts';
import type { Outbox } from './db/outbox.ts';
import type { SentimentMemo } from '../../shared/sentiment/memo.ts';

const key = 'moodCorrections';
/** The oldest go first. */
const most = 300;
const longestWord = 60;

const keptSchema = z.object({
  id: idSchema,
  messageId: idSchema,
  level: moodLevelSchema,
  score: z.number().min(-1).max(1),
  words: z.array(z.object({ text: z.string().max(longestWord), weight: z.number().min(-1).max(1) })).max(8),
  at: z.number().int(),
  /** Whether the service was told. */
  told: z.boolean(),
  /** Of a whole conversation: which; `messageId` is then the last of its customer. */
  conversationId: idSchema.optional(),
});
type Kept = z.infer<typeof keptSchema>;

/** See the head of this file. */
export interface Corrections {
  /** The same object until something changes. */
  learned(): Learned;
  /** @throws AppError `notFound` when the message is not here or no customer's, `storage` when the disk refuses. */
  correct(messageId: string, level: MoodLevel | null): void;
  /** The same of a conversation, as it stands now. @throws AppError `notFound` when no customer has written in it here, `storage`. */
  settle(conversationId: string, level: MoodLevel | null): void;
}

/** What corrections need of the signed-in account. */
export interface CorrectionsDeps {
  outbox: Pick<Outbox, 'kv' | 'putKv'>;
  cache: () => Cache;
  sentiment: SentimentMemo;
  newId: NewId;
  /** ms since the epoch. */
  now: () => number;
  run: (command: AgentCommand) => void;
  touch: (key: string) => void;
  /** A file of an older or damaged form: what was kept is let go. */
  onUnreadable: (error: unknown) => void;
}

/** @returns the corrections of one account. */
export function createCorrections(deps: CorrectionsDeps): Corrections {
  let kept: Kept[] = read();
  let learned = learnFrom(kept);

  function read(): Kept[] {
    const text = deps.outbox.kv(key);
    if (text === null) return [];
    try {
      return z.array(keptSchema).parse(JSON.parse(text));
    } catch (error) {
      deps.onUnreadable(error);
      return [];
    }
  }

  function save(next: Kept[]): void {
    deps.outbox.putKv(key, JSON.stringify(next));
    kept = next;
    learned = learnFrom(next);
    deps.touch('mood');
  }

  /** The correction itself is kept already: what the service has to say of it changes nothing here. */
  function tell(command: AgentCommand): boolean {
    try {
      deps.run(command);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  function take(before: Kept | undefined): void {
    if (before === undefined) return;
    save(kept.filter((one) => one !== before));
    if (before.told)
      tell({ id: deps.newId(), type: 'moodCorrection.take', args: { moodCorrectionId: before.id } });
  }

  /** Keeps it, in the place of what was said before of the same; then tells the service, where that is wanted. */
  function give(
    before: Kept | undefined,
    is: Pick<Kept, 'messageId' | 'level' | 'score' | 'words' | 'conversationId'>,
    example: { conversationId: string; said: MoodLevel; language: string },
  ): void {
    const { messageId, level } = is;
    const one: Kept = {
      ...is,
      id: before?.id ?? deps.newId(),
      at: deps.now(),
      told: before?.told ?? false,
    };
    const others = kept.filter((other) => other !== before).slice(-(most - 1));
    save([...others, one]);
    if (deps.cache().get('moodPolicy', moodPolicyId)?.collect !== true) return;
    const whole = is.conversationId === undefined ? {} : { whole: true as const };
    const told = tell({
      id: deps.newId(),
      type: 'moodCorrection.give',
      args: { moodCorrectionId: one.id, messageId, level, ...example, ...whole },
    });
    if (told && !one.told) save([...others, { ...one, told }]);
  }

  return {
    learned: () => learned,
    correct: (messageId, level) => {
      const before = kept.find((one) => one.messageId === messageId && one.conversationId === undefined);
      if (level === null) return take(before);
      const cache = deps.cache();
      const message = cache.get('message', messageId);
      const conversation =
        message === undefined ? undefined : cache.get('conversation', message.conversationId);
      if (message === undefined || conversation === undefined || message.authorKind !== 'customer')
        throw new AppError('notFound', 'This message is not here.');
      const hint = message.spoken?.language || conversation.visitor.language;
      const said = deps.sentiment.message(messageId, message.text, hint, isAnswer(message));
      const ruled = said.reasons.some(({ source }) => source === 'rule');
      const words = ruled
        ? []
        : said.reasons.map(({ text, weight }) => ({ text: text.slice(0, longestWord), weight }));
      give(
        before,
        { messageId, level, score: said.score, words },
        { conversationId: conversation.id, said: said.level, language: said.language },
      );
    },
    settle: (conversationId, level) => {
      const before = kept.find((one) => one.conversationId === conversationId);
      if (level === null) return take(before);
      const cache = deps.cache();
      const conversation = cache.get('conversation', conversationId);
      const said = conversation === undefined ? [] : heard(cache, conversationId);
      const last = said.at(-1);
      if (conversation === undefined || last === undefined)
        throw new AppError('notFound', 'No customer has written in this conversation.');
      const { languages } = cache.get('moodPolicy', moodPolicyId) ?? usualMoodPolicy;
      const { language } = conversation.visitor;
      const mood = moodOf(deps.sentiment, said, language, rulesOf(languages, learned));
      give(
        before,
        { messageId: last.id, conversationId, level, score: mood.score, words: [] },
        { conversationId, said: mood.level, language: mood.messages.at(-1)?.language ?? 'und' },
      );
    },
  };
}

function learnFrom(kept: readonly Kept[]): Learned {
  if (kept.length === 0) return nothingLearned;
  const isWhole = ({ conversationId }: Kept): boolean => conversationId !== undefined;
  return learn(
    kept.filter((one) => !isWhole(one)),
    kept.filter(isWhole),
  );
}
