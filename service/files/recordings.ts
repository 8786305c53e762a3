// Deletes recordings of calls: at once where the caller takes the consent back, and when a queue's time for them is over.
import { recordingRule } from '../../shared/domain/call-media.ts';
import type { ServiceContext } from '../context.ts';
import { createFileStore } from '../db/files.ts';

/** What it uses of the service; time is its own. */
export type RecordingKeeperDeps = Pick<
  ServiceContext,
  'pool' | 'now' | 'newId' | 'log' | 'run' | 'get' | 'onEntries' | 'onStop'
> & {
  /** How often it looks, in ms. */
  everyMs?: number;
};

const hour = 3_600_000;
const day = 24 * hour;
/** A recording that is on its way is not in its conversation yet. */
const underWayMs = 2 * day;

/** @returns looks at once, for tests. Runs until the service stops. */
export function keepRecordings(deps: RecordingKeeperDeps): () => Promise<void> {
  const { pool, now, log } = deps;
  const store = createFileStore(pool);

  const expire = async (conversationId: string): Promise<void> => {
    const conversation = await deps.get('conversation', conversationId);
    const parts = conversation?.call?.recording?.parts ?? [];
    const { call } = conversation ?? {};
    if (conversation === undefined || call === undefined || parts.length === 0) return;
    const { days } = recordingRule(await deps.get('queue', conversation.queueId));
    if (Math.max(...parts.map(({ at }) => at)) > now() - days * day) return;
    const args = { conversationId, callId: call.callId, why: 'expired' as const };
    await deps.run({ kind: 'system' }, { id: deps.newId(), type: 'call.forget', args });
  };
  const look = async (): Promise<void> => {
    // oxlint-disable-next-line no-await-in-loop -- one at a time: it is no hurry
    for (const conversationId of await store.recordedBefore(now() - day)) await expire(conversationId);
    const gone = await store.sweepRecordings(now() - underWayMs);
    if (gone > 0) log.info('Recordings that no call holds are deleted', { gone });
  };
  const trouble = (error: unknown): void => log.warn('Recordings could not be deleted', { error });

  const stop = deps.onEntries((entries) => {
    for (const entry of entries) {
      if (entry.kind !== 'conversation' || entry.op !== 'put') continue;
      if (entry.record.call?.recording?.removed === undefined) continue;
      void store.sweepRecordings(now() + day, entry.id).catch(trouble);
    }
  });
  const timer = setInterval(() => void look().catch(trouble), deps.everyMs ?? hour);
  timer.unref();
  deps.onStop(() => {
    clearInterval(timer);
    stop();
  });
  return look;
}
