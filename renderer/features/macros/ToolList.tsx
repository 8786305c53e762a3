// Changes when what can be kept is listed, found or chosen differently.
import { Plus, Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { plain } from '../../../shared/cache/text.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './tools.module.css';

/** What every one of them has. */
export interface Kept {
  id: string;
  title: string;
  ownerId: string | null;
  locale: string | null;
  rev?: number | undefined;
  tags?: readonly string[];
}

/** What the form of one is given; null for a new one. */
export interface ToolFormProps<T extends Kept> {
  item: T | null;
  /** Begins a new one as a copy of this one. */
  copyOf: T | null;
  onCopy: () => void;
  /** It was saved under this id, or is gone. */
  onDone: (id: string | null) => void;
}

interface ToolListProps<T extends Kept> {
  kind: 'quickReply' | 'macro' | 'script';
  items: readonly T[] | undefined;
  startNew?: boolean;
  children: (props: ToolFormProps<T>) => ReactNode;
}

/** A list beside the form of what is chosen in it. */
export function ToolList<T extends Kept>({ kind, items, startNew = false, children }: ToolListProps<T>) {
  const t = useT();
  const [find, setFind] = useState('');
  const [chosen, setChosen] = useState<{ id: string | null; copy: string | null } | null>(
    startNew ? { id: null, copy: null } : null,
  );
  const words = plain(find).split(/\s+/).filter(Boolean);
  const locale = useLocale();
  const foreign = (one: T): number => (one.locale === null || one.locale === locale ? 0 : 1);
  const found = (items ?? [])
    .filter(({ title, tags }) =>
      words.every((word) =>
        plain(`${title} ${(tags ?? []).map((tag) => `#${tag}`).join(' ')}`).includes(word),
      ),
    )
    // Those in the agent's own language first, the others by language.
    .toSorted(
      (a, b) =>
        foreign(a) - foreign(b) ||
        (a.locale ?? '').localeCompare(b.locale ?? '') ||
        a.title.localeCompare(b.title),
    );
  const own = found.filter(({ ownerId }) => ownerId !== null);
  const shared = found.filter(({ ownerId }) => ownerId === null);
  const item = items?.find(({ id }) => id === chosen?.id) ?? null;
  const copyOf = items?.find(({ id }) => id === chosen?.copy) ?? null;
  const lines = (label: string, some: readonly T[]): ReactNode =>
    some.length > 0 && (
      <div role="group" aria-label={label}>
        <div className={css.groupHead} aria-hidden="true">
          {label}
        </div>
        {some.map(({ id, title, locale }) => (
          <button
            key={id}
            type="button"
            className={css.line}
            aria-current={chosen?.id === id}
            onClick={() => setChosen({ id, copy: null })}
          >
            <Bidi className="clip">{title}</Bidi>
            {locale !== null && <span className={css.locale}>{locale}</span>}
          </button>
        ))}
      </div>
    );
  return (
    <div className={css.tools}>
      <div className={css.side}>
        <div className={css.find}>
          <TextField
            label={t('tools.find')}
            placeholder={t('tools.find')}
            hideLabel
            icon={<Search size={14} aria-hidden="true" />}
            value={find}
            onChange={setFind}
          />
          <Button
            size="small"
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => setChosen({ id: null, copy: null })}
          >
            {t('tools.new')}
          </Button>
        </div>
        <div className={css.list}>
          {lines(t('tools.mine'), own)}
          {lines(t('tools.everybody'), shared)}
        </div>
      </div>
      <div className={css.form}>
        {chosen === null || (chosen.id !== null && item === null) ? (
          <EmptyState>{t(items?.length === 0 ? 'tools.none' : 'tools.choose')}</EmptyState>
        ) : (
          <div key={`${kind} ${chosen.id ?? `new ${chosen.copy ?? ''}`}`}>
            {children({
              item,
              copyOf,
              onCopy: () => setChosen({ id: null, copy: chosen.id }),
              onDone: (id) => setChosen(id === null ? null : { id, copy: null }),
            })}
          </div>
        )}
      </div>
    </div>
  );
}
