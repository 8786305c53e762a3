// Changes when something else can be done with one message, or its earlier versions are shown differently.
import { Copy, Pencil, Reply } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useData } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { useActs } from './acts.ts';
import { SafeText } from './SafeText.tsx';
import styles from './reply.module.css';

/**
 * Beside a message while the pointer is at it. The keyboard has its own ways from the composer: Ctrl+Up chooses what is
 * answered, F2 changes it; so these stand in nobody's way of Tab.
 */
export function MessageActs({ message }: { message: MessageView }) {
  const t = useT();
  const { main } = useData();
  const toast = useToast();
  const { reply, mayEdit, edit } = useActs();
  const copy = (): void => {
    main
      .request('clipboard.write', { text: message.text })
      .catch(() => toast({ title: t('common.notCopied'), tone: 'danger' }));
  };
  return (
    <span className={styles.acts}>
      {reply !== null && message.seq !== null && (
        <Act label={t('conversation.reply.to')} onClick={() => reply(message)}>
          <Reply size={14} aria-hidden="true" />
        </Act>
      )}
      {mayEdit(message) && (
        <Act label={t('conversation.edit.start')} onClick={() => edit(message.id)}>
          <Pencil size={14} aria-hidden="true" />
        </Act>
      )}
      <Act label={t('conversation.copy')} onClick={copy}>
        <Copy size={14} aria-hidden="true" />
      </Act>
    </span>
  );
}

function Act({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.act}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** Says that a message was changed, and shows what it was before. */
export function EditedMark({ message }: { message: MessageView }) {
  const t = useT();
  const intl = useIntl();
  const { edits = [] } = message;
  if (edits.length === 0) return null;
  return (
    <Popover
      label={t('conversation.edit.versions')}
      side="top"
      trigger={
        <button type="button" className={styles.edited}>
          {t('conversation.edit.mark')}
        </button>
      }
    >
      <div className={styles.versions}>
        <strong>{t('conversation.edit.versions')}</strong>
        <ol className={styles.versionList}>
          {edits.map(({ text, at }) => (
            <li key={at}>
              <time className={styles.versionTime} dateTime={new Date(at).toISOString()}>
                {t('conversation.edit.until', {
                  time: intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }),
                })}
              </time>
              <SafeText text={text} />
            </li>
          ))}
        </ol>
      </div>
    </Popover>
  );
}
