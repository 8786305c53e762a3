// Changes when a call is recorded, paused, or its recording ended otherwise. Wishes in, pieces to the store out.
//
//   (none) --on--> on <--paused / on--> paused        on, paused --off, or the call is over--> saving --safe--> (none)
//      every state --it cannot be kept--> failed --off, or the call is over--> (none)
import {
  mostPauses,
  mostRecordingParts,
  recordingPrefix,
  type CallSpan,
} from '../../shared/domain/call-media.ts';
import { attachmentBounds } from '../../shared/domain/attachment.ts';
import type { RecordingView } from '../../shared/ipc/phone.ts';
import type { CallId } from '../../shared/phone/types.ts';
import type { CallTracks, Capture, StartCapture } from './capture.ts';
import type { RecordingLink, SentRecording } from './recording-link.ts';

/** What is wanted of a call's recording; see phone.record in shared/ipc/phone.ts. */
export interface RecordingWish {
  readonly id: CallId;
  readonly conversationId: string;
  /** What the call is called on the wire. */
  readonly callId: string;
  readonly want: 'on' | 'paused' | 'off';
  readonly why?: 'hand' | 'card' | undefined;
  readonly tone?: boolean | undefined;
  readonly drop?: boolean | undefined;
}

/** What a recorder is made from. */
export interface RecorderDeps {
  readonly capture: StartCapture;
  readonly link: Pick<RecordingLink, 'open'>;
  /** Tells how a call sounds, now and at each change. @returns a function that stops it. */
  readonly tap: (id: CallId, changed: (tracks: CallTracks) => void) => () => void;
  /** Lets the caller hear the tone; resolves when it is over. */
  readonly tone: (id: CallId) => Promise<void>;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newUuid: () => string;
  readonly onView: (id: CallId, view: RecordingView | null) => void;
}

/** Records calls. */
export interface Recorder {
  wish(wish: RecordingWish): void;
  /** The call has ended. */
  over(id: CallId): void;
  views(): RecordingView[];
}

/** One file of a recording. */
interface Part {
  readonly at: number;
  readonly sent: SentRecording;
  readonly capture: Capture;
  readonly untap: () => void;
  pauses: CallSpan[];
  bytes: number;
}
interface Going {
  readonly id: CallId;
  readonly wish: RecordingWish;
  readonly since: number;
  /** Why nothing gets in now; several reasons may hold at once. */
  readonly shut: Set<'hand' | 'card' | 'tone'>;
  state: RecordingView['state'];
  part: Part | undefined;
  /** Every file so far, for when all of them are to be dropped. */
  sent: SentRecording[];
  unsafe: number;
  failed: boolean;
}

/** Room for the last pieces stays below the bound of a file. */
const mostPartBytes = attachmentBounds.bytes - 1024 * 1024;

