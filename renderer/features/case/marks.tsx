// Changes when the status or the priority of a case is drawn differently. Each has its own shape beside its colour and its word.
import {
  ChevronDown,
  ChevronUp,
  ChevronsUp,
  Circle,
  CircleCheck,
  CircleDot,
  CirclePause,
  CircleX,
  Clock3,
  Minus,
  type LucideIcon,
} from 'lucide-react';
import type { CasePriority, CaseStatus } from '../../../shared/domain/case.ts';
import { useT } from '../../state/intl.tsx';
import styles from './case.module.css';

const statusIcons: Record<CaseStatus, LucideIcon> = {
  new: Circle,
  open: CircleDot,
  pending: Clock3,
  onHold: CirclePause,
  resolved: CircleCheck,
  canceled: CircleX,
};
const priorityIcons: Record<CasePriority, LucideIcon> = {
  low: ChevronDown,
  normal: Minus,
  high: ChevronUp,
  urgent: ChevronsUp,
};

/** The picture of a status. */
export function StatusIcon({ status }: { status: CaseStatus }) {
  const Icon = statusIcons[status];
  return <Icon size={14} aria-hidden="true" className={styles.statusIcon} data-status={status} />;
}

/** The picture of a priority. */
export function PriorityIcon({ priority }: { priority: CasePriority }) {
  const Icon = priorityIcons[priority];
  return <Icon size={14} aria-hidden="true" className={styles.priorityIcon} data-priority={priority} />;
}

/** Status as picture and word. */
export function StatusMark({ status }: { status: CaseStatus }) {
  const t = useT();
  return (
    <span className={styles.mark}>
      <StatusIcon status={status} />
      <span className={styles.markText}>{t(`caseStatus.${status}`)}</span>
    </span>
  );
}

/** Priority as picture and word. */
export function PriorityMark({ priority }: { priority: CasePriority }) {
  const t = useT();
  return (
    <span className={styles.mark} data-priority={priority}>
      <PriorityIcon priority={priority} />
      <span className={styles.markText}>{t(`casePriority.${priority}`)}</span>
    </span>
  );
}

/** Says that an edit is saved here and not yet at the service. Nothing where there is none. */
export function PendingMark({ pending, words = false }: { pending: boolean; words?: boolean }) {
  const t = useT();
  if (!pending) return null;
  return (
    <span className={styles.pending} title={t('conversation.delivery.queued')}>
      <Clock3 size={13} aria-hidden="true" />
      <span className={words ? undefined : 'quiet-only'}>{t('conversation.delivery.queued')}</span>
    </span>
  );
}
