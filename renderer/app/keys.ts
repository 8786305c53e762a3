// Changes when keys reach their commands differently. Which key is which is in key-list.ts.
import { useEffect } from 'react';
import { useData } from '../data/hooks.ts';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import { useWorkspaceActions } from '../state/workspace.ts';
import type { Commands } from './commands.ts';
import { commandList, keyMap, mac, type ChosenKeys, type CommandId, type KeyedCommand } from './key-list.ts';
import { pressOf } from './key-press.ts';

/** What works also while something lies over the desk. */
const everywhere = new Set<CommandId>([
  'palette',
  'shortcuts',
  'settings',
  'acceptOffer',
  'declineOffer',
  'answerCall',
  'hangUpCall',
  'muteCall',
  'holdCall',
  'swapCalls',
]);

/**
 * @param covered whether something lies over the desk, so that what is under it stays as it is.
 * @param chosen the keys that this person has chosen.
 * @returns a listener for keydown that runs the commands.
 */
export function keyListener(
  commands: Commands,
  covered: () => boolean,
  chosen?: ChosenKeys,
): (event: KeyboardEvent) => void {
  const map = keyMap(chosen);
  const usual = keyMap(undefined);
  return (event) => {
    // What a field or a menu has already used is not ours; nor is the half of a letter that is still being composed.
    if (event.defaultPrevented || event.isComposing) return;
    // Whoever types with AltGr holds Ctrl and Alt without meaning them.
    if (event.getModifierState('AltGraph')) return;
    const press = pressOf(event, mac);
    const id = press === null ? undefined : map.get(press);
    if (id === undefined) {
      // Keys that this person has taken from a command: the menu, which has the usual ones, is not to do it all the same.
      const former = press === null ? undefined : usual.get(press);
      const held = event.ctrlKey || event.metaKey;
      if (former !== undefined && (held || !isBare(former))) event.preventDefault();
      return;
    }
    if (isBare(id) && !event.ctrlKey && !event.metaKey && writes(event.target)) return;
    event.preventDefault();
    if (covered() && !everywhere.has(id)) return;
    commands[id](press?.split('+').at(-1));
  };
}

function isBare(id: CommandId): boolean {
  const { bare = false }: KeyedCommand = commandList[id];
  return bare;
}

function writes(target: EventTarget | null): boolean {
  return (
    // Not isContentEditable: asked for that, the engine lays out the whole page first, at every key.
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"])') !== null
  );
}

/** Listens to the keyboard, and to main's menu, for as long as the desk is there. */
export function useKeys(commands: Commands): void {
  const { main } = useData();
  const shell = useShell();
  const actions = useWorkspaceActions();
  const { keys } = useSettings().settings;
  useEffect(() => {
    const onKeyDown = keyListener(commands, () => shell.state.getState().overlay !== null, keys);
    const onKeyUp = (event: KeyboardEvent): void => {
      // The walk through recent sessions ends where Ctrl is released.
      if (event.key === 'Control') actions.settle();
    };
    // The library's notices take F6 for themselves, from wherever the keyboard is: with one up nobody would come past it.
    const onF6 = (event: KeyboardEvent): void => {
      if (event.key !== 'F6') return;
      onKeyDown(event);
      if (event.defaultPrevented) event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onF6, true);
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', actions.settle);
    return () => {
      window.removeEventListener('keydown', onF6, true);
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', actions.settle);
    };
  }, [commands, actions, shell, keys]);
  useEffect(() => main.on('menu', ({ command }) => commands[command]()), [main, commands]);
}
