// Changes when a number anywhere in the window is called otherwise.
import { useCallback, useSyncExternalStore } from 'react';
import { useData } from '../data/hooks.ts';
import { useShell } from './shell.ts';

/** Shows whom would be called, and asks. @param name who that is, where it is known. */
export type Dial = (to: string, name?: string) => void;

/** @returns null where this window has no phone: then there is nothing to offer. */
export function useDial(): Dial | null {
  const { phone } = useData();
  const shell = useShell();
  const there = useSyncExternalStore(phone.watch, () => phone.get().phone !== null);
  const dial = useCallback<Dial>((to, name = '') => shell.show({ kind: 'dial', to, name }), [shell]);
  return there ? dial : null;
}
