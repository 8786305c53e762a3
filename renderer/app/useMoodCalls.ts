// Changes when it is found out differently which sessions call for the agent, and how a supervisor hears of the team's customers.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QueryRows } from '../../shared/ipc/store.ts';
import { useData, useDesk, useQuery, useQueryPart } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { usualAlerts, type AlertAt } from '../state/mood.ts';
import {
  nextCalls,
  nobodyTold,
  noCalls,
  pulsed,
  tellOf,
  type Calls,
  type Mooded,
  type Told,
} from '../state/mood-alerts.ts';
import { useSettings } from '../state/settings.ts';
import { useShellState } from '../state/shell.ts';
import { useWorkspaceActions, useWorkspaceStore } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';
import { sessionsShown } from './pane-sizes.ts';
import { useWhyQuiet } from './useAlerting.ts';

/** How the customers of this agent's running conversations feel, as one value: it stays while nothing of that changes. */
function moodsOf(rows: QueryRows<'conversation.mine'> | undefined): string | null {
  if (rows === undefined) return null;
  const moods = rows.flatMap(({ id, state, sentiment: { mode = 'judged', level } }): Mooded[] =>
    mode === 'judged' && (state === 'active' || state === 'waiting') ? [{ id, level }] : [],
  );
  return JSON.stringify(moods);
}

/** @returns which of the agent's conversations call for it, and what to do when a pulse has ended. */
export function useMoodCalls(): {
  calls: Calls;
  onPulsed: (conversationId: string) => void;
} {
  const moods = useQueryPart('conversation.mine', {}, moodsOf);
  const { settings } = useSettings();
  const at = settings.moodAlert ?? usualAlerts.own;
  const why = useWhyQuiet();
  const fits = useShellState((shell) => shell.fits);
  const tornFront = useShellState((shell) => shell.tornFront);
  const { state } = useWorkspaceStore();
  const [calls, setCalls] = useState(noCalls);
  const opened = useRef(false);
  useEffect(() => {
    if (moods === null) return undefined;
    const rows = JSON.parse(moods) as Mooded[];
    const look = (): void => {
      const inView = sessionsShown(state.getState(), fits).map(({ subjectId }) => subjectId ?? '');
      const seen = new Set([...inView, tornFront ?? '']);
      // What was so before the desk was opened is no news.
      const still = !opened.current || why('message') !== null;
      opened.current = true;
      setCalls((before) => nextCalls(before, rows, { at, seen, still }));
    };
    look();
    // Another session in view is no reason to draw all of them again.
    return state.subscribe((now, before) => {
      if (now.panes !== before.panes || now.sessions !== before.sessions || now.focused !== before.focused)
        look();
    });
  }, [moods, at, fits, tornFront, why, state]);
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
  const { notificationText } = settings;
  const quiet = !here || why('message') !== null;
  const others = useMemo(() => rows?.filter(({ agentId }) => agentId !== agent?.id), [rows, agent]);
  const told = useRef<{ of: Told; at: AlertAt } | null>(null);
  useEffect(() => {
    if (others === undefined || policy === undefined) return;
    const before = told.current;
    const { told: after, fresh } = tellOf(before?.of ?? nobodyTold, others, at);
    told.current = { of: after, at };
    // What was so before the desk was opened, while it had to be quiet or with another threshold, is no news later.
    if (before?.at !== at || quiet) return;
    for (const { id, title, agentId, agentName, queueName, level } of fresh) {
      const who = title === '' ? t('common.visitor') : title;
      const said = t(agentId === null ? 'mood.teamWaiting' : 'mood.teamAlert', {
        title: who,
        name: agentName === '' ? t('common.unknown') : agentName,
        queue: queueName,
        level: t(`sentiment.${level}`),
      });
      toast({ title: said, action: { label: t('mood.look'), run: () => actions.openConversation(id) } });
      // Main shows it only while no window of ours is in front.
      void main
        .request('notification.show', {
          tag: `conversation:${id}`,
          title: (notificationText ? said : who).slice(0, 200),
          body: '',
          urgent: false,
          actions: [],
        })
        .catch(() => {});
    }
  }, [others, policy, at, quiet, notificationText, t, toast, actions, main]);
}
