// Changes when messages that the service refused are shown or settled differently beside the conversation.
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import type { Settlement } from '../../../shared/ipc/store.ts';
import { useData, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { useUi } from '../../ui/words.tsx';
import { SafeText } from './SafeText.tsx';
import styles from './reply.module.css';

/** What was written here and not taken: at the end of the messages, until the agent has settled it. */
export function FailedMessages({ conversationId }: { conversationId: string }) {
  const t = useT();
  const { rows } = useQuery('attention.list', {});
  const failed = (rows ?? []).filter(
    ({ type, subjectKind, subjectId }) =>
      type === 'message.send' && subjectKind === 'conversation' && subjectId === conversationId,
  );
  if (failed.length === 0) return null;
  return (
    <ul className={styles.failedList} aria-label={t('conversation.failed.title')}>
      {failed.map((one) => (
        <li key={one.commandId}>
          <Failed one={one} />
        </li>
      ))}
    </ul>
  );
}

function Failed({ one }: { one: AttentionView }) {
  const t = useT();
  const ui = useUi();
  const { store } = useData();
  const [error, setError] = useState<ErrorData | null>(null);
  const settle = (how: Settlement['how']): void => {
    setError(null);
    store
      .request('attention.settle', { commandId: one.commandId, how })
      .catch((failure: unknown) => setError(toErrorData(failure)));
  };
  return (
    <div className={styles.failed}>
      <div className={styles.failedText}>
        <SafeText text={one.text ?? ''} />
      </div>
      <div className={styles.failedFoot} role="status">
        <CircleAlert size={14} aria-hidden="true" />
        <span>
          <strong>{t('conversation.failed.title')}</strong> {ui.error(error ?? one.refusal)}
        </span>
      </div>
      <div className={styles.failedActs}>
        <Button size="small" variant="primary" onClick={() => settle('force')}>
          {t('conversation.failed.retry')}
        </Button>
        <Button size="small" onClick={() => settle('asNote')}>
          {t('conversation.unsentKeep')}
        </Button>
        <Button size="small" onClick={() => settle('drop')}>
          {t('conversation.unsentDrop')}
        </Button>
      </div>
    </div>
  );
}
