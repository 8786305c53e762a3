// Changes when an article is sent to a customer, put into the reply or copied differently.
import { useCallback } from 'react';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useData, useDesk, useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useOneAtATime } from '../../data/one-at-a-time.ts';
import { sessionIdOf, tabIdOf, useWorkspaceActions } from '../../state/workspace.ts';
import { plainText, sendingText } from './blocks.ts';

/** What can be done with an article beside a conversation. */
export interface SendArticle {
  /** Whether the customer can get it now. */
  possible: boolean;
  /** As a link, at once. @throws AppError when it is refused or cannot be saved. */
  send: (article: Article) => Promise<void>;
  /** Attaches it to the half-written reply, with its first words at the end. @returns false where it does not fit. */
  insert: (article: Article) => boolean;
  /** Its whole text at the end of the half-written reply. @returns false where it is longer than a message may be. */
  insertText: (article: Article) => boolean;
  /** Its whole text to the clipboard. */
  copy: (article: Article) => Promise<void>;
}

/** @param conversationId null where there is nobody to send to. */
export function useSendArticle(conversationId: string | null): SendArticle {
  const run = useRun();
  const newId = useNewId();
  const once = useOneAtATime();
  const { drafts, main } = useData();
  const { agent } = useDesk();
  const actions = useWorkspaceActions();
  const { rows: view } = useQuery('conversation.view', { id: conversationId ?? 'none' });
  const conversation = conversationId === null ? undefined : view?.conversation;
  const mine =
    conversation !== undefined &&
    agent !== null &&
    (conversation.agentId === agent.id || agent.role !== 'agent');
  const possible = mine && (conversation.state === 'active' || conversation.state === 'waiting');
  const send = useCallback(
    async (article: Article) => {
      if (conversationId === null) return;
      await once(() =>
        run('message.send', {
          messageId: newId(),
          conversationId,
          audience: 'public',
          text: sendingText(article).slice(0, bounds.message),
          articleId: article.id,
        }),
      );
    },
    [once, run, newId, conversationId],
  );
  const append = useCallback(
    (words: string): boolean => {
      if (conversationId === null) return false;
      const key = `reply:${conversationId}`;
      const before = drafts.get(key).text;
      const gap = before === '' || before.endsWith('\n') ? '' : '\n';
      const text = `${before}${gap}${words}`;
      if (text.length > bounds.message) return false;
      drafts.set(key, text, text.length);
      return true;
    },
    [drafts, conversationId],
  );
  const insert = useCallback(
    (article: Article) => {
      if (conversationId === null || !append(sendingText(article))) return false;
      const tabId = tabIdOf(sessionIdOf('conversation', conversationId), 'conversation', conversationId);
      actions.setView(tabId, 'article', { id: article.id, title: article.title });
      return true;
    },
    [actions, append, conversationId],
  );
  const insertText = useCallback((article: Article) => append(plainText(article)), [append]);
  const copy = useCallback(
    async (article: Article) => {
      await main.request('clipboard.write', { text: plainText(article).slice(0, mostCopied) });
    },
    [main],
  );
  return { possible, send, insert, insertText, copy };
}

/** The clipboard of the desktop takes no more. */
const mostCopied = 100_000;
