// Changes when something else can be done with one message, or its earlier versions are shown differently.
import { Copy, Pencil, Reply } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useData } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { glyph } from '../../ui/glyph.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { useActs } from './acts.ts';
import { SafeText } from './SafeText.tsx';
import styles from './reply.module.css';

const pictures = { reply: glyph(Reply, 14), edit: glyph(Pencil, 14), copy: glyph(Copy, 14) };

/**
 * Beside a message while the pointer is at it. The keyboard has its own ways from the composer: Ctrl+Up chooses what is
 * answered, F2 changes it; so these stand in nobody's way of Tab. For screen readers they are always there.
 * @param pointed whether anybody has pointed at the message yet: before that their pictures, half of all that a list is
 * made of, are not drawn.
 */
export function MessageActs({ message, pointed }: { message: MessageView; pointed: boolean }) {
  const t = useT();
  const { main } = useData();
  const toast = useToast();
  const { reply, mayEdit, edit, touched } = useActs();
  const [focused, setFocused] = useState(false);
  const seen = pointed || focused || touched;
  const copy = (): void => {
    main
      .request('clipboard.write', { text: message.text })
      .catch(() => toast({ title: t('common.notCopied'), tone: 'danger' }));
  };
  return (
    <span className={styles.acts} data-drawn={seen} onFocus={() => setFocused(true)}>
      {reply !== null &&
        message.seq !== null &&
        act(t('conversation.reply.to'), () => reply(message), seen && pictures.reply())}
      {mayEdit(message) && act(t('conversation.edit.start'), () => edit(message.id), seen && pictures.edit())}
      {act(t('conversation.copy'), copy, seen && pictures.copy())}
    </span>
  );
}

/** A plain element, as there are three of it in each message. */
function act(label: string, onClick: () => void, picture: ReactElement | false): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.act}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {picture}
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
