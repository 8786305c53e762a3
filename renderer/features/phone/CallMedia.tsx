// Changes when something else of a running call's sound stands in its line.
import type { CallQuality } from '../../../shared/phone/engine.ts';
import type { Call } from '../../../shared/phone/types.ts';
import { Quality } from './Quality.tsx';
import { RecordingControl } from './RecordingControl.tsx';

/** How well a call is heard, and whether it is recorded. */
export function CallMedia({ call, quality }: { call: Call; quality: CallQuality | undefined }) {
  return (
    <>
      {call.phase === 'talking' && quality !== undefined && <Quality quality={quality} />}
      {call.answeredAt !== null && <RecordingControl call={call} />}
    </>
  );
}
