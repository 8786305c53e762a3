// Changes when "who needs me next" is asked or answered differently; how it is weighed is in state/needs.ts.
import { useMemo } from 'react';
import type { QueryRows } from '../../shared/ipc/store.ts';
import { useData, useNow, useQuery, useQueryPart } from '../data/hooks.ts';
import { useReasonWords } from './need-words.ts';
import { heldCalls, useHeldCalls } from '../state/live-call.ts';
import { needs, type Need } from '../state/needs.ts';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import { activeSession, useWorkspace, useWorkspaceActions, useWorkspaceReader } from '../state/workspace.ts';

/** @returns who needs the agent most beside the one in view. */
export function useNextNeeded(): Need | null {
  const { rows: offers } = useQuery('offer.ringing', {});
  const { needWeights: weights } = useSettings().settings;
  const now = useNow(1_000);
  const held = useHeldCalls();
  const here = useWorkspace((workspace) => activeSession(workspace).subjectId);
  // As one value: most messages change nothing of it.
  const first = (rows: QueryRows<'conversation.mine'> | undefined): string => {
    const found = needs(rows ?? [], offers ?? [], now, { weights, held }).find(({ id }) => id !== here);
    return JSON.stringify(found ?? null);
  };
  const text = useQueryPart('conversation.mine', {}, first);
  return useMemo(() => JSON.parse(text) as Need | null, [text]);
}

/** @returns what goes to whoever needs the agent most beside the one in view, and says why. */
export function useGoToNeeded(): () => void {
  const { live, clock, phone } = useData();
  const shell = useShell();
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  const words = useReasonWords();
  const { needWeights: weights } = useSettings().settings;
  return useMemo(
    () => () => {
      const here = activeSession(read()).subjectId;
      const rows = live.peek('conversation.mine', {}).rows ?? [];
      // An offer is answered with its own keys; this one goes to somebody who is here already.
      const held = heldCalls(phone.get().phone, clock.atService);
      const next = needs(rows, [], clock.now(), { weights, held }).find(({ id }) => id !== here);
      if (next === undefined) return;
      actions.openConversation(next.id);
      shell.tellWhy({ subjectId: next.id, title: next.title, reason: words(next.reasons) });
    },
    [live, clock, phone, shell, actions, read, words, weights],
  );
}
