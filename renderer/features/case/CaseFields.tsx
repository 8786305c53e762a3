// Changes when the fields of a case are edited in place differently.
import { useState } from 'react';
import { casePriorities, caseStatuses, type Case, type CaseKind } from '../../../shared/domain/case.ts';
import { bounds, cleanLine } from '../../../shared/domain/text.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { useDraft, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Select, type SelectOption } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PriorityIcon, StatusIcon } from './marks.tsx';
import type { CaseEditing } from './useCaseEdit.ts';
import styles from './case-tab.module.css';

const nobody = 'nobody';
const kinds: readonly CaseKind[] = ['support', 'service'];

/** Status, priority, owner, queue, kind and category: each is saved once it is chosen, and can be undone. */
export function CaseFields({ seen, row, save }: { seen: Case; row: CaseRow; save: CaseEditing['save'] }) {
  const t = useT();
  const { rows: agents } = useQuery('agent.list', {});
  const { rows: queues } = useQuery('queue.list', {});
  const owners = [
    { value: nobody, label: t('case.nobody') },
    ...(agents ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  // An owner or a queue this desk may not know by name any more still is the one.
  if (seen.ownerId !== null) known(owners, seen.ownerId, row.ownerName ?? seen.ownerId);
  const places = (queues ?? []).map(({ id, name }) => ({ value: id, label: name }));
  known(places, seen.queueId, seen.queueId);
  const wordIn = (options: readonly SelectOption<string>[], value: string): string =>
    options.find((option) => option.value === value)?.label ?? value;
  return (
    <div className={styles.fields}>
      <Select
        label={t('case.field.status')}
        value={seen.status}
        disabled={seen.merged != null}
        onChange={(status) => save('status', status, t(`caseStatus.${status}`))}
        options={caseStatuses.map((value) => ({
          value,
          label: t(`caseStatus.${value}`),
          icon: <StatusIcon status={value} />,
        }))}
      />
      <Select
        label={t('case.field.priority')}
        value={seen.priority}
        onChange={(priority) => save('priority', priority, t(`casePriority.${priority}`))}
        options={casePriorities.map((value) => ({
          value,
          label: t(`casePriority.${value}`),
          icon: <PriorityIcon priority={value} />,
        }))}
      />
      <Select
        label={t('case.field.owner')}
        value={seen.ownerId ?? nobody}
        onChange={(owner) => save('ownerId', owner === nobody ? null : owner, wordIn(owners, owner))}
        options={owners}
      />
      <Select
        label={t('case.field.queue')}
        value={seen.queueId}
        onChange={(queue) => save('queueId', queue, wordIn(places, queue))}
        options={places}
      />
      <Select
        label={t('case.field.kind')}
        value={seen.kind}
        onChange={(kind) => save('kind', kind, t(`caseKind.${kind}`))}
        options={kinds.map((value) => ({ value, label: t(`caseKind.${value}`) }))}
      />
      <Category seen={seen} save={save} />
    </div>
  );
}

function known(options: SelectOption<string>[], value: string, label: string): void {
  if (!options.some((option) => option.value === value)) options.push({ value, label });
}

function Category({ seen, save }: { seen: Pick<Case, 'id' | 'category'>; save: CaseEditing['save'] }) {
  const t = useT();
  const draft = useDraft(`category:${seen.id}`);
  // An emptied text is no draft in the journal; while somebody writes it counts all the same.
  const [emptied, setEmptied] = useState(false);
  const begun = draft.text !== '' || emptied;
  const text = begun ? draft.text : (seen.category ?? '');
  const leave = (): void => {
    setEmptied(false);
    draft.clear();
  };
  const keep = (): void => {
    if (!begun) return;
    const value = cleanLine(text).slice(0, 100);
    leave();
    save('category', value === '' ? null : value, value === '' ? t('case.empty') : value);
  };
  return (
    <TextField
      label={t('case.field.category')}
      value={text}
      maxLength={Math.min(100, bounds.title)}
      onChange={(value) => {
        setEmptied(value === '');
        draft.set(value, value.length);
      }}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') keep();
        else if (event.key === 'Escape' && begun) {
          event.stopPropagation();
          leave();
        }
      }}
    />
  );
}
