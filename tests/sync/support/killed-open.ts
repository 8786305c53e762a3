// Opens a desk's folder and ends as by kill -9 at the n-th thing done to the disk. Says how many there were when it got through.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const [folder = '', at = '0'] = process.argv.slice(2);
let done = 0;
const step = (): void => {
  done += 1;
  if (done === Number(at)) process.kill(process.pid, 'SIGKILL');
};
const counted = <T extends object>(owner: T, names: (keyof T)[]): void => {
  for (const name of names) {
    const real = owner[name] as (...args: unknown[]) => unknown;
    owner[name] = function (this: unknown, ...args: unknown[]) {
      step();
      return real.apply(this, args);
    } as T[keyof T];
  }
};
counted(fs, ['renameSync', 'rmSync', 'fsyncSync', 'openSync', 'copyFileSync']);
syncBuiltinESMExports();
counted(Database.prototype, ['exec', 'pragma', 'prepare', 'close']);
const probe = new Database(':memory:');
counted(Object.getPrototypeOf(probe.prepare('select 1')) as Database.Statement, ['run']);
done = 0;

const { createDesk, createManualClock } = await import('../../support/desk.ts');
const { createFakeService } = await import('../../support/fake-service.ts');
const clock = createManualClock(1_795_400_000_000);
const service = createFakeService(clock.now);
service.setOffline(true);
const desk = createDesk({ transport: service.transport, clock, folder });
desk.store.close();
process.stdout.write(`${done}\n`);
process.exit(0);