/** See {@link Recorder}. */
export function createRecorder(deps: RecorderDeps): Recorder {
  const { now, onView } = deps;
  const all = new Map<CallId, Going>();

  const viewOf = ({ id, state, shut, since }: Going): RecordingView => ({
    id,
    state,
    why: shut.has('hand') ? 'hand' : shut.has('card') ? 'card' : null,
    since,
  });
  const show = (one: Going, state: RecordingView['state']): void => {
    one.state = state;
    onView(one.id, viewOf(one));
  };
  const gone = (one: Going): void => {
    if (!all.delete(one.id)) return;
    onView(one.id, null);
  };
  const fail = (one: Going): void => {
    if (one.failed) return;
    one.failed = true;
    endPart(one, 'finish');
    // What waits for the store after the call goes without a word: there is nothing more to be done here.
    if (one.state === 'saving') gone(one);
    else show(one, 'failed');
  };

  const startPart = (one: Going): void => {
    const at = now();
    const { conversationId, callId } = one.wish;
    one.unsafe += 1;
    const id = `${recordingPrefix}${deps.newUuid()}`;
    const sent = deps.link.open({ id, conversationId, callId, at }, (kept) => {
      one.unsafe -= 1;
      if (!kept) fail(one);
      if (one.state === 'saving' && one.unsafe === 0) gone(one);
    });
    one.sent.push(sent);
    let part: Part | undefined;
    let capture: Capture;
    try {
      capture = deps.capture(
        { own: undefined, theirs: undefined },
        (piece) => {
          sent.add(piece);
          if (part === undefined) return;
          part.bytes += piece.length;
          if (part.bytes > mostPartBytes && one.part === part) nextPart(one);
        },
        () => fail(one),
      );
    } catch {
      // This machine cannot record: nothing was promised to the store yet that it would have to keep.
      sent.drop();
      return fail(one);
    }
    part = { at, sent, capture, untap: deps.tap(one.id, capture.change), pauses: [], bytes: 0 };
    one.part = part;
    gate(one);
  };
  const nextPart = (one: Going): void => {
    endPart(one, 'finish');
    if (one.sent.length >= mostRecordingParts) return fail(one);
    startPart(one);
  };
  /** Lets sound in, or shuts it out, and notes when. */
  const gate = (one: Going): void => {
    const { part } = one;
    if (part === undefined) return;
    const isShut = one.shut.size > 0;
    part.capture.open(!isShut);
    const at = Math.max(0, now() - part.at);
    const last = part.pauses.at(-1);
    const running = last !== undefined && last.to === Infinity;
    if (isShut && !running) {
      // With too many they run together: a pause is never left out.
      if (part.pauses.length >= mostPauses) part.pauses[part.pauses.length - 1] = { ...last!, to: Infinity };
      else part.pauses.push({ from: at, to: Infinity });
    } else if (!isShut && running) part.pauses[part.pauses.length - 1] = { ...last, to: at };
  };
  const endPart = (one: Going, how: 'finish' | 'drop'): void => {
    const { part } = one;
    one.part = undefined;
    if (part === undefined) return;
    part.untap();
    part.capture.open(false);
    const ms = Math.max(0, now() - part.at);
    if (how === 'drop') {
      part.sent.drop();
      void part.capture.stop();
      return;
    }
    const pauses = part.pauses.map(({ from, to }) => ({ from, to: Math.min(to, ms) }));
    void part.capture.stop().then(() => part.sent.finish(ms, pauses));
  };
  const end = (one: Going): void => {
    endPart(one, 'finish');
    if (one.failed || one.unsafe === 0) return gone(one);
    show(one, 'saving');
  };

  const start = (wish: RecordingWish): void => {
    const one: Going = {
      id: wish.id,
      wish,
      since: now(),
      shut: new Set(wish.tone === true ? ['tone'] : []),
      state: 'on',
      part: undefined,
      sent: [],
      unsafe: 0,
      failed: false,
    };
    all.set(wish.id, one);
    startPart(one);
    if (one.failed) return;
    show(one, 'on');
    if (wish.tone !== true) return;
    // Nothing of the call gets in before the caller has heard of it.
    void deps.tone(wish.id).then(
      () => {
        one.shut.delete('tone');
        gate(one);
      },
      () => fail(one),
    );
  };

  return {
    wish: (wish) => {
      const one = all.get(wish.id);
      if (one === undefined) return wish.want === 'on' ? start(wish) : undefined;
      if (wish.want === 'off') {
        if (wish.drop !== true) return one.state === 'saving' ? undefined : end(one);
        endPart(one, 'drop');
        for (const sent of one.sent) sent.drop();
        return gone(one);
      }
      if (one.state !== 'on' && one.state !== 'paused') return;
      const why = wish.why ?? 'hand';
      if (wish.want === 'paused') one.shut.add(why);
      else if (why === 'card') one.shut.delete('card');
      else {
        // Who goes on by hand knows that no card is read out any more.
        one.shut.delete('hand');
        one.shut.delete('card');
      }
      gate(one);
      show(one, one.shut.has('hand') || one.shut.has('card') ? 'paused' : 'on');
    },
    over: (id) => {
      const one = all.get(id);
      if (one !== undefined && one.state !== 'saving') end(one);
    },
    views: () => [...all.values()].map(viewOf),
  };
}
