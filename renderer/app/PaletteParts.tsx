// Changes when a line of the palette shows something else, or the kinds it can be narrowed to.
import {
  BookOpen,
  Briefcase,
  ChevronRight,
  History,
  MessageCircle,
  MessagesSquare,
  PanelLeft,
  Search,
  StickyNote,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import { memo } from 'react';
import { marked } from '../../shared/cache/places.ts';
import type { MessageKey } from '../../shared/i18n/index.ts';
import { useT } from '../state/intl.tsx';
import { gestureOf, type Gesture } from '../state/workspace.ts';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Bidi, Marks } from '../ui/Text.tsx';
import { Ago } from '../ui/Time.tsx';
import type { Entry } from './palette-entries.ts';
import { filters, type Asked, type Filter } from './palette-query.ts';
import css from './palette.module.css';

const icons: Record<Entry['type'], LucideIcon> = {
  customer: UserRound,
  case: Briefcase,
  conversation: MessagesSquare,
  message: MessageCircle,
  note: StickyNote,
  article: BookOpen,
  command: ChevronRight,
  session: PanelLeft,
  recent: History,
};

const headings: Record<Filter, MessageKey> = {
  customer: 'palette.customers',
  case: 'palette.cases',
  conversation: 'palette.conversations',
  message: 'palette.messages',
  note: 'palette.notes',
  article: 'palette.articles',
  session: 'palette.sessions',
  command: 'palette.commands',
};

/** What the search can be narrowed to, by the mouse or Tab; by the keys it is typed. */
export function PaletteFilters({
  asked: { filter },
  onChoose,
}: {
  asked: Asked;
  onChoose: (filter: Filter | null) => void;
}) {
  const t = useT();
  return (
    <div role="toolbar" aria-label={t('palette.filters')} className={css.filters}>
      {[null, ...filters].map((one) => (
        <button
          key={one ?? 'all'}
          type="button"
          aria-pressed={filter === one}
          className={css.filter}
          onClick={() => onChoose(one)}
        >
          {t(one === null ? 'palette.all' : headings[one])}
        </button>
      ))}
    </div>
  );
}

interface LineProps {
  id: string;
  entry: Entry;
  /** The words that are looked for. */
  query: string;
  chosen: boolean;
  onHover: () => void;
  onRun: (gesture: Gesture) => void;
}

/** One line: what it is, whose, when, and the place that was found. */
export function PaletteLine({ id, entry, query, chosen, onHover, onRun }: LineProps) {
  const { type, title, who = '', excerpt = '', at, keys } = entry;
  const Icon = id.endsWith('everywhere') ? Search : icons[type];
  return (
    // The keyboard stays in the field; the line is chosen from there.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={cx(css.line, chosen && css.chosen)}
      onPointerMove={onHover}
      onMouseDown={(event) => {
        // The field keeps the keyboard, and the middle button does not scroll.
        event.preventDefault();
      }}
      onClick={(event) => onRun(gestureOf(event))}
      onAuxClick={(event) => {
        if (event.button === 1) onRun(gestureOf(event));
      }}
    >
      <Icon
        size={15}
        aria-hidden="true"
        className={type === 'command' || type === 'session' ? 'mirror' : undefined}
      />
      <span className={css.words}>
        <span className={css.first}>
          <Found className={cx('clip', css.title)} text={title} query={query} />
          {who !== '' && <Bidi className={cx('clip', css.who)}>{who}</Bidi>}
        </span>
        {excerpt !== '' && <Found className={cx('clip', css.detail)} text={excerpt} query={query} />}
      </span>
      {at != null && (
        <span className={css.at}>
          <Ago at={at} />
        </span>
      )}
      {keys !== undefined && <Kbd keys={keys} />}
    </div>
  );
}

const Found = memo(function Found({
  text,
  query,
  className,
}: {
  text: string;
  query: string;
  className: string | undefined;
}) {
  return <Marks className={className} parts={marked(text, query)} />;
});
