// Changes when sessions are dragged differently: within the panel, beside another, out of the window.
import type { DragEvent } from 'react';

const type = 'application/x-parley-session';
/** While one is dragged, browsers do not tell its data, only its type: so it is kept here as well. */
let carried: string | null = null;

/** Begins to drag a session. */
export function dragSession(event: DragEvent, sessionId: string): void {
  carried = sessionId;
  event.dataTransfer.setData(type, sessionId);
  event.dataTransfer.effectAllowed = 'move';
}

/** @returns the session that is being dragged; null where it is something else. */
export function draggedSession(event: DragEvent): string | null {
  return event.dataTransfer.types.includes(type) ? carried : null;
}

/** @returns whether it was let go outside of the window. */
export function endDrag({ clientX, clientY, dataTransfer }: DragEvent): boolean {
  carried = null;
  const outside = clientX < 0 || clientY < 0 || clientX > window.innerWidth || clientY > window.innerHeight;
  return outside && dataTransfer.dropEffect === 'none';
}
