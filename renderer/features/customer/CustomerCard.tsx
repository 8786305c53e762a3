// Changes when the customer beside a conversation is shown differently.
import { useState } from 'react';
import type { ConversationView, CustomerRow } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { CustomerFinder } from './CustomerFinder.tsx';
import { Entitlements } from './Entitlements.tsx';
import { Facts } from './Facts.tsx';
import { Unknown } from './Unknown.tsx';
import { useLinking } from './useLinking.ts';
import { VisitorDetails } from './VisitorDetails.tsx';
import { Bidi } from '../../ui/Text.tsx';
import styles from './customer.module.css';

interface CustomerCardProps {
  /** The conversation it stands beside; null beside anything else. */
  conversationId: string | null;
  customerId: string | null;
}

/** Who this is. For an unknown visitor: the customers it may be, or a new one. */
export function CustomerCard({ conversationId, customerId }: CustomerCardProps) {
  const t = useT();
  return (
    <section className={styles.card} aria-label={t('customer.title')}>
      {customerId === null ? null : <Known customerId={customerId} conversationId={conversationId} />}
      {conversationId === null ? null : (
        <Beside conversationId={conversationId} known={customerId !== null} />
      )}
      {customerId === null && conversationId === null && (
        <p className={styles.quiet}>{t('customer.nobody')}</p>
      )}
    </section>
  );
}

function Beside({ conversationId, known }: { conversationId: string; known: boolean }) {
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  if (view === null) return null;
  if (view === undefined) return known ? null : <CardSkeleton />;
  return (
    <>
      {!known && <Unknown view={view} />}
      {/* A caller has visited no page. */}
      {view.conversation.call === undefined && (
        <VisitorDetails visitor={view.conversation.visitor} until={view.conversation.createdAt} />
      )}
    </>
  );
}

function Known({ customerId, conversationId }: { customerId: string; conversationId: string | null }) {
  const t = useT();
  const link = useRecordLink();
  const { rows: customer } = useQuery('customer.view', { id: customerId });
  if (customer === undefined) return <CardSkeleton />;
  if (customer === null)
    return (
      <>
        <p className={styles.quiet}>{t('customer.gone')}</p>
        {conversationId !== null && (
          <Other conversationId={conversationId} customer={{ id: customerId, name: '' }} />
        )}
      </>
    );
  return (
    <>
      <div className={styles.who}>
        <Avatar name={customer.name} id={customer.id} size={36} />
        <div className={styles.whoText}>
          <button
            type="button"
            className={styles.name}
            title={customer.name}
            aria-label={t('customer.open', { name: customer.name })}
            {...link('customer', customer.id)}
          >
            <Bidi className="clip">{customer.name}</Bidi>
          </button>
          <span className={styles.quiet}>
            {t('customer.counts', { cases: customer.openCases, conversations: customer.conversations })}
          </span>
        </div>
      </div>
      {conversationId !== null && <HowKnown conversationId={conversationId} customer={customer} />}
      <Facts customer={customer} />
      <Entitlements customerId={customer.id} />
      {conversationId !== null && <Other conversationId={conversationId} customer={customer} />}
    </>
  );
}

/** An address that somebody types proves nothing: who reads out private things is told so. */
function HowKnown({ conversationId, customer }: { conversationId: string; customer: CustomerRow }) {
  const t = useT();
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  if (view == null || !saysSo(view, customer)) return null;
  return <p className={styles.quiet}>{t('customer.byEmail')}</p>;
}

function saysSo({ conversation }: ConversationView, { email }: CustomerRow): boolean {
  const given = conversation.visitor.email;
  return given !== null && given !== '' && email?.toLowerCase() === given.toLowerCase();
}

/** The way out of a wrong link: to nobody, or to somebody else. Both can be undone. */
function Other({
  conversationId,
  customer,
}: {
  conversationId: string;
  customer: Pick<CustomerRow, 'id' | 'name'>;
}) {
  const t = useT();
  const [choosing, setChoosing] = useState(false);
  const { link, error } = useLinking(conversationId, customer);
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {choosing ? (
        <CustomerFinder
          without={customer.id}
          autoFocus
          onPick={(other) => {
            setChoosing(false);
            link(other);
          }}
          onDone={() => setChoosing(false)}
        />
      ) : (
        <div className={styles.others}>
          <Button size="small" variant="quiet" onClick={() => link(null)}>
            {t('customer.unlink')}
          </Button>
          <Button size="small" variant="quiet" onClick={() => setChoosing(true)}>
            {t('customer.change')}
          </Button>
        </div>
      )}
    </>
  );
}

function CardSkeleton() {
  return (
    <div className={styles.skeleton}>
      <Skeleton width="60%" height={20} />
      <Skeleton width="80%" />
      <Skeleton width="70%" />
    </div>
  );
}
