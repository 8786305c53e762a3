// Sets up the watch over moods: in the one process that leads, over the feed.
import { sentimentWindow } from '../../shared/sentiment/types.ts';
import { createSentimentMemo } from '../../shared/sentiment/memo.ts';
import type { Capability } from '../context.ts';
import { moodState, runningTalks } from '../db/moods.ts';
import { seekLeadership, type After } from '../leader.ts';
import { createMoodAlerts } from './alerts.ts';
import { openMoodEngine } from './engine.ts';

/** "parley moods", as a number that no other lock of ours uses. */
const lockKey = 7_041_002;
/** Messages of conversations that go on; older ones are not asked for again. */
const remembered = 5_000;

const after: After = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Tells supervisors, by a mark on the conversation, of customers who have become very unhappy. */
export const setUpMoods: Capability = ({ log, newId, run, pool, onEntries, onStop }) => {
  const alerts = createMoodAlerts({
    reader: createSentimentMemo(openMoodEngine(log), remembered),
    log,
    newId,
    run,
    load: (ids) => moodState(pool, ids, sentimentWindow),
    running: () => runningTalks(pool),
    after,
  });
  onStop(onEntries((entries) => alerts.hear(entries)));
  onStop(() => alerts.stop());
  onStop(
    seekLeadership({
      pool,
      lockKey,
      after,
      log,
      onLead: () => alerts.start(),
      onLost: () => void alerts.stop(),
    }),
  );
};
