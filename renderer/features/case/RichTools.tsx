// Changes when the buttons above a rich text are others.
import { Bold, Heading, Italic, Link2, List, ListOrdered } from 'lucide-react';
import { useT } from '../../state/intl.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { addLink, toggleLines, toggleMark, type Written } from './rich.ts';
import css from './rich.module.css';

const tools = [
  { name: 'bold', icon: Bold, keys: 'Ctrl+B', change: (now: Written) => toggleMark(now, '**') },
  { name: 'italic', icon: Italic, keys: 'Ctrl+I', change: (now: Written) => toggleMark(now, '*') },
  { name: 'heading', icon: Heading, keys: undefined, change: (now: Written) => toggleLines(now, 'heading') },
  { name: 'list', icon: List, keys: undefined, change: (now: Written) => toggleLines(now, 'list') },
  {
    name: 'numbers',
    icon: ListOrdered,
    keys: undefined,
    change: (now: Written) => toggleLines(now, 'numbers'),
  },
  { name: 'link', icon: Link2, keys: undefined, change: addLink },
] as const;

/** Bold, italic, headings, lists, links. */
export function RichTools({ onChange }: { onChange: (change: (now: Written) => Written) => void }) {
  const t = useT();
  return (
    <div role="toolbar" aria-label={t('case.rich')} className={css.tools}>
      {tools.map(({ name, icon: Icon, keys, change }) => (
        <IconButton
          key={name}
          size="small"
          label={t(`case.rich.${name}`)}
          {...(keys === undefined ? {} : { keys })}
          // The text keeps the keyboard and what is chosen in it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChange(change)}
        >
          <Icon size={14} aria-hidden="true" />
        </IconButton>
      ))}
    </div>
  );
}
