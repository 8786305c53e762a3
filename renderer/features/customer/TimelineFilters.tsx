// Changes when a customer's history is filtered differently.
import { channelSchema, type Channel } from '../../../shared/domain/conversation.ts';
import { timelineKinds, type TimelineKind, type TimelineTally } from '../../../shared/ipc/views-customer.ts';
import { useT } from '../../state/intl.tsx';
import { Select } from '../../ui/Select.tsx';
import { walkRadios } from '../../ui/walk-radios.ts';
import styles from './customer-timeline.module.css';

/** One kind, or all of them. */
export type KindShown = TimelineKind | 'all';
const kinds: readonly KindShown[] = ['all', ...timelineKinds];

interface TimelineFiltersProps {
  tally: TimelineTally | undefined;
  kind: KindShown;
  channel: Channel | null;
  onKind: (kind: KindShown) => void;
  onChannel: (channel: Channel | null) => void;
}

/** What of the history shows, with how much there is of each. */
export function TimelineFilters({ tally, kind, channel, onKind, onChannel }: TimelineFiltersProps) {
  const t = useT();
  const all = tally === undefined ? undefined : Object.values(tally.kinds).reduce((sum, one) => sum + one, 0);
  return (
    <div className={styles.filters}>
      <div className={styles.kinds} role="radiogroup" aria-label={t('customer.timeline.show')}>
        {kinds.map((name) => (
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={name === kind}
            tabIndex={name === kind ? 0 : -1}
            className={styles.kind}
            onKeyDown={walkRadios}
            onClick={() => onKind(name)}
          >
            {t(`customer.timeline.${name}`)}
            <span className={styles.number}>{name === 'all' ? all : tally?.kinds[name]}</span>
          </button>
        ))}
      </div>
      <Select
        label={t('customer.timeline.channel')}
        hideLabel
        className={styles.channel}
        quiet
        value={channel ?? 'all'}
        onChange={(value: Channel | 'all') => onChannel(value === 'all' ? null : value)}
        options={[
          { value: 'all', label: t('customer.timeline.anyChannel') },
          ...channelSchema.options.map((value) => ({
            value,
            label: t('customer.timeline.channelCount', {
              channel: t(`channel.${value}`),
              count: tally?.channels[value] ?? 0,
            }),
          })),
        ]}
      />
    </div>
  );
}
