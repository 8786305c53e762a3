// Changes when messages let one do something else with them, or know something else of their surroundings.
import { createContext, useContext } from 'react';
import type { FileRow } from '../../../shared/ipc/files.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';

/** What a message needs besides itself. */
export interface Acts {
  conversationId: string;
  /** How far this desk's files have come. */
  files: ReadonlyMap<string, FileRow>;
  /** The message that the agent is changing, and the one that was jumped to. */
  editing: string | null;
  hit: string | null;
  /** Null where nothing can be written. */
  reply: ((message: MessageView) => void) | null;
  mayEdit: (message: MessageView) => boolean;
  /** Null ends it. */
  edit: (id: string | null) => void;
  jump: (message: MessageView) => void;
  /** Nothing here is pointed at without being pressed: what is shown on pointing is always shown. */
  touched: boolean;
}

export const ActsContext = createContext<Acts | null>(null);

/** @throws when there is no list around it. */
export function useActs(): Acts {
  const acts = useContext(ActsContext);
  if (acts === null) throw new Error('A message stands outside of a list.');
  return acts;
}
