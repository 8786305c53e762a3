// The desk whose power is cut: run under strace by power.test.ts, it goes through everything that moves files about. Not a test.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../electron/store/db/open.ts';
import { createRandom } from '../../service/seed/random.ts';
import { createDesk, createManualClock, testKey } from '../support/desk.ts';
import { createFakeService } from '../support/fake-service.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import { bob, createCase, customer } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';
import { digestOf, powerNote } from './rig/power.ts';

const [folder = '', marksFile = '', seed = '1'] = process.argv.slice(2);
const random = createRandom(Number(seed));
const marks = openSync(marksFile, 'a');
/** Seen in the recording between the calls that came before and after it. */
const mark = (text: string): void => void writeSync(marks, `${text}\n`);

const clock = createManualClock(1_700_000_000_000);
const service = createFakeService(clock.now);
service.addAgent(anAgent('ada'), 'secret');
service.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
service.run(customer, openChat('c1'));
service.run(bob, createCase('seed-1', 'case-1'));
const desk = createDesk({ transport: service.transport, clock, folder });
let window = desk.window();
const account = join(folder, 'agents', 'ada');

/** What the service holds at its newest place, so that a cache can be compared wherever it stands. */
function markService(): void {
  const { rows, log } = service.backup() as { rows: Map<string, { record: unknown }>; log: unknown[] };
  mark(
    `service ${log.length}.0 ${digestOf([...rows].map(([key, { record }]): [string, unknown] => [key, record]))}`,
  );
}

let number = 0;
async function notes(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const note = powerNote(Number(seed), ++number);
    await window.run(note);
    mark(`saved ${number}`);
    markService();
    if (random.chance(0.2)) {
      await window.client.request('draft.put', {
        key: 'note:case:case-1',
        text: `draft ${number}`,
        caret: 0,
        at: number,
      });
      mark(`draft ${number}`);
    }
  }
}
const linkIs = (state: string): Promise<boolean> =>
  until(async () => (await window.query('desk.view', {})).link.state === state, { what: `link ${state}` });
const drained = async (): Promise<void> => {
  await until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'an empty outbox',
  });
  markService();
};
async function comeBack(): Promise<void> {
  service.setOffline(false);
  await window.client.request('link.retry', {});
  await linkIs('linked');
}
async function reopen(between: () => void = () => undefined): Promise<void> {
  desk.store.close();
  between();
  desk.reopenOnly();
  window = desk.window();
  await linkIs('linked');
}

markService();
await desk.signIn();
mark('signedIn');
await linkIs('linked');
await notes(12);
await drained();
// A snapshot takes the place of the cache while notes are written.
service.seed(
  ...Array.from({ length: 30 }, (_, i) => ({ kind: 'queue' as const, record: aQueue({ id: `q${i}` }) })),
);
markService();
service.setOffline(true);
await linkIs('offline');
await notes(6);
service.alwaysSnapshot = true;
service.pageRows = 20;
await comeBack();
await notes(3);
await drained();
service.alwaysSnapshot = false;
await reopen();
await notes(4);
// A cache of another layout is carried over.
await reopen(() => {
  const db = openDatabase({ file: join(account, 'cache.db'), keyHex: testKey, durability: 'normal' });
  db.exec(`UPDATE meta SET value = 'older' WHERE key = 'layout'`);
  db.close();
});
await notes(4);
// A page of the outbox is damaged that holds no command: everything is saved row by row into a new file.
service.setOffline(true);
await linkIs('offline');
await notes(5);
service.setOffline(false);
await reopen(() => {
  const file = join(account, 'outbox.db');
  const db = openDatabase({ file, keyHex: testKey, durability: 'full' });
  const root = Number(
    db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'workspace'`).pluck().get(),
  );
  db.close();
  const bytes = readFileSync(file);
  const handle = openSync(file, 'r+');
  const at = (root - 1) * 8192 + 4000;
  mark('damaged');
  writeSync(handle, Buffer.from([bytes[at]! ^ 1]), 0, 1, at);
  fsyncSync(handle);
  closeSync(handle);
});
mark('salvaged');
await notes(6);
await drained();
// A damaged cache is put aside while the outbox goes on.
await reopen(() => {
  const handle = openSync(join(account, 'cache.db'), 'r+');
  writeSync(handle, Buffer.alloc(64, 7), 0, 64, 3 * 8192 + 100);
  fsyncSync(handle);
  closeSync(handle);
});
await notes(4);
await drained();
desk.close();
mark('closed');
process.exit(0);
