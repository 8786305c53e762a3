// Changes when the files of a message are shown, opened or saved differently.
import { Download, FileText, ImageOff } from 'lucide-react';
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { Attachment } from '../../../shared/domain/attachment.ts';
import { isImage } from '../../../shared/domain/file-kind.ts';
import type { FileRow } from '../../../shared/ipc/files.ts';
import { useData } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import { problemWords, sizeOf } from './file-words.ts';
import { FilePreview } from './FilePreview.tsx';
import { useFileUrl } from './useFileUrl.ts';
import styles from './files.module.css';

interface MessageFilesProps {
  messageId: string;
  files: readonly Attachment[];
  /** How far those of this desk have come. */
  rows: ReadonlyMap<string, FileRow>;
}

/** The files of one message: pictures are seen, texts can be read, all can be saved. */
export function MessageFiles({ messageId, files, rows }: MessageFilesProps) {
  const t = useT();
  return (
    <ul className={styles.files} aria-label={t('conversation.files.list')}>
      {files.map((file) => (
        <li key={file.id}>
          <MessageFile messageId={messageId} file={file} row={rows.get(file.id)} />
        </li>
      ))}
    </ul>
  );
}

function MessageFile({
  messageId,
  file,
  row,
}: {
  messageId: string;
  file: Attachment;
  row: FileRow | undefined;
}) {
  const t = useT();
  const intl = useIntl();
  const picture = isImage(file.mediaType);
  const [wanted, setWanted] = useState(picture);
  const [open, setOpen] = useState(false);
  const shown = useFileUrl(messageId, file.id, wanted);
  const drawn = picture && shown.url !== null && shown.kind !== null && isImage(shown.kind);
  return (
    <div className={styles.file}>
      {picture && (
        <button
          type="button"
          className={styles.thumb}
          disabled={!drawn}
          aria-label={t('conversation.files.open', { name: file.name })}
          onClick={() => setOpen(true)}
        >
          {drawn ? (
            <img src={shown.url ?? ''} alt="" decoding="async" className={styles.image} />
          ) : (
            <ImageOff size={18} aria-hidden="true" />
          )}
        </button>
      )}
      <div className={styles.line}>
        {picture ? (
          <Bidi className={cx('clip', styles.name)}>{file.name}</Bidi>
        ) : (
          <button
            type="button"
            className={styles.opens}
            aria-label={t('conversation.files.open', { name: file.name })}
            title={file.name}
            onClick={() => {
              if (shown.error !== null) shown.again();
              setWanted(true);
              setOpen(true);
            }}
          >
            <FileText size={15} aria-hidden="true" className={styles.icon} />
            <Bidi className={cx('clip', styles.name)}>{file.name}</Bidi>
          </button>
        )}
        <span className={styles.size}>{sizeOf(file.bytes, intl)}</span>
        <SaveButton file={file} shown={shown} onWant={() => setWanted(true)} />
      </div>
      <Way row={row} />
      {shown.error !== null && (
        <div className={styles.trouble} role="status">
          {t(shown.error.kind === 'notFound' ? 'conversation.files.notYet' : 'conversation.files.failed')}
          <button type="button" className={styles.again} onClick={shown.again}>
            {t('conversation.files.retry')}
          </button>
        </div>
      )}
      {!picture && wanted && <FilePreview file={file} shown={shown} open={open} onOpenChange={setOpen} />}
      {drawn && (
        <Dialog open={open} onOpenChange={setOpen} title={file.name} width={960}>
          <img src={shown.url ?? ''} alt={file.name} className={styles.whole} />
        </Dialog>
      )}
    </div>
  );
}

/** Saves it where the agent says; one that was not read yet is read first. */
function SaveButton({
  file,
  shown,
  onWant,
}: {
  file: Attachment;
  shown: ReturnType<typeof useFileUrl>;
  onWant: () => void;
}) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const label = t('conversation.files.save', { name: file.name });
  const icon = <Download size={14} aria-hidden="true" />;
  if (shown.url === null)
    return (
      <IconButton
        label={label}
        size="small"
        tooltip={false}
        aria-busy={asked && shown.error === null}
        onClick={() => {
          setAsked(true);
          if (shown.error === null) onWant();
          else shown.again();
        }}
      >
        {icon}
      </IconButton>
    );
  return (
    <a
      // Whoever asked before it was there gets it once it is.
      ref={(link) => {
        if (link === null || !asked) return;
        setAsked(false);
        link.click();
      }}
      className={styles.save}
      href={shown.url}
      download={file.name}
      aria-label={label}
      title={label}
    >
      {icon}
    </a>
  );
}

/** How far a file of this desk is on its way to the service; nothing once it is there. */
function Way({ row }: { row: FileRow | undefined }) {
  const t = useT();
  const intl = useIntl();
  const { store } = useData();
  const [error, setError] = useState<ErrorData | null>(null);
  if (row === undefined || row.state === 'sent') return null;
  if (row.state === 'refused') {
    const retry = (): void => {
      setError(null);
      store.request('file.retry', { id: row.id }).catch((failure: unknown) => setError(toErrorData(failure)));
    };
    // Why it is not on its way again comes before why it was not taken.
    if (error !== null) return <ErrorNote error={error} onRetry={retry} />;
    return (
      <div className={styles.trouble} role="status">
        {problemWords(row.problem ?? 'lost', intl, t)}
        <button type="button" className={styles.again} onClick={retry}>
          {t('conversation.files.retry')}
        </button>
      </div>
    );
  }
  return <Progress part={row.sent / Math.max(1, row.bytes)} />;
}

/** @param part from 0 to 1. */
export function Progress({ part }: { part: number }) {
  const t = useT();
  const intl = useIntl();
  const words =
    part === 0
      ? t('conversation.files.waiting')
      : t('conversation.files.sending', { part: intl.formatNumber(part, { style: 'percent' }) });
  return (
    <div className={styles.way}>
      <progress className={styles.progress} max={1} value={part} aria-label={words} />
      <span className={styles.size}>{words}</span>
    </div>
  );
}
