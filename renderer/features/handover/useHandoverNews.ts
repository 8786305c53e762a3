// Changes when an agent hears differently what became of the handovers it sent.
import { useEffect, useRef } from 'react';
import { useData, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { sessionIdOf, useWorkspaceActions } from '../../state/workspace.ts';
import { useToast } from '../../ui/Toast.tsx';

/** Says what was decided, once; the session of what was given away closes, with a way back to read. */
export function useHandoverNews(): void {
  const t = useT();
  const toast = useToast();
  const { drafts } = useData();
  const actions = useWorkspaceActions();
  const { rows } = useQuery('handover.sent', {});
  const open = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (rows === undefined) return;
    const before = open.current;
    open.current = new Set(rows.filter(({ state }) => state === 'offered').map(({ id }) => id));
    for (const { id, state, kind, conversationId, toName: name, title, reason, capsule } of rows) {
      // Only what was seen waiting is news; after a start the conversation itself tells the rest.
      if (before?.has(id) !== true || state === 'offered') continue;
      if (state === 'declined')
        toast({ title: t('handover.declined', { name, title }), text: reason === '' ? undefined : reason });
      else if (state === 'expired') toast({ title: t('handover.expired', { name, title }) });
      else if (state === 'accepted' && kind === 'consult')
        toast({ title: t('handover.consultAccepted', { name, title }), tone: 'ok' });
      else if (state === 'accepted') {
        const key = `reply:${conversationId}`;
        if (capsule.draft !== '' && drafts.get(key).text === capsule.draft) drafts.clear(key);
        actions.closeSession(sessionIdOf('conversation', conversationId));
        toast({
          title: t('handover.accepted', { name, title }),
          tone: 'ok',
          action: { label: t('handover.read'), run: () => actions.openConversation(conversationId) },
        });
      }
    }
  }, [rows, drafts, actions, t, toast]);
}
