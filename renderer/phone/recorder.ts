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
import type { RecordingProblem } from '../../shared/ipc/recording.ts';
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
  /** Calls in conference with it whose people may be recorded. */
  readonly with?: readonly CallId[] | undefined;
}

/** What a recorder is made from. */
export interface RecorderDeps {
  readonly capture: StartCapture;
  readonly link: Pick<RecordingLink, 'open' | 'failed'>;
  /** Tells how a call sounds, now and at each change. @returns a function that stops it. */
  readonly tap: (id: CallId, changed: (tracks: CallTracks) => void) => () => void;
  /** Lets the caller hear the tone; resolves when it is over. */
  readonly tone: (id: CallId) => Promise<void>;
  /** The calls that are in conference with one. */
  readonly others: (id: CallId) => readonly CallId[];
  /** ms since 1970. */
  readonly now: () => number;
  readonly newUuid: () => string;
  readonly onView: (id: CallId, view: RecordingView | null) => void;
  /** Writes down why a recording did not begin, or ended before its time. */
  readonly onProblem: (problem: RecordingProblem, error?: unknown) => void;
}

/** Records calls. */
export interface Recorder {
  wish(wish: RecordingWish): void;
  /** These are in conference with it now. */
  together(id: CallId, others: readonly CallId[]): void;
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
  readonly shut: Set<'hand' | 'card' | 'party' | 'tone'>;
  /** In conference with it, and those of all others who may be recorded. */
  others: readonly CallId[];
  readonly told: Set<CallId>;
  problem: RecordingProblem | null;
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

  const viewOf = ({ id, state, shut, since, problem }: Going): RecordingView => ({
    id,
    state,
    why: (['hand', 'card', 'party'] as const).find((why) => shut.has(why)) ?? null,
    since,
    problem,
  });
  const show = (one: Going, state: RecordingView['state']): void => {
    one.state = state;
    onView(one.id, viewOf(one));
  };
  const gone = (one: Going): void => {
    // Another one may have been begun in its place.
    if (all.get(one.id) !== one) return;
    all.delete(one.id);
    onView(one.id, null);
  };
  const fail = (one: Going, problem: RecordingProblem, error?: unknown): void => {
    if (one.failed) return;
    one.failed = true;
    one.problem = problem;
    endPart(one, 'finish');
    deps.onProblem(problem, error);
    // Nobody may be looking at the call (any more): what was lost is said where it waits to be read. That nothing was to
    // be recorded is no loss.
    const { conversationId, callId } = one.wish;
    if (problem !== 'consent' && problem !== 'rule')
      deps.link.failed({ conversationId, callId, problem, at: one.since });
    if (one.state === 'saving') gone(one);
    else show(one, 'failed');
  };

  const startPart = (one: Going): void => {
    const at = now();
    const { conversationId, callId } = one.wish;
    one.unsafe += 1;
    const id = `${recordingPrefix}${deps.newUuid()}`;
    const sent = deps.link.open(
      { id, conversationId, callId, at },
      {
        onEnd: (problem) => {
          one.unsafe -= 1;
          if (problem !== null) fail(one, problem);
          if (one.state === 'saving' && one.unsafe === 0) gone(one);
        },
        onTrouble: (problem) => {
          if (one.failed || !all.has(one.id)) return;
          one.problem = problem;
          if (problem !== null) deps.onProblem(problem);
          show(one, one.state);
        },
      },
    );
    one.sent.push(sent);
    let part: Part | undefined;
    let capture: Capture;
    try {
      capture = deps.capture(
        { own: undefined, theirs: undefined, others: [] },
        (piece) => {
          sent.add(piece);
          if (part === undefined) return;
          part.bytes += piece.length;
          if (part.bytes > mostPartBytes && one.part === part) nextPart(one);
        },
        () => fail(one, 'sound'),
      );
    } catch (error) {
      // This machine cannot record: nothing was promised to the store yet that it would have to keep.
      sent.drop();
      return fail(one, 'old', error);
    }
    part = { at, sent, capture, untap: deps.tap(one.id, capture.change), pauses: [], bytes: 0 };
    one.part = part;
    gate(one);
  };
  const nextPart = (one: Going): void => {
    endPart(one, 'finish');
    if (one.sent.length >= mostRecordingParts) return fail(one, 'long');
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

  /** Says anew how it stands, and lets in what may be. */
  const settle = (one: Going): void => {
    if (one.others.some((id) => !one.told.has(id))) one.shut.add('party');
    else one.shut.delete('party');
    gate(one);
    if (one.state !== 'on' && one.state !== 'paused') return;
    show(one, (['hand', 'card', 'party'] as const).some((why) => one.shut.has(why)) ? 'paused' : 'on');
  };
  /** Those may be recorded from now on; where the queue tells by a tone, once they have heard it. */
  const tell = (one: Going, ids: readonly CallId[], tone: boolean): void => {
    for (const id of ids) {
      if (one.told.has(id)) continue;
      const heard = tone ? deps.tone(id) : Promise.resolve();
      void heard.then(
        () => {
          one.told.add(id);
          settle(one);
        },
        // Whoever has not heard it is not recorded; the rest goes on when they have left.
        (error: unknown) => deps.onProblem('sound', error),
      );
    }
  };
  const start = (wish: RecordingWish): void => {
    const one: Going = {
      id: wish.id,
      wish,
      since: now(),
      shut: new Set(wish.tone === true ? ['tone'] : []),
      others: deps.others(wish.id),
      told: new Set(),
      problem: null,
      state: 'on',
      part: undefined,
      sent: [],
      unsafe: 0,
      failed: false,
    };
    if (one.others.length > 0) one.shut.add('party');
    all.set(wish.id, one);
    startPart(one);
    if (one.failed) return;
    settle(one);
    tell(one, wish.with ?? [], wish.tone === true);
    if (wish.tone !== true) return;
    // Nothing of the call gets in before the caller has heard of it.
    void deps.tone(wish.id).then(
      () => {
        one.shut.delete('tone');
        gate(one);
      },
      (error: unknown) => fail(one, 'sound', error),
    );
  };

  return {
    wish: (wish) => {
      const one = all.get(wish.id);
      // One that failed may be tried anew: there may be room by now.
      const again = one?.state === 'failed' && wish.want === 'on';
      if (one === undefined || again) return wish.want === 'on' ? start(wish) : undefined;
      if (wish.want === 'off') {
        if (wish.drop !== true) return one.state === 'saving' ? undefined : end(one);
        endPart(one, 'drop');
        for (const sent of one.sent) sent.drop();
        return gone(one);
      }
      if (one.state !== 'on' && one.state !== 'paused') return;
      if (wish.want === 'on' && wish.with !== undefined) return tell(one, wish.with, wish.tone === true);
      const why = wish.why ?? 'hand';
      if (wish.want === 'paused') one.shut.add(why);
      else if (why === 'card') one.shut.delete('card');
      else {
        // Who goes on by hand knows that no card is read out any more.
        one.shut.delete('hand');
        one.shut.delete('card');
      }
      settle(one);
    },
    together: (id, others) => {
      const one = all.get(id);
      if (one === undefined || one.others.join(' ') === others.join(' ')) return;
      one.others = others;
      settle(one);
    },
    over: (id) => {
      const one = all.get(id);
      if (one !== undefined && one.state !== 'saving') end(one);
    },
    views: () => [...all.values()].map(viewOf),
  };
}
