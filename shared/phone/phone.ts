// Changes when the machine of calls is driven otherwise: who feeds it, who carries out its orders, who hears of it.
import type { Timers } from '../ipc/rpc.ts';
import type { PhoneEngine } from './engine.ts';
import { emptyPhone, nextDue, type PhoneInput, step } from './machine.ts';
import type { PhoneState, Wish } from './types.ts';

/** What a phone is made from. */
export interface PhoneDeps {
  readonly engine: PhoneEngine;
  /** ms since 1970. */
  readonly now: () => number;
  readonly timers: Timers;
}

/** A phone: the machine, its clock and its engine. */
export interface Phone {
  state(): PhoneState;
  /** @throws AppError `state` or `notFound` where it cannot be. */
  wish(wish: Wish): void;
  /** Told after every change, with the new state. @returns a function that stops it. */
  onChange(listener: (state: PhoneState) => void): () => void;
}

/** See {@link Phone}. Start the engine yourself; its events are heard from the beginning. */
export function createPhone({ engine, now, timers }: PhoneDeps): Phone {
  const listeners = new Set<(state: PhoneState) => void>();
  let state = emptyPhone;
  let timer: unknown;
  let timedFor: number | undefined;

  const feed = (input: PhoneInput): void => {
    const { state: next, orders } = step(state, input, now());
    const changed = next !== state;
    // The state first: an order may be answered at once.
    state = next;
    for (const order of orders) engine.order(order);
    setClock();
    if (changed) for (const listener of listeners) listener(state);
  };
  const setClock = (): void => {
    const due = nextDue(state);
    if (due === timedFor) return;
    timedFor = due;
    timers.clear(timer);
    if (due === undefined) return;
    timer = timers.set(
      () => {
        timedFor = undefined;
        feed({ from: 'clock' });
      },
      Math.max(0, due - now()),
    );
  };
  engine.onEvent((event) => feed({ from: 'engine', event }));

  return {
    state: () => state,
    wish: (wish) => feed({ from: 'agent', wish }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
