// Changes when accepting or declining a handover does something else. Card, keys and native notification share it.
import { useMemo } from 'react';
import { toErrorData } from '../../../shared/errors.ts';
import type { HandoverView } from '../../../shared/ipc/views-handover.ts';
import { useData } from '../../data/hooks.ts';
import { sessionIdOf, tabIdOf, useWorkspaceActions } from '../../state/workspace.ts';
import { useToast } from '../../ui/Toast.tsx';
import { useUi } from '../../ui/words.tsx';

/** What an agent answers to a handover. */
export interface HandoverAnswers {
  /** Its conversation opens, with the reply that was begun where none stands yet. */
  accept(handover: HandoverView): void;
  decline(handover: Pick<HandoverView, 'id' | 'conversationId'>, reason?: string): void;
}

/** @returns the same object for as long as the language stays. */
export function useHandoverAnswers(): HandoverAnswers {
  const ui = useUi();
  const { run, drafts } = useData();
  const toast = useToast();
  const actions = useWorkspaceActions();
  return useMemo(() => {
    const failed = (error: unknown): void => toast({ title: ui.error(toErrorData(error)), tone: 'danger' });
    return {
      accept: ({ id, conversationId, kind, capsule }) => {
        run('handover.accept', { handoverId: id, conversationId }).then(() => {
          const key = `reply:${conversationId}`;
          if (kind === 'transfer' && capsule.draft !== '' && drafts.get(key).text === '')
            drafts.set(key, capsule.draft, capsule.draft.length);
          actions.openConversation(conversationId);
          // Who advises writes to colleagues only, and who takes over to the customer: also after having advised here.
          const tab = tabIdOf(sessionIdOf('conversation', conversationId), 'conversation', conversationId);
          actions.setView(tab, 'mode', kind === 'consult' ? 'internal' : 'public');
        }, failed);
      },
      decline: ({ id, conversationId }, reason = '') => {
        run('handover.decline', { handoverId: id, conversationId, reason: reason.trim() }).catch(failed);
      },
    };
  }, [run, drafts, toast, actions, ui]);
}
