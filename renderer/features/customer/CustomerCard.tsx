// Changes when the customer beside a conversation is shown or found differently.
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ConversationView, CustomerRow } from '../../../shared/ipc/views.ts';
import { useDraft, useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { NewCustomerForm } from './NewCustomerForm.tsx';
import { VisitorDetails } from './VisitorDetails.tsx';
import { Facts } from './Facts.tsx';
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
      <VisitorDetails visitor={view.conversation.visitor} />
    </>
  );
}

function Known({ customerId, conversationId }: { customerId: string; conversationId: string | null }) {
  const t = useT();
  const run = useRun();
  const link = useRecordLink();
  const { rows: customer } = useQuery('customer.view', { id: customerId });
  const [error, setError] = useState<ErrorData | null>(null);
  if (customer === undefined) return <CardSkeleton />;
  if (customer === null) return <p className={styles.quiet}>{t('customer.gone')}</p>;
  const unlink = (): void => {
    setError(null);
    run('conversation.link', { conversationId: conversationId!, customerId: null }).catch(
      (failure: unknown) => setError(toErrorData(failure)),
    );
  };
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
      <Facts customer={customer} />
      {error !== null && <ErrorNote error={error} />}
      {conversationId !== null && (
        <Button size="small" variant="quiet" className={styles.unlink} onClick={unlink}>
          {t('customer.unlink')}
        </Button>
      )}
    </>
  );
}

/** None, one or several customers that it may be; choosing links, and nothing is linked by itself. */
function Unknown({ view }: { view: ConversationView }) {
  const t = useT();
  const run = useRun();
  const { id, visitor } = view.conversation;
  const draft = useDraft(`form:customer:${id}`);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const open = asked || draft.text !== '';
  const link = (customerId: string): void => {
    setError(null);
    run('conversation.link', { conversationId: id, customerId }).catch((failure: unknown) =>
      setError(toErrorData(failure)),
    );
  };
  return (
    <>
      <div className={styles.who}>
        <Avatar name={visitor.name} id={id} size={36} />
        <div className={styles.whoText}>
          <span className={styles.visitor} title={visitor.name}>
            <Bidi className="clip">{visitor.name}</Bidi>
          </span>
          <span className={styles.quiet}>{t('customer.found', { count: view.candidates.length })}</span>
        </div>
      </div>
      {view.candidates.length > 0 && (
        <ul className={styles.candidates}>
          {view.candidates.map((candidate) => (
            <Candidate key={candidate.id} candidate={candidate} onLink={link} />
          ))}
        </ul>
      )}
      {error !== null && <ErrorNote error={error} />}
      {open ? (
        <NewCustomerForm conversationId={id} visitor={visitor} onDone={() => setAsked(false)} />
      ) : (
        <Button icon={<UserPlus size={14} aria-hidden="true" />} onClick={() => setAsked(true)}>
          {t('customer.new')}
        </Button>
      )}
    </>
  );
}

function Candidate({ candidate, onLink }: { candidate: CustomerRow; onLink: (id: string) => void }) {
  const t = useT();
  const details = [candidate.email, candidate.phone, candidate.organisation, candidate.city].filter(
    (text) => text !== null && text !== '',
  );
  return (
    <li className={styles.candidate}>
      <div className={styles.whoText}>
        <span className={styles.candidateName} title={candidate.name}>
          <Bidi className="clip">{candidate.name}</Bidi>
        </span>
        <span className={styles.quiet} title={details.join(' · ')}>
          <Bidi className="clip">{details.join(' · ')}</Bidi>
        </span>
      </div>
      <Button
        size="small"
        aria-label={t('customer.linkTo', { name: candidate.name })}
        onClick={() => onLink(candidate.id)}
      >
        {t('customer.link')}
      </Button>
    </li>
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
