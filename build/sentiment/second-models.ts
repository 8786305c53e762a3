// Changes when the second models are learned in another way: in a thread of their own, while the first one is learned.
/* oxlint-disable unicorn/require-post-message-target-origin -- a port between threads, not windows */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Polarity } from './keep.ts';
import { secondModels } from './lessons.ts';
import { learnPolarity } from './polarity.ts';
import { prepare, type Sources } from './prepare.ts';
import { settings } from './settings.ts';
import { learnStrength, type Strength } from './strength.ts';

/** A model that has not read a part of the rows, nor what is said in conversations. */
export interface SecondModel {
  polarity: Polarity;
  strength: Strength;
}

/** @returns the second models, the first of them without the first part. @throws Error where the thread fails. */
export function learnSecondModels(sources: Sources, say: (line: string) => void): Promise<SecondModel[]> {
  return new Promise((resolve, reject) => {
    const models: SecondModel[] = [];
    const worker = new Worker(new URL(import.meta.url), { workerData: sources });
    worker.on('message', (model: SecondModel) => {
      models.push(model);
      say(`second model ${models.length} of ${secondModels} learned`);
      if (models.length === secondModels) resolve(models);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread of the second models ended with ${code}`)));
  });
}

if (!isMainThread) {
  const { lessons, dictionary } = prepare(workerData as Sources, () => {});
  for (let by = 0; by < secondModels; by++) {
    const read = lessons.map((lesson) =>
      lesson.unread === by || lesson.unread === 'all' ? { ...lesson, weight: 0 } : lesson,
    );
    const polarity = learnPolarity(read, { ...settings.polarity, ...settings.brief }, () => {}, dictionary);
    parentPort!.postMessage({ polarity, strength: learnStrength(read, settings.strengthPlaces, 1) });
  }
}
