// One simulated customer: plays a script over the real link, with the pauses and the typing of a person.
//
//   asking --welcome--> waiting --answer, a pause to read--> typing --said--> waiting ... --last line, answer or patience--> leaving
//                          +--no answer for long--> says something impatient; after the last of those: leaves
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Log } from '../../shared/log.ts';
import type { Random } from '../seed/random.ts';
import { makeVisits } from '../seed/visits.ts';
import { createKeep, memoryShelf } from '../widget/keep.ts';
import type { Socket, SocketEvents } from '../widget/link.ts';
import { createTalk, type Talk } from '../widget/talk.ts';
import type { Script } from './script.ts';

/** What one customer is given. */
export interface CustomerDeps {
  /** http or ws address of the service. */
  address: string;
  script: Script;
  random: Random;
  now(): number;
  log: Log;
  /** 1 is a person's pace, 0 is at once. */
  pace: number;
}

/** How it went. */
export type Outcome = 'served' | 'gaveUp' | 'refused' | 'stopped';

export interface Customer {
  done: Promise<Outcome>;
  /** Leaves at the next moment. */
  stop(): void;
}

/** Starts a customer who writes at once. */
export function startCustomer({ address, script, random, now, log, pace }: CustomerDeps): Customer {
  let stopped = false;
  let refusedStart: string | null = null;
  let wake = (): void => {};

  const talk: Talk = createTalk({
    keep: createKeep(memoryShelf(), memoryShelf(), ''),
    now,
    newId: randomUUID,
    random: () => random.next(),
    after(ms, then) {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    connect: (events) => connectTo(address, events),
    changed: () => wake(),
    startRefused(kind) {
      refusedStart = kind;
      wake();
    },
    lost() {
      refusedStart = 'notFound';
      wake();
    },
  });

  /** Waits until `ready`, for `ms` at most. @returns whether it was ready. */
  function wait(ready: () => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        wake = () => {};
        resolve(ready());
      };
      const timer = setTimeout(finish, Math.min(ms, 2 ** 31 - 1));
      wake = () => {
        if (ready()) finish();
      };
      wake();
    });
  }
  /** The same in the customer's own time: seconds at their pace, and over when they are stopped. */
  const until = async (ready: () => boolean, seconds: number, least = 0): Promise<boolean> => {
    await wait(() => stopped || ready(), Math.max(least, seconds * 1000 * pace));
    return ready();
  };
  const pause = (low: number, high: number): Promise<boolean> =>
    until(() => false, low + random.next() * (high - low));
  const ended = (): boolean => stopped || talk.model().phase === 'ended' || talk.model().phase === 'form';
  const answers = (): number =>
    talk.model().messages.filter(({ from }) => from === 'agent' || from === 'bot').length;

  async function say(text: string): Promise<void> {
    await pause(0.8, 2.5);
    if (ended()) return;
    talk.typing(true);
    await pause(Math.min(9, text.length * 0.03), Math.min(12, text.length * 0.06));
    if (ended()) return;
    talk.typing(false);
    talk.send(text);
  }

  /** Waits until the agent has said something more than `before` and seems to have finished. @returns false when patience is over. */
  async function answered(before: number): Promise<boolean> {
    const { impatient, patience } = script;
    for (const complaint of [...impatient, null]) {
      // Being in the queue is easier to bear than being left alone.
      const seconds = patience * (talk.model().phase === 'queued' ? 1.6 : 1) * (0.85 + random.next() * 0.3);
      // However fast they type, the agent's side needs a moment.
      await until(() => ended() || answers() > before, seconds, 5_000);
      if (answers() > before || ended()) break;
      if (complaint === null) return false;
      await say(complaint);
    }
    for (let quiet = false; !quiet && !ended(); ) {
      talk.seen(true);
      const heard = answers();
      await until(() => ended() || answers() > heard || talk.model().typing === null, 20);
      quiet = !(await until(
        () => ended() || answers() > heard || talk.model().typing !== null,
        2 + random.next() * 4,
      ));
    }
    return true;
  }

  async function ask(queueId: string | null): Promise<boolean> {
    const { name, email, opening, locale } = script;
    refusedStart = null;
    const way = makeVisits(random, locale, now()).filter(({ did }) => did === 'page');
    talk.start({
      name,
      email,
      text: opening,
      queueId,
      language: locale,
      page: way.at(-1)?.text ?? null,
      visits: way.map(({ at, text, title = '' }) => ({ ago: now() - at, page: text, title })),
    });
    await wait(() => stopped || refusedStart !== null || talk.online(), Infinity);
    if (refusedStart !== null && queueId !== null && !stopped) return ask(null);
    return talk.online();
  }

  async function play(): Promise<Outcome> {
    if (!(await ask(script.queue))) return stopped ? leave('stopped') : 'refused';
    log.info('sim: asks', { script: script.key, mood: script.mood });
    let heard = 0;
    for (const turn of script.turns) {
      if (!(await answered(heard))) return leave('gaveUp');
      if (ended()) break;
      heard = answers();
      for (const text of turn) await say(text);
    }
    if (!ended()) await answered(heard);
    if (script.ends === 'waits') await until(ended, 120);
    return leave('served');
  }

  async function leave(outcome: Outcome): Promise<Outcome> {
    if (!ended() || stopped) talk.leave();
    await wait(() => talk.model().phase === 'ended', stopped ? 500 : 5_000);
    if (stopped) return 'stopped';
    const { rating } = script;
    if (outcome === 'served' && rating !== null && talk.model().phase === 'ended') {
      await pause(2, 6);
      talk.rate(rating.score, rating.comment);
      await wait(() => talk.model().rated, 5_000);
    }
    return outcome;
  }

  const done = play().finally(() => talk.close());
  return {
    done,
    stop() {
      stopped = true;
      wake();
    },
  };
}

function connectTo(address: string, events: SocketEvents): Socket {
  const socket = new WebSocket(`${address.replace(/^http/, 'ws').replace(/\/$/, '')}/chat/link`);
  socket.on('open', () => events.open());
  socket.on('close', () => events.close());
  socket.on('error', () => {});
  socket.on('message', (data: Buffer) => events.message(data.toString('utf8')));
  return socket;
}
