// Changes when "who needs me next" is asked or answered differently; how it is weighed is in state/needs.ts.
import { useCallback, useMemo } from 'react';
import { useData, useNow, useQuery } from '../data/hooks.ts';
import type { Translate } from '../state/intl.tsx';
import { needs, type Need, type NeedReason } from '../state/needs.ts';
import { useWorkspace, useWorkspaceActions } from '../state/workspace.ts';
import type { UiWords } from '../ui/words.tsx';

/** @returns who needs the agent most beside the one in view, and how to get there. */
export function useNextNeeded(): { need: Need | null; go: () => void } {
  const { live, clock } = useData();
  const actions = useWorkspaceActions();
  const { rows: mine } = useQuery('conversation.mine', {});
  const { rows: offers } = useQuery('offer.ringing', {});
  const now = useNow(1_000);
  const here = useWorkspace(
    ({ sessions, activeId }) => sessions.find(({ id }) => id === activeId)?.subjectId ?? null,
  );
  const need = useMemo(
    () => needs(mine ?? [], offers ?? [], now).find(({ id }) => id !== here) ?? null,
    [mine, offers, now, here],
  );
  const go = useCallback(() => {
    const rows = live.peek('conversation.mine', {}).rows ?? [];
    // An offer is answered with its own keys; this one goes to somebody who is here already.
    const next = needs(rows, [], clock.now()).find(({ id }) => id !== here);
    if (next !== undefined) actions.openConversation(next.id);
  }, [live, clock, actions, here]);
  return { need, go };
}

/** @returns the reason in a few words. */
export function needWords(t: Translate, ui: UiWords, reason: NeedReason): string {
  switch (reason.kind) {
    case 'offer':
      return t('reason.offer', { time: ui.duration(reason.leftMs) });
    case 'waiting':
      return t('reason.waiting', { time: ui.duration(reason.ms) });
    case 'unread':
      return t('reason.unread', { count: reason.count });
    case 'negative':
      return t('reason.negative', { level: t(`sentiment.${reason.level}`) });
    case 'wrapUp':
      return t('reason.wrapUp');
  }
}
