// Changes when an agent arranges a list of cases differently: filter, order, columns, name, place.
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { casePriorities, caseStatuses } from '../../../shared/domain/case.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { caseColumns, type CaseFilter, type SavedView } from '../../../shared/domain/view.ts';
import { useDesk, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useTabView } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { toggleColumn, type Arrangement } from './case-views.ts';
import { Chips } from './Chips.tsx';
import { useViews } from './useViews.ts';
import css from './arrange.module.css';

interface ArrangeProps {
  tabId: string;
  /** The saved list that is shown; null for a built-in one. */
  view: SavedView | null;
  views: readonly SavedView[];
  now: Arrangement;
  onChange: (next: Arrangement) => void;
  /** With the list that is to be shown now; null for the first. */
  onSaved: (id: string | null) => void;
}

const any = 'any';
const dues = ['any', 'overdue', 'today'] as const;
const sorts = ['due', 'updated', 'created', 'priority'] as const;

/** What a list holds, in which order and with which columns; saved under a name. What is half done is kept by the tab. */
export function Arrange({ tabId, view, views, now, onChange, onSaved }: ArrangeProps) {
  const t = useT();
  const { agent } = useDesk();
  const { rows: queues } = useQuery('queue.list', {});
  const { rows: tags } = useQuery('tag.list', { kind: 'case' });
  const keeping = useViews(views);
  const [typed, setTyped] = useTabView<string | null>(tabId, 'viewName', null);
  const [shared, setShared] = useState(view !== null && view.ownerId === null);
  const [home, setHome] = useState(view?.place != null);
  const name = typeof typed === 'string' ? typed : (view?.name ?? '');
  const { filter, sort, columns } = now;
  const mayShare = agent !== null && agent.role !== 'agent';
  const mayChange = view !== null && (view.ownerId !== null || mayShare);
  const set = (part: Partial<CaseFilter>): void => onChange({ ...now, filter: { ...filter, ...part } });
  const save = (old: SavedView | null): void => {
    keeping.save({ old, name, shared: shared && mayShare, home, arrangement: now }, (id) => {
      setTyped(null);
      onSaved(id);
    });
  };
  return (
    <form
      className={css.arrange}
      aria-label={t('case.view.arrange')}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') save(mayChange ? view : null);
      }}
    >
      <div className={css.row}>
        <Select
          label={t('case.field.owner')}
          value={filter.owner}
          onChange={(owner) => set({ owner })}
          options={[
            { value: 'anybody', label: t('case.filter.anybody') },
            { value: 'me', label: t('case.filter.me') },
            { value: 'nobody', label: t('case.nobody') },
          ]}
        />
        <Select
          label={t('case.field.kind')}
          value={filter.kind ?? any}
          onChange={(kind) => set({ kind: kind === any ? null : kind })}
          options={[
            { value: any, label: t('case.filter.any') },
            { value: 'support', label: t('caseKind.support') },
            { value: 'service', label: t('caseKind.service') },
          ]}
        />
        <Select
          label={t('case.field.due')}
          value={filter.due}
          onChange={(due) => set({ due })}
          options={dues.map((value) => ({ value, label: t(`case.filter.due.${value}`) }))}
        />
        <Select
          label={t('case.view.sort')}
          value={sort}
          onChange={(next) => onChange({ ...now, sort: next })}
          options={sorts.map((value) => ({ value, label: t(`case.field.${value}`) }))}
        />
        <Select
          label={t('case.filter.tag')}
          value={filter.tag ?? ''}
          onChange={(tag) => set({ tag: tag === '' ? null : tag })}
          options={[
            { value: '', label: t('case.filter.any') },
            ...withChosen(tags ?? [], filter.tag).map((value) => ({ value, label: value })),
          ]}
        />
        <TextField
          label={t('case.field.category')}
          value={filter.category ?? ''}
          maxLength={100}
          onChange={(category) => set({ category: category === '' ? null : category })}
        />
        <TextField
          label={t('case.filter.words')}
          value={filter.text}
          maxLength={bounds.search}
          onChange={(text) => set({ text })}
        />
      </div>
      <Chips
        label={t('case.field.status')}
        options={caseStatuses.map((value) => ({ value, label: t(`caseStatus.${value}`) }))}
        chosen={filter.statuses}
        onChange={(statuses) => set({ statuses })}
      />
      <Chips
        label={t('case.field.priority')}
        options={casePriorities.map((value) => ({ value, label: t(`casePriority.${value}`) }))}
        chosen={filter.priorities}
        onChange={(priorities) => set({ priorities })}
      />
      <Chips
        label={t('case.field.queue')}
        options={(queues ?? []).map(({ id, name: label }) => ({ value: id, label }))}
        chosen={filter.queueIds}
        onChange={(queueIds) => set({ queueIds })}
      />
      <Chips
        label={t('case.view.columns')}
        options={caseColumns.map((value) => ({
          value,
          label: value === 'notes' ? t('case.notes.title') : t(`case.field.${value}`),
        }))}
        chosen={columns}
        onToggle={(column) => onChange({ ...now, columns: toggleColumn(columns, column) })}
      />
      <div className={css.foot}>
        <TextField
          label={t('case.view.name')}
          hideLabel
          placeholder={t('case.view.name')}
          value={name}
          maxLength={100}
          onChange={setTyped}
        />
        <Switch label={t('case.view.home')} checked={home} onChange={setHome} />
        {mayShare && <Switch label={t('case.view.shared')} checked={shared} onChange={setShared} />}
        <span className={css.push} />
        {view !== null && mayChange && (
          <>
            <IconButton label={t('case.view.earlier')} onClick={() => keeping.move(view, -1)}>
              <ArrowLeft size={14} aria-hidden="true" className="mirror" />
            </IconButton>
            <IconButton label={t('case.view.later')} onClick={() => keeping.move(view, 1)}>
              <ArrowRight size={14} aria-hidden="true" className="mirror" />
            </IconButton>
            <Button variant="quiet" onClick={() => keeping.remove(view, () => onSaved(null))}>
              {t('case.view.remove')}
            </Button>
            <Button disabled={name.trim() === ''} onClick={() => save(null)}>
              {t('case.view.copy')}
            </Button>
          </>
        )}
        <Button type="submit" variant="primary" disabled={name.trim() === ''}>
          {t(mayChange || view === null ? 'case.view.save' : 'case.view.copy')}
        </Button>
      </div>
      {keeping.error !== null && <ErrorNote error={keeping.error} />}
    </form>
  );
}

/** A tag that no case has any more still is the one that was chosen. */
const withChosen = (all: readonly string[], chosen: string | null): readonly string[] =>
  chosen === null || all.includes(chosen) ? all : [chosen, ...all];
