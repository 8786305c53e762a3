// Changes when a message that is sent while its files are still being taken in waits, goes or stops otherwise.
//
//   (none) --keep--> kept --every file is in--> goes, as if Enter were pressed now
//                     | \--one is refused--> stopped, and said so until the text changes or it is sent again
//                     \--taken back, or the message is another one by now--> (none)
//
// The words stay in the text, and in its journal, until it goes: a crash loses the wish alone.
import { useEffect, useEffectEvent, useState } from 'react';
import type { Mode } from './useComposerText.ts';
import type { Handed } from './useFiles.ts';

/** A message that goes when its files are in. */
export interface Kept {
  /** As it was when it was sent: anything else is not what was meant. */
  mode: Mode;
  body: string;
  /** Files that had been refused by then; the agent goes without them. */
  without: readonly string[];
  /** The agent has looked at what the guard had to say. */
  looked: boolean;
}

/** The half-written message as it is now. */
export interface Written {
  mode: Mode;
  body: string;
  /** Whether it may be sent at all. */
  barred: boolean;
  handing: readonly Handed[];
}

/** @returns what becomes of a message that is kept; a file where that one stops it. */
export function stepOf(kept: Kept, now: Written): 'wait' | 'go' | 'drop' | Handed {
  if (now.barred || now.mode !== kept.mode || now.body !== kept.body) return 'drop';
  const refused = now.handing.find(({ id, problem }) => problem !== null && !kept.without.includes(id));
  if (refused !== undefined) return refused;
  return now.handing.some(({ problem }) => problem === null) ? 'wait' : 'go';
}

/** Sending as soon as the files are in. */
export interface SendLater {
  /** How many files it waits for; 0 when nothing waits. */
  files: number;
  keep: (looked: boolean) => void;
  /** @returns whether there was something to take back. */
  takeBack: () => boolean;
  /** The name of the file that stopped it. */
  stoppedBy: string | null;
  /** It was sent in another way, or begun anew. */
  forget: () => void;
}

/** @param go sends it. @param onStop hears that a file has stopped it. */
export function useSendLater(
  now: Written,
  go: (looked: boolean) => void,
  onStop: (name: string) => void,
): SendLater {
  const [kept, setKept] = useState<Kept | null>(null);
  const [stopped, setStopped] = useState<{ mode: Mode; body: string; name: string } | null>(null);
  const step = kept === null ? null : stepOf(kept, now);
  const turn = typeof step === 'object' ? (step?.id ?? null) : step;
  const settle = useEffectEvent(() => {
    if (kept === null || step === null || step === 'wait') return;
    setKept(null);
    if (step === 'go') go(kept.looked);
    else if (step !== 'drop') {
      setStopped({ mode: kept.mode, body: kept.body, name: step.name });
      onStop(step.name);
    }
  });
  useEffect(() => settle(), [turn]);
  const same = stopped !== null && stopped.mode === now.mode && stopped.body === now.body;
  return {
    files: step === 'wait' ? now.handing.filter(({ problem }) => problem === null).length : 0,
    keep: (looked) => {
      setStopped(null);
      const without = now.handing.filter(({ problem }) => problem !== null).map(({ id }) => id);
      setKept({ mode: now.mode, body: now.body, without, looked });
    },
    takeBack: () => {
      setKept(null);
      return kept !== null;
    },
    stoppedBy: same ? stopped.name : null,
    forget: () => {
      setKept(null);
      setStopped(null);
    },
  };
}
