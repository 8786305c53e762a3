// Changes when calls lead to sessions otherwise: what the phone sees becomes conversations, and a call that is taken opens its own.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { conversationIdOf } from '../data/call-reporter.ts';
import { useData } from '../data/hooks.ts';
import { useWorkspaceActions } from '../state/workspace.ts';

/** Reports the calls of this desk for as long as it is there. Once per desk: in the window that has the phone. */
export function useCalls(): void {
  const { reportCalls } = useData();
  const actions = useWorkspaceActions();
  useEffect(() => {
    const reporter = reportCalls();
    const stop = reporter.onTaken(actions.openConversation);
    return () => {
      stop();
      reporter.stop();
    };
  }, [reportCalls, actions]);
}

/** A call that rings here. */
export interface RingingCall {
  readonly id: string;
  readonly number: string;
  readonly conversationId: string | null;
}

/** @returns the calls that ring here now. */
export function useRingingCalls(): readonly RingingCall[] {
  const { phone } = useData();
  const text = useSyncExternalStore(phone.watch, () =>
    JSON.stringify(
      (phone.get().phone?.calls ?? [])
        .filter(({ phase, direction }) => phase === 'ringing' && direction === 'in')
        .map(
          (call): RingingCall => ({
            id: call.id,
            number: call.party.number,
            conversationId: conversationIdOf(call) ?? null,
          }),
        ),
    ),
  );
  return useMemo(() => JSON.parse(text) as RingingCall[], [text]);
}
