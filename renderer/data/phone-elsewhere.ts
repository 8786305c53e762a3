// Changes when the windows of one desk tell each other differently of the phone. The main one has it. What comes in is parsed: it has left a process.
import { z } from 'zod';

/** What can be done with calls from a window that has no phone. */
export const callActs = ['answer', 'hangUp', 'mute', 'hold', 'swap', 'keypad', 'transfer'] as const;
export type CallAct = (typeof callActs)[number];

const longestNumber = 256;
const longestText = 200;
const orderSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('act'), act: z.enum(callActs) }),
  /** Shows whom would be called, and asks; without a number it asks for one. */
  z.object({
    t: z.literal('dial'),
    to: z.string().min(1).max(longestNumber).optional(),
    name: z.string().max(longestText).optional(),
  }),
]);
/** What a session's own window asks of the one that has the phone. */
export type PhoneOrder = z.infer<typeof orderSchema>;

const standingSchema = z.object({
  t: z.literal('phone'),
  there: z.boolean(),
  says: z.string().max(longestText),
});
/** `there`: a window of this desk has the phone. `says`: how its call stands, in the agent's words; '' without one. */
export type PhoneStanding = Omit<z.infer<typeof standingSchema>, 't'>;

const messageSchema = z.union([z.object({ t: z.literal('who') }), standingSchema, orderSchema]);

/** The phone of this desk, seen from a window that has none; and how the one that has it serves the others. */
export interface PhoneElsewhere {
  /** In the window that has the phone, and where nobody has one: not there. */
  get(): PhoneStanding;
  watch(listener: () => void): () => void;
  /** Goes to the window that has the phone; where none has, nothing happens. */
  order(order: PhoneOrder): void;
  /** From a window of its own: looks for the phone from now on. @returns stop. */
  seek(): () => void;
  /** From the main window: takes orders from now on. */
  serve(onOrder: (order: PhoneOrder) => void): { tell(standing: PhoneStanding): void; stop(): void };
}

/** The part of a BroadcastChannel that is needed. */
export type PhoneChannel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;

/** Only pages of ours are of our origin, and only they hear it. */
export const phoneChannelName = 'parley-phone';

const nowhere: PhoneStanding = { there: false, says: '' };

/** @param channel reaches every other page of ours; without it there is one window. */
export function createPhoneElsewhere(channel?: PhoneChannel): PhoneElsewhere {
  const listeners = new Set<() => void>();
  let standing = nowhere;
  const post = (message: z.infer<typeof messageSchema>): void =>
    // A channel is of one origin, ours; it takes none to post to.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    channel?.postMessage(message);
  const set = (next: PhoneStanding): void => {
    if (next.there === standing.there && next.says === standing.says) return;
    standing = next;
    for (const listener of listeners) listener();
  };
  const hear = (listener: (message: z.infer<typeof messageSchema>) => void): (() => void) => {
    const heard = ({ data }: MessageEvent<unknown>): void => {
      const { success, data: message } = messageSchema.safeParse(data);
      if (success) listener(message);
    };
    channel?.addEventListener('message', heard);
    return () => channel?.removeEventListener('message', heard);
  };
  return {
    get: () => standing,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    order: (order) => {
      if (!standing.there) return;
      if (order.t === 'act') return post(order);
      const { to, name } = order;
      post({
        t: 'dial',
        ...(to !== undefined && { to }),
        ...(name !== undefined && { name: name.slice(0, longestText) }),
      });
    },
    seek: () => {
      const stop = hear((message) => {
        if (message.t === 'phone') set({ there: message.there, says: message.says });
      });
      post({ t: 'who' });
      return () => {
        stop();
        set(nowhere);
      };
    },
    serve: (onOrder) => {
      let told = nowhere;
      const say = (): void => post({ t: 'phone', there: told.there, says: told.says.slice(0, longestText) });
      const stop = hear((message) => {
        if (message.t === 'who') say();
        // A phone that has gone in between takes no orders.
        else if (message.t !== 'phone' && told.there) onOrder(message);
      });
      return {
        tell: (next) => {
          if (next.there === told.there && next.says === told.says) return;
          told = next;
          say();
        },
        stop: () => {
          stop();
          told = nowhere;
          say();
        },
      };
    },
  };
}
