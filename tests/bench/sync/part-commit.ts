// Measures "saved": a note in the outbox against the disk's own flush, turn by turn, and through the store's process.
import { randomUUID } from 'node:crypto';
import { fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openOutboxFile } from '../../../electron/store/db/outbox-file.ts';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { percentile, row, type Row } from '../table.ts';
import { someCase, type CaseKey } from './cases.ts';
import type { Context } from './context.ts';
import { deskKey } from './desk.ts';

/** @returns a function that appends 4 KB, waits for the disk, and gives the time that took, in ms: the floor of a durable commit. */
export function createFloor(folder: string): () => number {
  mkdirSync(folder, { recursive: true });
  const handle = openSync(join(folder, 'floor'), 'a');
  const page = Buffer.alloc(4096, 7);
  return () => {
    const began = performance.now();
    writeSync(handle, page);
    fdatasyncSync(handle);
    return performance.now() - began;
  };
}

/** @returns a note on a case, about 400 bytes long. */
export function noteOn(
  { id }: Pick<CaseKey, 'id'>,
  text = 'Called back; the parcel is found. '.repeat(12),
): AgentCommand {
  const noteId = randomUUID();
  return {
    id: randomUUID(),
    type: 'note.write',
    args: { noteId, subjectKind: 'case', subjectId: id, text, supersedes: null },
  };
}

/** See the head of this file. */
export async function commitPart(context: Context): Promise<Row[]> {
  const { stage, small } = context;
  const turns = small ? 200 : 1000;
  const key = await someCase(stage.pool);
  const folder = stage.desk('outbox');
  const floorOf = createFloor(folder);
  const { outbox } = openOutboxFile({
    file: join(folder, 'outbox.db'),
    keyHex: deskKey,
    now: Date.now,
    onUnreadable: () => undefined,
  });
  const floors: number[] = [];
  const commits: number[] = [];
  for (let n = 0; n < turns; n++) {
    const command = noteOn(key);
    const began = performance.now();
    outbox.add([command], Date.now());
    commits.push(performance.now() - began);
    floors.push(floorOf());
  }
  outbox.close();

  const desk = await context.loadedDesk();
  const saved: number[] = [];
  const beside: number[] = [];
  try {
    await desk.when(({ link }) => link.state === 'offline', 'the desk to be offline');
    for (let n = 0; n < turns / 2; n++) {
      const began = performance.now();
      await desk.client.request('command.run', { command: noteOn(key) });
      saved.push(performance.now() - began);
      beside.push(floorOf());
    }
  } finally {
    await desk.stop();
  }
  const against = (floor: number[], share: number, limit?: number): { against: number; limit?: number } => ({
    against: percentile(floor, share),
    ...(limit === undefined ? {} : { limit }),
  });
  return [
    row(
      'note, durable commit, p50 against fdatasync',
      percentile(commits, 0.5),
      'ms',
      against(floors, 0.5, 1.3),
    ),
    row(
      'note, durable commit, p95 against fdatasync',
      percentile(commits, 0.95),
      'ms',
      against(floors, 0.95, 3),
    ),
    row('note, request to "saved" in the window, p50', percentile(saved, 0.5), 'ms', against(beside, 0.5)),
    row('note, request to "saved" in the window, p95', percentile(saved, 0.95), 'ms', against(beside, 0.95)),
  ];
}
