// Changes when ending a conversation can be taken back differently.
import { useEffect, useEffectEvent, useState } from 'react';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useRun, useWhenHidden } from '../../data/hooks.ts';

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
  /** Ends it now; nothing where nothing is pending. @throws AppError when it is refused. */
  now: () => Promise<void>;
  error: ErrorData | null;
}

/** Ends after {@link endGraceMs}, or at once when the agent goes elsewhere; not at all when the customer writes before that. */
export function useEnding(conversation: Pick<Conversation, 'id' | 'state' | 'waitingSince'>): Ending {
  const run = useRun();
  const { id, state, waitingSince } = conversation;
  const [begun, setBegun] = useState<{ waitingSince: number | null } | null>(null);
  const [interrupted, setInterrupted] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const going = state === 'active' || state === 'waiting';
  const pending = begun !== null && going;
  // Nobody is cut off in the middle of a question.
  if (pending && waitingSince !== null && waitingSince !== begun.waitingSince) {
    setBegun(null);
    setInterrupted(true);
  }

  const now = async (): Promise<void> => {
    if (!pending) return;
    setBegun(null);
    await run('conversation.end', { conversationId: id });
  };
  const end = useEffectEvent(() => {
    now().catch((failure: unknown) => setError(toErrorData(failure)));
  });
  useEffect(() => {
    if (!pending) return undefined;
    const timer = setTimeout(() => end(), endGraceMs);
    return () => clearTimeout(timer);
  }, [pending]);
  // The agent has gone on to somebody else, or closed the session: that was the end.
  useWhenHidden(() => {
    now().catch((failure: unknown) => setError(toErrorData(failure)));
  });
  useEffect(() => () => end(), []);

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
