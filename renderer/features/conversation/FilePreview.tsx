// Changes when a file that is no picture is looked at differently: a text as text, of a PDF what it is and a way to save it.
import { useEffect, useId, useState } from 'react';
import type { Attachment } from '../../../shared/domain/attachment.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { SkeletonRows } from '../../ui/EmptyState.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { sizeOf } from './file-words.ts';
import { pdfPages } from './pdf-pages.ts';
import { shownTextBytes, textOf, type FileText } from './file-text.ts';
import type { ShownFile } from './useFileUrl.ts';
import styles from './files.module.css';

interface FilePreviewProps {
  file: Attachment;
  shown: ShownFile;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A text is shown as text, bounded; of everything else one sees what it is. Nothing in a file is ever run. */
export function FilePreview({ file, shown, open, onOpenChange }: FilePreviewProps) {
  const t = useT();
  const intl = useIntl();
  const { url, kind, error } = shown;
  const text = useRead(shown, open, 'text/plain', textIn);
  const pages = useRead(shown, open, 'application/pdf', pagesIn);
  const size = sizeOf(file.bytes, intl);
  const what = t(kind === 'application/pdf' ? 'conversation.files.kind.pdf' : 'conversation.files.kind.text');
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={file.name}
      width={kind === 'application/pdf' ? 440 : 760}
      {...(kind === null
        ? {}
        : {
            description: [
              what,
              ...(pages === null ? [] : [t('conversation.files.pages', { count: pages })]),
              size,
            ].join(' · '),
          })}
      actions={
        url === null ? undefined : (
          <a className={styles.saveWhole} href={url} download={file.name}>
            {t('common.save')}
          </a>
        )
      }
    >
      {error !== null ? (
        <p role="status">
          {t(error.kind === 'notFound' ? 'conversation.files.notYet' : 'conversation.files.failed')}
        </p>
      ) : kind === 'application/pdf' ? (
        <p>{t('conversation.files.preview.pdf')}</p>
      ) : text === null ? (
        <SkeletonRows count={6} height={16} />
      ) : (
        <TextShown {...text} />
      )}
    </Dialog>
  );
}

function TextShown({ text, cut }: FileText) {
  const t = useT();
  const id = useId();
  return (
    <>
      {cut && (
        <p id={id} className={styles.cut}>
          {t('conversation.files.preview.cut')}
        </p>
      )}
      <pre
        className={styles.text}
        // The keyboard scrolls it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={t('conversation.files.kind.text')}
        {...(cut ? { 'aria-describedby': id } : {})}
      >
        {text}
      </pre>
    </>
  );
}

const textIn = async (blob: Blob): Promise<FileText> =>
  textOf(new Uint8Array(await blob.slice(0, shownTextBytes).arrayBuffer()), blob.size);
const pagesIn = async (blob: Blob): Promise<number | null> =>
  pdfPages(new Uint8Array(await blob.arrayBuffer()));

/** @returns what a file of this kind says when it is read; null until then, and for others. */
function useRead<T>(
  { blob, kind }: ShownFile,
  wanted: boolean,
  of: ShownFile['kind'],
  read: (blob: Blob) => Promise<T | null>,
): T | null {
  const [found, setFound] = useState<T | null>(null);
  useEffect(() => {
    if (!wanted || blob === null || kind !== of) return undefined;
    let over = false;
    void read(blob).then((value) => {
      if (!over) setFound(value);
    });
    return () => {
      over = true;
    };
  }, [blob, kind, wanted, of, read]);
  return found;
}
