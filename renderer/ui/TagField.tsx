// Changes when a set of tags is shown or edited differently.
import { Plus, X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ComponentType, type KeyboardEvent } from 'react';
import css from './tags.module.css';
import { Bidi } from './Text.tsx';

/** What the field in which a tag is typed is given. */
export interface TagInputProps {
  /** Those that are there already. */
  held: readonly string[];
  onAdd: (tags: string[]) => void;
  /** Goes back to the tags: Backspace or an arrow at the beginning of an empty field. */
  onBack: () => void;
  onDone: () => void;
}

export interface TagFieldProps {
  tags: readonly string[];
  onAdd: (tags: string[]) => void;
  onRemove: (tag: string) => void;
  /** Shown while a tag is typed; it knows what to suggest. */
  input: ComponentType<TagInputProps>;
  words: { title: string; add: string; remove: (tag: string) => string };
}

/** Tags to read, to add and to take away. Arrows move between them, Delete and Backspace take one away. */
export function TagField({ tags, onAdd, onRemove, input: Input, words }: TagFieldProps) {
  const [typing, setTyping] = useState(false);
  const [active, setActive] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const at = Math.min(active, tags.length - 1);
  /** The tag that has the keyboard and is to go, and its place: the one that comes there gets the keyboard. */
  const leaving = useRef<{ tag: string; index: number } | null>(null);
  /** Whether the keyboard goes back to the button once the field has gone. */
  const back = useRef(false);
  const focus = useCallback((index: number) => {
    setActive(index);
    const buttons = root.current?.querySelectorAll<HTMLElement>('[data-tag]') ?? [];
    const button = buttons[Math.min(index, buttons.length - 1)];
    (button ?? root.current?.querySelector<HTMLElement>('[data-add]'))?.focus();
  }, []);
  useEffect(() => {
    // Others may come or go before it does.
    if (leaving.current === null || tags.includes(leaving.current.tag)) return;
    if (document.activeElement === document.body) focus(leaving.current.index);
    leaving.current = null;
  }, [tags, focus]);
  const remove = (index: number): void => {
    leaving.current = { tag: tags[index]!, index };
    onRemove(tags[index]!);
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const step = { ArrowRight: mirrored ? -1 : 1, ArrowLeft: mirrored ? 1 : -1 }[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') remove(index);
    else if (step !== undefined && tags[index + step] !== undefined) focus(index + step);
    else if (step === 1) setTyping(true);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={root} role="group" aria-label={words.title} className={css.tags}>
      {tags.length > 0 && (
        <ul className={css.list}>
          {tags.map((tag, index) => (
            <li key={tag} className={css.tag}>
              <span className={css.text} title={tag}>
                <Bidi className="clip">{tag}</Bidi>
              </span>
              <button
                type="button"
                data-tag
                className={css.remove}
                aria-label={words.remove(tag)}
                tabIndex={index === at ? 0 : -1}
                onClick={() => remove(index)}
                onKeyDown={(event) => onKeyDown(event, index)}
                onFocus={() => setActive(index)}
              >
                <X size={12} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {typing ? (
        <Input
          held={tags}
          onAdd={onAdd}
          onBack={() => {
            if (tags.length > 0) focus(tags.length - 1);
          }}
          onDone={() => {
            // Where the keyboard went somewhere else meanwhile, it stays there.
            back.current = root.current?.contains(document.activeElement) === true;
            setTyping(false);
          }}
        />
      ) : (
        <button
          ref={(button) => {
            if (back.current) button?.focus();
            back.current = false;
          }}
          type="button"
          data-add
          className={css.add}
          aria-label={words.add}
          onClick={() => setTyping(true)}
        >
          <Plus size={13} aria-hidden="true" />
          {tags.length === 0 && <span>{words.add}</span>}
        </button>
      )}
    </div>
  );
}
