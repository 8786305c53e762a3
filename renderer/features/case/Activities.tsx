// Changes when what is to be done on a case is shown, added or ticked off differently.
import { Bell, CalendarClock, ListTodo, Mail, MapPin, Phone, type LucideIcon } from 'lucide-react';
import { memo, useState } from 'react';
import { machineZone } from '../../../shared/capsule/zone.ts';
import { activityKinds, type ActivityKind } from '../../../shared/domain/activity.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ActivityView } from '../../../shared/ipc/views-case.ts';
import { useDesk, useNewId, useNow, useQuery, useRun } from '../../data/hooks.ts';
import { useOneAtATime } from '../../data/one-at-a-time.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fromField, readActivity, toField } from './activity-line.ts';
import { PendingMark } from './marks.tsx';
import css from './activities.module.css';

const icons: Record<ActivityKind, LucideIcon> = {
  task: ListTodo,
  call: Phone,
  email: Mail,
  visit: MapPin,
  reminder: Bell,
};

/** What is to be done on a case, under the line that adds to it. */
export function Activities({ caseId, customerId }: { caseId: string; customerId: string | null }) {
  const t = useT();
  const { rows } = useQuery('activity.of', { subjectKind: 'case', subjectId: caseId });
  return (
    <section className={css.activities} aria-label={t('case.todo')}>
      <h2 className={css.heading}>{t('case.todo')}</h2>
      <AddLine caseId={caseId} customerId={customerId} />
      <ul>
        {rows?.map((row) => (
          <ActivityLine key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

const empty = { line: '', kind: '', due: '' };

function AddLine({ caseId, customerId }: { caseId: string; customerId: string | null }) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const { agent } = useDesk();
  const now = useNow(60_000);
  const form = useFormDraft(`activity:case:${caseId}`, empty);
  const [error, setError] = useState<ErrorData | null>(null);
  const once = useOneAtATime();
  const { line, kind, due } = form.values;
  const read = readActivity(line, now, machineZone);
  const chosen = activityKinds.find((one) => one === kind) ?? read.kind;
  const dueText = due === '' ? toField(read.dueAt, machineZone) : due;
  const add = (): void => {
    if (read.title === '') return;
    setError(null);
    void once(() =>
      run('activity.create', {
        activity: {
          id: newId(),
          kind: chosen,
          title: read.title,
          text: '',
          caseId,
          conversationId: null,
          customerId,
          ownerId: agent?.id ?? null,
          dueAt: fromField(dueText, machineZone),
        },
      }).then(form.clear, (failure: unknown) => setError(toErrorData(failure))),
    );
  };
  return (
    <form
      className={css.add}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={t('case.todo.add')}
        hideLabel
        placeholder={t('case.todo.add')}
        value={line}
        maxLength={bounds.title}
        onChange={(value) => form.set('line', value)}
      />
      {line.trim() !== '' && (
        <div className={css.chosen}>
          <Select
            label={t('case.todo.kind')}
            hideLabel
            value={chosen}
            onChange={(value) => form.set('kind', value)}
            options={activityKinds.map((value) => ({ value, label: t(`case.todo.kind.${value}`) }))}
          />
          <TextField
            type="datetime-local"
            label={t('case.todo.due')}
            hideLabel
            value={dueText}
            onChange={(value) => form.set('due', value)}
          />
          <Button type="submit" variant="primary">
            {t('case.todo.save')}
          </Button>
          <Button variant="quiet" onClick={form.clear}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
    </form>
  );
}

/** One thing to do; a tick ends it, and can be taken back. */
export const ActivityLine = memo(function ActivityLine({
  row,
  withSubject = false,
}: {
  row: ActivityView;
  withSubject?: boolean;
}) {
  const t = useT();
  const run = useRun();
  const toast = useToast();
  const link = useRecordLink();
  const [error, setError] = useState<ErrorData | null>(null);
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  const done = row.doneAt !== null;
  const Icon = icons[row.kind];
  const turn = (): void => {
    const put = (to: boolean): Promise<void> =>
      run('activity.update', { activityId: row.id, set: { done: to }, base: { done: !to } });
    setError(null);
    put(!done).then(() => {
      if (done) return;
      toast({
        title: t('case.todo.done', { title: row.title }),
        tone: 'ok',
        action: { label: t('common.undo'), run: () => void put(false).catch(failed) },
      });
    }, failed);
  };
  return (
    <li className={css.line} data-done={done}>
      <input
        type="checkbox"
        className={css.tick}
        checked={done}
        aria-label={t('case.todo.done', { title: row.title })}
        onChange={turn}
      />
      <Icon size={14} aria-hidden="true" className={css.icon} />
      <span className="quiet-only">{t(`case.todo.kind.${row.kind}`)}</span>
      <span className={css.text}>
        <span className={css.title} title={row.title}>
          <Bidi className="clip">{row.title}</Bidi>
        </span>
        {withSubject && row.caseId !== null && (
          <button type="button" className={css.subject} {...link('case', row.caseId, 'home')}>
            <Bidi className="clip">{row.subject}</Bidi>
          </button>
        )}
      </span>
      <PendingMark pending={row.pending} />
      {!withSubject && row.ownerName !== null && (
        <span className={css.quiet}>
          <Bidi className="clip">{row.ownerName}</Bidi>
        </span>
      )}
      <Due at={row.dueAt} done={done} />
      {error !== null && <ErrorNote error={error} />}
    </li>
  );
});

function Due({ at, done }: { at: number | null; done: boolean }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  if (at === null) return <span className={css.quiet}>{t('case.todo.noDue')}</span>;
  const over = !done && at < now;
  const when = intl.formatDate(at, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <span className={cx(css.quiet, over && css.over)}>
      {over && <CalendarClock size={13} aria-hidden="true" />}
      {over ? `${t('case.todo.overdue')} · ${when}` : when}
    </span>
  );
}
