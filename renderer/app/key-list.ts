// Changes when a command gets another key. The one list: the key map, the tooltips and the sheet all read it.
import type { MessageKey } from '../../shared/i18n/index.ts';
import { written } from './key-press.ts';

export interface KeyedCommand {
  label: MessageKey;
  /** Such as "$mod+Shift+k" ($mod: Ctrl, on a Mac Cmd); the first is shown. None: only in the palette. */
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
  acceptHandover: { label: 'command.acceptHandover', keys: ['$mod+Shift+h'], shown: 'Ctrl+Shift+H' },
  declineHandover: { label: 'command.declineHandover', keys: ['$mod+Shift+g'], shown: 'Ctrl+Shift+G' },
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
  split: { label: 'command.split', keys: ['$mod+Shift+s'], shown: 'Ctrl+Shift+S' },
  closePane: { label: 'command.closePane', keys: ['$mod+Shift+e'], shown: 'Ctrl+Shift+E' },
  paneRight: { label: 'command.paneRight', keys: ['Alt+ArrowRight'], shown: 'Alt+ArrowRight' },
  paneLeft: { label: 'command.paneLeft', keys: ['Alt+ArrowLeft'], shown: 'Alt+ArrowLeft' },
  movePaneRight: {
    label: 'command.movePaneRight',
    keys: ['Alt+Shift+ArrowRight'],
    shown: 'Alt+Shift+ArrowRight',
  },
  movePaneLeft: {
    label: 'command.movePaneLeft',
    keys: ['Alt+Shift+ArrowLeft'],
    shown: 'Alt+Shift+ArrowLeft',
  },
  widerPane: { label: 'command.widerPane', keys: ['Alt+Shift+ArrowUp'], shown: 'Alt+Shift+ArrowUp' },
  narrowerPane: {
    label: 'command.narrowerPane',
    keys: ['Alt+Shift+ArrowDown'],
    shown: 'Alt+Shift+ArrowDown',
  },
  tearOff: { label: 'command.tearOff', keys: ['$mod+Shift+n'], shown: 'Ctrl+Shift+N' },
  bringBack: { label: 'command.bringBack', keys: ['$mod+Shift+m'], shown: 'Ctrl+Shift+M' },
  nextPane: { label: 'command.nextPane', keys: ['F6'], shown: 'F6' },
  previousPane: { label: 'command.previousPane', keys: ['Shift+F6'], shown: 'Shift+F6' },
  toggleContext: { label: 'command.toggleContext', keys: ['$mod+b'], shown: 'Ctrl+B' },
  togglePanel: { label: 'command.togglePanel', keys: ['$mod+Shift+b'], shown: 'Ctrl+Shift+B' },
  cases: { label: 'command.cases', keys: [] },
  customers: { label: 'command.customers', keys: [] },
  knowledge: { label: 'command.knowledge', keys: [] },
  transfer: { label: 'command.transfer', keys: ['$mod+Shift+l'], shown: 'Ctrl+Shift+L' },
  consult: { label: 'command.consult', keys: ['$mod+Shift+k'], shown: 'Ctrl+Shift+K' },
  endConversation: { label: 'command.endConversation', keys: [] },
  dial: { label: 'command.dial', keys: ['$mod+Shift+p'], shown: 'Ctrl+Shift+P' },
  answerCall: { label: 'command.answerCall', keys: ['$mod+Shift+y'], shown: 'Ctrl+Shift+Y' },
  hangUpCall: { label: 'command.hangUpCall', keys: ['$mod+Shift+x'], shown: 'Ctrl+Shift+X' },
  muteCall: { label: 'command.muteCall', keys: ['$mod+Shift+u'], shown: 'Ctrl+Shift+U' },
  holdCall: { label: 'command.holdCall', keys: ['$mod+Shift+o'], shown: 'Ctrl+Shift+O' },
  swapCalls: { label: 'command.swapCalls', keys: ['$mod+Shift+c'], shown: 'Ctrl+Shift+C' },
  keypadCall: { label: 'command.keypadCall', keys: ['$mod+Shift+j'], shown: 'Ctrl+Shift+J' },
  transferCall: { label: 'command.transferCall', keys: ['$mod+Shift+f'], shown: 'Ctrl+Shift+F' },
  settings: { label: 'command.settings', keys: ['$mod+,'], shown: 'Ctrl+,' },
  shortcuts: { label: 'command.shortcuts', keys: ['[Shift]+?', '$mod+/'], shown: '?', bare: true },
  signOut: { label: 'command.signOut', keys: [] },
} as const satisfies Record<string, KeyedCommand>;

