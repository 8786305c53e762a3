// Changes when the windows of one desk tell each other something else. What comes in is parsed: it has left a process.
import { z } from 'zod';
import { windowIdSchema } from '../../shared/ipc/main.ts';
import { tornSchema } from './workspace-types.ts';

const askSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('openSession'),
    kind: z.enum(['conversation', 'case', 'customer']),
    subjectId: z.string().max(64),
  }),
  z.object({ type: z.literal('activateSession'), sessionId: z.string().max(200) }),
  z.object({ type: z.literal('closeSession'), sessionId: z.string().max(200) }),
  z.object({ type: z.literal('step'), by: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ type: z.literal('reopenClosed') }),
]);
/** What a session's own window asks the main one to do. */
export type Ask = z.infer<typeof askSchema>;

const messageSchema = z.discriminatedUnion('t', [
  /** From a window of its own: which session am I? */
  z.object({ t: z.literal('want'), windowId: windowIdSchema }),
  /** From the main window: this one. */
  z.object({ t: z.literal('give'), torn: tornSchema }),
  /** From the main window, when it has come up (again): tell me how you are. */
  z.object({ t: z.literal('here') }),
  /** From a window of its own: all that it is now; `n` counts up. */
  z.object({ t: z.literal('state'), n: z.number().int(), torn: tornSchema }),
  z.object({ t: z.literal('got'), windowId: windowIdSchema, n: z.number().int() }),
  z.object({ t: z.literal('front'), windowId: windowIdSchema, focused: z.boolean() }),
  z.object({ t: z.literal('ask'), ask: askSchema }),
]);
/** One thing that windows tell each other. */
export type PeerMessage = z.infer<typeof messageSchema>;

/** The other windows of this desk. */
export interface Peers {
  post(message: PeerMessage): void;
  /** @returns stop. */
  onMessage(listener: (message: PeerMessage) => void): () => void;
  close(): void;
}

/** @param channel reaches every other page of ours, and none of anybody else. */
export function createPeers(channel: BroadcastChannel): Peers {
  return {
    // A channel is of one origin, ours; it takes none to post to.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    post: (message) => channel.postMessage(message),
    onMessage: (listener) => {
      const heard = (event: MessageEvent<unknown>): void => {
        const parsed = messageSchema.safeParse(event.data);
        if (parsed.success) listener(parsed.data);
      };
      channel.addEventListener('message', heard);
      return () => channel.removeEventListener('message', heard);
    },
    close: () => channel.close(),
  };
}
