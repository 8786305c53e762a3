// Changes when the phone is put at the end of another hostile line: the whole phone but its sound, in Node, on a clock that tests move.
import { UserAgent } from 'sip.js';
import { createSipEngine } from '../../../renderer/phone/sip-engine.ts';
import type { Log } from '../../../shared/log.ts';
import type { PhoneAccount } from '../../../shared/phone/engine.ts';
import { createPhone, type Phone } from '../../../shared/phone/phone.ts';
import { createFakeMedia, type FakeMedia } from './fake-media.ts';
import { installHandClock, type HandClock } from './hand-clock.ts';
import { answerTo, header } from './sip-text.ts';

/** Where the phone of these tests signs in. */
export const hostileAccount = {
  server: 'wss://pbx.invalid',
  user: '101',
  domain: 'pbx.invalid',
  displayName: 'Agent',
  login: '101',
  password: 'secret',
  iceServers: [],
  dtmf: 'rtp',
} as const;

/** A phone, and the line it hangs on. */
export interface HostileLine {
  readonly phone: Phone;
  readonly clock: HandClock;
  readonly media: FakeMedia;
  /** What the phone has sent and the line has not answered, newest last; bounded. */
  readonly sent: string[];
  /** Where requests for the phone are sent to. */
  target(): string;
  /** Gives the phone a message, as it came. */
  inject(text: string): Promise<void>;
  /** Whether the server answers requests by itself: `all`, or what keeps the phone signed in alone. */
  answers(which: 'all' | 'line'): void;
  /** The line is cut, and cannot be had again until it may. */
  dark(on: boolean): Promise<void>;
  /** The machine wakes, or its network is another. */
  wake(): void;
  /** Signs in again, as after a new password. */
  signIn(): Promise<void>;
  /** What SIP.js still holds: calls, dialogs, transactions of both sides, subscriptions. */
  left(): { sessions: number; dialogs: number; servers: number; clients: number; subscribers: number };
  /** Errors that nobody caught, but those that SIP.js throws at itself. */
  readonly uncaught: unknown[];
  /** What every connection was made with, oldest first. */
  readonly made: RTCConfiguration[];
  close(): Promise<void>;
}

const quiet: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  with: () => quiet,
};
const kept = 40;

/** Opens the line; the phone is signed in on it. Takes the process's timers until `close`. */
export async function openHostileLine(
  random: () => number,
  account: PhoneAccount = hostileAccount,
): Promise<HostileLine> {
  const made: RTCConfiguration[] = [];
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => {
    // SIP.js trips over messages that it has let in; the page lives on, and what it leaves is looked for below.
    const [, from = ''] = (error as Error)?.stack?.split('\n    at ') ?? [];
    if (!/sip\.js\/lib/.test(from)) uncaught.push(error);
  };
  const clock = installHandClock(note);
  const media = createFakeMedia();
  const agents: UserAgent[] = [];
  // SIP.js tells nobody what it holds.
  const start = UserAgent.prototype.start;
  UserAgent.prototype.start = function (this: UserAgent) {
    agents.push(this);
    return start.call(this);
  };
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);

  const sent: string[] = [];
  const due: string[] = [];
  let answers: 'all' | 'line' = 'all';
  let contact = 'sip:nobody@pbx.invalid';
  let live: EventTarget | undefined;
  let dark = false;
  let ids = 0;

  const answer = (request: string): string | undefined => {
    const method = /^[A-Z]+/.exec(request)?.[0] ?? '';
    if (method === 'REGISTER') {
      const given = header(request, 'Contact') ?? '';
      contact = /<([^>]+)>/.exec(given)?.[1] ?? contact;
      return answerTo(request, 200, { headers: [`Contact: ${given}`] });
    }
    if (method === 'OPTIONS') return answerTo(request, 200);
    if (answers === 'line' || method === 'ACK' || method === '') return undefined;
    return answerTo(request, method === 'INVITE' ? 486 : 200);
  };
  class Socket extends EventTarget {
    send = (text: string): void => {
      const reply = answer(text);
      if (reply !== undefined) due.push(reply);
      sent.push(text);
      if (sent.length > kept) sent.shift();
    };
    close = (): void => {
      if (live === this) live = undefined;
    };
  }
  const deliver = (text: string): void => {
    live?.dispatchEvent(Object.assign(new Event('message'), { data: text }));
  };
  /** Until nobody has anything more to say. */
  const settle = async (): Promise<void> => {
    await clock.settle();
    for (let turn = 0; due.length > 0 && turn < 50; turn += 1) {
      for (const text of due.splice(0)) deliver(text);
      await clock.settle();
    }
  };

  const engine = createSipEngine({
    createPeer: (config) => {
      made.push(config);
      return media.createPeer();
    },
    openSocket: () => {
      const socket = new Socket();
      live = socket;
      queueMicrotask(() => socket.dispatchEvent(new Event(dark ? 'close' : 'open')));
      return socket as unknown as WebSocket;
    },
    sound: media.sound,
    timers: clock.timers,
    random,
    newId: () => `in-${(ids += 1)}`,
    instanceId: '10000000-1000-4000-8000-100000000000',
    log: quiet,
  });
  const phone = createPhone({ engine, now: clock.now, timers: clock.timers });
  const signIn = async (): Promise<void> => {
    engine.start(account);
    for (let turn = 0; turn < 20 && phone.state().line !== 'ready'; turn += 1) {
      await settle();
      await clock.advance(500);
    }
    if (phone.state().line !== 'ready') throw new Error(`The phone does not sign in: ${phone.state().line}.`);
  };
  await signIn();

  return {
    phone,
    // While time passes, the line goes on answering.
    clock: {
      ...clock,
      advance: async (ms) => {
        for (let gone = 0; gone < ms; gone += 500) {
          await clock.advance(Math.min(500, ms - gone));
          await settle();
        }
      },
    },
    media,
    sent,
    uncaught,
    made,
    target: () => contact,
    inject: async (text) => {
      deliver(text);
      await settle();
    },
    answers: (which) => (answers = which),
    dark: async (on) => {
      dark = on;
      if (on) live?.dispatchEvent(new Event('close'));
      await settle();
    },
    wake: engine.wake,
    signIn,
    left: () => {
      const { userAgentCore: core, _sessions: sessions } = agents.at(-1)!;
      return {
        sessions: Object.keys(sessions).length,
        dialogs: core.dialogs.size,
        servers: core.userAgentServers.size,
        clients: core.userAgentClients.size,
        subscribers: core.subscribers.size,
      };
    },
    close: async () => {
      const ended = engine.stop();
      await clock.advance(3_000);
      await ended;
      UserAgent.prototype.start = start;
      process.off('unhandledRejection', note);
      process.off('uncaughtException', note);
      clock.remove();
    },
  };
}
