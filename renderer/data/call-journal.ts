// Changes when a running call is remembered otherwise, for the case that the whole desktop is killed in it. Rule: CALL-37.
//
//   talked or dialled --keep--> in the journal of drafts --its end is told--> forgotten
//                                      \--all of the desk killed--> found by the next window, whose phone may not know it
import { z } from 'zod';
import { sipCallIdSchema } from '../../shared/domain/call.ts';
import { idSchema, type Now } from '../../shared/domain/ids.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Drafts } from './drafts.ts';
import type { StoreClient } from './store-client.ts';

const time = z.number().int().min(0);
const keptCallSchema = z.object({
  v: z.literal(1),
  conversationId: idSchema,
  /** What the service calls it. */
  callId: sipCallIdSchema,
  /** What the phone calls it now: another one may have taken its place. */
  phoneName: sipCallIdSchema,
  /** How long it was on hold before, ms; and since when it is, by this machine's clock. */
  heldMs: time,
  heldSince: time.nullable(),
});
const savedSchema = keptCallSchema.extend({
  /** When it was seen last, by this machine's clock, ms since the epoch. */
  seenAt: time,
});
/** A call that lasts, as it was seen last. */
export type KeptCall = Omit<z.infer<typeof keptCallSchema>, 'v'>;
/** One that an earlier window has left, with when that saw it last, by this machine's clock, ms since the epoch. */
export type LeftCall = KeptCall & { readonly seenAt: number };

/** See the head of this file. */
export interface CallJournal {
  /** What earlier windows have left and this one has not taken on; null until the journal has been read. */
  left(): readonly LeftCall[] | null;
  /** Calls back when the journal has been read. @returns stop. */
  watch(listener: () => void): () => void;
  /** Remembers a call, and from then on now and again that it still lasts. What is so already is not written again. */
  keep(call: KeptCall): void;
  /** Its end has been told. */
  forget(conversationId: string): void;
}

/** So much later than it was at most a call seems to be over whose desktop was killed, ms. */
export const seenEveryMs = 15_000;
const prefix = 'call:';

/** See {@link CallJournal}. */
export function createCallJournal(
  store: Pick<StoreClient, 'request'>,
  drafts: Pick<Drafts, 'onRestored'>,
  now: Now,
  timers: Timers,
): CallJournal {
  const lasting = new Map<string, KeptCall>();
  const listeners = new Set<() => void>();
  let left: LeftCall[] | null = null;
  let timer: unknown = null;

  const write = (conversationId: string, text: string): void => {
    store
      .request('draft.put', { key: prefix + conversationId, text, caret: 0, at: now() })
      // It is written again soon; one that cannot be taken away is told of once more, and nothing comes of that.
      .catch(() => {});
  };
  const save = (call: KeptCall): void =>
    write(call.conversationId, JSON.stringify({ v: 1, ...call, seenAt: now() }));
  const drop = (conversationId: string): void => {
    left = left?.filter((one) => one.conversationId !== conversationId) ?? null;
  };
  const rest = (): void => {
    if (timer !== null) timers.clear(timer);
    timer = null;
  };
  const goOn = (): void => {
    timer ??= timers.set(() => {
      timer = null;
      for (const call of lasting.values()) save(call);
      goOn();
    }, seenEveryMs);
  };

  drafts.onRestored((all) => {
    // Of another agent, perhaps: whoever still has a call says so anew.
    lasting.clear();
    rest();
    left = all.flatMap(({ key, text }) => (key.startsWith(prefix) ? (parse(text) ?? []) : []));
    for (const listener of listeners) listener();
  });

  return {
    left: () => left,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keep: (call) => {
      const known = lasting.get(call.conversationId);
      const same =
        known?.phoneName === call.phoneName &&
        known.heldMs === call.heldMs &&
        known.heldSince === call.heldSince;
      if (same) return;
      lasting.set(call.conversationId, call);
      drop(call.conversationId);
      save(call);
      goOn();
    },
    forget: (conversationId) => {
      lasting.delete(conversationId);
      drop(conversationId);
      if (lasting.size === 0) rest();
      write(conversationId, '');
    },
  };
}

function parse(text: string): LeftCall | null {
  try {
    const { v: _v, ...call } = savedSchema.parse(JSON.parse(text));
    return call;
  } catch {
    return null;
  }
}
