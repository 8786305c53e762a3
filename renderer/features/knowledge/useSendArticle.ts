// Changes when an article is sent to a customer, or put into the reply, differently.
import { useCallback } from 'react';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useData, useDesk, useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { sendingText } from './blocks.ts';

/** What can be done with an article beside a conversation. */
export interface SendArticle {
  /** Whether the customer can get it now. */
  possible: boolean;
  /** @throws AppError when it is refused or cannot be saved. */
  send: (article: Article) => Promise<void>;
  /** Puts it at the end of the half-written reply. */
  insert: (article: Article) => void;
}

/** @param conversationId null where there is nobody to send to. */
export function useSendArticle(conversationId: string | null): SendArticle {
  const run = useRun();
  const newId = useNewId();
  const { drafts } = useData();
  const { agent } = useDesk();
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
      await run('message.send', {
        messageId: newId(),
        conversationId,
        audience: 'public',
        text: sendingText(article).slice(0, bounds.message),
        articleId: article.id,
      });
    },
    [run, newId, conversationId],
  );
  const insert = useCallback(
    (article: Article) => {
      if (conversationId === null) return;
      const key = `reply:${conversationId}`;
      const before = drafts.get(key).text;
      const gap = before === '' || before.endsWith('\n') ? '' : '\n';
      const text = `${before}${gap}${sendingText(article)}`;
      drafts.set(key, text, text.length);
    },
    [drafts, conversationId],
  );
  return { possible, send, insert };
}
