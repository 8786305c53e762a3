// Changes when what service a customer has bought is shown differently.
import { memo } from 'react';
import type { Entitlement } from '../../../shared/domain/entitlement.ts';
import { useNow, useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Skeleton } from '../../ui/EmptyState.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { sortEntitlements, stateOf, type EntitlementState } from './entitlement.ts';
import styles from './entitlements.module.css';

const tones: Record<EntitlementState, 'ok' | 'warn' | 'quiet'> = {
  active: 'ok',
  used: 'warn',
  future: 'quiet',
  expired: 'quiet',
};

/** Each with how much is left and until when; those that are over are folded away. */
export function Entitlements({ customerId }: { customerId: string }) {
  const t = useT();
  const now = useNow(60_000);
  const { rows } = useQuery('entitlement.of', { id: customerId });
  const { standing, past } = sortEntitlements(rows ?? [], now);
  return (
    <section className={styles.entitlements} aria-label={t('customer.entitlement.title')}>
      <h3 className={styles.heading}>{t('customer.entitlement.title')}</h3>
      {rows === undefined && <Skeleton width="70%" />}
      {rows?.length === 0 && <p className={styles.quiet}>{t('customer.entitlement.empty')}</p>}
      <ul>
        {standing.map((one) => (
          <Line key={one.id} entitlement={one} now={now} />
        ))}
      </ul>
      {past.length > 0 && (
        <details className={styles.past} open={standing.length === 0}>
          <summary>{t('customer.entitlement.past', { count: past.length })}</summary>
          <ul>
            {past.map((one) => (
              <Line key={one.id} entitlement={one} now={now} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const Line = memo(function Line({ entitlement, now }: { entitlement: Entitlement; now: number }) {
  const t = useT();
  const intl = useIntl();
  const { name, unit, total, used, from, to, channels } = entitlement;
  const state = stateOf(entitlement, now);
  const date = (at: number): string =>
    intl.formatDate(at, { day: 'numeric', month: 'short', year: 'numeric' });
  const amount =
    total === null
      ? t(unit === 'cases' ? 'customer.entitlement.anyCases' : 'customer.entitlement.anyHours', { used })
      : t(unit === 'cases' ? 'customer.entitlement.cases' : 'customer.entitlement.hours', {
          left: Math.max(0, total - used),
          total,
        });
  const when =
    state === 'expired'
      ? t('customer.entitlement.ended', { date: date(to) })
      : state === 'future'
        ? t('customer.entitlement.from', { date: date(from) })
        : t('customer.entitlement.until', { date: date(to) });
  const list = new Intl.ListFormat(intl.locale, { type: 'unit', style: 'short' });
  return (
    <li className={styles.line} data-state={state}>
      <span className={styles.name} title={name}>
        <Bidi className="clip">{name}</Bidi>
        <Badge tone={tones[state]}>{t(`customer.entitlement.state.${state}`)}</Badge>
      </span>
      {total !== null && state !== 'expired' && (
        <span className={styles.bar} aria-hidden="true">
          <span style={{ inlineSize: `${String(Math.min(100, (100 * used) / Math.max(total, 1e-9)))}%` }} />
        </span>
      )}
      <span className={styles.quiet}>
        {amount} · {when}
      </span>
      {channels.length > 0 && (
        <span className={styles.quiet}>
          {t('customer.entitlement.channels', {
            channels: list.format(channels.map((channel) => t(`channel.${channel}`))),
          })}
        </span>
      )}
    </li>
  );
});
