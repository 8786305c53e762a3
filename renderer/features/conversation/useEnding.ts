// Changes when ending a conversation can be taken back differently.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useRun, useShown } from '../../data/hooks.ts';

/** How long an end can be taken back, in ms. The customer hears of it only then. */
export const endGraceMs = 4000;

/** The end of a conversation, which can be taken back for a moment. */
export interface Ending {
  /** True from the press of the button until it is told to the service. */
  pending: boolean;
  /** True when the customer wrote meanwhile, and so nothing was ended. */
  interrupted: boolean;
  begin: () => void;
  takeBack: () => void;
  /** Ends it now. @throws AppError when it is refused. */
  now: () => Promise<void>;
  error: ErrorData | null;
}

/** Ends after {@link endGraceMs}, or at once when the agent goes elsewhere; not at all when the customer writes before that. */
export function useEnding(
  conversation: Pick<Conversation, 'id' | 'state' | 'lastSeq' | 'waitingSince'>,
): Ending {
  const run = useRun();
  const shown = useShown();
  const { id, state, waitingSince } = conversation;
  const [begun, setBegun] = useState<{ waitingSince: number | null } | null>(null);
  const [interrupted, setInterrupted] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const pending = begun !== null && (state === 'active' || state === 'waiting');
  const open = useRef(false);
  open.current = pending;

  const now = useCallback(async () => {
    if (!open.current) return;
    open.current = false;
    setBegun(null);
    await run('conversation.end', { conversationId: id });
  }, [run, id]);
  const later = useCallback(() => {
    now().catch((failure: unknown) => setError(toErrorData(failure)));
  }, [now]);

  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(later, endGraceMs);
    return () => clearTimeout(timer);
  }, [pending, later]);
  // The agent has gone on to somebody else: that was the end.
  useEffect(() => {
    if (!shown) later();
  }, [shown, later]);
  useEffect(() => () => later(), [later]);
  // Nobody is cut off in the middle of a question.
  useEffect(() => {
    if (begun === null || waitingSince === null || waitingSince === begun.waitingSince) return;
    setBegun(null);
    setInterrupted(true);
  }, [begun, waitingSince]);

  return {
    pending,
    interrupted,
    begin: () => {
      setError(null);
      setInterrupted(false);
      setBegun({ waitingSince });
    },
    takeBack: () => setBegun(null),
    now,
    error,
  };
}
