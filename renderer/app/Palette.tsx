// Changes when the one box for searching and commanding looks or answers the keyboard differently.
import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { bounds } from '../../shared/domain/text.ts';
import type { MessageKey } from '../../shared/i18n/index.ts';
import { useT } from '../state/intl.tsx';
import { gestureOf, type Gesture } from '../state/workspace.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { paneTarget } from './pane-focus.ts';
import type { Commands } from './commands.ts';
import type { Entry } from './palette-entries.ts';
import { askedText } from './palette-query.ts';
import { PaletteFilters, PaletteLine } from './PaletteParts.tsx';
import css from './palette.module.css';
import { usePaletteEntries } from './usePaletteEntries.ts';

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: Commands;
}

/** Ctrl+K: everything and every command in one box. */
export function Palette({ open, onOpenChange, commands }: PaletteProps) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  /** Something was chosen: what had the keyboard before may be out of view now. */
  const chose = useRef(false);
  const finalFocus = (): HTMLElement | true => {
    const went = chose.current;
    chose.current = false;
    return (went ? paneTarget('main') : null) ?? true;
  };
  return (
    <Dialog
      finalFocus={finalFocus}
      open={open}
      onOpenChange={onOpenChange}
      title={t('palette.title')}
      bare
      width={720}
      initialFocus={field}
    >
      <Box
        field={field}
        commands={commands}
        onDone={() => {
          chose.current = true;
          onOpenChange(false);
        }}
      />
    </Dialog>
  );
}

interface BoxProps {
  field: React.RefObject<HTMLInputElement | null>;
  commands: Commands;
  onDone: () => void;
}

function Box({ field, commands, onDone }: BoxProps) {
  const t = useT();
  const listId = useId();
  const [text, setText] = useState('');
  const { groups, busy, asked, names, instead } = usePaletteEntries(text, commands);
  /** Enter came before the hits: it holds for the first of them. */
  const [early, setEarly] = useState<Gesture | null>(null);
  const entries = groups.flatMap((group) => group.entries);
  // What goes on with another text is no result.
  const results = entries.filter(({ fill }) => fill === undefined).length;
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen),
  );
  const current = entries[at];
  const list = useRef<HTMLDivElement>(null);
  const optionId = (id: string): string => `${listId}-${id.replace(/[^\w-]/g, '_')}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current?.id]);

  const headed = (heading: MessageKey, meant: string): string =>
    meant === '' ? t(heading) : t('palette.headed', { kind: t(heading), meant });

  const type = (next: string): void => {
    setText(next);
    setChosen(null);
    setEarly(null);
  };
  const run = (entry: Entry | undefined, gesture: Gesture): void => {
    if (entry === undefined) return;
    if (entry.fill === undefined) onDone();
    else {
      type(entry.fill);
      field.current?.focus();
    }
    entry.run(gesture);
  };
  useEffect(() => {
    if (early !== null && !busy) run(current, early);
    // Once the hits are there, and not again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [early, busy]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by !== undefined) {
      const last = entries.length - 1;
      const single = Math.abs(by) === 1;
      const next = single
        ? (at + by + entries.length) % entries.length
        : Math.min(last, Math.max(0, at + by));
      setChosen(entries[next]?.id ?? null);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const gesture = gestureOf(event);
      if (busy && chosen === null) setEarly(gesture);
      else run(current, gesture);
    } else return;
    event.preventDefault();
  };

  return (
    <div className={css.palette}>
      <div className={css.head}>
        <Search size={16} aria-hidden="true" />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : optionId(current.id)}
          aria-busy={busy}
          className={css.field}
          dir="auto"
          spellCheck={false}
          maxLength={bounds.search}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteFilters
        asked={asked}
        onChoose={(filter) => {
          type(askedText({ ...asked, filter }, names));
          field.current?.focus();
        }}
      />
      {instead !== '' && <p className={css.instead}>{instead}</p>}
      {/* A list without lines is none: then the words stand in it alone. */}
      <div
        ref={list}
        id={listId}
        role={entries.length === 0 ? undefined : 'listbox'}
        aria-label={entries.length === 0 ? undefined : t('palette.title')}
        className={css.list}
      >
        {groups.map(({ heading, meant = '', entries }) => (
          <div
            key={`${heading} ${meant}`}
            role="group"
            aria-label={headed(heading, meant)}
            className={css.group}
          >
            <div className={css.heading} aria-hidden="true">
              {headed(heading, meant)}
            </div>
            {entries.map((entry) => (
              <PaletteLine
                key={entry.id}
                id={optionId(entry.id)}
                entry={entry}
                query={entry.find ?? asked.words}
                chosen={entry === current}
                onHover={() => setChosen(entry.id)}
                onRun={(gesture) => run(entry, gesture)}
              />
            ))}
          </div>
        ))}
        {entries.length === 0 && !busy && (
          <p role="status" className={css.nothing}>
            {asked.words === ''
              ? t('palette.placeholder')
              : `${t('palette.empty', { text: asked.words.slice(0, 80) })} ${t('palette.emptyHint')}`}
          </p>
        )}
      </div>
      <p className={css.foot}>
        {text === '' ? t('palette.narrow', { name: names.case[0].toLocaleLowerCase() }) : t('palette.hint')}
      </p>
      <span className="quiet-only" role="status">
        {asked.words === '' || busy || entries.length === 0
          ? ''
          : `${instead} ${t('palette.found', { count: results })}`}
      </span>
    </div>
  );
}
