// Changes when something else can lie over the desk: palette, shortcuts, settings, the tray of refused edits, questions.
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where quick replies, macros and scripts are kept. */
export type ToolsPage = 'quickReplies' | 'macros' | 'scripts';

/** What lies over the desk; at most one at a time. */
export type Overlay =
  | { kind: 'palette' }
  | { kind: 'shortcuts' }
  /** `page`: which one to begin with; the general one where it is not said. */
  | { kind: 'settings'; page?: string }
  | { kind: 'attention' }
  | { kind: 'signIn' }
  /** Quick replies, macros and scripts are kept here; `text` begins a new quick reply with these words. */
  | { kind: 'tools'; page: ToolsPage; text?: string }
  /** The number to call, where one was pressed or a link asks for it; nothing is dialled before the agent says so. */
  | { kind: 'dial'; to?: string; name?: string; extension?: string; link?: boolean }
  /** Asks before a conversation that still goes on is ended by closing its session. */
  | { kind: 'endConversation'; conversationId: string; title: string };

/** What a conversation's composer asks for by its slash commands: brought into view, and given the keyboard. */
export type WantedPart =
  | 'articles'
  | 'note'
  | 'case'
  | 'script'
  | 'macro'
  | 'transfer'
  | 'transferQueue'
  | 'consult';

/** Something of a conversation that is asked for. */
export interface Wanted {
  conversationId: string;
  part: WantedPart;
  /** The words behind the slash command; for `macro` and `script` the id of the one that was chosen, or ''. */
  text: string;
  /** Counts up, so that asking twice is two times. */
  times: number;
}

/** A place in something that opens: the hit of a search, or what a quotation was taken from. */
export interface Sought {
  /** What it is in: the id of the conversation, case or customer. */
  subjectId: string;
  part: 'message' | 'note';
  /** Of the message or note. */
  id: string;
  /** A message's place in its conversation, counted from 1, where it is known. */
  seq?: number | undefined;
  /** The words that it was found by, to be marked; '' where there are none. */
  find: string;
  /** Counts up, so that seeking twice is two times. */
  times: number;
}

/** What stands open under a call in the bar. */
export interface CallPanel {
  callId: string;
  panel: 'keypad' | 'transfer';
}

/** Why the agent was brought to somebody; said for as long as they stay there. */
export interface Why {
  subjectId: string;
  title: string;
  reason: string;
}

export interface Shell {
  overlay: Overlay | null;
  why: Why | null;
  /** How many panes side by side have room in this window now. */
  fits: number;
  /** What the window of its own shows that has the keyboard; null while none has. */
  tornFront: string | null;
  wanted: Wanted | null;
  /** Until whoever shows it has come to it. */
  sought: Sought | null;
  /** Whether the context drawer of a narrow window is out. */
  drawer: boolean;
  callPanel: CallPanel | null;
}

/** What lies over the desk, to read and to change. */
export interface ShellStore {
  state: StoreApi<Shell>;
  show(overlay: Overlay): void;
  hide(): void;
  setDrawer(open: boolean): void;
  /** Opens it, or closes it where it is open already. */
  toggleCallPanel(callId: string, panel: CallPanel['panel']): void;
  closeCallPanel(): void;
  want(conversationId: string, part: WantedPart, text?: string): void;
  /** Asks for a place to be brought into view and marked, once what it is in shows. */
  seek(sought: Omit<Sought, 'times'>): void;
  /** It is in view, or is not to be had: whatever is shown later does not go there again. */
  found(times: number): void;
  tellWhy(why: Why): void;
  setFits(fits: number): void;
  setTornFront(subjectId: string | null): void;
}

export function createShell(): ShellStore {
  let sought = 0;
  const state = createStore<Shell>(() => ({
    overlay: null,
    drawer: false,
    wanted: null,
    sought: null,
    why: null,
    fits: 1,
    tornFront: null,
    callPanel: null,
  }));
  return {
    state,
    show: (overlay) => state.setState({ overlay }),
    hide: () => state.setState({ overlay: null }),
    setDrawer: (drawer) => state.setState({ drawer }),
    toggleCallPanel: (callId, panel) =>
      state.setState(({ callPanel: open }) => ({
        callPanel: open?.callId === callId && open.panel === panel ? null : { callId, panel },
      })),
    closeCallPanel: () => state.setState({ callPanel: null }),
    seek: (what) => {
      sought += 1;
      state.setState({ sought: { ...what, times: sought } });
    },
    found: (times) => state.setState((shell) => (shell.sought?.times === times ? { sought: null } : {})),
    tellWhy: (why) => state.setState({ why }),
    setFits: (fits) => state.setState({ fits }),
    setTornFront: (tornFront) => state.setState({ tornFront }),
    want: (conversationId, part, text = '') =>
      state.setState(({ wanted }) => ({
        wanted: { conversationId, part, text, times: (wanted?.times ?? 0) + 1 },
      })),
  };
}

export const ShellContext = createContext<ShellStore | null>(null);

/** @returns the store; for what it holds now use {@link useShellState}. */
export function useShell(): ShellStore {
  const store = use(ShellContext);
  if (store === null) throw new Error('No ShellContext above this component.');
  return store;
}

/** @returns a part of the shell. */
export function useShellState<T>(select: (shell: Shell) => T): T {
  return useStore(useShell().state, select);
}

/** @returns the place in this subject that is asked for; null while there is none. */
export function useSought(part: Sought['part'], subjectId: string): Sought | null {
  return useShellState(({ sought }) =>
    sought?.part === part && sought.subjectId === subjectId ? sought : null,
  );
}
