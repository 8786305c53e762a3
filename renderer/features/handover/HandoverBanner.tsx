// Changes when a conversation tells otherwise what is handed over, who advises, and what came along.
import { ArrowRightLeft, MessagesSquare } from 'lucide-react';
import type { HandoverView } from '../../../shared/ipc/views-handover.ts';
import { toErrorData } from '../../../shared/errors.ts';
import { useDesk, useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useTabView } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { useUi } from '../../ui/words.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Countdown } from '../../ui/Time.tsx';
import { CapsuleView } from './CapsuleView.tsx';
import css from './handover.module.css';

/** Above the messages: the handover that goes on, those who advise, and what came with the conversation. */
export function HandoverBanner({ conversationId, tabId }: { conversationId: string; tabId: string }) {
  const { agent } = useDesk();
  const { rows } = useQuery('handover.of', { id: conversationId });
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const conversation = view?.conversation;
  if (rows === undefined || conversation === undefined || agent === null) return null;
  const goesOn = conversation.state === 'active' || conversation.state === 'waiting';
  const last = rows.find(({ kind }) => kind === 'transfer');
  // Whom it is offered to has its card, with what can be answered.
  const offered = rows.filter(
    ({ state, toAgentId }) => state === 'offered' && goesOn && toAgentId !== agent.id,
  );
  const advising = rows.filter(
    ({ id, kind, state }) =>
      kind === 'consult' && state === 'accepted' && goesOn && conversation.consultIds?.includes(id) === true,
  );
  const declined = rows.find(({ id }) => id === conversation.handoverId);
  const mine = conversation.agentId === agent.id;
  // It may have come from a queue that has moods to one that has none.
  const moods = view?.row.sentiment.mode !== 'off';
  return (
    <>
      {offered.map((one) => (
        <Offered key={one.id} handover={one} mine={one.fromAgentId === agent.id} />
      ))}
      {mine && declined?.state === 'declined' && declined.fromAgentId === agent.id && (
        <Declined handover={declined} tabId={tabId} />
      )}
      {advising.map((one) => (
        <Advising key={one.id} handover={one} asMe={one.toAgentId === agent.id} />
      ))}
      {mine && last?.state === 'accepted' && last.fromAgentId !== agent.id && (
        <CameAlong handover={last} tabId={tabId} moods={moods} />
      )}
      {advising
        .filter(({ toAgentId }) => toAgentId === agent.id)
        .map((one) => (
          <CameAlong key={one.id} handover={one} tabId={tabId} moods={moods} />
        ))}
    </>
  );
}

/** @returns a function that runs a command of a handover and says why it could not. */
function useAct(): (type: 'handover.withdraw' | 'handover.end', handover: HandoverView) => void {
  const run = useRun();
  const toast = useToast();
  const ui = useUi();
  return (type, { id, conversationId }) => {
    run(type, { handoverId: id, conversationId }).catch((error: unknown) =>
      toast({ title: ui.error(toErrorData(error)), tone: 'danger' }),
    );
  };
}

function Offered({ handover, mine }: { handover: HandoverView; mine: boolean }) {
  const t = useT();
  const act = useAct();
  const { kind, toName, expiresAt } = handover;
  return (
    <div role="status" className={css.banner}>
      <ArrowRightLeft size={14} aria-hidden="true" className="mirror" />
      <span className={css.grow}>
        {t(kind === 'consult' ? 'handover.asking' : 'handover.offered', { name: toName })}
      </span>
      <Countdown to={expiresAt} soonMs={15_000} bare />
      {mine && (
        <Button size="small" onClick={() => act('handover.withdraw', handover)}>
          {t('handover.withdraw')}
        </Button>
      )}
    </div>
  );
}

function Declined({
  handover: { id, toName, title, reason },
  tabId,
}: {
  handover: HandoverView;
  tabId: string;
}) {
  const t = useT();
  const [seen, setSeen] = useTabView<string>(tabId, 'handoverSeen', '');
  if (seen === id) return null;
  return (
    <div role="status" className={css.banner}>
      <span className={css.grow}>
        {t('handover.declined', { name: toName, title })}
        {reason !== '' && (
          <>
            {': '}
            <Bidi>{reason}</Bidi>
          </>
        )}
      </span>
      <Button size="small" onClick={() => setSeen(id)}>
        {t('common.dismiss')}
      </Button>
    </div>
  );
}

function Advising({ handover, asMe }: { handover: HandoverView; asMe: boolean }) {
  const t = useT();
  const act = useAct();
  const name = asMe ? handover.fromName : handover.toName;
  return (
    <div role="status" className={css.banner}>
      <MessagesSquare size={14} aria-hidden="true" />
      <span className={css.grow}>{t(asMe ? 'handover.advising' : 'handover.advises', { name })}</span>
      <Button size="small" onClick={() => act('handover.end', handover)}>
        {t('handover.end')}
      </Button>
    </div>
  );
}

/** What came along stays with the conversation: folded away, it can be unfolded again. */
function CameAlong({
  handover: { id, kind, fromName, comment, capsule },
  tabId,
  moods,
}: {
  handover: HandoverView;
  tabId: string;
  moods: boolean;
}) {
  const t = useT();
  const [hidden, setHidden] = useTabView<string>(tabId, `capsule.${id}`, '');
  const open = hidden === '';
  const title = t(kind === 'consult' ? 'handover.asksAdvice' : 'handover.cameFrom', { name: fromName });
  return (
    <section aria-label={title} className={css.came}>
      <div className={css.cameHead}>
        <h3 className={css.grow}>{title}</h3>
        <Button
          size="small"
          variant="quiet"
          aria-expanded={open}
          onClick={() => setHidden(open ? 'hidden' : '')}
        >
          {t(open ? 'handover.hide' : 'handover.show')}
        </Button>
      </div>
      {open && (
        <div className={css.cameBody}>
          {comment !== '' && (
            <p className={css.comment} dir="auto">
              {comment}
            </p>
          )}
          <CapsuleView capsule={capsule} moods={moods} />
        </div>
      )}
    </section>
  );
}
