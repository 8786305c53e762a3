// Changes when it is shown differently that a message waits for its files, or was stopped by one.
import { CircleAlert, Hourglass } from 'lucide-react';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { stoppedWords } from './file-words.ts';
import type { SendLater } from './useSendLater.ts';
import styles from './guard.module.css';

interface ComposerLaterProps {
  later: Pick<SendLater, 'files' | 'stoppedBy'>;
  onUndo: () => void;
}

/** One line: what was sent goes when its files are in, or why it did not go. */
export function ComposerLater({ later: { files, stoppedBy }, onUndo }: ComposerLaterProps) {
  const t = useT();
  if (stoppedBy !== null)
    return (
      <div className={styles.stopped} role="alert">
        <CircleAlert size={14} aria-hidden="true" className={styles.stoppedIcon} />
        <span className={styles.laterText}>{stoppedWords(stoppedBy, true, t)}</span>
      </div>
    );
  if (files === 0) return null;
  return (
    <div className={styles.waiting}>
      <Hourglass size={14} aria-hidden="true" className={styles.icon} />
      <span className={styles.laterText} role="status">
        {t('composer.later', { count: files })}
      </span>
      <Button size="small" variant="primary" onClick={onUndo}>
        {t('common.undo')}
      </Button>
    </div>
  );
}
