// Changes when a message that waits to be sent is shown differently.
import { Hourglass } from 'lucide-react';
import { useData, useNow } from '../../data/hooks.ts';
import type { Waiting } from '../../data/outgoing.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './guard.module.css';

interface ComposerWaitingProps {
  waiting: readonly Waiting[];
  onUndo: (messageId: string) => void;
}

/** What is about to be sent, with the time that is left to take it back. */
export function ComposerWaiting({ waiting, onUndo }: ComposerWaitingProps) {
  const shown = waiting.filter(({ state }) => state !== 'back');
  if (shown.length === 0) return null;
  return shown.map((one) => <Line key={one.messageId} one={one} onUndo={onUndo} />);
}

function Line({ one, onUndo }: { one: Waiting; onUndo: (messageId: string) => void }) {
  const t = useT();
  const intl = useIntl();
  const { outgoing } = useData();
  useNow(1_000);
  const seconds = Math.max(1, Math.ceil(outgoing.left(one.messageId) / 1_000));
  const sending = one.state === 'sending';
  return (
    <div className={styles.waiting} role="group" aria-label={t('composer.waiting')}>
      <Hourglass size={14} aria-hidden="true" className={styles.icon} />
      <Bidi className={cx('clip', styles.waitingText)}>{one.typed.trim().replace(/\s+/g, ' ')}</Bidi>
      <span className={styles.seconds} aria-hidden="true">
        {sending ? t('composer.sending') : t('composer.sendingIn', { count: intl.formatNumber(seconds) })}
      </span>
      <span className="quiet-only" role="status">
        {t('composer.waiting')}
      </span>
      {!sending && (
        <>
          <Button size="small" onClick={() => outgoing.sendNow(one.messageId)}>
            {t('composer.sendNow')}
          </Button>
          <Button size="small" variant="primary" onClick={() => onUndo(one.messageId)}>
            {t('common.undo')}
          </Button>
        </>
      )}
    </div>
  );
}
