// Changes when lists of cases are saved, moved or removed differently.
import { useState } from 'react';
import type { SavedView } from '../../../shared/domain/view.ts';
import { cleanLine } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useData, useDesk } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useToast } from '../../ui/Toast.tsx';
import type { Arrangement } from './case-views.ts';

/** A list as its author wants it. */
export interface WantedView {
  /** The one it takes the place of. */
  old: SavedView | null;
  name: string;
  shared: boolean;
  home: boolean;
  arrangement: Arrangement;
}

const lastPlace = 99;

/** @param views all that this agent sees, in their order. */
export function useViews(views: readonly SavedView[]) {
  const { run, newId } = useData();
  const { agent } = useDesk();
  const t = useT();
  const toast = useToast();
  const [error, setError] = useState<ErrorData | null>(null);
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  const put = ({ rev, ...record }: SavedView, isNew = false): Promise<void> =>
    run('savedView.put', { savedView: record, base: isNew ? null : (rev ?? 0) });
  const places = views.flatMap(({ place }) => place ?? []);
  return {
    error,
    save: ({ old, name, shared, home, arrangement }: WantedView, onDone: (id: string) => void) => {
      const id = old?.id ?? newId();
      const last = Math.min(lastPlace, Math.max(-1, ...places) + 1);
      const view: SavedView = {
        ...arrangement,
        id,
        ownerId: shared ? null : (agent?.id ?? null),
        name: cleanLine(name),
        place: home ? (old?.place ?? last) : null,
        ...(old?.rev === undefined ? {} : { rev: old.rev }),
      };
      setError(null);
      put(view, old === null).then(() => {
        toast({ title: t('case.view.saved', { name: view.name }), tone: 'ok' });
        onDone(id);
      }, failed);
    },
    remove: (view: SavedView, onDone: () => void) => {
      setError(null);
      run('savedView.remove', { savedViewId: view.id }).then(() => {
        toast({
          title: t('case.view.removed', { name: view.name }),
          action: { label: t('common.undo'), run: () => void put(view, true).catch(failed) },
        });
        onDone();
      }, failed);
    },
    /** Changes places with its neighbour; of those that stand nowhere yet, the order becomes a place. */
    move: (view: SavedView, by: 1 | -1) => {
      const mine = views.filter(({ ownerId }) => ownerId === view.ownerId);
      const at = mine.findIndex(({ id }) => id === view.id);
      const other = mine[at + by];
      if (other === undefined) return;
      setError(null);
      const order = mine.with(at, other).with(at + by, view);
      Promise.all(
        order.flatMap((one, place) =>
          one.place === place ? [] : [put({ ...one, place: Math.min(lastPlace, place) })],
        ),
      ).catch(failed);
    },
  };
}
