// Changes when a command gets another key. The one list: the key map, the tooltips and the sheet all read it.
import type { MessageKey } from '../../shared/i18n/index.ts';

export interface KeyedCommand {
  label: MessageKey;
  /** In tinykeys' grammar; the first is shown. None: only in the palette. */
  keys: readonly string[];
  /** Shown instead of the first key. */
  shown?: string;
  /** A single key: not while somebody writes. */
  bare?: boolean;
}

export const commandList = {
  palette: { label: 'command.palette', keys: ['$mod+k'], shown: 'Ctrl+K' },
  nextNeeded: { label: 'command.nextNeeded', keys: ['$mod+j'], shown: 'Ctrl+J' },
  acceptOffer: {
    label: 'command.acceptOffer',
    keys: ['$mod+Shift+a', '$mod+Enter'],
    shown: 'Ctrl+Shift+A',
  },
  declineOffer: { label: 'command.declineOffer', keys: ['$mod+Shift+d'], shown: 'Ctrl+Shift+D' },
  previousSession: { label: 'command.previousSession', keys: ['Alt+ArrowUp'], shown: 'Alt+ArrowUp' },
  nextSession: { label: 'command.nextSession', keys: ['Alt+ArrowDown'], shown: 'Alt+ArrowDown' },
  recentSession: { label: 'command.recentSession', keys: ['Control+Tab'], shown: 'Ctrl+Tab' },
  recentSessionBack: {
    label: 'command.recentSessionBack',
    keys: ['Control+Shift+Tab'],
    shown: 'Ctrl+Shift+Tab',
  },
  sessionN: { label: 'command.sessionN', keys: ['$mod+([1-9])'], shown: 'Ctrl+1…9' },
  home: { label: 'command.home', keys: ['Alt+Home'], shown: 'Alt+Home' },
  nextTab: { label: 'command.nextTab', keys: ['$mod+PageDown'], shown: 'Ctrl+PageDown' },
  previousTab: { label: 'command.previousTab', keys: ['$mod+PageUp'], shown: 'Ctrl+PageUp' },
  closeTab: { label: 'command.closeTab', keys: ['$mod+w'], shown: 'Ctrl+W' },
  closeSession: { label: 'command.closeSession', keys: ['$mod+Shift+w'], shown: 'Ctrl+Shift+W' },
  reopen: { label: 'command.reopen', keys: ['$mod+Shift+t'], shown: 'Ctrl+Shift+T' },
  nextPane: { label: 'command.nextPane', keys: ['F6'], shown: 'F6' },
  previousPane: { label: 'command.previousPane', keys: ['Shift+F6'], shown: 'Shift+F6' },
  toggleContext: { label: 'command.toggleContext', keys: ['$mod+b'], shown: 'Ctrl+B' },
  togglePanel: { label: 'command.togglePanel', keys: ['$mod+Shift+b'], shown: 'Ctrl+Shift+B' },
  cases: { label: 'command.cases', keys: [] },
  customers: { label: 'command.customers', keys: [] },
  endConversation: { label: 'command.endConversation', keys: [] },
  settings: { label: 'command.settings', keys: ['$mod+,'], shown: 'Ctrl+,' },
  shortcuts: { label: 'command.shortcuts', keys: ['[Shift]+?', '$mod+/'], shown: '?', bare: true },
  signOut: { label: 'command.signOut', keys: [] },
} as const satisfies Record<string, KeyedCommand>;

/** One of the commands that have a name. */
export type CommandId = keyof typeof commandList;

/** @returns the keys of a command as they are shown, such as "Ctrl+K". */
export function keysOf(id: CommandId): string {
  const command: KeyedCommand = commandList[id];
  return command.shown ?? '';
}
