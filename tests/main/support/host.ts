// Changes when tests want a host of the store with other surroundings.
import { createStoreHost, type GiveUp, type StoreInit } from '../../../electron/main/store-host.ts';
import type { LaunchStore } from '../../../electron/main/store-launcher.ts';
import { fakeChannel, manualTimers, memoryLog } from './fakes.ts';

/** What every store is told. */
export const init: StoreInit = {
  folder: '/data',
  keyHex: 'a'.repeat(64),
  keyCustody: 'file',
  appVersion: '0.0.0',
};

/** A host whose time and log are the test's. */
export function host(launch: LaunchStore) {
  const timers = manualTimers();
  const log = memoryLog();
  const lines: string[] = [];
  const givenUp: GiveUp[] = [];
  const store = createStoreHost({
    launch,
    openChannel: fakeChannel,
    timers,
    log,
    onLogLine: (line) => void lines.push(line),
    onGiveUp: (why) => void givenUp.push(why),
  });
  return { store, timers, log, lines, givenUp };
}
