// Changes when it is shown differently which message another one answers.
import { CornerUpLeft } from 'lucide-react';
import { saysOnlyFiles } from '../../../shared/domain/attachment.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import { useActs } from './acts.ts';
import styles from './reply.module.css';

const mostShown = 160;

/** @returns one message of a conversation by its id; null when it is not here, undefined until that is known. */
export function useMessage(conversationId: string, id: string | null): MessageView | null | undefined {
  const { rows } = useQuery('message.some', { id: conversationId, ids: id === null ? [] : [id] });
  if (id === null) return null;
  return rows === undefined ? undefined : (rows.find((one) => one.id === id) ?? null);
}

/** The beginning of what a message says, on one line. */
export function QuoteText({ message }: { message: MessageView }) {
  const words = saysOnlyFiles(message)
    ? (message.attachments ?? []).map(({ name }) => name).join(', ')
    : message.text.slice(0, mostShown * 2).replace(/\s+/g, ' ');
  return (
    <>
      <Bidi className={styles.name}>{message.authorName}</Bidi>
      <Bidi className={cx('clip', styles.words)}>{words.slice(0, mostShown)}</Bidi>
    </>
  );
}

/** The message that is answered, above the words; a click goes there. */
export function Quote({ id }: { id: string }) {
  const t = useT();
  const { conversationId, jump } = useActs();
  const message = useMessage(conversationId, id);
  if (message === undefined || message === null)
    return (
      <span className={styles.quote}>
        <CornerUpLeft size={12} aria-hidden="true" />
        <span className={styles.words}>{message === null ? t('conversation.reply.gone') : ''}</span>
      </span>
    );
  return (
    <button type="button" className={styles.quote} onClick={() => jump(message)}>
      <span className="quiet-only">{t('conversation.reply.quote', { name: message.authorName })}: </span>
      <CornerUpLeft size={12} aria-hidden="true" />
      <QuoteText message={message} />
    </button>
  );
}
