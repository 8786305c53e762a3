// Changes when messages let one do something else with them, or know something else of their surroundings.
import { createContext, useContext } from 'react';
import type { FileRow } from '../../../shared/ipc/files.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';

/** What a search has found. */
export interface FoundMessage {
  id: string;
  find: string;
}

/** What a message needs besides itself. */
export interface Acts {
  conversationId: string;
  /** How far this desk's files have come. */
  files: ReadonlyMap<string, FileRow>;
  /** The message that the agent is changing. */
  editing: string | null;
  /** The one that was jumped to, for a moment: another object each time, so that it is gone to again. */
  hit: { readonly id: string } | null;
  /** The message that a search has led to, and the words that are marked in it. */
  found: FoundMessage | null;
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
