// Changes when the simulated callers of the demo call at other times, or are other people.
import type { Timers } from '../../shared/ipc/rpc.ts';
import { murmur } from './g711.ts';
import type { Caller, Pbx } from './pbx.ts';
import type { RoutedCall } from './routed.ts';

/** Somebody who may call. */
export interface Person {
  readonly name: string;
  readonly number: string;
}

/** What the callers need. */
export interface CallersOptions {
  readonly pbx: Pick<Pbx, 'registered' | 'live'>;
  /** Brings a caller to the service. @throws when it cannot. */
  readonly route: (caller: Caller) => Promise<RoutedCall>;
  readonly onProblem: (what: string) => void;
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
const patienceMs = 60_000;
const talkMs = 240_000;

/**
 * People call as long as some phone is signed in: one after the other, with pauses; they give up when nobody answers,
 * and hang up after a few minutes.
 * @returns a function that stops it.
 */
export function startCallers(options: CallersOptions): () => void {
  const { pbx, people, queues, timers, random } = options;
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  let stopped = false;
  let going = 0;
  let timer: unknown;
  const rest = (ms: number): void => {
    timer = timers.set(look, ms);
  };
  const look = (): void => {
    if (stopped) return;
    const person = pick(people);
    const ready = pbx.registered().length > 0 && going < options.atOnce && pbx.live() < options.atOnce;
    if (!ready || person === undefined) return rest(lookMs);
    const queue = pick(queues);
    const voice = murmur(110 + random() * 110, random);
    going += 1;
    void talk({ ...person, voice, ...(queue === undefined ? {} : { queue }) })
      .catch((error: unknown) => options.onProblem(`a caller was not taken: ${String(error)}`))
      .finally(() => (going -= 1));
    rest(40_000 + random() * 50_000);
  };
  const talk = async (caller: Caller): Promise<void> => {
    const call = await options.route(caller);
    const giveUp = timers.set(() => {
      if (call.leg()?.state() !== 'talking') call.hangUp();
    }, patienceMs);
    const goodbye = timers.set(() => call.hangUp(), talkMs);
    await call.over;
    timers.clear(giveUp);
    timers.clear(goodbye);
  };
  rest(firstMs);
  return () => {
    stopped = true;
    timers.clear(timer);
  };
}
