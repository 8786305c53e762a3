// Changes when the place where the agent writes looks or answers the keyboard differently.
import { BookOpen, CornerDownLeft, Lock, MessageSquare, X } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useDesk, useSendTyping, useShown } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { optionId, SlashMenu } from './SlashMenu.tsx';
import { useComposer, type Mode, type Want } from './useComposer.ts';
import { VariablesForm } from './VariablesForm.tsx';
import { firstName } from './variables.ts';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './composer.module.css';
import { directionOf } from '../../ui/direction.ts';

interface ComposerProps {
  view: ConversationView;
  tabId: string;
  onWant: (what: Want, text: string) => void;
}

/** Where replies and internal messages are written. The two modes differ in place, border, label and background. */
export function Composer({ view, tabId, onWant }: ComposerProps) {
  const t = useT();
  const intl = useIntl();
  const shown = useShown();
  const { link } = useDesk();
  const sendTyping = useSendTyping();
  const composer = useComposer(view, tabId, onWant);
  const { mode, text, caret, menu, bar, asking, attached } = composer;
  const field = useRef<HTMLTextAreaElement>(null);
  const [at, setAt] = useState({ menu: '', index: 0 });
  const menuId = useId();
  const hintId = useId();
  // A menu that has become another one begins at its top.
  const menuKey = `${menu.length} ${menu[0]?.key ?? ''}`;
  const index = at.menu === menuKey ? Math.min(at.index, Math.max(0, menu.length - 1)) : 0;
  const setActive = (next: number): void => setAt({ menu: menuKey, index: next });
  const { id } = view.conversation;

  // The caret follows what was restored or inserted, but never the keys: those have moved it already.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null || element.selectionEnd === caret) return;
    element.setSelectionRange(caret, caret);
  }, [caret, text, mode]);

  // A long text that was restored shows its end when that is where the agent stopped.
  useLayoutEffect(() => {
    const element = field.current;
    const box = element?.parentElement;
    if (element && box && element.selectionEnd === element.value.length) box.scrollTo?.(0, box.scrollHeight);
  }, [mode, id]);

  // Another mode was chosen by button or command: the keyboard goes on in its field.
  const before = useRef(mode);
  useLayoutEffect(() => {
    const byArrow = document.activeElement?.getAttribute('role') === 'radio';
    if (before.current !== mode && !byArrow) field.current?.focus();
    before.current = mode;
  }, [mode]);

  // Whoever comes to a conversation comes to write, unless the keyboard is at work elsewhere.
  useEffect(() => {
    if (!shown) return;
    const { activeElement } = document;
    const idle =
      activeElement === null ||
      activeElement === document.body ||
      (activeElement as HTMLElement).offsetParent === null;
    if (idle) field.current?.focus({ preventScroll: true });
  }, [shown, id]);

  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current && asking === null) field.current?.focus();
    wasAsking.current = asking !== null;
  }, [asking]);

  useEffect(() => () => sendTyping(id, false), [id, sendTyping]);

  const pick = (item: (typeof menu)[number] | undefined): void => {
    if (item === undefined) return;
    composer.choose(item);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    const open = menu.length > 0;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((index + step + menu.length) % menu.length);
    } else if (open && event.key === 'Escape') {
      event.stopPropagation();
      composer.dismissMenu();
    } else if (open && !event.shiftKey && !event.ctrlKey && (event.key === 'Enter' || event.key === 'Tab')) {
      pick(menu[index]);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      composer.send();
    } else {
      return;
    }
    event.preventDefault();
  };
  const internal = mode === 'internal';
  const customer = view.customer?.name ?? view.conversation.visitor.name;
  const offline = link.state !== 'linked';
  return (
    <section
      className={styles.composer}
      data-mode={mode}
      aria-label={t(internal ? 'conversation.internalMode' : 'conversation.publicMode')}
    >
      {asking !== null && <VariablesForm asking={asking} onAnswer={composer.answer} />}
      {composer.error !== null && (
        <div className={styles.error}>
          <ErrorNote error={composer.error} />
        </div>
      )}
      <div className={styles.modes} role="radiogroup" aria-label={t('conversation.mode')}>
        <ModeButton mode="public" current={mode} onPick={composer.setMode} />
        <ModeButton mode="internal" current={mode} onPick={composer.setMode} />
        <span id={hintId} className={styles.hint}>
          {bar === null
            ? t(internal ? 'conversation.internalHint' : 'conversation.publicHint')
            : t(`conversation.bar.${bar}`)}
        </span>
      </div>
      <div className={styles.box} data-barred={bar !== null}>
        {menu.length > 0 && (
          <SlashMenu id={menuId} items={menu} active={index} onHover={setActive} onChoose={pick} />
        )}
        {attached !== null && (
          <div className={styles.attached}>
            <BookOpen size={13} aria-hidden="true" />
            <Bidi className={cx('clip', styles.attachedTitle)}>{attached.title}</Bidi>
            <IconButton label={t('conversation.detach')} size="small" onClick={composer.detach}>
              <X size={13} />
            </IconButton>
          </div>
        )}
        <div className={styles.grow} data-text={`${text}\n`}>
          <textarea
            // Two modes, two fields: their texts, undo history and caret never mix.
            key={mode}
            ref={field}
            className={styles.field}
            rows={1}
            dir={directionOf(text)}
            spellCheck
            // What a draft can hold; longer pastes end there, and what is too long for a message is said below.
            maxLength={bounds.note}
            value={text}
            disabled={bar !== null}
            aria-label={t(internal ? 'conversation.internalField' : 'conversation.replyField')}
            aria-describedby={hintId}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={menu.length > 0 ? menuId : undefined}
            aria-activedescendant={menu.length > 0 ? optionId(menuId, index) : undefined}
            placeholder={
              bar === null
                ? t(internal ? 'conversation.internalPlaceholder' : 'conversation.replyPlaceholder', {
                    name: firstName(customer),
                  })
                : ''
            }
            onChange={(event) => composer.change(event.currentTarget.value, event.currentTarget.selectionEnd)}
            onSelect={(event) => composer.change(event.currentTarget.value, event.currentTarget.selectionEnd)}
            onKeyDown={onKeyDown}
            onBlur={() => sendTyping(id, false)}
          />
        </div>
        <div className={styles.foot}>
          {composer.tooLong > 0 && (
            <span className={styles.tooLong} role="status">
              {t('conversation.tooLong', { count: intl.formatNumber(composer.tooLong) })}
            </span>
          )}
          {offline && bar === null && <span className={styles.quiet}>{t('conversation.offline')}</span>}
          <Button
            variant="primary"
            size="small"
            disabled={!composer.canSend}
            onClick={composer.send}
            icon={<CornerDownLeft size={14} aria-hidden="true" className={styles.sendIcon} />}
          >
            {t(internal ? 'conversation.sendInternal' : 'conversation.send')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function ModeButton({ mode, current, onPick }: { mode: Mode; current: Mode; onPick: (mode: Mode) => void }) {
  const t = useT();
  const Icon = mode === 'internal' ? Lock : MessageSquare;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={mode === current}
      tabIndex={mode === current ? 0 : -1}
      className={styles.mode}
      data-mode={mode}
      onClick={(event) => {
        // A click has chosen; arrows are still choosing.
        event.currentTarget.blur();
        onPick(mode);
      }}
      onKeyDown={(event) => {
        if (!event.key.startsWith('Arrow')) return;
        event.preventDefault();
        const other = mode === 'internal' ? 'public' : 'internal';
        onPick(other);
        const next = event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-mode=${other}]`);
        next?.focus();
      }}
    >
      <Icon size={13} aria-hidden="true" />
      {t(mode === 'internal' ? 'conversation.internalMode' : 'conversation.publicMode')}
    </button>
  );
}
