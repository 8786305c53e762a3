// Changes when a kind of tab shows another feature. Features do not know each other: here they are put side by side.
import { memo, useCallback } from 'react';
import { AttentionTray } from '../features/attention/AttentionTray.tsx';
import { CaseCard } from '../features/case/CaseCard.tsx';
import { CaseListTab } from '../features/case/CaseListTab.tsx';
import { CaseTab } from '../features/case/CaseTab.tsx';
import { HomeLists, HomeTodo } from '../features/case/HomeLists.tsx';
import type { FindCustomer } from '../features/case/NewCaseForm.tsx';
import { BeginCase, NewCaseHere } from '../features/case/NewCaseHere.tsx';
import { Notes } from '../features/case/Notes.tsx';
import { ConversationTab } from '../features/conversation/ConversationTab.tsx';
import { CustomerCard } from '../features/customer/CustomerCard.tsx';
import { CustomerFinder } from '../features/customer/CustomerFinder.tsx';
import { CustomerListTab } from '../features/customer/CustomerListTab.tsx';
import { CustomerTab } from '../features/customer/CustomerTab.tsx';
import { HandoverBanner } from '../features/handover/HandoverBanner.tsx';
import { Reminders } from '../features/handover/Reminders.tsx';
import { Home } from '../features/inbox/Home.tsx';
import { MissedCalls } from '../features/inbox/MissedCalls.tsx';
import { ArticleSearch } from '../features/knowledge/ArticleSearch.tsx';
import { ArticleTab } from '../features/knowledge/ArticleTab.tsx';
import { DraftFromCase } from '../features/knowledge/DraftFromCase.tsx';
import { KnowledgeTab } from '../features/knowledge/KnowledgeTab.tsx';
import { MacroStrip } from '../features/macros/MacroStrip.tsx';
import { ScriptPanel } from '../features/macros/ScriptPanel.tsx';
import { Tools } from '../features/macros/Tools.tsx';
import { CallRecord, hasCallRecord } from '../features/phone/CallRecord.tsx';
import { useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useShell, useShellState, type ToolsPage, type WantedPart } from '../state/shell.ts';
import { sessionIdOf, tabIdOf, useTabView, windowBag, type Tab } from '../state/workspace.ts';
import { ContextSection } from './ContextSection.tsx';
import { HandingButtons, HandingSection } from './Handing.tsx';
import css from './context.module.css';
import type { Work } from './useWork.ts';

const findCustomer: FindCustomer = (onPick) => <CustomerFinder without={null} onPick={onPick} />;

/** What a tab shows. */
export const TabContent = memo(function TabContent({ tab, work }: { tab: Tab; work: Work }) {
  const { id, kind, subjectId } = tab;
  if (kind === 'caseList') return <CaseListTab tabId={id} finder={findCustomer} />;
  if (kind === 'customerList') return <CustomerListTab tabId={id} />;
  if (kind === 'knowledge') return <KnowledgeTab tabId={id} />;
  if (subjectId === null || kind === 'home' || kind === 'search')
    return (
      <Home
        tabId={id}
        onPick={work.pick}
        missed={<MissedCalls />}
        promised={
          <>
            <Reminders />
            <HomeTodo />
          </>
        }
        begin={<BeginCase tabId={id} quiet />}
        lists={
          <>
            <NewCaseHere tabId={id} customerId={null} finder={findCustomer} />
            <HomeLists />
          </>
        }
      />
    );
  switch (kind) {
    case 'conversation':
      return <Conversation conversationId={subjectId} tabId={id} />;
    case 'case':
      return <CaseTab caseId={subjectId} tabId={id} actions={<DraftFromCase caseId={subjectId} />} />;
    case 'customer':
      return (
        <CustomerTab
          customerId={subjectId}
          tabId={id}
          notes={<Notes subjectKind="customer" subjectId={subjectId} />}
          begin={
            <>
              <BeginCase tabId={id} />
              <NewCaseHere tabId={id} customerId={subjectId} />
            </>
          }
        />
      );
    case 'article':
      return <ArticleTab key={subjectId} articleId={subjectId} tabId={id} />;
  }
});

