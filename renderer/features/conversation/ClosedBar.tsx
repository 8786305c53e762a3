// Changes when a closed conversation shows its end or its rating differently.
import { Star } from 'lucide-react';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useLocale, useT } from '../../state/intl.tsx';
import { Reopen } from './Reopen.tsx';
import styles from './wrapup.module.css';

const stars = [1, 2, 3, 4, 5] as const;

/** How it ended, when, what the customer thought of it, and for supervisors the way back. */
export function ClosedBar({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const intl = useIntl();
  const locale = useLocale();
  const { rows } = useQuery('disposition.list', {});
  const { closedAt, dispositionId, rating } = conversation;
  const labels = rows?.find(({ id }) => id === dispositionId)?.labels;
  const ended = labels?.[locale] ?? labels?.en;
  return (
    <section className={styles.closed} aria-label={t('state.closed')}>
      <div className={styles.closedLine}>
        <strong>{t('conversation.closed')}</strong>
        {ended !== undefined && <span>{ended}</span>}
        {closedAt !== null && (
          <time className={styles.quiet} dateTime={new Date(closedAt).toISOString()}>
            {intl.formatDate(closedAt, { dateStyle: 'medium', timeStyle: 'short' })}
          </time>
        )}
        {rating === null ? (
          <span className={styles.quiet}>{t('conversation.notRated')}</span>
        ) : (
          <span
            className={styles.stars}
            role="img"
            aria-label={t('conversation.rating', { score: rating.score })}
          >
            {stars.map((star) => (
              <Star
                key={star}
                size={14}
                aria-hidden="true"
                fill={star <= rating.score ? 'currentColor' : 'none'}
              />
            ))}
          </span>
        )}
      </div>
      {rating !== null && rating.comment !== '' && (
        <p className={styles.comment} dir="auto">
          {rating.comment}
        </p>
      )}
      <Reopen conversation={conversation} />
    </section>
  );
}
