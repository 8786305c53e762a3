// Changes when one SIP call is answered, held, passed on, brought back or ended otherwise.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { CallQuality, EndCause, EngineEvent } from '../../shared/phone/engine.ts';
import type { CallId } from '../../shared/phone/types.ts';
import type { CallMedia, OfferOptions } from './call-media.ts';
import { watchQuality } from './quality.ts';
import { createReinvites } from './reinvites.ts';
import { sayGoodbye } from './say-again.ts';
import type { Invitation, Inviter, Session, URI } from './sip-engine.ts';
import { transferStatus } from './sip-words.ts';

/** What a call is made from. */
export interface SipCallDeps {
  readonly id: CallId;
  readonly session: Session;
  /** Whether we made it. */
  readonly owner: boolean;
  readonly dtmf: 'rtp' | 'info';
  readonly ready: () => Promise<void>;
  /** Whether it is there just now. */
  readonly isReady: () => boolean;
  /** Sends a message as it is, if it can be. */
  readonly send: (text: string) => void;
  /** Nothing of the call is heard any more, though it may not be over on the line. */
  readonly onSilent: () => void;
  /** Asks whether the line is alive; one that is not is then no longer `ready`. */
  readonly check: () => Promise<void>;
  readonly timers: Timers;
  readonly random: () => number;
  readonly emit: (event: EngineEvent) => void;
  readonly onQuality: (quality: CallQuality) => void;
  readonly onOver: () => void;
}

/** One SIP call. */
export interface SipCall {
  readonly id: CallId;
  readonly session: Session;
  attach(media: CallMedia): void;
  /** It was ended here, though the other side does not know it yet. */
  isLeaving(): boolean;
  /** The cause that its end will have. */
  because(cause: EndCause): void;
  answer(): void;
  reject(status: number): void;
  /** Whoever cannot be told now, because the line is away, is told when it is back. */
  hangUp(): void;
  /** It never came about. */
  drop(): void;
  hold(on: boolean): void;
  tones(tones: string): void;
  /** Passes it on; undefined: the address is none. */
  refer(target: URI | undefined): void;
  /** The other side's address with which a third takes this call's place. */
  replacesAddress(): string | undefined;
  onConnection(state: RTCPeerConnectionState): void;
  onFarHold(on: boolean): void;
  /** The line is back: so may the sound be. */
  recover(): void;
}

const restartAfterMs = 2_000;
const restartAgainMs = 4_000;
/** How long new addresses may be tried: on a machine whose network has just changed they may be none yet, or the old ones. */
const tryingMs = 6_000;
/** RFC 3261 9.1: how long the answer to what was taken back is waited for. */
const takenBackMs = 32_000;
/** How long a line may be away until nobody can be told any more that a call is over: there they have noticed. */
const untoldMs = 600_000;

