// Changes when the simulated callers of the demo call at other times, or are other people.
import type { Timers } from '../../shared/ipc/rpc.ts';
import { murmur } from './g711.ts';
import type { Pbx } from './pbx.ts';

/** Somebody who may call. */
export interface Person {
  readonly name: string;
  readonly number: string;
}

/** What the callers need. */
export interface CallersOptions {
  readonly pbx: Pick<Pbx, 'registered' | 'call' | 'live'>;
  readonly user: string;
  readonly people: readonly Person[];
  readonly queues: readonly string[];
  /** How many may call at once. */
  readonly atOnce: number;
  readonly timers: Timers;
  /** 0 to 1. */
  readonly random: () => number;
}

const lookMs = 3_000;
const firstMs = 20_000;
const patienceMs = 25_000;
const talkMs = 240_000;

/**
 * People call a phone as long as it is signed in: one after the other, with pauses; they give up when nobody answers,
 * and hang up after a few minutes.
 * @returns a function that stops it.
 */
export function startCallers(options: CallersOptions): () => void {
  const { pbx, user, people, queues, timers, random } = options;
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  let stopped = false;
  let timer: unknown;
  const rest = (ms: number): void => {
    timer = timers.set(look, ms);
  };
  const look = (): void => {
    if (stopped) return;
    const person = pick(people);
    const ready = pbx.registered().includes(user) && pbx.live() < options.atOnce;
    if (!ready || person === undefined) return rest(lookMs);
    const queue = pick(queues);
    const voice = murmur(110 + random() * 110, random);
    const call = pbx.call(user, { ...person, voice, ...(queue === undefined ? {} : { queue }) });
    if (call !== undefined) {
      const giveUp = timers.set(() => call.cancel(), patienceMs);
      const goodbye = timers.set(() => call.hangUp(), talkMs);
      call.onAnswer(() => timers.clear(giveUp));
      call.onEnd(() => {
        timers.clear(giveUp);
        timers.clear(goodbye);
      });
    }
    rest(40_000 + random() * 50_000);
  };
  rest(firstMs);
  return () => {
    stopped = true;
    timers.clear(timer);
  };
}
