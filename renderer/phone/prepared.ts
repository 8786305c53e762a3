// Changes when what is done for a call while it only rings is begun, used or thrown away otherwise.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { CallMedia } from './call-media.ts';

/** What is needed of calls that ring; `C` names one. */
export interface PreparedDeps<C> {
  /** Makes the media of one, which end with it. */
  readonly make: (call: C) => CallMedia;
  /** Whether it rings, and nobody has taken it. */
  readonly rings: (call: C) => boolean;
  /** The description that its caller offers now; undefined where there is none. */
  readonly offer: (call: C) => string | undefined;
  readonly timers: Timers;
}

/** The media of calls that ring, so far as they can be had before anybody has answered. */
export interface Prepared<C> {
  /** It rings: its answer is made, soon. */
  ring(call: C): void;
  /**
   * Hands them over, once: to whoever answers.
   * @returns undefined where there are none, or the caller offers something else by now: then they are made as ever.
   */
  take(call: C): CallMedia | undefined;
  /** It is over. */
  end(call: C): void;
  /** The network is another: what was made knows the old addresses. */
  renew(): void;
}

/** Who is called back at once costs nothing, and the desk shows first who calls. Nobody's hand is there any sooner. */
const afterMs = 200;
/** More than these ring seldom at once; the rest are answered a little later. */
const most = 3;

/** See {@link Prepared}. */
export function createPrepared<C>({ make, rings, offer, timers }: PreparedDeps<C>): Prepared<C> {
  const ready = new Map<C, { readonly media: CallMedia; readonly sdp: string }>();
  const end = (call: C): void => {
    ready.get(call)?.media.close();
    ready.delete(call);
  };
  const begin = (call: C): void => {
    const sdp = offer(call);
    if (!rings(call) || sdp === undefined || ready.has(call) || ready.size >= most) return;
    const media = make(call);
    // It is being taken leave of already.
    if (media.closed()) return;
    media.prepare(sdp);
    ready.set(call, { media, sdp });
  };
  return {
    ring: (call) => void timers.set(() => begin(call), afterMs),
    take: (call) => {
      const own = ready.get(call);
      if (own === undefined) return undefined;
      if (own.sdp !== offer(call)) end(call);
      ready.delete(call);
      return own.media.closed() ? undefined : own.media;
    },
    end,
    renew: () => {
      const all = [...ready.keys()];
      for (const call of all) end(call);
      for (const call of all) begin(call);
    },
  };
}
