// Changes when a message that is sent while its files are still being taken in waits, goes or stops otherwise.
//
//   (none) --keep--> kept --every file is in--> goes, as if Enter were pressed now
//                     | \--one is refused, or was cut off by a crash--> stopped, and said so until the text changes or it
//                     |                                                  is sent again
//                     |\--taken back, or the message is another one by now--> (none)
//                     \--crash--> kept by its tab: found again; after two minutes it is given back instead, and said
//
// The words stay in the text, and in its journal, until it goes. Its message id is fixed before it waits: however often
// it goes, it is one message.
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { z } from 'zod';
import { idSchema } from '../../../shared/domain/ids.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useData } from '../../data/hooks.ts';
import { tooOldMs } from '../../data/outgoing.ts';
import { laterKey } from '../../state/unsent.ts';
import { useTabView } from '../../state/workspace.ts';
import type { WriteBar } from './can-write.ts';
import type { Mode } from './useComposerText.ts';
import type { Handed } from './useFiles.ts';

const keptSchema = z.object({
  messageId: idSchema,
  /** As it was when it was sent: anything else is not what was meant. */
  mode: z.enum(['public', 'internal']),
  body: z.string().max(bounds.message),
  /** Files that had been refused by then; the agent goes without them. */
  without: z.array(z.string().max(64)).max(100),
  /** The agent has looked at what the guard had to say. */
  looked: z.boolean(),
  /** When it was sent: the service's time, ms since the epoch. */
  at: z.number(),
});
/** A message that goes when its files are in. */
export type Kept = z.infer<typeof keptSchema>;

/** The half-written message as it is now. */
export interface Written {
  mode: Mode;
  body: string;
  /** Why it may not be sent. Nobody is signed in while that is not known yet, right behind a start. */
  bar: WriteBar | null;
  handing: readonly Handed[];
}

/** @returns what becomes of a message that is kept; a file where that one stops it. */
export function stepOf(
  kept: Pick<Kept, 'mode' | 'body' | 'without'>,
  now: Written,
): 'wait' | 'go' | 'drop' | Handed {
  if (now.bar === 'signedOut') return 'wait';
  if (now.bar !== null || now.mode !== kept.mode || now.body !== kept.body) return 'drop';
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
  /** The file that stopped it. */
  stoppedBy: Stopping | null;
  /** It was sent in another way, or begun anew. */
  forget: () => void;
}

/** A file that stopped a message. */
export type Stopping = Pick<Handed, 'name' | 'problem'>;

/** What a message that is kept comes to. */
export interface LaterEnds {
  /** Sends it. */
  go: (kept: Pick<Kept, 'looked' | 'messageId'>) => void;
  /** A file has stopped it. */
  onStop: (file: Stopping) => void;
  /** It was found too late to be sent without a word. */
  onOld: () => void;
}

export function useSendLater(tabId: string, now: Written, { go, onStop, onOld }: LaterEnds): SendLater {
  const { newId, clock } = useData();
  const [saved, save] = useTabView<unknown>(tabId, laterKey, null);
  const kept = useMemo(() => keptSchema.safeParse(saved).data ?? null, [saved]);
  // What was kept before this composer stood here: over a crash, or in another window.
  const [found] = useState(kept?.messageId ?? null);
  const [stopped, setStopped] = useState<(Stopping & { mode: Mode; body: string }) | null>(null);
  const step = kept === null ? null : stepOf(kept, now);
  const turn = typeof step === 'object' ? (step?.id ?? null) : step;
  const settle = useEffectEvent(() => {
    if (kept === null || step === null) return;
    const old = kept.messageId === found && clock.now() - kept.at > tooOldMs;
    if (step === 'wait' && !old) return;
    save(null);
    if (step === 'drop') return;
    if (typeof step === 'object') {
      const { name, problem } = step;
      setStopped({ mode: kept.mode, body: kept.body, name, problem });
      onStop({ name, problem });
    } else if (old) onOld();
    else go(kept);
  });
  useEffect(() => settle(), [turn]);
  const same = stopped !== null && stopped.mode === now.mode && stopped.body === now.body;
  return {
    files: step === 'wait' ? now.handing.filter(({ problem }) => problem === null).length : 0,
    keep: (looked) => {
      setStopped(null);
      const without = now.handing.filter(({ problem }) => problem !== null).map(({ id }) => id);
      const { mode, body } = now;
      save({ messageId: newId(), mode, body, without, looked, at: clock.now() } satisfies Kept);
    },
    takeBack: () => {
      if (kept !== null) save(null);
      return kept !== null;
    },
    stoppedBy: same ? stopped : null,
    forget: () => {
      if (kept !== null) save(null);
      setStopped(null);
    },
  };
}
