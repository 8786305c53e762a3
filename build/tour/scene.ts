// Changes when the scene has another step. The tour plays it for people, tests/e2e/scene.test.ts for us.
import { ending } from './steps-ending.ts';
import { offline } from './steps-offline.ts';
import { serving } from './steps-serving.ts';
import type { Stage } from './stage.ts';

/** One step: plays on the stage, throws when what should be there is not. */
export interface Step {
  readonly title: string;
  play(stage: Stage): Promise<void>;
}

/** The whole scene, in order. Later steps stand on what earlier ones did. */
export const scene: readonly Step[] = [...serving, ...offline, ...ending];
