// Changes when a note that was found by a search is come to differently.
import { useLayoutEffect, useState, type RefObject } from 'react';
import { useShell, useShellState } from '../../state/shell.ts';

/** A note that was found, and the words it was found by. */
export interface SoughtNote {
  id: string;
  find: string;
}

/**
 * Brings the note that is sought into view once it is in the list.
 * @param subjectIds what the listed notes are on.
 * @param ids of the listed notes; null while they are not there yet.
 * @returns the note that was sought last, to be marked.
 */
export function useSoughtNote(
  list: RefObject<HTMLElement | null>,
  subjectIds: readonly (string | undefined)[],
  ids: readonly string[] | null,
): SoughtNote | null {
  const shell = useShell();
  const sought = useShellState(({ sought }) =>
    sought?.part === 'note' && subjectIds.includes(sought.subjectId) ? sought : null,
  );
  const [found, setFound] = useState<SoughtNote | null>(null);
  const here = sought !== null && ids !== null;
  const listed = here && ids.includes(sought.id);
  if (here && listed && (found?.id !== sought.id || found.find !== sought.find))
    setFound({ id: sought.id, find: sought.find });
  useLayoutEffect(() => {
    if (!here) return;
    // It may have been edited meanwhile, or gone: then nothing is sought any more.
    shell.found(sought.times);
    if (!listed) return;
    const note = list.current?.querySelector(`[data-note="${CSS.escape(sought.id)}"]`);
    // What was scrolled before gives way.
    note?.dispatchEvent(new Event('sought', { bubbles: true }));
    note?.scrollIntoView?.({ block: 'center' });
  }, [here, listed, sought, shell, list]);
  return found;
}
