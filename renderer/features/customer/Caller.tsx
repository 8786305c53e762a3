// Changes when it is shown otherwise who is calling, before the call is answered: nobody known, one, or several.
import { memo } from 'react';
import type { Candidate } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Bidi } from '../../ui/Text.tsx';
import styles from './caller.module.css';

/** More are no help while it rings. */
const shown = 4;

/** The customers who have a number. Opening one answers nothing. */
export const Caller = memo(function Caller({ number }: { number: string }) {
  const t = useT();
  const { rows } = useQuery('customer.byNumber', { number });
  const { rows: desk } = useQuery('desk.view', {});
  if (rows === undefined) return null;
  // While the desk is being filled, who is not there yet may still come.
  if (rows.length === 0 && desk?.link.state === 'loading') return null;
  return (
    <section className={styles.caller} aria-label={t('call.who')}>
      {rows.length === 0 && <p className={styles.quiet}>{t('call.nobody')}</p>}
      {rows.length > 1 && <p className={styles.quiet}>{t('call.several', { count: rows.length })}</p>}
      {rows.slice(0, shown).map((one) => (
        <Known key={one.id} customer={one} />
      ))}
    </section>
  );
});

function Known({ customer }: { customer: Candidate }) {
  const t = useT();
  const link = useRecordLink();
  const { id, name, organisation, city, tags, openCases, conversations } = customer;
  const where = [organisation, city].filter((part) => part !== null && part !== '').join(' · ');
  return (
    <button
      type="button"
      className={styles.known}
      aria-label={t('customer.open', { name })}
      {...link('customer', id)}
    >
      <Avatar name={name} id={id} size={28} />
      <span className={styles.text}>
        <Bidi className="clip">{name}</Bidi>
        <span className={styles.quiet}>
          <Bidi className="clip">{where}</Bidi>
        </span>
      </span>
      {tags.slice(0, 2).map((tag) => (
        <Badge key={tag}>
          <Bidi>{tag}</Bidi>
        </Badge>
      ))}
      <span className={styles.counts}>{t('call.history', { cases: openCases, conversations })}</span>
    </button>
  );
}
