// Changes when the second models are learned elsewhere than in a thread of their own, while the first one is learned.
import { Worker } from 'node:worker_threads';
import type { Polarity } from './keep.ts';
import { secondModels } from './lessons.ts';
import type { Sources } from './prepare.ts';
import type { Strength } from './strength.ts';

/** A model that has not read a part of the rows, nor what is said in conversations. */
export interface SecondModel {
  polarity: Polarity;
  strength: Strength;
}

/** @returns the second models, the first of them without the first part. @throws Error where the thread fails. */
export function learnSecondModels(sources: Sources, say: (line: string) => void): Promise<SecondModel[]> {
  return new Promise((resolve, reject) => {
    const models: SecondModel[] = [];
    const worker = new Worker(new URL('second-models-worker.ts', import.meta.url), { workerData: sources });
    worker.on('message', (model: SecondModel) => {
      models.push(model);
      say(`second model ${models.length} of ${secondModels} learned`);
      if (models.length === secondModels) resolve(models);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread of the second models ended with ${code}`)));
  });
}
