// Changes when what was promised is shown or ticked off differently.
import { memo } from 'react';
import type { ReminderView } from '../../../shared/ipc/views-handover.ts';
import { toErrorData } from '../../../shared/errors.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useWorkspaceActions } from '../../state/workspace.ts';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Countdown } from '../../ui/Time.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { useUi } from '../../ui/words.tsx';
import { Circle } from 'lucide-react';
import css from './handover.module.css';

/** What was promised to customers and is not done yet; nothing where nothing was. */
export function Reminders() {
  const t = useT();
  const { rows } = useQuery('reminder.mine', {});
  if (rows === undefined || rows.length === 0) return null;
  return (
    <section aria-label={t('handover.reminders')} className={css.reminders}>
      <h2 className={css.remindersTitle}>{t('handover.reminders')}</h2>
      <ul className={css.lines}>
        {rows.map((one) => (
          <Reminder key={one.id} reminder={one} />
        ))}
      </ul>
    </section>
  );
}

const Reminder = memo(function Reminder({ reminder }: { reminder: ReminderView }) {
  const t = useT();
  const ui = useUi();
  const run = useRun();
  const toast = useToast();
  const actions = useWorkspaceActions();
  const { id, title, caseId, conversationId, customerName, dueAt } = reminder;
  const done = (): void => {
    run('activity.update', { activityId: id, set: { done: true }, base: { done: false } }).catch(
      (error: unknown) => toast({ title: ui.error(toErrorData(error)), tone: 'danger' }),
    );
  };
  const open = (): void => {
    if (conversationId !== null) actions.openConversation(conversationId);
    else if (caseId !== null) actions.openCase(caseId, { newSession: true });
  };
  return (
    <li className={css.reminder}>
      <IconButton size="small" label={t('handover.done', { title: title.slice(0, 80) })} onClick={done}>
        <Circle size={14} aria-hidden="true" />
      </IconButton>
      <button type="button" className={css.reminderOpen} onClick={open}>
        <Bidi className="clip">{title}</Bidi>
        {customerName !== null && (
          <Bidi className={cx('clip', css.quiet, css.reminderOf)}>{customerName}</Bidi>
        )}
      </button>
      {dueAt !== null && <Countdown to={dueAt} />}
    </li>
  );
});
