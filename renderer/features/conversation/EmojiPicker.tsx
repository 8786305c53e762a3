// Changes when an emoji is chosen differently.
import { Smile } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { plain } from '../../../shared/cache/text.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { emojis } from './emoji.ts';
import css from './emoji.module.css';

const columns = 8;

/** @returns those in whose words each word of the text begins a word, in any of the six languages. */
export function findEmoji(text: string): typeof emojis {
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  return emojis.filter(({ words }) => {
    const parts = plain(words).split(/\s+/);
    return wanted.every((word) => parts.some((part) => part.startsWith(word)));
  });
}

/** A button with a small, searchable grid: arrows move, Enter takes. */
export function EmojiPicker({
  field,
  onPick,
  disabled,
}: {
  /** Where the writing goes on once one was taken. */
  field: RefObject<HTMLElement | null>;
  onPick: (sign: string) => void;
  disabled: boolean;
}) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const taken = useRef(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('composer.emoji')}
      side="top"
      finalFocus={() => {
        const to = taken.current ? field.current : null;
        taken.current = false;
        return to ?? true;
      }}
      trigger={
        <IconButton label={t('composer.emoji')} size="small" disabled={disabled} tooltip={false}>
          <Smile size={15} aria-hidden="true" />
        </IconButton>
      }
    >
      <Grid
        onPick={(sign) => {
          taken.current = true;
          setOpen(false);
          onPick(sign);
        }}
      />
    </Popover>
  );
}

function Grid({ onPick }: { onPick: (sign: string) => void }) {
  const t = useT();
  const locale = useLocale();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const found = findEmoji(text);
  const active = Math.min(at, Math.max(0, found.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const step = {
      ArrowRight: mirrored ? -1 : 1,
      ArrowLeft: mirrored ? 1 : -1,
      ArrowDown: columns,
      ArrowUp: -columns,
    }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(found.length - 1, active + step)));
    else if (event.key === 'Enter') {
      const one = found[active];
      if (one !== undefined) onPick(one.sign);
    } else return;
    event.preventDefault();
  };
  return (
    <div className={css.picker}>
      <TextField
        label={t('composer.emojiFind')}
        placeholder={t('composer.emojiFind')}
        hideLabel
        autoFocus
        value={text}
        role="combobox"
        aria-expanded
        aria-controls="emoji-grid"
        aria-activedescendant={found.length > 0 ? `emoji-${String(active)}` : undefined}
        onKeyDown={onKeyDown}
        onChange={(next) => {
          setText(next);
          setAt(0);
        }}
      />
      <div ref={grid} id="emoji-grid" role="listbox" aria-label={t('composer.emoji')} className={css.grid}>
        {found.map(({ sign, names }, index) => (
          <button
            key={sign}
            id={`emoji-${String(index)}`}
            type="button"
            role="option"
            aria-selected={index === active}
            aria-label={`${sign} ${names[locale]}`}
            tabIndex={-1}
            className={css.one}
            onPointerMove={() => setAt(index)}
            onClick={() => onPick(sign)}
          >
            {sign}
          </button>
        ))}
      </div>
      {found.length === 0 && <p className={css.none}>{t('shortcuts.none')}</p>}
    </div>
  );
}
