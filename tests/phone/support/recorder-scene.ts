// Changes when tests of recording need something else around a recorder. Its line, its store and its clock are scripted.
import { createRecorder, type RecordingWish } from '../../../renderer/phone/recorder.ts';
import type { CallTracks } from '../../../renderer/phone/capture.ts';
import type { RecordingFailure, RecordingLink } from '../../../renderer/phone/recording-link.ts';
import type { CallSpan } from '../../../shared/domain/call-media.ts';
import type { RecordingView } from '../../../shared/ipc/phone.ts';
import type { RecordingProblem } from '../../../shared/ipc/recording.ts';

/** What was promised has come by then. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
};

/** A capture that writes down whether each moment of the call got in. */
export function recorderScene() {
  let clock = 1_000;
  const views: (RecordingView | null)[] = [];
  const files: { id: string; bytes: number; ms?: number; pauses?: readonly CallSpan[]; dropped: boolean }[] =
    [];
  const captures: { isOpen: boolean; running: boolean; piece: (size: number) => void; broken: () => void }[] =
    [];
  const taps = new Set<(tracks: CallTracks) => void>();
  let toneOver: () => void = () => {};
  let count = 0;
  const ends: ((kept: boolean, problem?: RecordingProblem) => void)[] = [];
  const troubles: ((problem: RecordingProblem | null) => void)[] = [];
  const failures: RecordingFailure[] = [];
  const logged: RecordingProblem[] = [];
  const tones: string[] = [];
  let others: string[] = [];
  const link: Pick<RecordingLink, 'open' | 'failed'> = {
    failed: (failure) => void failures.push(failure),
    open: ({ id }, ears) => {
      const onEnd = (kept: boolean, problem: RecordingProblem = 'store'): void =>
        ears.onEnd(kept ? null : problem);
      troubles.push((problem) => ears.onTrouble?.(problem));
      const file: (typeof files)[number] = { id, bytes: 0, dropped: false };
      files.push(file);
      ends.push(onEnd);
      return {
        add: ({ length }) => void (file.bytes += length),
        finish: (ms, pauses) => {
          Object.assign(file, { ms, pauses });
          onEnd(true);
        },
        drop: () => {
          file.dropped = true;
          onEnd(true);
        },
      };
    },
  };
  const recorder = createRecorder({
    link,
    capture: (_tracks, onPiece, onBroken) => {
      const one = {
        isOpen: false,
        running: true,
        piece: (size: number) => onPiece(new Uint8Array(size)),
        broken: onBroken,
      };
      captures.push(one);
      return {
        open: (on) => (one.isOpen = on),
        change: () => {},
        stop: () => {
          one.running = false;
          return Promise.resolve();
        },
      };
    },
    tap: (_id, changed) => {
      taps.add(changed);
      return () => taps.delete(changed);
    },
    tone: (id) => {
      tones.push(id);
      return new Promise((resolve) => (toneOver = resolve));
    },
    others: () => others,
    onProblem: (problem) => void logged.push(problem),
    now: () => clock,
    newUuid: () => `n${(count += 1)}`,
    onView: (_id, view) => views.push(view),
  });
  const wish = (want: RecordingWish['want'], more: Partial<RecordingWish> = {}): void =>
    recorder.wish({ id: 'c', conversationId: 'v', callId: 'sip', want, ...more });
  return {
    recorder,
    wish,
    views,
    files,
    captures,
    taps,
    ends,
    troubles,
    failures,
    logged,
    tones,
    together: (...ids: string[]) => {
      others = ids;
      recorder.together('c', ids);
    },
    why: () => views.at(-1)?.why ?? null,
    problem: () => views.at(-1)?.problem ?? null,
    pass: (ms: number) => void (clock += ms),
    toneOver: () => toneOver(),
    state: () => views.at(-1)?.state ?? null,
  };
}
