// Changes when the second models are learned in another way.
import { parentPort, workerData } from 'node:worker_threads';
import { secondModels } from './lessons.ts';
import { learnPolarity } from './polarity.ts';
import { prepare, type Sources } from './prepare.ts';
import type { SecondModel } from './second-models.ts';
import { settings } from './settings.ts';
import { learnStrength } from './strength.ts';

const { lessons, dictionary } = prepare(workerData as Sources, () => {});
for (let by = 0; by < secondModels; by++) {
  const read = lessons.map((lesson) =>
    lesson.unread === by || lesson.unread === 'all' ? { ...lesson, weight: 0 } : lesson,
  );
  const model: SecondModel = {
    polarity: learnPolarity(read, { ...settings.polarity, ...settings.brief }, () => {}, dictionary),
    strength: learnStrength(read, settings.strengthPlaces, 1),
  };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not windows
  parentPort!.postMessage(model);
}
