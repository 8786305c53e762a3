// Changes when the one box for searching and commanding looks or answers the keyboard differently.
import {
  BookOpen,
  Briefcase,
  ChevronRight,
  MessageCircle,
  MessagesSquare,
  PanelLeft,
  Search,
  StickyNote,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '../state/intl.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Highlight } from '../ui/Text.tsx';
import { Ago } from '../ui/Time.tsx';
import { paneTarget } from './pane-focus.ts';
import type { Commands } from './commands.ts';
import type { Entry } from './palette-entries.ts';
import css from './palette.module.css';
import { usePaletteEntries } from './usePaletteEntries.ts';

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: Commands;
}

const icons: Record<Entry['type'], LucideIcon> = {
  customer: UserRound,
  case: Briefcase,
  conversation: MessagesSquare,
  message: MessageCircle,
  note: StickyNote,
  article: BookOpen,
  command: ChevronRight,
  session: PanelLeft,
};

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
      width={620}
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
  const { groups, busy } = usePaletteEntries(text, commands);
  /** Enter came before the hits: it holds for the first of them. */
  const [early, setEarly] = useState<{ here: boolean } | null>(null);
  const entries = groups.flatMap((group) => group.entries);
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen),
  );
  const current = entries[at];
  const list = useRef<HTMLDivElement>(null);
  const optionId = (id: string): string => `${listId}-${id.replace(/[^\w-]/g, '_')}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);

  const run = (entry: Entry | undefined, here: boolean): void => {
    if (entry === undefined) return;
    onDone();
    entry.run(here);
  };
  useEffect(() => {
    if (early !== null && !busy) run(current, early.here);
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
      const here = event.ctrlKey || event.metaKey;
      if (busy && chosen === null) setEarly({ here });
      else run(current, here);
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
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(null);
            setEarly(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={t('palette.title')} className={css.list}>
        {groups.map(({ heading, entries }) => (
          <div key={heading} role="group" aria-label={t(heading)} className={css.group}>
            <div className={css.heading} aria-hidden="true">
              {t(heading)}
            </div>
            {entries.map((entry) => (
              <Line
                key={entry.id}
                id={optionId(entry.id)}
                entry={entry}
                query={text}
                chosen={entry === current}
                onHover={() => setChosen(entry.id)}
                onRun={(own) => run(entry, own)}
              />
            ))}
          </div>
        ))}
        {entries.length === 0 && !busy && (
          <p className={css.nothing}>{t('palette.empty', { text: text.trim() })}</p>
        )}
      </div>
    </div>
  );
}

interface LineProps {
  id: string;
  entry: Entry;
  query: string;
  chosen: boolean;
  onHover: () => void;
  onRun: (here: boolean) => void;
}

function Line({ id, entry, query, chosen, onHover, onRun }: LineProps) {
  const Icon = icons[entry.type];
  return (
    // The keyboard stays in the field; the line is chosen from there.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={cx(css.line, chosen && css.chosen)}
      onPointerMove={onHover}
      onClick={(event) => onRun(event.ctrlKey || event.shiftKey)}
    >
      <Icon size={15} aria-hidden="true" className={entry.type === 'command' ? 'mirror' : undefined} />
      <span className={css.title}>
        <Highlight className="clip" text={entry.title} query={query} />
      </span>
      {entry.detail !== undefined && (
        <span className={css.detail}>
          <Highlight className="clip" text={entry.detail} query={query} />
        </span>
      )}
      {entry.at != null && (
        <span className={css.at}>
          <Ago at={entry.at} />
        </span>
      )}
      {entry.keys !== undefined && <Kbd keys={entry.keys} />}
    </div>
  );
}
