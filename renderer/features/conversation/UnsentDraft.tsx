// Changes when it is handled differently that a conversation ended before the agent's words were sent.
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDraft, useNewId, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useGiveBack } from './useGiveBack.ts';
import styles from './wrapup.module.css';

/** The reply that could not be sent any more, in full, and what can become of it. Nothing where there is none. */
export function UnsentDraft({ conversationId }: { conversationId: string }) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  // What was refused because the conversation has ended is told here too.
  useGiveBack(conversationId);
  const draft = useDraft(`reply:${conversationId}`);
  const [error, setError] = useState<ErrorData | null>(null);
  if (draft.text.trim() === '') return null;
  const keep = (): void => {
    setError(null);
    run('note.write', {
      noteId: newId(),
      subjectKind: 'conversation',
      subjectId: conversationId,
      text: draft.text,
      supersedes: null,
    })
      .then(draft.clear)
      .catch((failure: unknown) => setError(toErrorData(failure)));
  };
  return (
    <section className={styles.unsent} aria-label={t('conversation.unsent')}>
      <strong>{t('conversation.unsent')}</strong>
      <p className={styles.unsentText} dir="auto">
        {draft.text}
      </p>
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.buttons}>
        <Button size="small" onClick={keep}>
          {t('conversation.unsentKeep')}
        </Button>
        <Button size="small" variant="quiet" onClick={draft.clear}>
          {t('conversation.unsentDrop')}
        </Button>
      </div>
    </section>
  );
}
