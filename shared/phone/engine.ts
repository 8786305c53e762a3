// Changes when the phone asks something else of whatever carries its calls, or hears something else from it.
import type { CallId, Line, Party } from './types.ts';

/** Why the engine says that a call is over. */
export type EndCause =
  | 'bye' // the other side hung up
  | 'cancel' // the caller gave up while it rang
  | 'elsewhere' // another desk has taken it
  | 'timeout' // it rang for too long
  | 'busy'
  | 'refused'
  | 'unanswered'
  | 'failed'; // anything that nobody wanted

/** What has happened on the line. Whatever comes, in whatever order, the phone stays in a legal state. */
export type EngineEvent =
  | { type: 'line'; line: Line }
  | {
      type: 'incoming';
      id: CallId;
      party: Party;
      queue: string | null;
      replaces: CallId | null;
      /** Its Call-ID; undefined where that is none that we keep. */
      callId?: string | undefined;
      /** The conversation that the service made of it, by the header X-Parley-Conversation. */
      conversationId?: string | undefined;
    }
  /** It is on the wire under this Call-ID. */
  | { type: 'named'; id: CallId; callId: string }
  /** It rings there. */
  | { type: 'progress'; id: CallId }
  /** Both sides are through. */
  | { type: 'answered'; id: CallId }
  /** It is over on the line too; of one that the phone has ended itself: the other side was told, or cannot be any more. */
  | { type: 'ended'; id: CallId; cause: EndCause }
  /** A hold (or its end) that we asked for is agreed on, or refused; after a refusal the call is as it was. */
  | { type: 'holdDone'; id: CallId; on: boolean; ok: boolean }
  | { type: 'farHold'; id: CallId; on: boolean }
  | { type: 'media'; id: CallId; media: 'flowing' | 'lost' }
  | { type: 'transfer'; id: CallId; result: 'accepted' | 'done' | 'refused' };

/** What the phone asks of the engine. An order for a call that the engine no longer has does nothing. */
export type EngineOrder =
  | { type: 'dial'; id: CallId; to: string }
  | { type: 'answer'; id: CallId }
  | { type: 'reject'; id: CallId; why: 'declined' | 'busy' | 'timeout' }
  | { type: 'hangUp'; id: CallId }
  | { type: 'hold'; id: CallId; on: boolean }
  /** Whether the microphone is heard in this call. A new call is silent until told otherwise. */
  | { type: 'send'; id: CallId; on: boolean }
  /** Whether this call is heard here. */
  | { type: 'hear'; id: CallId; on: boolean }
  | { type: 'dtmf'; id: CallId; tones: string }
  | { type: 'refer'; id: CallId; to: string }
  | { type: 'referTo'; id: CallId; consult: CallId }
  /** These calls hear each other; all others only us. */
  | { type: 'mix'; ids: readonly CallId[] };

/** Where a phone's account lies and how to sign in there. */
export interface PhoneAccount {
  /** wss://, or ws:// on this machine only. */
  readonly server: string;
  /** The user part and the host of the address of record. */
  readonly user: string;
  readonly domain: string;
  readonly displayName: string;
  readonly login: string;
  /** Short-lived; handed out by the service. */
  readonly password: string;
  readonly iceServers: readonly {
    urls: string;
    username?: string | undefined;
    credential?: string | undefined;
  }[];
  readonly dtmf: 'rtp' | 'info';
}

/** How well a call is heard, measured over the last moments. */
export interface CallQuality {
  readonly id: CallId;
  /** Milliseconds. */
  readonly jitterMs: number;
  /** Milliseconds there and back; null where nobody has told. */
  readonly roundTripMs: number | null;
  /** Share of packets that did not come, 0 to 1. */
  readonly loss: number;
  /** Samples that had to be made up since the call began. */
  readonly concealed: number;
  /** An estimate of what a listener would say, 1 to 4.5. */
  readonly mos: number;
  /** Loudness now, 0 to 1: of us and of them. */
  readonly sent: number;
  readonly heard: number;
  /** Milliseconds of sound that had to be made up since the call began. */
  readonly concealedMs?: number | undefined;
  /** How the microphone is that this call has; absent: nobody has looked. */
  readonly microphone?: 'on' | 'off' | 'gone' | undefined;
  /** Since when nothing at all has come from the microphone while it is to be heard, ms; 0: something just came. */
  readonly ownSilentMs?: number | undefined;
  /** Since when there is nothing at all in what comes from the other side, and since when nothing comes, ms. */
  readonly farSilentMs?: number | undefined;
  readonly farLostMs?: number | undefined;
}

/** Carries calls: SIP in the product, a script in tests. */
export interface PhoneEngine {
  /** Signs in and stays signed in, over losses of the line, until `stop`. With another account: moves over. */
  start(account: PhoneAccount): void;
  /** Ends every call and signs out; resolves when that is done or cannot be. */
  stop(): Promise<void>;
  /** Never throws; what cannot be done comes back as an event. */
  order(order: EngineOrder): void;
  /** The machine slept, or its network changed: whatever was connected may be dead without knowing it. */
  wake(): void;
  onEvent(listener: (event: EngineEvent) => void): void;
  onQuality(listener: (quality: CallQuality) => void): void;
}
