// Changes when a conversation's tab is put together differently.
import { useCallback, useState, type ReactNode } from 'react';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { conversationIdOf } from '../../data/call-reporter.ts';
import { useData, useDesk, useQuery, useTyping } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { CallPanel } from './CallPanel.tsx';
import { ClosedBar } from './ClosedBar.tsx';
import { Composer } from './Composer.tsx';
import { FailedMessages } from './FailedMessages.tsx';
import { Header } from './Header.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { MessageList } from './MessageList.tsx';
import { Reopenings } from './Reopen.tsx';
import { SentimentStrip } from './SentimentStrip.tsx';
import { hasTranscript } from './Transcript.tsx';
import { UnsentDraft } from './UnsentDraft.tsx';
import type { Want } from './useComposer.ts';
import { useEnding } from './useEnding.ts';
import { WrapUpBar } from './WrapUpBar.tsx';
import styles from './conversation.module.css';

interface ConversationTabProps {
  conversationId: string;
  tabId: string;
  /** What slash commands ask for beside the conversation; the app brings it and gives it the keyboard. */
  onWant?: (what: Exclude<Want, 'end'>, text: string) => void;
  /** Stands above the composer: what another feature has to say while this customer is served. */
  strip?: ReactNode;
  /** Beside the end, while this agent may end it. */
  actions?: ReactNode;
  /** Above the messages: what another feature has to say about the whole conversation. */
  top?: ReactNode;
  /** Of one on the telephone: where the agent writes, and what else is known of the call. */
  callNotes?: ReactNode;
  callMore?: ReactNode;
}

/** One conversation: its messages, its mood, and where the agent writes. */
export function ConversationTab({
  conversationId,
  tabId,
  onWant,
  strip,
  actions,
  top,
  callNotes,
  callMore,
}: ConversationTabProps) {
  const t = useT();
  const { rows: view, error } = useQuery('conversation.view', { id: conversationId });
  if (view === undefined) {
    return (
      <div className={styles.tab} aria-busy="true">
        <div className={styles.header} />
        {error === null ? <ListSkeleton /> : <ErrorNote error={error} />}
      </div>
    );
  }
  if (view === null)
    return <EmptyState title={t('conversation.gone')}>{t('conversation.goneText')}</EmptyState>;
  return (
    <Loaded
      key={conversationId}
      view={view}
      tabId={tabId}
      onWant={onWant}
      strip={strip}
      actions={actions}
      top={top}
      callNotes={callNotes}
      callMore={callMore}
    />
  );
}

function Loaded({
  view,
  tabId,
  onWant,
  strip,
  actions,
  top,
  callNotes,
  callMore,
}: {
  view: ConversationView;
  tabId: string;
  onWant: ConversationTabProps['onWant'];
  strip: ReactNode;
  actions: ReactNode;
  top: ReactNode;
  callNotes: ReactNode;
  callMore: ReactNode;
}) {
  const t = useT();
  const { agent } = useDesk();
  const { conversation } = view;
  const { state, call } = conversation;
  const ending = useEnding(conversation);
  const mayEnd =
    agent !== null &&
    (conversation.agentId === agent.id || agent.role !== 'agent') &&
    (state === 'active' || state === 'waiting') &&
    !ending.pending;
  const { phone } = useData();
  const { begin: beginEnd } = ending;
  const begin = useCallback(() => {
    const live = phone
      .get()
      .phone?.calls.find((one) => one.phase !== 'ended' && conversationIdOf(one) === conversation.id);
    // Who is talked to hears the end at once: there is nothing to take back.
    if (live === undefined) beginEnd();
    else phone.wish({ type: 'hangUp', id: live.id }).catch(beginEnd);
  }, [phone, conversation.id, beginEnd]);
  const want = useCallback(
    (what: Want, text: string) => {
      if (what !== 'end') onWant?.(what, text);
      else if (mayEnd) begin();
    },
    [onWant, mayEnd, begin],
  );
  const wrapping = ending.pending || state === 'wrapUp';
  return (
    <div className={styles.tab} data-conversation={conversation.id}>
      <Header view={view} onEnd={mayEnd ? begin : null} actions={actions} />
      <Reopenings conversation={conversation} />
      {top}
      {call === undefined ? (
        <MessageList view={view} tabId={tabId} agentId={agent?.id ?? null} />
      ) : (
        <CallPanel view={view} call={call} more={callMore} notes={callNotes} />
      )}
      <FailedMessages conversationId={conversation.id} />
      <Status conversationId={conversation.id} interrupted={ending.interrupted} />
      <Announcer view={view} />
      {ending.error !== null && <ErrorNote error={ending.error} />}
      {state !== 'closed' && (call === undefined || hasTranscript(call)) && <SentimentStrip view={view} />}
      {(state === 'wrapUp' || state === 'closed') && <UnsentDraft conversationId={conversation.id} />}
      {state === 'closed' && <ClosedBar conversation={conversation} />}
      {wrapping && <WrapUpBar conversation={conversation} ending={ending} />}
      {state !== 'closed' && strip}
      {state !== 'closed' && !wrapping && call === undefined && (
        <Composer view={view} tabId={tabId} onWant={want} />
      )}
      <span className="quiet-only" role="status">
        {ending.pending ? t('conversation.ending') : ''}
      </span>
    </div>
  );
}

/** Who is writing. Its line is always there, so that nothing jumps. */
function Status({ conversationId, interrupted }: { conversationId: string; interrupted: boolean }) {
  const t = useT();
  const who = useTyping(conversationId);
  let words = '';
  if (who !== null) words = t('conversation.typing', { name: who });
  else if (interrupted) words = t('conversation.endInterrupted');
  return (
    <div className={styles.status} aria-live="polite">
      <span className={styles.statusText}>{words}</span>
    </div>
  );
}

/** Reads out what the customer writes while this conversation shows; only that, and only once. */
function Announcer({ view }: { view: ConversationView }) {
  const t = useT();
  const { lastMessageAt, lastText, title } = view.row;
  const [heard, setHeard] = useState({ at: lastMessageAt, words: '' });
  // In a hidden pane rows rest, so what came meanwhile is heard once, as the newest.
  if (lastMessageAt !== heard.at) {
    const theirs = view.conversation.waitingSince !== null;
    const words = theirs ? t('conversation.says', { name: title, text: lastText.slice(0, 200) }) : '';
    setHeard({ at: lastMessageAt, words });
  }
  return (
    <span className="quiet-only" aria-live="polite">
      {heard.words}
    </span>
  );
}