function Conversation({ conversationId, tabId }: { conversationId: string; tabId: string }) {
  const shell = useShell();
  const [, setOpen] = useTabView(windowBag, 'context.open', true);
  const onWant = useCallback(
    (part: WantedPart | ToolsPage, text: string) => {
      if (part === 'quickReplies' || part === 'macros' || part === 'scripts')
        return shell.show(text === '' ? { kind: 'tools', page: part } : { kind: 'tools', page: part, text });
      if (part === 'macro') return shell.want(conversationId, part, text);
      setOpen(true);
      shell.setDrawer(true);
      shell.want(conversationId, part, text);
    },
    [shell, setOpen, conversationId],
  );
  const strip = <MacroStrip conversationId={conversationId} tabId={tabId} />;
  return (
    <ConversationTab
      conversationId={conversationId}
      tabId={tabId}
      onWant={onWant}
      strip={strip}
      actions={<HandingButtons onWant={(part) => onWant(part, '')} />}
      top={<HandoverBanner conversationId={conversationId} tabId={tabId} />}
      callNotes={<ConversationNotes conversationId={conversationId} />}
    />
  );
}

/** What is noted on a conversation: on its case, where it has one. */
function ConversationNotes({ conversationId }: { conversationId: string }) {
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const asked = useShellState(({ wanted }) =>
    wanted?.conversationId === conversationId && wanted.part === 'note' ? wanted.times : 0,
  );
  // Not before it is known: words would begin in one place and go on in another.
  if (view == null) return null;
  const { caseId } = view.conversation;
  if (caseId === null) return <Notes subjectKind="conversation" subjectId={conversationId} asked={asked} />;
  const also = { subjectKind: 'conversation', subjectId: conversationId } as const;
  return <Notes subjectKind="case" subjectId={caseId} also={also} asked={asked} />;
}

/** What stands beside a conversation: who, which case, what was noted, what the knowledge base has. */
export function ContextContent({ conversationId }: { conversationId: string }) {
  const t = useT();
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const wanted = useShellState((shell) =>
    shell.wanted?.conversationId === conversationId ? shell.wanted : null,
  );
  const caseId = view?.conversation.caseId ?? null;
  const asked = (part: WantedPart): number => (wanted?.part === part ? wanted.times : 0);
  return (
    <div className={css.context}>
      <HandingSection conversationId={conversationId} />
      <ContextSection name="customer" title={t('context.customer')} asked={0}>
        <CustomerCard conversationId={conversationId} customerId={view?.conversation.customerId ?? null} />
      </ContextSection>
      {hasCallRecord(view?.conversation.call) && (
        <ContextSection name="call" title={t('context.call')} asked={0}>
          <CallRecord conversationId={conversationId} />
        </ContextSection>
      )}
      <ContextSection name="case" title={t('context.case')} asked={asked('case')}>
        <CaseCard conversationId={conversationId} asked={asked('case')} />
        <DraftFromCase caseId={caseId} padded />
      </ContextSection>
      {/* On the telephone they are written where others have their messages. */}
      {view?.conversation.call === undefined && (
        <ContextSection name="notes" title={t('context.notes')} asked={asked('note')}>
          <ConversationNotes conversationId={conversationId} />
        </ContextSection>
      )}
      <ContextSection name="script" title={t('script.title')} asked={asked('script')}>
        <ScriptPanel
          conversationId={conversationId}
          tabId={tabIdOf(sessionIdOf('conversation', conversationId), 'conversation', conversationId)}
          asked={asked('script')}
          chosen={wanted?.part === 'script' ? wanted.text : ''}
        />
      </ContextSection>
      <ContextSection name="articles" title={t('context.articles')} asked={asked('articles')}>
        <ArticleSearch conversationId={conversationId} asked={asked('articles')} />
      </ContextSection>
    </div>
  );
}

/** Where quick replies, macros and scripts are kept. */
export function ToolsContent({ page, text }: { page: ToolsPage; text?: string | undefined }) {
  return <Tools page={page} text={text} />;
}

/** The refused edits of this agent, each with a way on. */
export function AttentionContent() {
  return <AttentionTray />;
}
