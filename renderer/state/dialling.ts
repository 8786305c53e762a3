// Changes when a number anywhere in the window is called otherwise.
import { useCallback, useSyncExternalStore } from 'react';
import { useData } from '../data/hooks.ts';
import { useShell } from './shell.ts';

/** Shows whom would be called, and asks. @param name who that is, where it is known. */
export type Dial = (to: string, name?: string) => void;

/** @returns whether this window sees the phone itself, and can say how a call stands. */
export function usePhoneHere(): boolean {
  const { phone } = useData();
  return useSyncExternalStore(phone.watch, () => phone.get().phone !== null);
}

/** @returns asks whom to call: here, or in the window that has the phone where this one has none. */
export function useAskDial(): (to?: string, name?: string) => void {
  const { phone, phoneElsewhere } = useData();
  const shell = useShell();
  return useCallback(
    (to, name) => {
      const whom = { ...(to !== undefined && { to }), ...(name !== undefined && { name }) };
      const away = phone.get().phone === null && phoneElsewhere.get().there;
      if (away) phoneElsewhere.order({ t: 'dial', ...whom });
      else shell.show({ kind: 'dial', ...whom });
    },
    [phone, phoneElsewhere, shell],
  );
}

/** @returns null where no window of this desk has a phone: then there is nothing to offer. */
export function useDial(): Dial | null {
  const { phoneElsewhere } = useData();
  const here = usePhoneHere();
  const elsewhere = useSyncExternalStore(phoneElsewhere.watch, () => phoneElsewhere.get().there);
  const ask = useAskDial();
  const dial = useCallback<Dial>((to, name = '') => ask(to, name), [ask]);
  return here || elsewhere ? dial : null;
}