/** One of the commands that have a name. */
export type CommandId = keyof typeof commandList;

/** Keys that this person has chosen, by command; an empty text: none. */
export type ChosenKeys = Readonly<Record<string, string>> | undefined;

const isMac = navigator.platform.startsWith('Mac');
const ids = Object.keys(commandList) as CommandId[];

/** Answers to nine keys at once: these are not to be chosen. */
export const fixedKeys: ReadonlySet<CommandId> = new Set<CommandId>(['sessionN']);

/** Keys that work in one place only. They stay as they are: hands look for them there, in every program alike. */
export const placeKeys = [
  { label: 'keys.place.send', keys: 'Enter' },
  { label: 'keys.place.newLine', keys: 'Shift+Enter' },
  { label: 'keys.place.slash', keys: '/' },
  { label: 'keys.place.undoSend', keys: 'Ctrl+Z' },
  { label: 'keys.place.editLast', keys: 'F2' },
  { label: 'keys.place.editLastEmpty', keys: 'ArrowUp' },
  { label: 'keys.place.answer', keys: 'Ctrl+ArrowUp' },
  { label: 'keys.place.answerNext', keys: 'Ctrl+ArrowDown' },
  { label: 'keys.place.outcome', keys: '1…9' },
] as const satisfies readonly { label: MessageKey; keys: string }[];

/** @returns the keys of a command as they are shown, such as "Ctrl+K"; empty where it has none. */
export function keysOf(id: CommandId, chosen?: ChosenKeys): string {
  const command: KeyedCommand = commandList[id];
  return chosen?.[id] ?? command.shown ?? '';
}

/** @returns the command of each key combination, as key-press.ts writes them. */
export function keyMap(chosen: ChosenKeys, mac: boolean = isMac): Map<string, CommandId> {
  const map = new Map<string, CommandId>();
  for (const id of ids) {
    const own = fixedKeys.has(id) ? undefined : chosen?.[id];
    const all = own === undefined ? usualKeys(id, mac) : [own];
    for (const press of all) if (press !== '' && !map.has(press)) map.set(press, id);
  }
  // What somebody has chosen goes before what is usual.
  for (const [id, press] of Object.entries(chosen ?? {}))
    if (press !== '' && id in commandList && !fixedKeys.has(id as CommandId)) map.set(press, id as CommandId);
  return map;
}

/** @returns all keys that a command has by default, as key-press.ts writes them; the one that is shown comes first. */
function usualKeys(id: CommandId, mac: boolean): string[] {
  const { keys }: KeyedCommand = commandList[id];
  return keys.flatMap((one) =>
    one.includes('([1-9])')
      ? Array.from({ length: 9 }, (_, at) => written(one.replace('([1-9])', String(at + 1)), mac))
      : [written(one, mac)],
  );
}

/**
 * @param from the command that answers to `press`.
 * @returns the keys that were chosen, with `press` given to `to`; `from` keeps the others that it has.
 */
export function withTaken(
  chosen: ChosenKeys,
  from: CommandId,
  press: string,
  to: CommandId,
): NonNullable<ChosenKeys> {
  const next = { ...chosen, [to]: press };
  const own = chosen?.[from];
  if (own !== undefined) return { ...next, [from]: own === press ? '' : own };
  const [first, ...others] = usualKeys(from, isMac);
  // What is chosen goes before what is usual: only where it showed these, it is to show the next.
  if (first !== press) return next;
  const map = keyMap(next);
  return { ...next, [from]: others.find((other) => map.get(other) === from) ?? '' };
}

/** Whether this machine has Cmd where others have Ctrl. */
export const mac = isMac;
