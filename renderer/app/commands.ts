// Changes when a command does something else. Every command is here, whether it is called by key, palette or menu.
import { useMemo } from 'react';
import { useData } from '../data/hooks.ts';
import { useShell, type ShellStore } from '../state/shell.ts';
import {
  activeSession,
  useTabViewReader,
  useWorkspaceActions,
  useWorkspaceReader,
  windowBag,
} from '../state/workspace.ts';
import { useHandoverAnswers } from '../features/handover/useHandoverAnswers.ts';
import { useCallCommands } from '../features/phone/usePhone.ts';
import type { CommandId } from './key-list.ts';
import { focusPane } from './pane-focus.ts';
import { panelMemory } from './useMedia.ts';
import { useGoToNeeded } from './useNextNeeded.ts';
import { useResizePane } from './usePaneSizes.ts';
import type { Work } from './useWork.ts';

/** What each command does. `key` is the pressed one, for those that answer to several. */
export type Commands = Record<CommandId, (key?: string) => void>;

/** @returns every command, always the same object for as long as the language stays. */
export function useCommands(work: Work): Commands {
  const { store, live } = useData();
  const answers = useHandoverAnswers();
  const calls = useCallCommands();
  const goToNeeded = useGoToNeeded();
  const resizePane = useResizePane();
  const shell = useShell();
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  const view = useTabViewReader();
  return useMemo(() => {
    const firstOffer = () =>
      live.peek('offer.ringing', {}).rows?.toSorted((a, b) => a.expiresAt - b.expiresAt)[0];
    const toggle = (key: string, initial: boolean): void =>
      actions.setView(windowBag, key, !view(windowBag, key, initial));
    const stepTab = (by: number): void => {
      const { tabs, activeTabId } = activeSession(read());
      const at = tabs.findIndex(({ id }) => id === activeTabId);
      const next = tabs[(at + by + tabs.length) % tabs.length];
      if (next !== undefined) actions.activateTab(next.id);
    };
    const hand = (part: 'transfer' | 'consult'): void => {
      const { kind, subjectId } = activeSession(read());
      if (kind !== 'conversation' || subjectId === null) return;
      actions.setView(windowBag, 'context.open', true);
      shell.setDrawer(true);
      shell.want(subjectId, part);
    };
    return {
      palette: () => toggleOverlay(shell, 'palette'),
      shortcuts: () => toggleOverlay(shell, 'shortcuts'),
      settings: () => toggleOverlay(shell, 'settings'),
      nextNeeded: goToNeeded,
      acceptOffer: () => {
        const offer = firstOffer();
        if (offer !== undefined) work.accept(offer);
        else calls.answer();
      },
      declineOffer: () => {
        const offer = firstOffer();
        if (offer !== undefined) work.decline(offer);
      },
      acceptHandover: () => {
        const handover = live.peek('handover.offered', {}).rows?.[0];
        if (handover !== undefined) answers.accept(handover);
      },
      declineHandover: () => {
        const handover = live.peek('handover.offered', {}).rows?.[0];
        if (handover !== undefined) answers.decline(handover);
      },
      previousSession: actions.previous,
      nextSession: actions.next,
      recentSession: () => actions.walk(1),
      recentSessionBack: () => actions.walk(-1),
      sessionN: (key) => {
        const session = read().sessions[Number(key)];
        if (session !== undefined) actions.activateSession(session.id);
      },
      home: () => actions.activateSession('home'),
      nextTab: () => stepTab(1),
      previousTab: () => stepTab(-1),
      closeTab: () => {
        const session = activeSession(read());
        const tab = session.tabs.find(({ id }) => id === session.activeTabId);
        // The anchor goes with its session.
        if (tab?.anchor === true) work.leave(session);
        else if (tab !== undefined) actions.closeTab(tab.id);
      },
      closeSession: () => work.leave(activeSession(read())),
      reopen: actions.reopenClosed,
      split: () => actions.split(),
      closePane: () => actions.closePane(read().focused),
      paneRight: () => actions.focusPane(read().focused + toRight()),
      paneLeft: () => actions.focusPane(read().focused - toRight()),
      movePaneRight: () => actions.movePane(toRight()),
      movePaneLeft: () => actions.movePane(toRight() === 1 ? -1 : 1),
      widerPane: () => resizePane(1),
      narrowerPane: () => resizePane(-1),
      tearOff: () => actions.tearOff(activeSession(read()).id),
      // In a window of its own there is no list of them: it means itself.
      bringBack: () => actions.bringBack(read().torn.at(-1)?.windowId ?? ''),
      nextPane: () => focusPane(1),
      previousPane: () => focusPane(-1),
      toggleContext: () => {
        if (matchMedia('(max-width: 1199px)').matches) shell.setDrawer(!shell.state.getState().drawer);
        else toggle('context.open', true);
      },
      togglePanel: () => toggle(...panelMemory()),
      cases: () => actions.openTab('caseList', null),
      customers: () => actions.openTab('customerList', null),
      knowledge: () => actions.openTab('knowledge', null),
      transfer: () => hand('transfer'),
      consult: () => hand('consult'),
      endConversation: () => work.leave(activeSession(read())),
      dial: calls.dial,
      answerCall: calls.answer,
      hangUpCall: calls.hangUp,
      muteCall: calls.mute,
      holdCall: calls.hold,
      swapCalls: calls.swap,
      keypadCall: calls.keypad,
      transferCall: calls.transfer,
      signOut: () => void store.request('account.signOut', {}).catch(() => {}),
    };
  }, [store, live, goToNeeded, resizePane, shell, actions, read, view, work, answers, calls]);
}

/** @returns which way the panes go on to the right: they are laid out in the direction of the language. */
function toRight(): 1 | -1 {
  return document.documentElement.dir === 'rtl' ? -1 : 1;
}

function toggleOverlay(shell: ShellStore, kind: 'palette' | 'shortcuts' | 'settings'): void {
  if (shell.state.getState().overlay?.kind === kind) shell.hide();
  else shell.show({ kind });
}
