// What this agent has set right at this desk: kept beside the outbox, so that it survives restarts, and sent where the company collects it.
import { z } from 'zod';
import { idSchema, type NewId } from '../../shared/domain/ids.ts';
import { moodLevelSchema, moodPolicyId, type MoodLevel } from '../../shared/domain/mood.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { AppError } from '../../shared/errors.ts';
import { learn, nothingLearned, type Learned } from '../../shared/sentiment/corrections.ts';
import type { Cache } from './db/cache.ts';
import type { Outbox } from './db/outbox.ts';
import type { SentimentMemo } from './sentiment.ts';

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
});
type Kept = z.infer<typeof keptSchema>;

/** See the head of this file. */
export interface Corrections {
  /** The same object until something changes. */
  learned(): Learned;
  /** @throws AppError `notFound` when the message is not here or no customer's, `storage` when the disk refuses. */
  correct(messageId: string, level: MoodLevel | null): void;
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
  let learned = kept.length === 0 ? nothingLearned : learn(kept);

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
    learned = learn(next);
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

  function take(messageId: string): void {
    const before = kept.find((one) => one.messageId === messageId);
    if (before === undefined) return;
    save(kept.filter((one) => one !== before));
    if (before.told)
      tell({ id: deps.newId(), type: 'moodCorrection.take', args: { moodCorrectionId: before.id } });
  }

  return {
    learned: () => learned,
    correct: (messageId, level) => {
      if (level === null) return take(messageId);
      const cache = deps.cache();
      const message = cache.get('message', messageId);
      const conversation =
        message === undefined ? undefined : cache.get('conversation', message.conversationId);
      if (message === undefined || conversation === undefined || message.authorKind !== 'customer')
        throw new AppError('notFound', 'This message is not here.');
      const said = deps.sentiment.message(messageId, message.text, conversation.visitor.language);
      const before = kept.find((one) => one.messageId === messageId);
      const ruled = said.reasons.some(({ source }) => source === 'rule');
      const one: Kept = {
        id: before?.id ?? deps.newId(),
        messageId,
        level,
        score: said.score,
        words: ruled
          ? []
          : said.reasons.map(({ text, weight }) => ({ text: text.slice(0, longestWord), weight })),
        at: deps.now(),
        told: before?.told ?? false,
      };
      const others = kept.filter((other) => other.messageId !== messageId).slice(-(most - 1));
      save([...others, one]);
      if (cache.get('moodPolicy', moodPolicyId)?.collect !== true) return;
      const told = tell({
        id: deps.newId(),
        type: 'moodCorrection.give',
        args: {
          moodCorrectionId: one.id,
          messageId,
          conversationId: message.conversationId,
          level,
          said: said.level,
          language: said.language,
        },
      });
      if (told && !one.told) save([...others, { ...one, told }]);
    },
  };
}
