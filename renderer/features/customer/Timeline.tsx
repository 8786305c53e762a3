// Changes when a customer's history is shown or filtered differently.
import { Folder, StickyNote } from 'lucide-react';
import { memo, useMemo } from 'react';
import { channelSchema, type Channel } from '../../../shared/domain/conversation.ts';
import type { TimelineItem } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useTabView, useRecordLink } from '../../state/workspace.ts';
import { ChannelIcon } from '../../ui/ChannelIcon.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { Ago } from '../../ui/Time.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { countKinds, filterTimeline, itemId, sectionsOf } from './timeline.ts';
import { Bidi } from '../../ui/Text.tsx';
import styles from './customer-tab.module.css';

const kinds = ['all', 'conversation', 'case', 'note'] as const;
type Kind = (typeof kinds)[number];
type Line = { key: string; heading: string } | { key: string; item: TimelineItem };

/** Conversations, cases and notes of one customer on one line of time, the newest first. */
export function Timeline({ customerId, tabId }: { customerId: string; tabId: string }) {
  const t = useT();
  const intl = useIntl();
  const { rows, error } = useQuery('customer.timeline', { id: customerId });
  const [savedKind, setKind] = useTabView<string>(tabId, 'kind', 'all');
  const [savedChannel, setChannel] = useTabView<string>(tabId, 'channel', 'all');
  const [offset, setOffset] = useTabView<number>(tabId, 'offset', 0);
  const kind: Kind = kinds.find((known) => known === savedKind) ?? 'all';
  const channel: Channel | null = channelSchema.safeParse(savedChannel).data ?? null;
  const counts = useMemo(() => countKinds(rows ?? []), [rows]);
  const lines = useMemo<Line[]>(() => {
    const shown = filterTimeline(rows ?? [], { kind: kind === 'all' ? null : kind, channel });
    const month = (at: number): string => intl.formatDate(at, { month: 'long', year: 'numeric' });
    return sectionsOf(shown, month).flatMap((section) => [
      { key: `month ${section.key}`, heading: section.key },
      ...section.items.map((item) => ({ key: `${item.type} ${itemId(item)}`, item })),
    ]);
  }, [rows, kind, channel, intl]);
  return (
    <section className={styles.timeline} aria-label={t('customer.timeline')}>
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
              onClick={() => setKind(name)}
              onKeyDown={(event) => {
                const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
                if (step === undefined) return;
                event.preventDefault();
                const next = (kinds.indexOf(name) + step + kinds.length) % kinds.length;
                setKind(kinds[next]!);
                (event.currentTarget.parentElement?.children[next] as HTMLElement | undefined)?.focus();
              }}
            >
              {t(`customer.timeline.${name}`)}
              {name !== 'all' && <span className={styles.number}>{counts[name]}</span>}
            </button>
          ))}
        </div>
        <Select
          label={t('customer.timeline.channel')}
          hideLabel
          quiet
          value={channel ?? 'all'}
          onChange={setChannel}
          options={[
            { value: 'all', label: t('customer.timeline.anyChannel') },
            ...channelSchema.options.map((value) => ({ value, label: t(`channel.${value}`) })),
          ]}
        />
      </div>
      {error !== null && <ErrorNote error={error} />}
      {rows === undefined && <SkeletonRows count={8} height={32} />}
      {rows !== undefined && lines.length === 0 && (
        <EmptyState title={t(rows.length === 0 ? 'customer.timeline.empty' : 'customer.timeline.filtered')}>
          {t(rows.length === 0 ? 'customer.timeline.emptyText' : 'customer.timeline.filteredText')}
        </EmptyState>
      )}
      {lines.length > 0 && (
        <VirtualList
          label={t('customer.timeline')}
          items={lines}
          keyOf={(line) => line.key}
          rowHeight={52}
          measured
          initialOffset={offset}
          onOffset={setOffset}
          render={(line) =>
            'heading' in line ? <h3 className={styles.month}>{line.heading}</h3> : <Item item={line.item} />
          }
        />
      )}
    </section>
  );
}

const Item = memo(function Item({ item }: { item: TimelineItem }) {
  const t = useT();
  const link = useRecordLink();
  if (item.type === 'note') {
    return (
      <div className={styles.item}>
        <StickyNote size={14} aria-hidden="true" className={styles.icon} />
        <div className={styles.itemText}>
          <span className={styles.itemTitle}>
            <Bidi className="clip">{item.note.text}</Bidi>
          </span>
          <span className={styles.quiet}>
            {t('customer.timeline.noteBy', { name: item.note.authorName })}
          </span>
        </div>
        <span className={styles.when}>
          <Ago at={item.at} />
        </span>
      </div>
    );
  }
  const isCase = item.type === 'case';
  const title = isCase ? item.case.title : item.conversation.subject || item.conversation.title;
  const facts = isCase
    ? [item.case.number, t(`caseStatus.${item.case.status}`)]
    : [t(`channel.${item.conversation.channel}`), t(`state.${item.conversation.state}`)];
  const said = isCase ? '' : item.conversation.lastText;
  return (
    <button
      type="button"
      className={styles.item}
      title={t(isCase ? 'customer.timeline.openCase' : 'customer.timeline.openConversation', { title })}
      {...(isCase ? link('case', item.case.id) : link('conversation', item.conversation.id))}
    >
      {isCase ? (
        <Folder size={14} aria-hidden="true" className={styles.icon} />
      ) : (
        <span className={styles.icon}>
          <ChannelIcon channel={item.conversation.channel} decorative />
        </span>
      )}
      <span className={styles.itemText}>
        <span className={styles.itemTitle}>
          <Bidi className="clip">{title}</Bidi>
        </span>
        <span className={styles.detail}>
          <span className={styles.facts}>
            {facts
              .filter((fact) => fact !== null && fact !== '')
              .map((fact, index) => (
                <span key={fact}>
                  {index > 0 && ' · '}
                  <bdi>{fact}</bdi>
                </span>
              ))}
            {said !== '' && ' · '}
          </span>
          <Bidi className="clip">{said}</Bidi>
        </span>
      </span>
      <span className={styles.when}>
        <Ago at={item.at} />
      </span>
    </button>
  );
});
