// Changes when it is shown differently how a customer's conversations have ended.
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import styles from './mood-trend.module.css';

/** Below two there is no trend. */
const least = 2;
const shown = 12;
const height = 44;

/** One face for each of the last conversations, the newest at the end of the line, as high as it was good. Each opens its own. */
export function MoodTrend({ customerId }: { customerId: string }) {
  const t = useT();
  const intl = useIntl();
  const link = useRecordLink();
  const { rows } = useQuery('mood.trend', { id: customerId });
  const points = (rows ?? []).slice(-shown);
  if (points.length < least) return null;
  return (
    <section aria-label={t('mood.trend')} className={styles.trend}>
      <h3 className={styles.heading}>{t('mood.trend')}</h3>
      <ol className={styles.line}>
        {points.map(({ conversationId, at, subject, level, score }) => {
          const label = t('mood.trendPoint', {
            level: t(`sentiment.${level}`),
            date: intl.formatDate(at, { dateStyle: 'medium' }),
            subject: `\u2068${subject}\u2069`,
          });
          return (
            <li key={conversationId}>
              <button
                type="button"
                className={styles.point}
                style={{ paddingBlockStart: `${String(Math.round(((1 - score) / 2) * height))}px` }}
                title={label}
                aria-label={label}
                {...link('conversation', conversationId)}
              >
                <SentimentFace level={level} size={16} decorative />
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
