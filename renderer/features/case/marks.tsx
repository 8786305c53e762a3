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
} from 'lucide-react';
import type { ReactElement } from 'react';
import type { CasePriority, CaseStatus } from '../../../shared/domain/case.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { glyph, type GlyphProps } from '../../ui/glyph.tsx';
import styles from './case.module.css';

type Draw = (props: GlyphProps) => ReactElement;
const statusIcons: Record<CaseStatus, Draw> = {
  new: glyph(Circle, 14),
  open: glyph(CircleDot, 14),
  pending: glyph(Clock3, 14),
  onHold: glyph(CirclePause, 14),
  resolved: glyph(CircleCheck, 14),
  canceled: glyph(CircleX, 14),
};
const priorityIcons: Record<CasePriority, Draw> = {
  low: glyph(ChevronDown, 14),
  normal: glyph(Minus, 14),
  high: glyph(ChevronUp, 14),
  urgent: glyph(ChevronsUp, 14),
};

/** The picture of a status. */
export function StatusIcon({ status }: { status: CaseStatus }) {
  return statusIcons[status]({ className: styles.statusIcon, 'data-status': status });
}

/** The picture of a priority. */
export function PriorityIcon({ priority }: { priority: CasePriority }) {
  return priorityIcons[priority]({ className: styles.priorityIcon, 'data-priority': priority });
}

/** Status as picture and word. */
export function StatusMark({ status }: { status: CaseStatus }) {
  return statusMark(useT(), status);
}

/** The same for a line of a list: elements alone. */
export function statusMark(t: Translate, status: CaseStatus): ReactElement {
  return (
    <span className={styles.mark}>
      {statusIcons[status]({ className: styles.statusIcon, 'data-status': status })}
      <span className={styles.markText}>{t(`caseStatus.${status}`)}</span>
    </span>
  );
}

/** Priority as picture and word. */
export function PriorityMark({ priority }: { priority: CasePriority }) {
  return priorityMark(useT(), priority);
}

/** As {@link statusMark}. */
export function priorityMark(t: Translate, priority: CasePriority): ReactElement {
  return (
    <span className={styles.mark} data-priority={priority}>
      {priorityIcons[priority]({ className: styles.priorityIcon, 'data-priority': priority })}
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
