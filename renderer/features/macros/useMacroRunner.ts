// Changes when a macro is given other things to act on or through.
import { useCallback } from 'react';
import type { Macro } from '../../../shared/domain/macro.ts';
import { browserTimers } from '../../data/data.ts';
import { useData, useDesk } from '../../data/hooks.ts';
import { once } from '../../data/once.ts';
import { useT } from '../../state/intl.tsx';
import { useWorkspaceActions } from '../../state/workspace.ts';
import { missingIn } from './conditions.ts';
import { useMacroLog, type MacroRun } from './macro-log.ts';
import { runMacro, type MacroPlace } from './run-macro.ts';
import { undoMacro } from './undo-macro.ts';

/** Runs macros in a conversation. */
export interface MacroRunner {
  runs: readonly MacroRun[];
  /** @returns what it needs to know first; nothing is done then. */
  run: (macro: Macro, asked?: Readonly<Record<string, string>>) => Promise<string[]>;
  undo: (run: MacroRun) => Promise<void>;
}

export function useMacroRunner(conversationId: string, tabId: string): MacroRunner {
  const { live, run: send, drafts, newId, clock } = useData();
  const { agent } = useDesk();
  const t = useT();
  const actions = useWorkspaceActions();
  const { runs, put } = useMacroLog(conversationId);

  const run = useCallback(
    async (macro: Macro, asked: Readonly<Record<string, string>> = {}): Promise<string[]> => {
      const view = await once(live, browserTimers, 'conversation.view', { id: conversationId });
      if (view === null || agent === null) return [];
      const { conversation, customer } = view;
      const found =
        conversation.caseId === null
          ? null
          : await once(live, browserTimers, 'case.view', { id: conversation.caseId });
      const record = found?.case ?? null;
      const place: MacroPlace = {
        conversationId,
        queueId: conversation.queueId,
        customer,
        case: record,
        agentId: agent.id,
        facts: {
          channel: conversation.channel,
          language: customer?.language ?? conversation.visitor.language,
          queueId: conversation.queueId,
          caseStatus: record?.status ?? null,
          casePriority: record?.priority ?? null,
          caseKind: record?.kind ?? null,
          hasCase: record !== null,
          hasCustomer: customer !== null,
        },
        known: {
          customer: customer?.name ?? conversation.visitor.name,
          agent: agent.name,
          case: record?.number ?? null,
        },
        asked,
      };
      const missing = missingIn(macro.steps, place.facts, place.known).filter((name) => !(name in asked));
      if (missing.length > 0) return missing;
      const result = await runMacro(
        macro,
        place,
        {
          run: send,
          drafts,
          newId,
          now: () => clock.now(),
          article: async (id) => {
            const article = await once(live, browserTimers, 'article.view', { id });
            if (article === null) return null;
            actions.setView(tabId, 'article', { id: article.id, title: article.title });
            const { title, summary } = article;
            return { title, text: summary === '' ? title : `${title}\n${summary}` };
          },
          open: (tab, id) => actions.openTab(tab, id),
        },
        put,
      );
      put(result);
      return [];
    },
    [live, agent, conversationId, tabId, send, drafts, newId, clock, actions, put],
  );

  const undo = useCallback(
    async (one: MacroRun): Promise<void> => {
      const result = await undoMacro(one, {
        run: send,
        drafts,
        newId,
        noteWords: t('macro.noteUndone', { title: one.title }),
        tagged: async (kind, id) => {
          if (kind === 'customer') return once(live, browserTimers, 'customer.view', { id });
          return (await once(live, browserTimers, 'case.view', { id }))?.case ?? null;
        },
      });
      put(result);
    },
    [send, drafts, newId, t, live, put],
  );
  return { runs, run, undo };
}
