// Changes when a file is read to be shown differently: when, as what, and for how long its address lives.
import { useEffect, useState } from 'react';
import { kindOf, headBytes, isImage } from '../../../shared/domain/file-kind.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { readFile } from '../../data/files.ts';
import { useData } from '../../data/hooks.ts';

/** A file as it can be shown. */
export interface ShownFile {
  /** Null while it is read. */
  url: string | null;
  /** What it is by its bytes. */
  kind: string | null;
  error: ErrorData | null;
  /** Reads it again. */
  again: () => void;
}

/** @param wanted false reads nothing. */
export function useFileUrl(messageId: string | null, fileId: string, wanted: boolean): ShownFile {
  const { store } = useData();
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState<Omit<ShownFile, 'again'>>({ url: null, kind: null, error: null });
  useEffect(() => {
    if (!wanted) return undefined;
    let over = false;
    let url: string | null = null;
    const read = async (): Promise<void> => {
      const blob = await readFile(store, messageId, fileId, '');
      const kind = kindOf(new Uint8Array(await blob.slice(0, headBytes).arrayBuffer()));
      if (over) return;
      // Its type is what it is, never what its sender says; what is no picture has none that a page would run.
      const type = kind !== null && isImage(kind) ? kind : 'application/octet-stream';
      url = URL.createObjectURL(new Blob([blob], { type }));
      setShown({ url, kind, error: null });
    };
    read().catch((error: unknown) => {
      if (!over) setShown({ url: null, kind: null, error: toErrorData(error) });
    });
    return () => {
      over = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [store, messageId, fileId, wanted, tries]);
  return {
    ...shown,
    again: () => {
      setShown({ url: null, kind: null, error: null });
      setTries((before) => before + 1);
    },
  };
}
