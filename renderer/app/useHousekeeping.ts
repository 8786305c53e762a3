// Changes when sessions follow what happens to their conversations differently: they come with them and go with them.
import { useEffect, useRef } from 'react';
import type { QueryRows } from '../../shared/ipc/store.ts';
import { useData, useQuery, useQueryPart } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { sessionIdOf, useWorkspaceActions } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';
import { errorWords } from './UiProvider.tsx';

/** Which they are and what they are called, as one value: it stays while messages come. */
const namesOf = (rows: QueryRows<'conversation.mine'> | undefined): string | null =>
  rows === undefined ? null : JSON.stringify(rows.map(({ id, title }) => [id, title]));

/** Every conversation of this agent has a session; one that was closed gives it back. */
export function useHousekeeping(): void {
  const t = useT();
  const toast = useToast();
  const actions = useWorkspaceActions();
  const mine = useQueryPart('conversation.mine', {}, namesOf);
  const { rows: closed } = useQuery('conversation.closed', {});
  const before = useRef(new Map<string, string>());
  /** Gone from "mine", not yet seen among the closed: the two lists come one after the other. */
  const leaving = useRef(new Map<string, string>());

  useEffect(() => {
    if (mine === null) return;
    const here = new Map(JSON.parse(mine) as [id: string, title: string][]);
    actions.ensureConversations([...here.keys()]);
    for (const [id, title] of before.current) if (!here.has(id)) leaving.current.set(id, title);
    for (const id of here.keys()) leaving.current.delete(id);
    before.current = here;
  }, [mine, actions]);

  useEffect(() => {
    for (const row of closed ?? []) {
      const title = leaving.current.get(row.id);
      if (title === undefined) continue;
      leaving.current.delete(row.id);
      actions.closeSession(sessionIdOf('conversation', row.id));
      const show = { label: t('home.open'), run: () => actions.openConversation(row.id) };
      toast({ title: t('wrapUp.closed', { title }), tone: 'ok', action: show });
    }
  }, [closed, mine, actions, t, toast]);

  useLostOffers();
}

const takings = new Set([
  'offer.accept',
  'conversation.pick',
  'offer.decline',
  'handover.accept',
  'handover.decline',
]);

/** An offer that somebody else took, or that had ended: said once; there is nothing to settle. */
function useLostOffers(): void {
  const t = useT();
  const toast = useToast();
  const { store } = useData();
  const actions = useWorkspaceActions();
  const { rows } = useQuery('attention.list', {});
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { commandId, type, subjectId, refusal, title } of rows ?? []) {
      if (!takings.has(type) || told.current.has(commandId)) continue;
      told.current.add(commandId);
      if (subjectId !== null) actions.closeSession(sessionIdOf('conversation', subjectId));
      if (type !== 'offer.decline' && type !== 'handover.decline')
        toast({ title: errorWords(t, refusal), text: title });
      store
        .request('attention.settle', { commandId, how: 'drop' })
        .catch(() => told.current.delete(commandId));
    }
  }, [rows, store, actions, t, toast]);
}
