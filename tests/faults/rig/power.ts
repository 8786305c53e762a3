// Looks at a desk's folder as a power cut has left it: nothing that was called saved may be missing. Changes with that promise.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openCacheFile } from '../../../electron/store/db/cache-file.ts';
import { openDesk } from '../../../electron/store/db/desk.ts';
import { openOutboxFile } from '../../../electron/store/db/outbox-file.ts';
import { recordKinds } from '../../../shared/domain/records.ts';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { testKey } from '../../support/desk.ts';

/** The note of a number: the same in the process that writes it and in the one that looks for it. */
export function powerNote(seed: number, number: number): AgentCommand {
  const words = (seed * 31 + number * 17) % (number % 9 === 0 ? 3000 : 40);
  return {
    id: `k${number}`,
    type: 'note.write',
    args: {
      noteId: `n${number}`,
      subjectKind: 'case',
      subjectId: 'case-1',
      text: `note ${number} ${'word '.repeat(words)}`.trim(),
      supersedes: null,
    },
  };
}

/** What had been said when the power was cut. */
export interface Said {
  signedIn: boolean;
  /** Numbers of notes that were called saved. */
  saved: number[];
  draft: number;
  /** A page was damaged on purpose and is not known to be saved again. */
  damaged: boolean;
  /** Digest of the service's rows by cursor. */
  service: Map<string, string>;
}

/** What was found after a cut. */
export interface Found {
  rebuilt: boolean;
  /** Whether the cache stood at a place whose rows are known, so that they could be compared. */
  compared: boolean;
}

const now = (): number => 1_700_000_000_000;

/** Hears a mark of power-writer.ts. */
export function hearMark(said: Said, line: string): void {
  const [word, value = '', digest = ''] = line.split(' ');
  if (word === 'signedIn') said.signedIn = true;
  if (word === 'saved') said.saved.push(Number(value));
  if (word === 'draft') said.draft = Number(value);
  if (word === 'damaged') said.damaged = true;
  if (word === 'salvaged') said.damaged = false;
  if (word === 'service') said.service.set(value, digest);
}

/** @throws AssertionError when something that was said does not hold. */
export function checkAfterCut(folder: string, seed: number, said: Said): Found {
  if (said.signedIn) {
    const desk = openDesk(join(folder, 'desk.db'), testKey, now());
    assert.equal(desk.last()?.agentId, 'ada', 'who was signed in');
    desk.close();
  }
  const account = join(folder, 'agents', 'ada');
  if (!existsSync(account)) {
    assert.deepEqual(said.saved, [], 'the folder is gone');
    return { rebuilt: false, compared: false };
  }
  const { outbox, salvage } = openOutboxFile({
    file: join(account, 'outbox.db'),
    keyHex: testKey,
    now,
    onUnreadable: (n) => assert.fail(`command ${n} cannot be read`),
  });
  if (!said.damaged) assert.equal(salvage, null, 'a power cut damages nothing');
  const bodies = new Map(
    (outbox.db.prepare('SELECT id, body FROM command').all() as { id: string; body: string }[]).map(
      ({ id, body }) => [id, JSON.parse(body) as unknown],
    ),
  );
  for (const number of said.saved)
    assert.deepEqual(bodies.get(`k${number}`), powerNote(seed, number), `note ${number} was called saved`);
  if (said.draft > 0) {
    const [draft] = outbox.drafts();
    assert.ok(Number(draft?.text.split(' ')[1]) >= said.draft, `draft ${said.draft} was called saved`);
  }
  outbox.close();
  const { cache, rebuilt } = openCacheFile({
    file: join(account, 'cache.db'),
    keyHex: testKey,
    touch: () => undefined,
    now,
  });
  assert.equal(cache.db.pragma('integrity_check', { simple: true }), 'ok');
  const cursor = cache.meta('cursor');
  const expected = cursor === null ? undefined : said.service.get(cursor);
  if (expected !== undefined) {
    cache.transaction(() => cache.rewind());
    const rows = recordKinds.flatMap((kind) =>
      cache
        .all<{ id: string; body: string }>(`SELECT id, body FROM "${kind}"`)
        .map(({ id, body }): [string, unknown] => [`${kind}#${id}`, JSON.parse(body)]),
    );
    assert.equal(digestOf(rows), expected, `the cache is not what the service had at ${cursor}`);
  }
  cache.close();
  return { rebuilt: rebuilt !== null, compared: expected !== undefined };
}

/** @returns one name for these rows, whatever the order of rows and fields. */
export function digestOf(rows: readonly [key: string, record: unknown][]): string {
  const hash = createHash('sha256');
  for (const [key, record] of rows.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${key} ${canonical(record)}\n`);
  return hash.digest('hex');
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
