// Changes when the bundles are rebuilt during development for another reason or in another way.
import { existsSync } from 'node:fs';
import { build as viteBuild, type Rolldown } from 'vite';
import { inRepository } from './paths.ts';
import { unstamp } from './stamp.ts';
import { targets, type TargetName } from './targets.ts';

/** What to do with a rebuild. */
export interface WatchOptions {
  readonly report: (line: string) => void;
  /** Called once a moment after rebuilds, with all that were rebuilt since the last call. */
  readonly onRebuilt: (names: ReadonlySet<TargetName>) => void;
}

// A change in shared/ rebuilds everything: one restart for all of it.
const SETTLE_MS = 150;

/**
 * Builds everything, then again whatever changes, until `stop`. The first build is awaited and not announced.
 * A build that fails is reported, and tried again with the next change.
 */
export async function watchTargets({ report, onRebuilt }: WatchOptions): Promise<{ stop(): Promise<void> }> {
  const rebuilt = new Set<TargetName>();
  let timer: NodeJS.Timeout | undefined;
  const announce = (name: TargetName): void => {
    rebuilt.add(name);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const names = new Set(rebuilt);
      rebuilt.clear();
      onRebuilt(names);
    }, SETTLE_MS);
  };
  const watchers: Rolldown.RolldownWatcher[] = [];
  for (const target of targets.filter(({ entry }) => existsSync(entry))) {
    // What watching builds is meant to be read, not shipped: `npm start` must build it anew.
    await unstamp(inRepository('dist', '.stamps', target.name));
    const watcher = (await viteBuild(await target.config({ watch: true }))) as Rolldown.RolldownWatcher;
    watchers.push(watcher);
    let first = true;
    await new Promise<void>((resolve) => {
      watcher.on('event', async (event) => {
        if (event.code === 'BUNDLE_END') await event.result.close();
        if (event.code === 'ERROR')
          report(`${target.name} does not build as it is; waiting for its next change`);
        if (event.code !== 'END' && event.code !== 'ERROR') return;
        if (!first && event.code === 'END') announce(target.name);
        first = false;
        resolve();
      });
    });
    report(`build: ${target.name}, and again whenever it changes`);
  }
  return {
    stop: async () => {
      clearTimeout(timer);
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}
