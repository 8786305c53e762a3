// The scene that Parley exists for, in a real window, a real browser, through a real service. The tour plays the same one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRepository } from '../../build/paths.ts';
import { startService, type RunningService } from '../../build/world.ts';
import { scene } from '../../build/tour/scene.ts';
import { setStage, type Stage } from '../../build/tour/stage.ts';

let data: string;
let service: RunningService;
let stage: Stage;
let broken: string | undefined;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'parley-scene-'));
  service = await startService({ data, port: 0 });
  stage = await setStage({ service, data, folder: inRepository('out', 'scene'), env: {} });
}, 120_000);

afterAll(async () => {
  await stage?.close();
  await service?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}, 60_000);

describe('the scene', () => {
  for (const [index, { title, play }] of scene.entries()) {
    test(`${index + 1}. ${title}`, { timeout: 120_000 }, async () => {
      // Each step stands on the one before; without it, this one would only fail for the same reason.
      expect(broken, 'an earlier step failed').toBeUndefined();
      broken = title;
      await play(stage);
      broken = undefined;
    });
  }
});
