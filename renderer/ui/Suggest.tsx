// Changes when a field that suggests what may be meant looks or behaves differently.
import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { cx } from './cx.ts';
import { directionOf } from './direction.ts';
import field from './field.module.css';
import css from './overlay.module.css';

/** Something that may be meant. */
export interface Suggestion {
  id: string;
  label: string;
  /** More about it, in quiet. */
  detail?: string | undefined;
  icon?: ReactNode;
  /** Shown, and cannot be taken; `detail` says why. */
  disabled?: boolean;
}

export interface SuggestProps {
  /** Its name for screen readers, and what stands in it while it is empty. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The best first. They fit the text already; nothing is left out here. */
  suggestions: readonly Suggestion[];
  onPick: (suggestion: Suggestion) => void;
  /** Enter while none of them is chosen. */
  onEnter?: () => void;
  /** Keys that are not about the suggestions. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onBlur?: () => void;
  /** Said below the field where nothing fits. */
  nothing?: string | undefined;
  maxLength?: number;
  autoFocus?: boolean;
  /** Without a border of its own. */
  bare?: boolean;
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** One line to write in, with a list of what may be meant. Arrows choose, Enter takes, Esc closes the list. */
export function Suggest(props: SuggestProps) {
  const { label, value, onChange, suggestions, onPick, onEnter, nothing, bare = false } = props;
  const [open, setOpen] = useState(false);
  const chosen = useRef<Suggestion | undefined>(undefined);
  const shown = open && (suggestions.length > 0 || (nothing !== undefined && value.trim() !== ''));
  return (
    <Base.Root<Suggestion>
      items={suggestions}
      mode="none"
      value={value}
      itemToStringValue={(item) => item.label}
      open={shown}
      openOnInputClick
      onOpenChange={setOpen}
      onItemHighlighted={(item) => (chosen.current = item)}
      onValueChange={(next, { reason }) => {
        // Taking a suggestion is for the caller to say what it means.
        if (reason !== 'item-press') onChange(next);
      }}
    >
      <Base.Input
        ref={props.ref}
        aria-label={label}
        placeholder={label}
        dir={directionOf(value)}
        className={cx(bare ? css.bareInput : field.input, props.className)}
        maxLength={props.maxLength}
        autoComplete="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it stands there because it was asked for
        autoFocus={props.autoFocus}
        onFocus={() => setOpen(true)}
        onBlur={props.onBlur}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape' && shown) {
            // The list first; what lies behind it hears of the next one.
            event.stopPropagation();
            return setOpen(false);
          }
          if (event.key === 'Enter' && (!shown || chosen.current === undefined)) {
            event.preventDefault();
            onEnter?.();
          } else props.onKeyDown?.(event);
        }}
      />
      <Base.Portal>
        <Base.Positioner className={css.positioner} sideOffset={4} collisionPadding={8} align="start">
          <Base.Popup className={css.popup}>
            <Base.Empty>
              {suggestions.length === 0 && nothing !== undefined ? (
                <div className={css.heading}>{nothing}</div>
              ) : null}
            </Base.Empty>
            <Base.List aria-label={label}>
              {(item: Suggestion) => (
                <Base.Item
                  key={item.id}
                  value={item}
                  disabled={item.disabled === true}
                  className={css.item}
                  onClick={() => onPick(item)}
                >
                  {item.icon}
                  <span className={css.itemLabel} dir="auto">
                    {item.label}
                  </span>
                  {item.detail !== undefined && (
                    <span className={cx(css.itemHint, css.itemMore)} dir="auto">
                      {item.detail}
                    </span>
                  )}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
