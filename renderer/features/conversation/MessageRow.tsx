// Changes when one message looks different: whose it is, whom it is for, how long it may be before it folds.
import { BookOpen, Lock } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { saysOnlyFiles } from '../../../shared/domain/attachment.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useActs } from './acts.ts';
import { Delivery } from './Delivery.tsx';
import { EditedMark, MessageActs } from './MessageActs.tsx';
import { MessageEdit } from './MessageEdit.tsx';
import { MessageFiles } from './MessageFiles.tsx';
import { Quote } from './Quote.tsx';
import { SafeText } from './SafeText.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './message.module.css';

/** Longer than this, in characters or lines, a message folds until the agent opens it. */
const foldedChars = 1200;
const foldedLines = 14;
/** More than the list takes to come to rest. */
const framesToCentre = 8;

interface MessageRowProps {
  message: MessageView;
  first: boolean;
  last: boolean;
}

/** One message. Public and internal ones differ in place, border, label and background. */
export const MessageRow = memo(function MessageRow({ message, first, last }: MessageRowProps) {
  const t = useT();
  const intl = useIntl();
  const acts = useActs();
  const [unfolded, setUnfolded] = useState(false);
  const [pointed, setPointed] = useState(false);
  const hit = acts.hit?.id === message.id ? acts.hit : null;
  // What was found or quoted may stand far down in it.
  if (hit !== null && !unfolded) setUnfolded(true);
  const find = acts.found?.id === message.id ? acts.found.find : '';
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hit === null) return undefined;
    // Once it is drawn: a chunk comes after the list has gone there, which itself takes some frames.
    let left = framesToCentre;
    let frame = 0;
    const step = (): void => {
      // The words that were found, where it is higher than the list.
      const words = element.current?.querySelector(`mark:not(.${styles.masked})`);
      (words ?? element.current)?.scrollIntoView?.({ block: 'center' });
      left -= 1;
      if (left > 0) frame = requestAnimationFrame(step);
    };
    step();
    return () => cancelAnimationFrame(frame);
  }, [hit]);
  const { authorKind, authorName, audience, text, at } = message;
  const time = intl.formatTime(at, { hour: '2-digit', minute: '2-digit' });
  if (authorKind === 'system') {
    return (
      <div className={styles.system} role="article" aria-label={`${t('conversation.system')}, ${time}`}>
        <SafeText text={text} find={find} />
        <time dateTime={new Date(at).toISOString()}>{time}</time>
      </div>
    );
  }
  const internal = audience === 'internal';
  const editing = acts.editing === message.id;
  const files = message.attachments ?? [];
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
      data-hit={hit !== null}
      ref={element}
      role="article"
      aria-label={label}
      onPointerEnter={() => setPointed(true)}
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
      <div className={styles.said}>
        <div className={styles.bubble}>
          {message.articleId !== null && (
            <span className={styles.article}>
              <BookOpen size={13} aria-hidden="true" />
              {t('conversation.articleSent')}
            </span>
          )}
          {message.replyToId != null && <Quote id={message.replyToId} />}
          {editing ? (
            <MessageEdit message={message} />
          ) : (
            !saysOnlyFiles(message) && (
              <div
                className={styles.fold}
                data-folded={long && !unfolded}
                data-said={authorKind === 'customer' ? message.id : undefined}
              >
                <SafeText text={text} masked={message.masked} find={find} />
              </div>
            )
          )}
          {files.length > 0 && <MessageFiles messageId={message.id} files={files} rows={acts.files} />}
          {long && !unfolded && !editing && (
            <button type="button" className={styles.unfold} onClick={() => setUnfolded(true)}>
              {t('conversation.showAll', { count: text.length })}
            </button>
          )}
        </div>
        {!editing && <MessageActs message={message} pointed={pointed} />}
      </div>
      <EditedMark message={message} />
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
