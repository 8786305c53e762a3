// Changes when files are put beside a half-written message differently: chosen, dropped, pasted, taken out.
import { FileText, Paperclip, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { attachmentBounds, type Attachment } from '../../../shared/domain/attachment.ts';
import { fileKinds, isImage } from '../../../shared/domain/file-kind.ts';
import type { FileRow } from '../../../shared/ipc/files.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import { problemWords, sizeOf } from './file-words.ts';
import { Progress } from './MessageFiles.tsx';
import type { ComposerFiles as Files } from './useFiles.ts';
import { useFileUrl } from './useFileUrl.ts';
import styles from './files.module.css';

const accepted = Object.values(fileKinds)
  .flatMap((endings: readonly string[]) => endings)
  .map((ending) => `.${ending}`)
  .join(',');

/** The button that asks for files. */
export function AddFiles({
  onAdd,
  disabled,
}: {
  onAdd: (files: readonly File[]) => void;
  disabled: boolean;
}) {
  const t = useT();
  const intl = useIntl();
  const input = useRef<HTMLInputElement>(null);
  const limits = t('conversation.files.limits', {
    count: attachmentBounds.count,
    size: sizeOf(20_000_000, intl),
  });
  return (
    <>
      <IconButton
        label={t('conversation.files.add')}
        title={limits}
        tooltip={false}
        size="small"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <Paperclip size={15} aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label={t('conversation.files.add')}
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])];
          // The same file may be chosen again after it was taken out.
          currentTarget.value = '';
          onAdd(chosen);
        }}
      />
    </>
  );
}

/** What goes with the message, above its words. */
export function ComposerFiles({ conversationId, files }: { conversationId: string; files: Files }) {
  const t = useT();
  const intl = useIntl();
  const { rows } = useQuery('file.of', { id: conversationId });
  if (files.files.length === 0 && files.handing.length === 0) return null;
  const known = new Map((rows ?? []).map((row) => [row.id, row]));
  return (
    <ul className={styles.chips} aria-label={t('conversation.files.list')}>
      {files.files.map((file) => (
        <Chip key={file.id} file={file} row={known.get(file.id)} onRemove={() => files.remove(file.id)} />
      ))}
      {files.handing.map(({ id, name, part, problem }) => (
        <li key={id} className={styles.chip} data-problem={problem !== null}>
          <FileText size={15} aria-hidden="true" className={styles.icon} />
          <span className={styles.chipText}>
            <Bidi className={cx('clip', styles.name)}>{name}</Bidi>
            {problem === null ? (
              <progress className={styles.progress} max={1} value={part} aria-label={name} />
            ) : (
              <span className={styles.problem} role="alert">
                {problemWords(problem, intl, t)}
              </span>
            )}
          </span>
          <Remove name={name} onRemove={() => files.remove(id)} />
        </li>
      ))}
    </ul>
  );
}

function Chip({ file, row, onRemove }: { file: Attachment; row: FileRow | undefined; onRemove: () => void }) {
  const intl = useIntl();
  const t = useT();
  const picture = isImage(file.mediaType);
  const { url } = useFileUrl(null, file.id, picture);
  return (
    <li className={styles.chip}>
      {picture && url !== null ? (
        <img src={url} alt="" className={styles.chipImage} />
      ) : (
        <FileText size={15} aria-hidden="true" className={styles.icon} />
      )}
      <span className={styles.chipText}>
        <Bidi className={cx('clip', styles.name)}>{file.name}</Bidi>
        {row?.state === 'refused' ? (
          <span className={styles.problem}>{problemWords(row.problem ?? 'lost', intl, t)}</span>
        ) : row?.state === 'waiting' ? (
          <Progress part={row.sent / Math.max(1, row.bytes)} />
        ) : (
          <span className={styles.size}>{sizeOf(file.bytes, intl)}</span>
        )}
      </span>
      <Remove name={file.name} onRemove={onRemove} />
    </li>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const t = useT();
  return (
    <IconButton
      label={t('conversation.files.remove', { name })}
      size="small"
      tooltip={false}
      onClick={onRemove}
    >
      <X size={13} aria-hidden="true" />
    </IconButton>
  );
}

/** Takes files that are dropped anywhere on the conversation. @returns whether some hang over it now. */
export function useDrop(
  section: RefObject<HTMLElement | null>,
  onFiles: (files: readonly File[]) => void,
  allowed: boolean,
): boolean {
  const [over, setOver] = useState(false);
  const drop = useEffectEvent((files: readonly File[]) => {
    if (allowed && files.length > 0) onFiles(files);
  });
  useEffect(() => {
    const place = section.current?.parentElement;
    if (place == null) return undefined;
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!place.contains(event.relatedTarget as Node | null)) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!holdsFiles(event)) return;
      event.preventDefault();
      drop([...(event.dataTransfer?.files ?? [])]);
    };
    place.addEventListener('dragover', onOver);
    place.addEventListener('dragleave', onLeave);
    place.addEventListener('drop', onDrop);
    return () => {
      place.removeEventListener('dragover', onOver);
      place.removeEventListener('dragleave', onLeave);
      place.removeEventListener('drop', onDrop);
    };
  }, [section]);
  return over && allowed;
}
