// Changes when transfer and consult are reached differently: where their panel and their buttons stand.
import { ArrowRightLeft, MessagesSquare } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { HandoverPanel } from '../features/handover/HandoverPanel.tsx';
import { useDesk, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useShell, useShellState, type WantedPart } from '../state/shell.ts';
import { sessionIdOf, tabIdOf, useTabView, useWorkspaceActions, windowBag } from '../state/workspace.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { useToast } from '../ui/Toast.tsx';
import { ContextSection } from './ContextSection.tsx';
import { targetIn } from './pane-focus.ts';

const ways = { transfer: 'transfer', transferQueue: 'queue', consult: 'consult' } as const;
const isWay = (part: WantedPart | undefined): part is keyof typeof ways => part !== undefined && part in ways;

/** @returns whether this agent may hand this conversation over now. */
function useMayHand(conversationId: string): boolean {
  const { agent } = useDesk();
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const { state, agentId } = view?.conversation ?? {};
  const mine = agent !== null && (agentId === agent.id || agent.role !== 'agent');
  return mine && (state === 'active' || state === 'waiting');
}

/** Transfer and Consult in the head of a conversation. */
export function HandingButtons({ onWant }: { onWant: (part: 'transfer' | 'consult') => void }) {
  const t = useT();
  return (
    <>
      <IconButton label={t('handover.transfer')} size="small" onClick={() => onWant('transfer')}>
        <ArrowRightLeft size={15} aria-hidden="true" className="mirror" />
      </IconButton>
      <IconButton label={t('handover.consult')} size="small" onClick={() => onWant('consult')}>
        <MessagesSquare size={15} aria-hidden="true" />
      </IconButton>
    </>
  );
}

/** The panel beside the conversation, for as long as it was asked for. */
export function HandingSection({ conversationId }: { conversationId: string }) {
  const t = useT();
  const shell = useShell();
  const toast = useToast();
  const actions = useWorkspaceActions();
  const may = useMayHand(conversationId);
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const wanted = useShellState((state) =>
    state.wanted?.conversationId === conversationId && isWay(state.wanted.part) ? state.wanted : null,
  );
  const [open, setOpen] = useTabView(windowBag, `handing.${conversationId}`, false);
  const seen = useRef(0);
  useEffect(() => {
    if (wanted === null || wanted.times === seen.current) return;
    seen.current = wanted.times;
    setOpen(true);
  }, [wanted, setOpen]);
  const wasOpen = useRef(open);
  useEffect(() => {
    const closed = wasOpen.current && !open;
    wasOpen.current = open;
    if (!closed || document.activeElement !== document.body) return;
    // What had the keyboard went with the panel: it goes back to the conversation that this was about.
    const tab = tabIdOf(sessionIdOf('conversation', conversationId), 'conversation', conversationId);
    const page = document.querySelector<HTMLElement>(`[data-tab="${CSS.escape(tab)}"]`);
    if (page !== null) targetIn(page)?.focus();
  }, [open, conversationId]);
  if (!open || !may || view === undefined || view === null) return null;
  const part = wanted?.part;
  const asked =
    wanted !== null && isWay(part) ? { kind: ways[part], text: wanted.text, times: wanted.times } : null;
  return (
    <ContextSection name="handover" title={t('handover.title')} asked={wanted?.times ?? 0}>
      <HandoverPanel
        view={view}
        asked={asked}
        onDone={(sent) => {
          setOpen(false);
          shell.setDrawer(false);
          if (sent?.kind !== 'queue') return;
          actions.closeSession(sessionIdOf('conversation', conversationId));
          toast({ title: t('handover.queued', { title: view.row.title, name: sent.toName }), tone: 'ok' });
        }}
      />
    </ContextSection>
  );
}
