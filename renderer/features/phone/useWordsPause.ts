// Changes when it is decided otherwise that what is said in a call is not written down for now. Rule: REC-9.
import { useEffect, useEffectEvent, useRef } from 'react';
import { AppError } from '../../../shared/errors.ts';
import { useData } from '../../data/hooks.ts';

/** How the words of a call stand, and how its recording does. */
export interface Words {
  readonly conversationId: string | null;
  /** What the service calls the call. */
  readonly callId: string | undefined;
  /** Whether words of it may be written down at all. */
  readonly mayBe: boolean;
  /** Nothing that is said now may be kept. */
  readonly silent: boolean;
  /** A recording is there, and whether sound gets into it; null: none runs. */
  readonly recorded: boolean | null;
  /** What the service knows of it. */
  readonly paused: boolean;
}

const againMs = 2_000;

/**
 * Tells the service when nothing is to be written down, and when words may be kept again: with the recording, or, where
 * none runs, when what this window has paused for is over. Rather a pause that lasts too long than one that ends too early.
 * @returns what ends it for good: nothing more is written down until the call is recorded again.
 */
export function useWordsPause(words: Words): () => void {
  const { run, clock } = useData();
  const { mayBe, silent, recorded, paused } = words;
  /** This window has paused it, while nothing was recorded. */
  const own = useRef(false);
  const told = useRef<{ on: boolean; last: Promise<void> } | null>(null);

  const tell = (on: boolean): void => {
    const { conversationId, callId } = words;
    if (conversationId === null || callId === undefined) return;
    if (told.current?.on === on) return;
    const args = { conversationId, callId, on, at: Math.round(clock.now()) };
    const say = async (): Promise<void> => {
      for (;;) {
        try {
          return await run('call.pause', args);
        } catch (error) {
          const kind = error instanceof AppError ? error.kind : 'internal';
          if (kind !== 'timeout' && kind !== 'gone' && kind !== 'storage' && kind !== 'unreachable')
            throw error;
          // The store is being started again: it is told when it is back, and when it was.
          await new Promise((resolve) => void setTimeout(resolve, againMs));
        }
      }
    };
    const before = told.current?.last ?? Promise.resolve();
    const last = before
      .then(say)
      .catch((error: unknown) => console.error('A pause was not told:', error))
      .then(() => {
        if (told.current?.last === last) told.current = null;
      });
    told.current = { on, last };
  };

  const settle = useEffectEvent((): void => {
    if (!mayBe) return;
    if (silent) {
      if (paused) return;
      own.current = recorded === null;
      tell(true);
    } else if (paused && (recorded === true || own.current)) tell(false);
  });
  useEffect(() => settle(), [mayBe, silent, recorded, paused]);

  return () => {
    own.current = false;
    if (mayBe && !paused) tell(true);
  };
}
