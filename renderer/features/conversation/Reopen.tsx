// Changes when a closed conversation is opened again differently, or it is shown differently that it was (ROUTE-3).
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDesk, useDraft, useRun } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi, isolated } from '../../ui/Text.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import styles from './reopen.module.css';

/** For supervisors: the button, and once it is pressed the reason, without which it is not done. */
export function Reopen({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const run = useRun();
  const { agent } = useDesk();
  // A half-written reason is kept, as any other words.
  const draft = useDraft(`reopen:${conversation.id}`);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  // Whoever is not there any more on the telephone has to be called.
  if (agent === null || agent.role === 'agent' || conversation.call !== undefined) return null;
  if (!asked && draft.text === '')
    return (
      <Button
        size="small"
        className={styles.open ?? ''}
        icon={<RotateCcw size={14} aria-hidden="true" className="mirror" />}
        onClick={() => setAsked(true)}
      >
        {t('conversation.reopen')}
      </Button>
    );
  const leave = (): void => {
    setAsked(false);
    setError(null);
    draft.clear();
  };
  const reopen = (): void => {
    const reason = draft.text;
    if (reason.trim() === '') return;
    setError(null);
    run('conversation.reopen', { conversationId: conversation.id, reason })
      .then(leave)
      .catch((failure: unknown) => setError(toErrorData(failure)));
  };
  return (
    <form
      className={styles.form}
      aria-label={t('conversation.reopen')}
      onSubmit={(event) => {
        event.preventDefault();
        reopen();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          leave();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          reopen();
        }
      }}
    >
      <TextArea
        label={t('conversation.reopenReason')}
        hint={t('conversation.reopenHint')}
        rows={2}
        // It was asked for.
        autoFocus={asked}
        maxLength={bounds.reason}
        value={draft.text}
        onChange={(text) => draft.set(text, text.length)}
      />
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" size="small" disabled={draft.text.trim() === ''}>
          {t('conversation.reopen')}
        </Button>
        <Button variant="quiet" size="small" onClick={leave}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Who opened it again, when and why, newest first; nothing where nobody has. */
export function Reopenings({ conversation: { reopened = [] } }: { conversation: Conversation }) {
  const t = useT();
  const intl = useIntl();
  if (reopened.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('conversation.reopenings')}>
      {reopened.toReversed().map(({ id, at, byName, reason }) => (
        <li key={id} className={styles.entry}>
          <RotateCcw size={12} aria-hidden="true" className="mirror" />
          <span className={styles.who}>
            {t('conversation.reopenedBy', { name: isolated(byName) })}
            {' · '}
            <time dateTime={new Date(at).toISOString()}>
              {intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
          </span>
          <Bidi className={styles.reason}>{reason}</Bidi>
        </li>
      ))}
    </ul>
  );
}
