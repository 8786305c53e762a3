// Changes when the windows of one desk tell each other differently what is half written. What comes in is parsed: it has left a process.
import { z } from 'zod';
import { draftSchema } from '../../shared/ipc/store.ts';

const changeSchema = draftSchema.pick({ key: true, text: true, caret: true });
/** A text as it is now; empty when it is cleared. */
export type DraftChange = z.infer<typeof changeSchema>;

/** The half-written texts of the desk's other windows. */
export interface DraftsElsewhere {
  tell(change: DraftChange): void;
  /** Calls back with what another window has written, where it is newer than what was told and heard of that text. */
  hear(listener: (change: DraftChange) => void): void;
}

const messageSchema = z.object({
  change: changeSchema,
  /** Counts up over all windows, so that two that write at once agree on who was last; `from` settles a tie. */
  n: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  from: z.string().max(64),
});
type Stamp = Pick<z.infer<typeof messageSchema>, 'n' | 'from'>;

/** The part of a BroadcastChannel that is needed. */
export type DraftsChannel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;

/** Only pages of ours are of our origin, and only they hear it. */
export const draftsChannelName = 'parley-drafts';

/** @param channel reaches every other page of ours. @param self names this window; no two have the same. */
export function createDraftsElsewhere(channel: DraftsChannel, self: string): DraftsElsewhere {
  const stamps = new Map<string, Stamp>();
  let n = 0;
  return {
    tell: (change) => {
      const stamp = { n: ++n, from: self };
      stamps.set(change.key, stamp);
      // A channel is of one origin, ours; it takes none to post to.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      channel.postMessage({ change, ...stamp });
    },
    hear: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const { success, data: message } = messageSchema.safeParse(data);
        if (!success) return;
        const { change, ...stamp } = message;
        const known = stamps.get(change.key);
        n = Math.max(n, stamp.n);
        if (known !== undefined && !isNewer(stamp, known)) return;
        stamps.set(change.key, stamp);
        listener(change);
      }),
  };
}

function isNewer(one: Stamp, other: Stamp): boolean {
  return one.n > other.n || (one.n === other.n && one.from > other.from);
}
