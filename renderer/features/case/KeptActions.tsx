// Changes when a text that was kept beside a description is settled in its place differently.
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import styles from './notes.module.css';

const ways = ['force', 'both', 'asNote'] as const;

/** The agent's own text that met somebody else's: into the description after all, below it, or as the note it is. */
export function KeptActions({ noteId }: { noteId: string }) {
  const t = useT();
  const { store } = useData();
  const [error, setError] = useState<ErrorData | null>(null);
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.kept}>
        {ways.map((how) => (
          <Button
            key={how}
            size="small"
            onClick={() => {
              setError(null);
              store
                .request('attention.settle', { commandId: noteId, how })
                .catch((failure: unknown) => setError(toErrorData(failure)));
            }}
          >
            {t(`attention.settle.${how}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
