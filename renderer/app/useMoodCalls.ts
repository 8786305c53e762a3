// Changes when it is found out differently which sessions call for the agent, and how a supervisor hears of the team's customers.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { useData, useDesk, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { usualAlerts } from '../state/mood.ts';
import {
  nextCalls,
  nobodyTold,
  noCalls,
  pulsed,
  tellOf,
  type Calls,
  type Told,
} from '../state/mood-alerts.ts';
import { useSettings } from '../state/settings.ts';
import { useShellState } from '../state/shell.ts';
import { useWorkspace, useWorkspaceActions } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';
import { sessionsShown } from './pane-sizes.ts';
import { useWhyQuiet } from './useAlerting.ts';

/** @returns which of the agent's conversations call for it, and what to do when a pulse has ended. */
export function useMoodCalls(mine: readonly ConversationRow[] | undefined): {
  calls: Calls;
  onPulsed: (conversationId: string) => void;
} {
  const { settings } = useSettings();
  const at = settings.moodAlert ?? usualAlerts.own;
  const why = useWhyQuiet();
  const fits = useShellState((shell) => shell.fits);
  const tornFront = useShellState((shell) => shell.tornFront);
  const shown = useWorkspace((workspace) =>
    sessionsShown(workspace, fits)
      .map(({ subjectId }) => subjectId ?? '')
      .join(' '),
  );
  const [calls, setCalls] = useState(noCalls);
  const opened = useRef(false);
  useEffect(() => {
    if (mine === undefined) return;
    const rows = mine.flatMap(({ id, state, sentiment: { mode = 'judged', level } }) =>
      mode === 'judged' && (state === 'active' || state === 'waiting') ? [{ id, level }] : [],
    );
    const seen = new Set([...shown.split(' '), tornFront ?? '']);
    // What was so before the desk was opened is no news.
    const still = !opened.current || why('message') !== null;
    opened.current = true;
    setCalls((before) => nextCalls(before, rows, { at, seen, still }));
  }, [mine, at, shown, tornFront, why]);
  const onPulsed = useCallback((id: string) => setCalls((before) => pulsed(before, id)), []);
  return { calls, onPulsed };
}

/** Tells a supervisor once of each of the team's customers who falls so low, while available or busy. */
export function useTeamMoods(): void {
  const t = useT();
  const toast = useToast();
  const { main } = useData();
  const { agent, presence } = useDesk();
  const { settings } = useSettings();
  const actions = useWorkspaceActions();
  const why = useWhyQuiet();
  const { rows } = useQuery('mood.team', {});
  const { rows: policy } = useQuery('mood.policy', {});
  const at = settings.teamMoodAlert ?? policy?.alertAt ?? usualAlerts.team;
  const here = presence?.status === 'available' || presence?.status === 'busy';
  const quiet = !here || why('message') !== null;
  const others = useMemo(() => rows?.filter(({ agentId }) => agentId !== agent?.id), [rows, agent]);
  const told = useRef<Told | null>(null);
  useEffect(() => {
    if (others === undefined || policy === undefined) return;
    const before = told.current;
    const { told: after, fresh } = tellOf(before ?? nobodyTold, others, at);
    told.current = after;
    // What was so before the desk was opened, or while it had to be quiet, is no news later.
    if (before === null || quiet) return;
    for (const { id, title, agentId, agentName, queueName, level } of fresh) {
      const said = t(agentId === null ? 'mood.teamWaiting' : 'mood.teamAlert', {
        title: title === '' ? t('common.visitor') : title,
        name: agentName === '' ? t('common.unknown') : agentName,
        queue: queueName,
        level: t(`sentiment.${level}`),
      });
      toast({ title: said, action: { label: t('mood.look'), run: () => actions.openConversation(id) } });
      // Main shows it only while no window of ours is in front.
      void main
        .request('notification.show', {
          tag: `conversation:${id}`,
          title: said.slice(0, 200),
          body: '',
          urgent: false,
          actions: [],
        })
        .catch(() => {});
    }
  }, [others, policy, at, quiet, t, toast, actions, main]);
}
