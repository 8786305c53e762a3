// Changes when one thing of a customer's history is shown differently.
import { Bell, Folder, ListTodo, Mail, MapPin, Phone, StickyNote, type LucideIcon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ActivityKind } from '../../../shared/domain/activity.ts';
import type { TimelineItem } from '../../../shared/ipc/views-customer.ts';
import { callFace, callFacts, callTitle } from '../../state/call-words.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { CallIcon } from '../../ui/CallIcon.tsx';
import { ChannelIcon } from '../../ui/ChannelIcon.tsx';
import { Bidi, isolated } from '../../ui/Text.tsx';
import { Ago, Countdown } from '../../ui/Time.tsx';
import { useUi } from '../../ui/words.tsx';
import { inOneLine, targetOf } from './timeline.ts';
import styles from './customer-timeline.module.css';

const activityIcons: Record<ActivityKind, LucideIcon> = {
  task: ListTodo,
  call: Phone,
  email: Mail,
  visit: MapPin,
  reminder: Bell,
};

/** How a line reads: its title, facts that are ours, then words of people. */
interface Told {
  icon: ReactNode;
  title: string;
  facts: readonly string[];
  said: string;
}

/** One conversation, case, note or activity. It opens by the rules of all links; what is on the customer alone does not. */
export const TimelineRow = memo(function TimelineRow({ item }: { item: TimelineItem }) {
  const t = useT();
  const link = useRecordLink();
  const told = useTold(item);
  const target = targetOf(item);
  const due = item.type === 'activity' && item.activity.doneAt === null ? item.activity.dueAt : null;
  const facts = told.facts.filter((fact) => fact !== '');
  const inside = (
    <>
      {told.icon}
      <span className={styles.itemText}>
        <span className={styles.itemTitle}>
          <Bidi className="clip">{told.title}</Bidi>
        </span>
        <span className={styles.detail}>
          <span className={styles.facts}>
            {facts.map((fact, index) => (
              <span key={fact}>
                {index > 0 && ' · '}
                <bdi>{fact}</bdi>
              </span>
            ))}
            {told.said !== '' && facts.length > 0 && ' · '}
          </span>
          <Bidi className="clip">{told.said}</Bidi>
        </span>
      </span>
      <span className={styles.when}>{due === null ? <Ago at={item.at} /> : <Countdown to={due} />}</span>
    </>
  );
  if (target === null) return <div className={styles.item}>{inside}</div>;
  const key =
    item.type === 'case'
      ? 'customer.timeline.openCase'
      : item.type === 'conversation'
        ? 'customer.timeline.openConversation'
        : 'customer.timeline.open';
  return (
    <button
      type="button"
      className={styles.item}
      title={t(key, { title: told.title })}
      {...link(target.kind, target.id)}
    >
      {inside}
    </button>
  );
});

function useTold(item: TimelineItem): Told {
  const t = useT();
  const ui = useUi();
  const icon = (Icon: LucideIcon): ReactNode => <Icon size={14} aria-hidden="true" className={styles.icon} />;
  switch (item.type) {
    case 'conversation': {
      const { channel, state, subject, title, lastText, call } = item.conversation;
      if (call !== undefined)
        return {
          icon: <CallIcon face={callFace(call)} className={styles.icon} />,
          title: callTitle(call, t),
          facts: callFacts(call, t, ui.duration),
          said: lastText,
        };
      return {
        icon: (
          <span className={styles.icon}>
            <ChannelIcon channel={channel} decorative />
          </span>
        ),
        title: subject || title,
        facts: [t(`channel.${channel}`), t(`state.${state}`)],
        said: lastText,
      };
    }
    case 'case':
      return {
        icon: icon(Folder),
        title: item.case.title,
        facts: [item.case.number ?? '', t(`caseStatus.${item.case.status}`)],
        said: '',
      };
    case 'note':
      return {
        icon: icon(StickyNote),
        title: inOneLine(item.note),
        facts: [t('customer.timeline.noteBy', { name: item.note.authorName })],
        said: item.about === '' ? '' : t('customer.timeline.about', { title: isolated(item.about) }),
      };
    case 'activity': {
      const { kind, title, ownerName, subject, caseId } = item.activity;
      return {
        icon: icon(activityIcons[kind]),
        title,
        facts: [t(`case.todo.kind.${kind}`), ownerName ?? ''],
        said: caseId === null ? '' : t('customer.timeline.about', { title: isolated(subject) }),
      };
    }
  }
}
