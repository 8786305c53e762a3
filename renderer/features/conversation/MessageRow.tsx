// Changes when one message looks different: whose it is, whom it is for, how long it may be before it folds.
import { BookOpen, Lock } from 'lucide-react';
import { memo } from 'react';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Delivery } from './Delivery.tsx';
import { SafeText } from './SafeText.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './message.module.css';

/** Longer than this, in characters or lines, a message folds until the agent opens it. */
const foldedChars = 1200;
const foldedLines = 14;

interface MessageRowProps {
  message: MessageView;
  first: boolean;
  last: boolean;
  unfolded: boolean;
  onUnfold: (id: string) => void;
}

/** One message. Public and internal ones differ in place, border, label and background. */
export const MessageRow = memo(function MessageRow({
  message,
  first,
  last,
  unfolded,
  onUnfold,
}: MessageRowProps) {
  const t = useT();
  const intl = useIntl();
  const { authorKind, authorName, audience, text, at } = message;
  const time = intl.formatTime(at, { hour: '2-digit', minute: '2-digit' });
  if (authorKind === 'system') {
    return (
      <div className={styles.system} role="article" aria-label={`${t('conversation.system')}, ${time}`}>
        <SafeText text={text} />
        <time dateTime={new Date(at).toISOString()}>{time}</time>
      </div>
    );
  }
  const internal = audience === 'internal';
  const long = text.length > foldedChars || text.split('\n', foldedLines + 1).length > foldedLines;
  const side = internal ? 'internal' : authorKind;
  const label = t(internal ? 'conversation.message.internal' : 'conversation.message.public', {
    name: authorName,
    time,
  });
  return (
    <div
      className={styles.message}
      data-side={side}
      data-first={first}
      data-last={last}
      role="article"
      aria-label={label}
    >
      {first && (
        <div className={styles.head}>
          {internal && (
            <span className={styles.internalLabel}>
              <Lock size={12} aria-hidden="true" />
              {t('conversation.internalLabel')}
            </span>
          )}
          <Bidi className={cx('clip', styles.author)}>{authorName}</Bidi>
          {authorKind === 'bot' && <span className={styles.quiet}>{t('conversation.bot')}</span>}
          <time
            className={styles.time}
            dateTime={new Date(at).toISOString()}
            title={intl.formatDate(at, { dateStyle: 'full', timeStyle: 'medium' })}
          >
            {time}
          </time>
        </div>
      )}
      <div className={styles.bubble}>
        {message.articleId !== null && (
          <span className={styles.article}>
            <BookOpen size={13} aria-hidden="true" />
            {t('conversation.articleSent')}
          </span>
        )}
        <div className={styles.fold} data-folded={long && !unfolded}>
          <SafeText text={text} masked={message.masked} />
        </div>
        {long && !unfolded && (
          <button type="button" className={styles.unfold} onClick={() => onUnfold(message.id)}>
            {t('conversation.showAll', { count: text.length })}
          </button>
        )}
      </div>
      {last && message.delivery !== null && !internal && (
        <div className={styles.foot}>
          <Delivery state={message.delivery} />
        </div>
      )}
      {internal && message.delivery === 'queued' && (
        <div className={styles.foot}>
          <Delivery state="queued" />
        </div>
      )}
    </div>
  );
});
