// Changes when components learn a command's keys differently.
import { useCallback } from 'react';
import { useSettings } from '../state/settings.ts';
import { keysOf, type CommandId } from './key-list.ts';

/** @returns what tells the keys of a command as they are now, such as "Ctrl+K"; empty where it has none. */
export function useKeysOf(): (id: CommandId) => string {
  const { keys } = useSettings().settings;
  return useCallback((id) => keysOf(id, keys), [keys]);
}
