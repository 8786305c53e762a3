// Changes when the window looks after something else while nobody looks at it. These draw nothing: what they hear draws nothing anew.
import { memo, useEffect } from 'react';
import { useData, useQueryPart } from '../data/hooks.ts';
import { createShown } from '../data/shown.ts';
import { useWorkspace } from '../state/workspace.ts';
import { useSounds } from './useAlerting.ts';
import { useAlerts } from './useAlerts.ts';
import { useCallAlerts } from './useCallAlerts.ts';
import { useCalls } from './useCalls.ts';
import { useHousekeeping } from './useHousekeeping.ts';
import { useTeamMoods } from './useMoodCalls.ts';
import { useSpelling } from './useSpelling.ts';
import { useWaiting } from './useWaiting.ts';
import type { Work } from './useWork.ts';

/** Everything that follows what happens: sessions, alerts, numbers on the icon, calls. */
export const Watch = memo(function Watch({ work }: { work: Work }) {
  return (
    <>
      <Housekeeping />
      <Alerts work={work} />
      <Waiting />
      <Others />
    </>
  );
});

// Each by itself: news of one do not run the others.
function Housekeeping() {
  useHousekeeping();
  return null;
}

function Alerts({ work }: { work: Work }) {
  const sounds = useSounds();
  useAlerts(work, sounds);
  useCallAlerts(sounds);
  return null;
}

function Waiting() {
  useWaiting();
  return null;
}

function Others() {
  useTeamMoods();
  useTellUsable();
  useCalls();
  useReadyViews();
  useSpelling();
  return null;
}

const outOfSight = createShown(false);
const nobody = (): void => undefined;

/** Whoever comes to a conversation types at once: what its field hangs on is there before they come. Its news wait until then. */
function useReadyViews(): void {
  const { live } = useData();
  const ids = useWorkspace(({ sessions }) =>
    sessions.map(({ kind, subjectId }) => (kind === 'conversation' ? (subjectId ?? '') : '')).join(' '),
  );
  useEffect(() => {
    const open = ids.split(' ').filter((id) => id !== '');
    const stops = open.map((id) => live.watch('conversation.view', { id }, nobody, outOfSight));
    return () => stops.forEach((stop) => stop());
  }, [live, ids]);
}

/** Tells main once that there is something to work with, after it has been painted. */
function useTellUsable(): void {
  const { main } = useData();
  const usable = useQueryPart('conversation.mine', {}, (rows) => rows !== undefined);
  useEffect(() => {
    if (!usable) return undefined;
    const frame = requestAnimationFrame(() => void main.request('app.usable', {}).catch(() => {}));
    return () => cancelAnimationFrame(frame);
  }, [usable, main]);
}
