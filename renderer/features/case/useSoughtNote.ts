// Changes when a note that was found by a search is come to differently.
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useShell, useShellState } from '../../state/shell.ts';

/** What stands above it comes bit by bit; after this it is as it is, in ms. */
const comesWithinMs = 3_000;

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
  const kept = useRef<() => void>(() => {});
  useEffect(() => () => kept.current(), []);
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
    kept.current();
    if (note != null) kept.current = keepInView(note);
  }, [here, listed, sought, shell, list]);
  return found;
}

/** Brings it into view, and again while what is above it grows, until the person does something. @returns stop. */
function keepInView(note: Element): () => void {
  // The words that were found, where it is higher than the view.
  const centre = (): void => (note.querySelector('mark') ?? note).scrollIntoView?.({ block: 'center' });
  centre();
  const sizes = new ResizeObserver(centre);
  for (let at: Element | null = note; at !== null && !at.matches('[data-pane]'); at = at.parentElement)
    for (let above: Element | null = at; above !== null; above = above.previousElementSibling)
      sizes.observe(above);
  const acts = ['wheel', 'pointerdown', 'keydown'] as const;
  const stop = (): void => {
    clearTimeout(limit);
    sizes.disconnect();
    for (const act of acts) window.removeEventListener(act, stop, { capture: true });
  };
  const limit = setTimeout(() => stop(), comesWithinMs);
  for (const act of acts) window.addEventListener(act, stop, { capture: true, passive: true });
  return stop;
}
