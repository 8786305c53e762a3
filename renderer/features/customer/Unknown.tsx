// Changes when a visitor whom nobody knows yet becomes a customer differently: none, one or several that it may be.
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { farNumber } from '../../../shared/domain/call.ts';
import type { Visitor } from '../../../shared/domain/conversation.ts';
import type { Candidate, ConversationView } from '../../../shared/ipc/views.ts';
import { useDraft } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { CustomerFinder } from './CustomerFinder.tsx';
import { NewCustomerForm } from './NewCustomerForm.tsx';
import { useLinking } from './useLinking.ts';
import styles from './customer.module.css';

/** The customers it may be with what says so, a search, or a new one. Choosing links; nothing is linked by itself here. */
export function Unknown({ view }: { view: ConversationView }) {
  const t = useT();
  const { id, visitor, call } = view.conversation;
  const draft = useDraft(`form:customer:${id}`);
  const [asked, setAsked] = useState(false);
  const { link, error } = useLinking(id, null);
  const open = asked || draft.text !== '';
  return (
    <>
      <div className={styles.who}>
        <Avatar name={visitor.name} id={id} size={36} />
        <div className={styles.whoText}>
          <span className={styles.visitor} title={visitor.name}>
            <Bidi className="clip">{visitor.name}</Bidi>
          </span>
          <span className={styles.quiet} role="status">
            {t('customer.found', { count: view.candidates.length })}
          </span>
        </div>
      </div>
      {view.candidates.length > 0 && (
        <ul className={styles.candidates}>
          {view.candidates.map((candidate) => (
            <CandidateLine
              key={candidate.id}
              candidate={candidate}
              visitor={visitor}
              onLink={() => link(candidate)}
            />
          ))}
        </ul>
      )}
      {error !== null && <ErrorNote error={error} />}
      {open ? (
        <NewCustomerForm
          conversationId={id}
          visitor={visitor}
          phone={call === undefined ? undefined : farNumber(call)}
          onDone={() => setAsked(false)}
        />
      ) : (
        <>
          <CustomerFinder without={null} onPick={link} />
          <Button icon={<UserPlus size={14} aria-hidden="true" />} onClick={() => setAsked(true)}>
            {t('customer.new')}
          </Button>
        </>
      )}
    </>
  );
}

interface CandidateLineProps {
  candidate: Candidate;
  visitor: Visitor;
  onLink: () => void;
}

function CandidateLine({ candidate, visitor, onLink }: CandidateLineProps) {
  const t = useT();
  const { name, email, phone, organisation, city, contacts = [], matches = [] } = candidate;
  const byEmail = matches.includes('email');
  const byPhone = matches.includes('phone');
  // Where a further address or number is what fits, that one is shown.
  const fits = (value: string): boolean => value.toLowerCase() === (visitor.email ?? '').toLowerCase();
  const emails = [email, ...contacts.filter(({ kind }) => kind === 'email').map(({ value }) => value)];
  const numbers = [phone, ...contacts.filter(({ kind }) => kind === 'phone').map(({ value }) => value)];
  const digits = (text: string): string => text.replace(/\D/g, '');
  const given = [visitor.email ?? '', visitor.name].map(digits);
  const shownEmail = byEmail ? (emails.find((one) => one !== null && fits(one)) ?? email) : email;
  const shownPhone = byPhone
    ? (numbers.find((one) => one !== null && given.includes(digits(one))) ?? phone)
    : phone;
  const details: { text: string | null; hit: boolean }[] = [
    { text: shownEmail, hit: byEmail },
    { text: shownPhone, hit: byPhone },
    { text: organisation, hit: false },
    { text: city, hit: false },
  ];
  const shown = details.filter(({ text }) => text !== null && text !== '');
  return (
    <li className={styles.candidate}>
      <div className={styles.whoText}>
        <span className={styles.candidateName} title={name}>
          {matches.includes('name') ? (
            <mark className="clip">
              <Bidi>{name}</Bidi>
            </mark>
          ) : (
            <Bidi className="clip">{name}</Bidi>
          )}
        </span>
        <span className={styles.candidateDetails} title={shown.map(({ text }) => text).join(' · ')}>
          {shown.map(({ text, hit }, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              {hit ? <mark>{<Bidi>{text ?? ''}</Bidi>}</mark> : <Bidi>{text ?? ''}</Bidi>}
            </span>
          ))}
        </span>
        {matches.length > 0 && (
          <span className={styles.matches}>
            {matches.map((match) => t(`customer.match.${match}`)).join(' · ')}
          </span>
        )}
      </div>
      <Button size="small" aria-label={t('customer.linkTo', { name })} onClick={onLink}>
        {t('customer.link')}
      </Button>
    </li>
  );
}
