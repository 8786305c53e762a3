// Changes when the figures of the settings page are kept fresh in another way.
import { useEffect, useState } from 'react';
import type { Diagnostics } from '../../../shared/ipc/diagnostics.ts';
import { useData, useDesk, useNow } from '../../data/hooks.ts';

/** @returns the desk's figures, asked again every 2 s and whenever link or outbox change; null until the store has answered. */
export function useDiagnostics(): Diagnostics | null {
  const { store } = useData();
  const { link, outbox } = useDesk();
  const step = useNow(2_000);
  const [figures, setFigures] = useState<Diagnostics | null>(null);
  useEffect(() => {
    let over = false;
    store.request('desk.diagnostics', {}).then(
      (found) => {
        if (!over) setFigures(found);
      },
      // The store is away for a moment; the last figures stay.
      () => {},
    );
    return () => {
      over = true;
    };
  }, [store, step, link.state, outbox.waiting, outbox.attention]);
  return figures;
}
