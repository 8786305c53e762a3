// Changes when a desk keeps what its phone records otherwise: nothing lost by a kill, nothing without consent, nothing readable.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFiles, type FilesDb } from '../../electron/store/db/files.ts';
import {
  addTrouble,
  mendTroubles,
  openTroubles,
  settleTrouble,
} from '../../electron/store/files/recording-troubles.ts';
import { createRecordings, type Recordings } from '../../electron/store/files/recordings.ts';
import { pieceBytes } from '../../shared/domain/attachment.ts';
import type { RecordingPart } from '../../shared/domain/call-media.ts';
import { AppError } from '../../shared/errors.ts';
import { createManualClock, testKey, type ManualClock } from '../support/desk.ts';
import { sha256 } from '../support/file-bytes.ts';

let folder: string;
let db: FilesDb;
let clock: ManualClock;
let recordings: Recordings;
let consent: boolean;
let barred: 'consent' | 'rule';
const failures: string[] = [];
let refuse: AppError | null;
const kept: RecordingPart[] = [];
const troubles: unknown[] = [];
let woken: number;
const file = (): string => join(folder, 'files.db');

function open(): void {
  db = openFiles(file(), testKey, clock.now(), () => {});
  recordings = createRecordings({
    db: () => db,
    exists: () => true,
    barred: () => (consent ? null : barred),
    failed: (trouble) => failures.push(trouble.problem),
    keep: (_row, part) => {
      if (refuse !== null) throw refuse;
      kept.push(part);
    },
    wake: () => (woken += 1),
    timers: clock.timers,
    now: clock.now,
    onTrouble: (error) => troubles.push(error),
  });
}
/** The store is killed, and another one is there at once. */
function restart(): void {
  recordings.stop();
  db.close();
  open();
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-recordings-'));
  clock = createManualClock(1_700_000_000_000);
  consent = true;
  barred = 'consent';
  failures.length = 0;
  refuse = null;
  woken = 0;
  kept.length = 0;
  troubles.length = 0;
  open();
});
afterEach(() => {
  recordings.stop();
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const id = 'rec-1';
const head = (): Parameters<Recordings['begin']>[0] => ({
  id,
  conversationId: 'c1',
  callId: 'sip',
  at: clock.now(),
});
const magic = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
const piece = (n: number, size = 5_000): Buffer =>
  Buffer.concat([n === 0 ? magic : Buffer.alloc(4), Buffer.alloc(size - 4, `piece ${n} kanarienvogel `)]);
const kindOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof AppError ? error.kind : 'thrown';
  }
};

describe('REC-2: pieces', () => {
  test('taken once and in order, over a kill of the store; whole they are one file on its way, named in its conversation', () => {
    expect(recordings.begin(head())).toBe(0);
    recordings.chunk(id, 0, piece(0));
    recordings.chunk(id, 0, piece(7));
    restart();
    expect(recordings.begin(head())).toBe(1);
    expect(kindOf(() => recordings.chunk(id, 2, piece(2)))).toBe('invalid');
    recordings.chunk(id, 1, piece(1, pieceBytes / 2));
    recordings.chunk(id, 2, piece(2, pieceBytes / 2));
    recordings.finish(id, 3_000, [{ from: 1, to: 2 }]);
    recordings.finish(id, 3_000, []);
    const whole = Buffer.concat([piece(0), piece(1, pieceBytes / 2), piece(2, pieceBytes / 2)]);
    expect(kept).toMatchObject([
      {
        file: { id, mediaType: 'audio/webm', bytes: whole.length, sha256: sha256(whole) },
        ms: 3_000,
        pauses: [{ from: 1, to: 2 }],
      },
    ]);
    expect(db.find(id)).toMatchObject({ state: 'waiting', sent: 0 });
    expect(Buffer.concat([db.piece(id, 0)!, db.piece(id, 1)!])).toEqual(whole);
    expect([db.piece(id, 0)?.length, woken, db.recordings.all().length]).toEqual([pieceBytes, 1, 0]);
  });

  test('what a phone that has ended leaves is finished as it is, a minute after its last piece', () => {
    recordings.begin(head());
    recordings.chunk(id, 0, piece(0));
    clock.pass(5_000);
    recordings.chunk(id, 1, piece(1));
    restart();
    clock.pass(59_000);
    expect(kept).toHaveLength(0);
    clock.pass(61_000);
    expect(kept).toMatchObject([{ ms: 5_000, file: { bytes: 10_000 } }]);
    expect(db.find(id)?.state).toBe('waiting');
    // REC-6: its agent hears that it is not whole, once.
    clock.pass(180_000);
    expect(failures).toEqual(['cut']);
  });

  test('one that goes on is left alone', () => {
    recordings.begin(head());
    for (let n = 0; n < 200; n += 1) {
      recordings.chunk(id, n, piece(n, 100));
      clock.pass(1_000);
    }
    expect(kept).toHaveLength(0);
    expect(db.find(id)?.state).toBe('recording');
  });

  test('killed after the file was whole and before it was named: it is named by the next store', () => {
    recordings.begin(head());
    recordings.chunk(id, 0, piece(0));
    refuse = new AppError('storage', 'The disk is full.');
    expect(kindOf(() => recordings.finish(id, 1_000, []))).toBe('storage');
    refuse = null;
    restart();
    clock.pass(130_000);
    expect(kept).toMatchObject([{ ms: 1_000 }]);
    expect(failures).toEqual([]);
  });

  test('what is no recording, or was never begun, is not taken', () => {
    recordings.begin(head());
    expect(kindOf(() => recordings.chunk(id, 0, Buffer.from('<html>')))).toBe('invalid');
    expect(kindOf(() => recordings.chunk('rec-2', 0, piece(0)))).toBe('notFound');
    recordings.finish(id, 0, []);
    expect([kept.length, db.find(id)]).toEqual([0, undefined]);
  });

  test('on the disk nobody reads it', () => {
    recordings.begin(head());
    recordings.chunk(id, 0, piece(0));
    db.close();
    const all = readFileSync(file());
    expect(all.includes('kanarienvogel') || all.includes(magic)).toBe(false);
    db = openFiles(file(), testKey, clock.now(), () => {});
  });
});

