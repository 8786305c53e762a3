// Changes when a kind of tab shows another feature. Features do not know each other: here they are put side by side.
import { memo } from 'react';
import { ConversationTab } from '../features/conversation/ConversationTab.tsx';
import { Home } from '../features/inbox/Home.tsx';
import type { Tab } from '../state/workspace.ts';
import type { Work } from './useWork.ts';

/** What a tab shows. */
export const TabContent = memo(function TabContent({ tab, work }: { tab: Tab; work: Work }) {
  const { id, kind, subjectId } = tab;
  switch (kind) {
    case 'home':
    case 'search':
      return <Home tabId={id} onPick={work.pick} />;
    case 'conversation':
      return subjectId === null ? null : <ConversationTab conversationId={subjectId} tabId={id} />;
    default:
      return null;
  }
});

/** What stands beside a conversation. */
export function ContextContent({ conversationId }: { conversationId: string }) {
  return <div data-conversation={conversationId} />;
}

/** The refused edits of this agent, each with a way on. */
export function AttentionContent({ onDone }: { onDone: () => void }) {
  return <div data-done={String(onDone.length)} />;
}
