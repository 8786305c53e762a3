// Changes when the field that is typed into answers the keyboard differently, or keeps its caret differently.
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import { useSendTyping, useShown } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { directionOf } from '../../ui/direction.ts';
import { optionId } from './SlashMenu.tsx';
import type { ComposerState } from './useComposer.ts';
import styles from './composer.module.css';

interface ComposerFieldProps {
  conversationId: string;
  composer: ComposerState;
  field: RefObject<HTMLTextAreaElement | null>;
  /** The menu above it: its id, and which line is chosen. */
  menuId: string;
  active: number;
  onActive: (index: number) => void;
  hintId: string;
  placeholder: string;
  /** What the customer reads, BCP 47; empty where nobody knows. */
  language: string;
}

/** Where the words go. Enter sends, Shift+Enter begins a line; with an open menu the keys are the menu's. */
export function ComposerField(props: ComposerFieldProps) {
  const { conversationId, composer, field, menuId, active, onActive, hintId, placeholder, language } = props;
  const t = useT();
  const sendTyping = useSendTyping();
  const { written, sending, slash, bar, files, reply } = composer;
  const { mode, text } = written;
  const { menu } = slash;
  const internal = mode === 'internal';
  useCaret(field, composer, conversationId);
  useFocus(field, composer, conversationId, bar === null);
  useEffect(() => () => sendTyping(conversationId, false), [conversationId, sendTyping]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const open = menu.length > 0;
    const withMod = event.ctrlKey || event.metaKey;
    if (withMod && event.key.toLowerCase() === 'z' && !event.shiftKey && text === '') {
      // Nothing is typed since, so there is nothing else that could be meant.
      if (!sending.undo()) return;
    } else if (withMod && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      reply.step(event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.metaKey) return;
    else if (event.key === 'F2' || (event.key === 'ArrowUp' && text === '' && !open)) {
      if (!composer.editLast()) return;
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      onActive((active + step + menu.length) % menu.length);
    } else if (event.key === 'Escape') {
      if (open) slash.dismiss();
      else if (sending.held !== null) sending.release();
      else if (sending.later.files > 0) sending.later.takeBack();
      else if (text === '' && reply.target !== null) reply.set(null);
      else if (text !== '' || !sending.undo()) return;
      event.stopPropagation();
    } else if (open && !event.shiftKey && !event.ctrlKey && (event.key === 'Enter' || event.key === 'Tab')) {
      const item = menu[active];
      if (item !== undefined) slash.choose(item);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      // A key that is held down is one press.
      if (!event.repeat) sending.send(event.timeStamp);
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <div className={styles.grow} data-text={`${text}\n`}>
      <textarea
        // Two modes, two fields: their texts, undo history and caret never mix.
        key={mode}
        ref={field}
        className={styles.field}
        data-composer
        rows={1}
        dir={directionOf(text)}
        lang={internal || language === '' ? undefined : language}
        // What a draft can hold; longer pastes end there, and what is too long for a message is said below.
        maxLength={bounds.note}
        value={text}
        disabled={bar !== null}
        aria-label={t(internal ? 'conversation.internalField' : 'conversation.replyField')}
        aria-describedby={hintId}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={menu.length > 0 ? menuId : undefined}
        aria-activedescendant={menu.length > 0 ? optionId(menuId, active) : undefined}
        placeholder={placeholder}
        onChange={(event) => composer.change(event.currentTarget.value, event.currentTarget.selectionEnd)}
        onSelect={(event) => written.moved(event.currentTarget.value, event.currentTarget.selectionEnd)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files];
          // A copied table or picture of text brings its text as well: then that is meant.
          if (pasted.length === 0 || event.clipboardData.types.includes('text/plain')) return;
          event.preventDefault();
          files.add(pasted);
        }}
        onBlur={() => sendTyping(conversationId, false)}
      />
    </div>
  );
}

/** Keeps the caret where it was kept, also over restarts. */
function useCaret(
  field: RefObject<HTMLTextAreaElement | null>,
  { written: { caret, text, mode } }: ComposerState,
  id: string,
): void {
  // The caret follows what was restored or inserted, but never the keys: those have moved it already.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null || element.selectionEnd === caret) return;
    element.setSelectionRange(caret, caret);
  }, [field, caret, text, mode]);
  // A long text that was restored shows its end when that is where the agent stopped.
  useLayoutEffect(() => {
    const element = field.current;
    const box = element?.parentElement;
    if (element && box && element.selectionEnd === element.value.length) box.scrollTo?.(0, box.scrollHeight);
  }, [field, mode, id]);
}

/** Gives the field the keyboard whenever it is the field's turn. */
function useFocus(
  field: RefObject<HTMLTextAreaElement | null>,
  { written: { mode }, slash: { asking } }: ComposerState,
  id: string,
  writable: boolean,
): void {
  const shown = useShown();
  // Another mode was chosen by button or command: the keyboard goes on in its field.
  const before = useRef(mode);
  useLayoutEffect(() => {
    const byArrow = document.activeElement?.getAttribute('role') === 'radio';
    if (before.current !== mode && !byArrow) field.current?.focus();
    before.current = mode;
  }, [field, mode]);
  // Whoever comes to a conversation comes to write, unless the keyboard is at work elsewhere.
  useEffect(() => {
    if (!shown) return;
    const { activeElement } = document;
    const idle =
      activeElement === null ||
      activeElement === document.body ||
      // On the work area as a whole it was put for want of anything better.
      activeElement.matches('[data-pane]') ||
      (activeElement as HTMLElement).offsetParent === null;
    if (idle) field.current?.focus({ preventScroll: true });
    // An offer that was just accepted can be written to only a moment later.
  }, [field, shown, id, writable]);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current && asking === null) field.current?.focus();
    wasAsking.current = asking !== null;
  }, [field, asking]);
}