/** See {@link SipCall}. */
export function createSipCall(deps: SipCallDeps): SipCall {
  const { id, session, emit, timers } = deps;
  let media: CallMedia | undefined;
  let cause: EndCause = 'failed';
  let farHold = false;
  let over = false;
  let leaving = false;
  let restarting = false;
  let restartTimer: unknown;
  let takenBack: unknown;
  let stopQuality: (() => void) | undefined;

  const reinvite = createReinvites({
    send: (options) => sendReinvite(session, options),
    ready: deps.ready,
    owner: deps.owner,
    over: () => over || leaving || stateOf(session) !== 'Established',
    timers,
    random: deps.random,
  });
  const end = (): void => {
    if (over) return;
    over = true;
    timers.clear(restartTimer);
    timers.clear(takenBack);
    stopQuality?.();
    media?.close();
    // SIP.js says 200 again every four seconds, for ever, where a call ends before its ACK has come.
    const { dialog } = session;
    if (dialog !== undefined) Object.assign(dialog, { ackWait: false });
    deps.onOver();
    emit({ type: 'ended', id, cause });
  };
  const hangUp = (): void => {
    if (over) return;
    const state = stateOf(session);
    const settled =
      state === 'Established'
        ? sayGoodbye(session, deps)
        : 'cancel' in session
          ? (session as Inviter).cancel()
          : (session as Invitation).reject({ statusCode: 480 });
    // Whether or not anybody could be told: here it is over.
    void Promise.resolve(settled)
      .catch(() => {})
      .finally(() => {
        if (stateOf(session) === 'Established') end();
        // A server may take note of it, and never say that the call is over.
        else if (!over) takenBack = timers.set(end, takenBackMs);
      });
  };
  const drop = (): void => {
    if (stateOf(session) !== 'Terminated') void session.dispose().catch(() => {});
    end();
  };
  /** Says the end of it now or, while the line is away, as soon as it is back. Here it is over at once. */
  const leave = (say: () => void): void => {
    if (over || leaving) return;
    if (deps.isReady()) return say();
    leaving = true;
    timers.clear(restartTimer);
    stopQuality?.();
    media?.close();
    deps.onSilent();
    takenBack = timers.set(drop, untoldMs);
    void deps.ready().then(() => {
      timers.clear(takenBack);
      if (!over) say();
    });
  };
  const gone = (): void => {
    cause = 'bye';
    hangUp();
    end();
  };
  const broken = (): boolean =>
    media !== undefined && ['disconnected', 'failed'].includes(media.peer.connectionState);
  const trying = (): boolean => media?.peer.connectionState === 'connecting';
  /** New addresses, the same call: asked until sound is back or the call is over. */
  const restart = (ms: number): void => {
    timers.clear(restartTimer);
    restartTimer = timers.set(() => {
      if (over || leaving || restarting || !(broken() || trying())) return;
      restarting = true;
      // Where the sound stops, the line may be dead too, without knowing it. What is sent into a dead one arrives when
      // the network is back: a question that nobody waits for any more, and the far side ends the call over it.
      void deps
        .check()
        .then(() => reinvite({ iceRestart: true }))
        .then((agreed) => {
          restarting = false;
          if (agreed === 'gone') return gone();
          if (broken() || trying()) restart(broken() ? restartAgainMs : tryingMs);
        });
    }, ms);
  };

  session.stateChange.addListener((state: string) => {
    if (state === 'Established' && !leaving) {
      emit({ type: 'answered', id });
      if (media !== undefined) {
        const { peer, sender } = media;
        stopQuality = watchQuality(id, peer, () => sender()?.track ?? undefined, timers, deps.onQuality);
        if (media.peer.connectionState === 'connected') emit({ type: 'media', id, media: 'flowing' });
        if (farHold) emit({ type: 'farHold', id, on: true });
      }
    }
    // SIP.js tells of the end first, and why only then.
    if (state === 'Terminated') queueMicrotask(end);
  });
  session.delegate = {
    onBye: (bye) => {
      cause = 'bye';
      // SIP.js answers only where nobody listens.
      void bye.accept().catch(() => {});
    },
    onInfo: (info) => void info.accept(),
    onNotify: (notification) => void notification.accept(),
    // Nobody transfers an agent without being asked.
    onRefer: (referral) => void referral.reject({ statusCode: 603 }),
  };

  return {
    id,
    session,
    attach: (made) => (media = made),
    isLeaving: () => leaving,
    because: (why) => (cause = why),
    answer: () => {
      (session as Invitation).accept().catch(() => {
        hangUp();
        end();
      });
    },
    reject: (statusCode) => leave(() => void (session as Invitation).reject({ statusCode }).catch(end)),
    hangUp: () => leave(hangUp),
    drop,
    hold: (on) => {
      void reinvite({ hold: on }).then((agreed) => {
        if (agreed === 'gone') return gone();
        if (agreed === 'ok') media?.setHeld(on);
        emit({ type: 'holdDone', id, on, ok: agreed === 'ok' });
      });
    },
    tones: (tones) => {
      if (deps.dtmf === 'rtp' && media?.sendDtmf(tones) === true) return;
      void sendByInfo(session, tones);
    },
    refer: (target) => {
      const refused = (): void => emit({ type: 'transfer', id, result: 'refused' });
      if (target === undefined || stateOf(session) !== 'Established') return refused();
      // SIP.js writes the address bare; one with parameters must stand in brackets.
      const bracketed = target.clone();
      bracketed.toString = () => `<${target.toString()}>`;
      session
        .refer(bracketed, {
          requestDelegate: {
            onAccept: () => emit({ type: 'transfer', id, result: 'accepted' }),
            onReject: refused,
          },
          onNotify: (notification) => {
            void notification.accept();
            const status = transferStatus(notification.request.body);
            if (status === undefined || status < 200) return;
            if (status < 300) emit({ type: 'transfer', id, result: 'done' });
            else refused();
          },
        })
        .catch(refused);
    },
    replacesAddress: () => {
      const { dialog } = session;
      if (dialog === undefined) return undefined;
      // Made here, because SIP.js puts the other side's display name into it as it came.
      const replaces = `${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`;
      return `${dialog.remoteTarget.toString()}?Replaces=${encodeURIComponent(replaces)}`;
    },
    onConnection: (state) => {
      if (over) return;
      if (state === 'connected') {
        timers.clear(restartTimer);
        emit({ type: 'media', id, media: 'flowing' });
      } else if (state === 'disconnected' || state === 'failed') {
        emit({ type: 'media', id, media: 'lost' });
        // Most often the line is dead too, and the sooner that is known the sooner sound is back.
        if (state === 'disconnected') void deps.check();
        restart(state === 'failed' ? 0 : restartAfterMs);
      }
    },
    onFarHold: (on) => {
      if (farHold === on) return;
      farHold = on;
      if (stateOf(session) === 'Established') emit({ type: 'farHold', id, on });
    },
    recover: () => {
      if (broken()) restart(0);
    },
  };
}

/** The state as text, so that this file needs nothing of SIP.js but its types. */
function stateOf(session: Session): string {
  return session.state;
}

function sendReinvite(session: Session, options: OfferOptions): Promise<number> {
  return new Promise((resolve) => {
    session
      .invite({
        sessionDescriptionHandlerOptions: { ...options },
        requestDelegate: {
          onAccept: ({ message }) => resolve(message.statusCode ?? 200),
          onReject: ({ message }) => {
            // Busy with an earlier one of ours, whose end it has not heard of (RFC 3261 14.2): as little a refusal as 491.
            const later = message.statusCode === 500 && message.hasHeader('retry-after');
            resolve(later ? 491 : (message.statusCode ?? 500));
          },
        },
      })
      // It did not go out, because one of theirs was first: as if they had refused ours for that.
      .catch(() => resolve(491));
  });
}

/** RFC 6086's way, for servers that do not hear tones in the sound: one message a tone, in order. */
async function sendByInfo(session: Session, tones: string): Promise<void> {
  for (const tone of tones) {
    if (stateOf(session) !== 'Established') return;
    await session
      .info({
        requestOptions: {
          body: {
            contentDisposition: 'render',
            contentType: 'application/dtmf-relay',
            content: `Signal=${tone}\r\nDuration=160`,
          },
        },
      })
      .catch(() => {});
  }
}
