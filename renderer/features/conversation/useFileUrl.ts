// Changes when a file is read to be shown differently: when, as what, how often, and for how long its address lives.
import { useEffect, useState } from 'react';
import { kindOf, headBytes, isImage } from '../../../shared/domain/file-kind.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { browserTimers } from '../../data/data.ts';
import { readFile } from '../../data/files.ts';
import { useData, useShown } from '../../data/hooks.ts';

/** A file as it can be shown. */
export interface ShownFile {
  /** Null while it is read. */
  url: string | null;
  /** What it is by its bytes. */
  kind: string | null;
  /** Its bytes; null while it is read. */
  blob: Blob | null;
  error: ErrorData | null;
  /** Reads it again. */
  again: () => void;
}

/** A message may be here before its file is whole, and before there is a line: the next try may find it. */
const passing = new Set<ErrorData['kind']>(['notFound', 'unreachable', 'timeout', 'gone']);
const firstWaitMs = 2_000;
const longestWaitMs = 60_000;

interface State extends Omit<ShownFile, 'again'> {
  /** How often in a row it could not be read. */
  failures: number;
}
const nothing: State = { url: null, kind: null, blob: null, error: null, failures: 0 };

/**
 * Reads a file, and again by itself while it is only not there yet and its pane is in sight.
 * @param wanted false reads nothing.
 */
export function useFileUrl(messageId: string | null, fileId: string, wanted: boolean): ShownFile {
  const { store } = useData();
  const inSight = useShown();
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState<State>(nothing);
  const { failures, ...file } = shown;
  useEffect(() => {
    if (!wanted) return undefined;
    let over = false;
    let url: string | null = null;
    const read = async (): Promise<void> => {
      const whole = await readFile(store, messageId, fileId, '');
      const kind = kindOf(new Uint8Array(await whole.slice(0, headBytes).arrayBuffer()));
      if (over) return;
      // Its type is what it is, never what its sender says; what is no picture has none that a page would run.
      const type = kind !== null && isImage(kind) ? kind : 'application/octet-stream';
      const blob = new Blob([whole], { type });
      url = URL.createObjectURL(blob);
      setShown({ ...nothing, url, kind, blob });
    };
    read().catch((error: unknown) => {
      if (!over)
        setShown((before) => ({ ...nothing, error: toErrorData(error), failures: before.failures + 1 }));
    });
    return () => {
      over = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [store, messageId, fileId, wanted, tries]);
  const kind = file.error?.kind;
  useEffect(() => {
    if (kind === undefined || !passing.has(kind) || !inSight) return undefined;
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
    const timer = browserTimers.set(() => setTries((before) => before + 1), wait);
    return () => browserTimers.clear(timer);
  }, [kind, failures, inSight]);
  return {
    ...file,
    again: () => {
      setShown(nothing);
      setTries((before) => before + 1);
    },
  };
}
