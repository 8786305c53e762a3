// Changes when the simulated callers of the demo call at other times, or are other people.
import type { Timers } from '../../shared/ipc/rpc.ts';
import { murmur } from './g711.ts';
import type { Caller, Pbx } from './pbx.ts';
import type { RoutedCall } from './routed.ts';

/** Somebody who may call. */
export interface Person {
  readonly name: string;
  readonly number: string;
  /** BCP 47. */
  readonly language: string;
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
  /** ms since the epoch. */
  readonly now: () => number;
  /** What somebody says in a call, one thing after the other; the voice itself only murmurs. */
  readonly words: (person: Person) => readonly string[];
}

const lookMs = 3_000;
const firstMs = 20_000;
const patienceMs = 60_000;
const talkMs = 240_000;
/** Between two things that are said. */
const sentenceMs = 11_000;

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
    const { name, number } = person;
    void talk({ name, number, voice, ...(queue === undefined ? {} : { queue }) }, person)
      .catch((error: unknown) => options.onProblem(`a caller was not taken: ${String(error)}`))
      .finally(() => (going -= 1));
    rest(40_000 + random() * 50_000);
  };
  /** What the caller says is written down as long as it is talked. */
  const speak = (call: RoutedCall, person: Person): (() => void) => {
    const left = [...options.words(person)];
    let next: unknown;
    const later = (): void => {
      next = timers.set(() => {
        const text = call.leg()?.state() === 'talking' && !call.leg()?.held() ? left.shift() : '';
        if (text === undefined) return;
        if (text !== '')
          call
            .say({ text, language: person.language, at: options.now() })
            // What is said before the caller agrees is not written down, so that it is said again.
            .then((taken) => void (taken || left.unshift(text)))
            // Whoever does not want to be recorded is not written down either.
            .catch((error: unknown) => options.onProblem(`what was said was not taken: ${String(error)}`));
        later();
      }, sentenceMs);
    };
    later();
    return () => timers.clear(next);
  };
  const talk = async (caller: Caller, person: Person): Promise<void> => {
    const call = await options.route(caller);
    const silent = speak(call, person);
    await untilTired(call, timers);
    silent();
  };
  rest(firstMs);
  return () => {
    stopped = true;
    timers.clear(timer);
  };
}

/** A caller gives up when nobody answers, and says goodbye after a few minutes. Resolves when the call is over. */
export async function untilTired(call: RoutedCall, timers: Timers): Promise<void> {
  const giveUp = timers.set(() => {
    if (call.leg()?.state() !== 'talking') call.hangUp();
  }, patienceMs);
  const goodbye = timers.set(() => call.hangUp(), talkMs);
  await call.over;
  timers.clear(giveUp);
  timers.clear(goodbye);
}
