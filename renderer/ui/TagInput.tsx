// Changes when a tag is typed differently: what ends one, what is suggested, what leaving the field does.
import { useMemo, useRef, useState } from 'react';
import { Suggest } from './Suggest.tsx';
import type { TagInputProps } from './TagField.tsx';
import css from './tags.module.css';

interface Props extends TagInputProps {
  /** Tags in use, the most used first. */
  known: readonly string[];
  /** What two spellings of one tag have in common. */
  keyOf: (tag: string) => string;
  maxLength: number;
  label: string;
}

const shown = 8;

/** Enter and a comma end a tag, so does leaving the field; several can be pasted at once. */
export function TagInput({ held, known, keyOf, maxLength, label, onAdd, onBack, onDone }: Props) {
  const [text, setText] = useState('');
  /** Esc lets go of what was typed; leaving the field does not. */
  const dropped = useRef(false);
  const suggestions = useMemo(() => {
    const here = new Set(held.map(keyOf));
    const typed = keyOf(text);
    return known
      .filter((tag) => !here.has(keyOf(tag)) && keyOf(tag).includes(typed))
      .toSorted((a, b) => Number(keyOf(b).startsWith(typed)) - Number(keyOf(a).startsWith(typed)))
      .slice(0, shown)
      .map((tag) => ({ id: keyOf(tag), label: tag }));
  }, [held, known, keyOf, text]);
  const add = (all: readonly string[]): void => {
    const tags = all.map((tag) => tag.trim().slice(0, maxLength)).filter((tag) => tag !== '');
    // Typed in another spelling than the one in use: the one in use is meant.
    const meant = tags.map((tag) => known.find((one) => keyOf(one) === keyOf(tag)) ?? tag);
    if (meant.length > 0) onAdd(meant);
    setText('');
  };
  return (
    <Suggest
      bare
      autoFocus
      label={label}
      className={css.input}
      value={text}
      suggestions={suggestions}
      onPick={({ label: tag }) => add([tag])}
      onEnter={() => (text.trim() === '' ? onDone() : add([text]))}
      onChange={(next) => {
        const parts = next.split(/[,،、\n]/);
        if (parts.length > 1) add(parts);
        else setText(next.slice(0, maxLength));
      }}
      onBlur={() => {
        if (dropped.current) return;
        add([text]);
        onDone();
      }}
      onKeyDown={(event) => {
        const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
        if (event.key === 'Escape') {
          event.stopPropagation();
          dropped.current = true;
          onDone();
        } else if (
          text === '' &&
          (event.key === 'Backspace' || event.key === (mirrored ? 'ArrowRight' : 'ArrowLeft'))
        ) {
          event.preventDefault();
          onBack();
        }
      }}
    />
  );
}