describe('REC-1, REC-4: consent', () => {
  test('without it nothing is taken', () => {
    consent = false;
    expect(kindOf(() => recordings.begin(head()))).toBe('forbidden');
    barred = 'rule';
    expect(() => recordings.begin(head())).toThrow(
      expect.objectContaining({ kind: 'forbidden', facts: { problem: 'rule' } }),
    );
    expect([db.find(id), failures]).toEqual([undefined, []]);
  });

  test('taken back before the end: nothing of it stays here', () => {
    recordings.begin(head());
    recordings.chunk(id, 0, piece(0));
    refuse = new AppError('forbidden', 'The caller has not agreed.');
    recordings.finish(id, 1_000, []);
    expect([db.find(id), db.piece(id, 0), db.recordings.all()]).toEqual([undefined, undefined, []]);
    expect(troubles).toHaveLength(1);
  });

  test('dropped, nothing of it stays', () => {
    recordings.begin(head());
    recordings.chunk(id, 0, piece(0));
    recordings.drop(id);
    expect([db.find(id), db.piece(id, 0), db.recordings.all()]).toEqual([undefined, undefined, []]);
  });
});

test('a conversation that the service does not know yet is tried again', () => {
  recordings.begin(head());
  recordings.chunk(id, 0, piece(0));
  recordings.finish(id, 1_000, []);
  db.set(id, { state: 'refused', problem: 'notFound' }, clock.now());
  recordings.refused(db.find(id)!);
  clock.pass(30_000);
  expect([db.find(id)?.state, woken]).toEqual(['waiting', 2]);
});

test('REC-6: one that the service does not take is said; one that may not be kept any more is not', () => {
  recordings.begin(head());
  recordings.chunk(id, 0, piece(0));
  recordings.finish(id, 1_000, []);
  for (const [problem, said] of [
    ['forbidden', []],
    ['tooLarge', ['service']],
  ] as const) {
    db.set(id, { state: 'refused', problem }, clock.now());
    recordings.refused(db.find(id)!);
    expect(failures).toEqual(said);
  }
});

describe('REC-6: what is not whole', () => {
  const trouble = { conversationId: 'c1', problem: 'disk' as const, at: 5 };
  let stored: Map<string, string>;
  const outbox = {
    kv: (key: string) => stored.get(key) ?? null,
    putKv: (key: string, value: string) => void stored.set(key, value),
  };
  let ids: number;
  const newId = (): string => `t${(ids += 1)}`;
  beforeEach(() => {
    stored = new Map();
    ids = 0;
  });

  test('is there until it was read, once for each call, and can be brought back', () => {
    addTrouble(outbox, newId, trouble);
    addTrouble(outbox, newId, { ...trouble, problem: 'store', at: 9 });
    addTrouble(outbox, newId, { ...trouble, conversationId: 'c2' });
    expect(openTroubles(outbox)).toMatchObject([
      { id: 't1', conversationId: 'c1', problem: 'store', at: 5 },
      { id: 't2', conversationId: 'c2', problem: 'disk' },
    ]);
    expect([settleTrouble(outbox, 't1', true), settleTrouble(outbox, 't1', true)]).toEqual([true, false]);
    expect(openTroubles(outbox)).toHaveLength(1);
    expect(settleTrouble(outbox, 't1', false)).toBe(true);
    expect([openTroubles(outbox).length, settleTrouble(outbox, 'nothing', true)]).toEqual([2, false]);
  });

  test('what is damaged is said in the log, once; what can still be read stays', () => {
    const said: object[] = [];
    const log = { error: (_text: string, facts?: object) => void said.push(facts ?? {}) };
    addTrouble(outbox, newId, trouble);
    mendTroubles(outbox, log);
    expect(said).toEqual([]);
    const [good] = JSON.parse(stored.get('recordingTroubles')!) as object[];
    stored.set('recordingTroubles', JSON.stringify([good, { ...good, problem: 'moon' }, 7]));
    expect(openTroubles(outbox)).toHaveLength(1);
    mendTroubles(outbox, log);
    mendTroubles(outbox, log);
    expect(said).toEqual([{ lost: 2, left: 1 }]);
    for (const broken of ['{"no": "list"}', '[{'])
      for (const _again of [1, 2]) {
        if (_again === 1) stored.set('recordingTroubles', broken);
        mendTroubles(outbox, log);
      }
    expect(said.slice(1)).toEqual([
      { lost: null, left: 0 },
      { lost: null, left: 0 },
    ]);
    addTrouble(outbox, newId, trouble);
    expect(openTroubles(outbox)).toHaveLength(1);
  });

  test('never grows without end, and what cannot be read is nothing', () => {
    for (let n = 0; n < 80; n += 1) addTrouble(outbox, newId, { ...trouble, conversationId: `c${n}` });
    expect(openTroubles(outbox)).toHaveLength(50);
    stored.set('recordingTroubles', '{"no": "list"}');
    expect(openTroubles(outbox)).toEqual([]);
    addTrouble(outbox, newId, trouble);
    expect(openTroubles(outbox)).toHaveLength(1);
  });
});
