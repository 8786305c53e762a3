// Changes when keys reach their commands differently. Which key is which is in key-list.ts.
import { useEffect } from 'react';
import { createKeybindingsHandler } from 'tinykeys';
import { useData } from '../data/hooks.ts';
import { useShell } from '../state/shell.ts';
import { useWorkspaceActions } from '../state/workspace.ts';
import type { Commands } from './commands.ts';
import { commandList, type CommandId, type KeyedCommand } from './key-list.ts';

/** What works also while something lies over the desk. */
const everywhere = new Set<CommandId>(['palette', 'shortcuts', 'settings', 'acceptOffer', 'declineOffer']);

/**
 * @param covered whether something lies over the desk, so that what is under it stays as it is.
 * @returns a listener for keydown that runs the commands.
 */
export function keyListener(commands: Commands, covered: () => boolean): (event: KeyboardEvent) => void {
  const bindings = Object.fromEntries(
    (Object.keys(commandList) as CommandId[]).flatMap((id) => {
      const { keys, bare = false }: KeyedCommand = commandList[id];
      return keys.map((key) => [
        key,
        (event: KeyboardEvent): void => {
          const single = bare && !event.ctrlKey && !event.metaKey;
          if (single && writes(event.target)) return;
          event.preventDefault();
          if (covered() && !everywhere.has(id)) return;
          commands[id](event.key);
        },
      ]);
    }),
  );
  const handle = createKeybindingsHandler(bindings, { ignore: () => false });
  return (event) => {
    // What a field or a menu has already used is not ours; nor is the half of a letter that is still being composed.
    if (!event.defaultPrevented && !event.isComposing) handle(event);
  };
}

function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

/** Listens to the keyboard, and to main's menu, for as long as the desk is there. */
export function useKeys(commands: Commands): void {
  const { main } = useData();
  const shell = useShell();
  const actions = useWorkspaceActions();
  useEffect(() => {
    const onKeyDown = keyListener(commands, () => shell.state.getState().overlay !== null);
    const onKeyUp = (event: KeyboardEvent): void => {
      // The walk through recent sessions ends where Ctrl is released.
      if (event.key === 'Control') actions.settle();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', actions.settle);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', actions.settle);
    };
  }, [commands, actions, shell]);
  useEffect(() => main.on('menu', ({ command }) => commands[command]()), [main, commands]);
}
