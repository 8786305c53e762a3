// Changes when it is told differently, outside of its composer, that a message waits for its files.
import { useWorkspace, type Session } from './workspace.ts';

/** Under this name a tab keeps the message that goes when its files are in. */
export const laterKey = 'sendLater';

/** @returns whether a message of this session waits; after a crash also one whose composer was not shown again yet. */
export function useUnsent({ tabs }: Session): boolean {
  return useWorkspace(({ views }) => tabs.some(({ id }) => views[id]?.[laterKey] != null));
}
