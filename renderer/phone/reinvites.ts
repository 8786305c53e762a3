// Changes when changes of a running call are agreed on otherwise: one at a time, and again where both sides ask at once.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { OfferOptions } from './call-media.ts';

/** What became of one: agreed, refused (the call goes on as it was), or the call is not there any more. */
export type Agreed = 'ok' | 'refused' | 'gone';

/** What agreeing needs. */
export interface ReinviteDeps {
  /** Sends one. @returns the status of the answer. */
  readonly send: (options: OfferOptions) => Promise<number>;
  /** Resolves once the line is there; a request on a dead one would only wait for nothing. */
  readonly ready: () => Promise<void>;
  /** Whether this side began the call: RFC 3261 14.1 lets that side wait longer, so that they do not meet again. */
  readonly owner: boolean;
  readonly over: () => boolean;
  readonly timers: Timers;
  /** 0 to 1. */
  readonly random: () => number;
}

const mostTries = 6;

/** @returns a function that asks for a change of the call; calls are carried out one after the other. */
export function createReinvites(deps: ReinviteDeps): (options: OfferOptions) => Promise<Agreed> {
  let last: Promise<unknown> = Promise.resolve();
  const rest = (ms: number): Promise<void> => new Promise((resolve) => void deps.timers.set(resolve, ms));

  const ask = async (options: OfferOptions): Promise<Agreed> => {
    for (let tried = 1; ; tried += 1) {
      await deps.ready();
      if (deps.over()) return 'gone';
      const status = await deps.send(options).catch(() => 500);
      if (deps.over() || status === 481) return 'gone';
      if (status >= 200 && status < 300) return 'ok';
      if (status !== 491 || tried >= mostTries) return 'refused';
      await rest(deps.owner ? 2100 + deps.random() * 1900 : deps.random() * 2000);
    }
  };
  return (options) => {
    const asked = last.then(() => ask(options));
    last = asked.catch(() => {});
    return asked;
  };
}
