// Changes when one call of the demo exchange is answered, held, passed on or ended otherwise.
import type { Inviter, Invitation, Session } from 'sip.js';
import type { BotMedia, Heard } from './bot-media.ts';

/** A call as the simulated person at its other end has it. */
export interface PbxCall {
  readonly heard: Heard;
  callId(): string;
  /** Where the phone wants to be reached in this call: the Contact that it has named; '' before it has. */
  reachedAt(): string;
  state(): 'ringing' | 'talking' | 'ended';
  /** How it came to an end: a status, or "bye". */
  ended(): string | null;
  held(): boolean;
  tones(): string;
  answer(): void;
  reject(status: number): void;
  hangUp(): void;
  /** Gives up while it rings; `elsewhere`: somebody else has taken it. */
  cancel(elsewhere?: boolean): void;
  hold(on: boolean): void;
  refuseHold(): void;
  /** Whether the phone has passed it on to somebody who took it. */
  passedOn(): boolean;
  onAnswer(listener: () => void): void;
  onEnd(listener: (as: string) => void): void;
  /** The phone has refused it, with this status. */
  refused(status: number): void;
  /** Lets go of it without a word, as a server does that is killed. */
  drop(): void;
}

/** What a call is made from. */
export interface PbxCallDeps {
  readonly session: Session;
  readonly bot: BotMedia;
  /** The phone passes it on; `tell` says how that goes, as a status. */
  readonly refer: (target: ReferTarget, tell: (status: number) => void) => void;
}

/** To whom a phone passes a call on. */
export interface ReferTarget {
  readonly user: string;
  /** The address of one device, where that was named (RFC 5627). */
  readonly device: string | undefined;
  readonly replaces: string | undefined;
}

const phrases: Readonly<Record<number, string>> = { 100: 'Trying', 200: 'OK', 481: 'Gone', 486: 'Busy Here' };

/** See {@link PbxCall}. */
export function createPbxCall({ session, bot, refer }: PbxCallDeps): PbxCall {
  let ended: string | null = null;
  let passedOn = false;
  let infoTones = '';
  const onAnswer = new Set<() => void>();
  const onEnd = new Set<(as: string) => void>();
  const stateOf = (): string => session.state;
  const end = (as: string): void => {
    if (ended === null) ended = as;
  };
  const notify = (status: number): void => {
    if (stateOf() !== 'Established') return;
    session.dialog?.notify(undefined, {
      extraHeaders: ['Event: refer', 'Subscription-State: active;expires=60'],
      body: {
        contentDisposition: 'render',
        contentType: 'message/sipfrag',
        content: `SIP/2.0 ${status} ${phrases[status] ?? 'Failed'}`,
      },
    });
  };

  session.stateChange.addListener((state) => {
    const now: string = state;
    if (now === 'Established') for (const listener of onAnswer) listener();
    if (now !== 'Terminated') return;
    // SIP.js tells of the end first, and why only then.
    queueMicrotask(() => {
      end('487');
      for (const listener of onEnd) listener(ended ?? '487');
    });
  });
  session.delegate = {
    onBye: (bye) => {
      end('bye');
      void bye.accept().catch(() => {});
    },
    onCancel: () => end('487'),
    onInfo: (info) => {
      infoTones += /Signal=\s*([0-9A-D*#])/i.exec(info.request.body)?.[1] ?? '';
      void info.accept();
    },
    onRefer: (referral) => {
      void referral.accept().then(() => {
        notify(100);
        const replaces = referral.replaces === undefined ? undefined : decodeURIComponent(referral.replaces);
        const { uri } = referral.referTo;
        const device = uri.hasParam('gr') ? uri.toString() : undefined;
        refer({ user: uri.user ?? '', device, replaces: replaces?.split(';')[0] }, (status) => {
          if (status >= 200 && status < 300) passedOn = true;
          notify(status);
        });
      });
    },
  };

  const leave = (elsewhere = false): void => {
    const state = stateOf();
    if (state === 'Terminated' || state === 'Terminating') return;
    if (state === 'Established') {
      end('bye');
      void session.bye().catch(() => {});
    } else if ('cancel' in session) {
      end('487');
      // SIP.js makes the Reason header of it.
      const why = elsewhere ? { statusCode: 200, reasonPhrase: 'Call completed elsewhere' } : {};
      void (session as Inviter).cancel(why).catch(() => {});
    } else {
      end('480');
      void (session as Invitation).reject({ statusCode: 480 }).catch(() => {});
    }
  };

  /** One after the other; what is refused is not asked again. */
  let last = Promise.resolve();
  const reinvite = (on: boolean): Promise<void> => {
    bot.setHolds(on);
    return new Promise((resolve) => {
      const over = (): void => resolve();
      session.invite({ requestDelegate: { onAccept: over, onReject: over } }).catch(over);
    });
  };

  return {
    heard: bot.heard,
    callId: () => session.dialog?.callId ?? session.id,
    reachedAt: () => session.dialog?.remoteTarget.toString() ?? '',
    state: () => {
      const state = stateOf();
      if (state === 'Terminated' || ended !== null) return 'ended';
      return state === 'Established' ? 'talking' : 'ringing';
    },
    ended: () => ended,
    held: bot.held,
    tones: () => bot.tones() + infoTones,
    answer: () => void (session as Invitation).accept().catch(() => {}),
    reject: (statusCode) => {
      end(String(statusCode));
      void (session as Invitation).reject({ statusCode }).catch(() => {});
    },
    hangUp: () => leave(),
    cancel: leave,
    hold: (on) => {
      last = last.then(() => reinvite(on));
    },
    refuseHold: bot.refuseOffer,
    passedOn: () => passedOn,
    onAnswer: (listener) => void onAnswer.add(listener),
    onEnd: (listener) => void onEnd.add(listener),
    refused: (status) => end(String(status)),
    drop: () => bot.handler.close(),
  };
}
