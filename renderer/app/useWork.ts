// Changes when work is taken, declined, ended or left differently. The one place that couples commands with sessions.
import { useMemo } from 'react';
import { toErrorData } from '../../shared/errors.ts';
import type { OfferView } from '../../shared/ipc/views.ts';
import { useData } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useShell } from '../state/shell.ts';
import { sessionIdOf, useWorkspaceActions, type Session } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';
import { errorWords } from './UiProvider.tsx';

/** What an agent does with whole conversations. */
export interface Work {
  accept(offer: Pick<OfferView, 'id' | 'conversationId'>): void;
  decline(offer: Pick<OfferView, 'id' | 'conversationId'>): void;
  /** Takes one that waits in a queue. */
  pick(conversationId: string): void;
  /** Closes a session; one whose conversation still goes on is asked about first. */
  leave(session: Session): void;
  /** Ends a conversation; its session stays for the wrap-up. */
  end(conversationId: string): void;
}

/** @returns the same object for as long as the language stays. */
export function useWork(): Work {
  const { run, live, phone } = useData();
  const t = useT();
  const toast = useToast();
  const shell = useShell();
  const actions = useWorkspaceActions();
  return useMemo(() => {
    const failed = (error: unknown): void =>
      toast({ title: errorWords(t, toErrorData(error)), tone: 'danger' });
    return {
      accept: ({ id, conversationId }) => {
        run('offer.accept', { offerId: id, conversationId }).then(
          () => actions.openConversation(conversationId),
          failed,
        );
      },
      decline: ({ id, conversationId }) => {
        run('offer.decline', { offerId: id, conversationId }).catch(failed);
        // Its telephone is not to go on ringing; where it does not ring, that is as well.
        for (const call of phone.get().phone?.calls ?? [])
          if (call.phase === 'ringing' && call.conversationId === conversationId)
            phone.wish({ type: 'reject', id: call.id }).catch(() => {});
      },
      pick: (conversationId) => {
        run('conversation.pick', { conversationId }).then(
          () => actions.openConversation(conversationId),
          failed,
        );
      },
      leave: (session) => {
        const row = live.peek('conversation.mine', {}).rows?.find(({ id }) => id === session.subjectId);
        if (session.kind !== 'conversation' || row === undefined) return actions.closeSession(session.id);
        actions.activateSession(session.id);
        actions.activateTab(session.tabs[0]!.id);
        if (row.state === 'wrapUp') return toast({ title: t('wrapUp.hint') });
        shell.show({ kind: 'endConversation', conversationId: row.id, title: row.title });
      },
      end: (conversationId) => {
        run('conversation.end', { conversationId }).then(
          () => actions.activateSession(sessionIdOf('conversation', conversationId)),
          failed,
        );
      },
    };
  }, [run, live, phone, t, toast, shell, actions]);
}
