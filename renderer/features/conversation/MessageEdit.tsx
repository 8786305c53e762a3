// Changes when a message of one's own is changed differently.
import { useEffect, useRef, useState } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useDraft, useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { directionOf } from '../../ui/direction.ts';
import { useActs } from './acts.ts';
import { ComposerGuard } from './ComposerGuard.tsx';
import { firstLimit } from './limits.ts';
import { onePressMs, useGuard, type Held } from './useGuard.ts';
import styles from './reply.module.css';

/** The number of the newest message of a conversation, now and when this was first shown; null until it is known. */
function useNewest(conversationId: string): { lastSeq: number; begunAt: number | null } {
  const { rows } = useQuery('conversation.messages', { id: conversationId, limit: firstLimit });
  const [begunAt, setBegunAt] = useState<number | null>(null);
  const lastSeq = Math.max(0, ...(rows?.messages ?? []).map(({ seq }) => seq ?? 0));
  if (begunAt === null && rows !== undefined) setBegunAt(lastSeq);
  return { lastSeq, begunAt };
}

/**
 * The words of a message as a field: Enter saves, Esc leaves them as they were. What is typed is journaled. Before it goes
 * to the customer it is looked at as any text that is sent (SEND-2).
 */
export function MessageEdit({ message }: { message: MessageView }) {
  const t = useT();
  const run = useRun();
  const { edit } = useActs();
  const { id, conversationId, text: base } = message;
  const draft = useDraft(`edit:${id}`);
  // An emptied text is no draft in the journal; while it is written it counts all the same.
  const [emptied, setEmptied] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft.text !== '' || emptied ? draft.text : base;
  useEffect(() => {
    const element = field.current;
    const tab = element?.closest('[data-conversation]');
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    return () => {
      // Where the keyboard would fall into nothing it goes on in the composer.
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body || activeElement === element)
        tab?.querySelector<HTMLTextAreaElement>('textarea[data-composer]')?.focus();
    };
  }, []);
  const close = (): void => {
    draft.set('', 0);
    edit(null);
  };
  const next = text.trim();
  const { lastSeq, begunAt } = useNewest(conversationId);
  const check = useGuard({ id: conversationId, lastSeq }, { mode: message.audience, text, begunAt });
  // Whoever writes on has looked: what they make of it is looked at anew.
  const shownHeld = held?.text === next ? held : null;
  /** @param at the time of the key that asks, in the page's time; null where it is plain that it is meant. */
  const save = (at: number | null): void => {
    if (next === '' || next.length > bounds.message) return;
    if (next === base) return close();
    if (shownHeld === null) {
      const warnings = check(next);
      if (warnings.length > 0) return setHeld({ text: next, warnings, at: at ?? 0 });
    } else if (at !== null && at - shownHeld.at <= onePressMs) return;
    setHeld(null);
    run('message.edit', { messageId: id, conversationId, text: next, base }).then(close, (failure: unknown) =>
      setError(toErrorData(failure)),
    );
  };
  return (
    <div className={styles.edit}>
      <textarea
        ref={field}
        className={styles.editField}
        aria-label={t('conversation.edit.field')}
        rows={Math.min(10, text.split('\n').length + 1)}
        dir={directionOf(text)}
        maxLength={bounds.note}
        value={text}
        onChange={({ currentTarget }) => {
          setEmptied(currentTarget.value === '');
          draft.set(currentTarget.value, currentTarget.selectionEnd);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape' && shownHeld !== null) setHeld(null);
          else if (event.key === 'Escape') close();
          else if (event.key === 'Enter' && !event.shiftKey) save(event.timeStamp);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {shownHeld !== null && (
        <ComposerGuard
          warnings={shownHeld.warnings}
          onSend={() => save(null)}
          onBack={() => {
            setHeld(null);
            field.current?.focus();
          }}
        />
      )}
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.editFoot}>
        <Button size="small" onClick={close}>
          {t('conversation.edit.cancel')}
        </Button>
        <Button size="small" variant="primary" disabled={next === ''} onClick={() => save(null)}>
          {t('conversation.edit.save')}
        </Button>
      </div>
    </div>
  );
}
