// Measures the store: how long "saved" takes against the disk's own floor, and what a window waits for its lists.
import { fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { engine as shippedEngine } from '../sentiment/engine.ts';
import type { QueryArgs, QueryName } from '../../shared/ipc/store.ts';
import { makeWorld } from '../../service/seed/world.ts';
import { createDesk, type ManualClock } from '../support/desk.ts';
import { createFakeService } from '../support/fake-service.ts';
import { anAgent, aQueue } from '../support/records.ts';
import { until } from '../support/until.ts';
import { percentile, row, type Row } from './table.ts';

/** @returns a function that appends 4 KB, waits for the disk, and gives the time that took, in ms: the floor of a durable commit. */
function createFloor(folder: string): () => number {
  const handle = openSync(join(folder, 'floor'), 'a');
  const page = Buffer.alloc(4096, 7);
  return () => {
    const began = performance.now();
    writeSync(handle, page);
    fdatasyncSync(handle);
    return performance.now() - began;
  };
}

/** The demo world `factor` times over, under ids of their own. */
function worlds(now: number, factor: number): AnyRecord[] {
  const base = makeWorld(now);
  const copies: AnyRecord[] = [...base];
  for (let i = 1; i < factor; i++) {
    for (const { kind, record } of base) {
      if (!['customer', 'case', 'conversation', 'message', 'note'].includes(kind)) continue;
      const text = JSON.stringify(record).replace(
        /"(id|conversationId|customerId|caseId|subjectId)":"([^"]+)"/g,
        (_, field: string, id: string) => `"${field}":"${id}.${i}"`,
      );
      copies.push({ kind, record: JSON.parse(text) as AnyRecord['record'] } as AnyRecord);
    }
  }
  return copies;
}

/** @param args the size of the world, in demo worlds; 20 by default (about 9,000 cases and 50,000 messages). */
export async function bench(args: string[]): Promise<Row[]> {
  const factor = Number(args[0] ?? 20);
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const now = Date.now();
  const timers = {
    set: (run: () => void, delay: number) => setTimeout(run, delay),
    clear: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  };
  const clock: ManualClock = { now: Date.now, timers, pass: () => undefined };
  const service = createFakeService(Date.now);
  service.pageRows = 2000;
  service.addAgent(anAgent('ada', { role: 'supervisor' }), 'secret');
  service.seed({ kind: 'queue', record: aQueue() }, ...worlds(now, factor));
  const rows: Row[] = [];
  const desk = createDesk({
    transport: service.transport,
    clock,
    folder,
    over: { sentiment: shippedEngine, clock: () => performance.now() },
  });
  try {
    const window = desk.window();
    const diagnostics = async (): Promise<Record<string, unknown>> =>
      window.client.request('desk.diagnostics', {});
    let began = performance.now();
    await desk.signIn();
    await until(async () => (await window.query('desk.view', {})).link.state === 'linked', {
      what: 'the snapshot',
      timeoutMs: 300_000,
    });
    const records = JSON.stringify((await diagnostics())['records']);
    rows.push(row(`sign in and load ${records}`, performance.now() - began, 'ms'));
    began = performance.now();
    await until(async () => (await diagnostics())['indexLag'] === 0, {
      what: 'the index',
      timeoutMs: 600_000,
    });
    rows.push(row('search index caught up after', performance.now() - began, 'ms'));

    const [some] = await window.query('case.list', { view: 'open', sort: 'due', text: '', customerId: null });
    const once = createFloor(folder);
    const floor: number[] = [];
    // Without the service, which would work in this same process and be measured with it.
    service.setOffline(true);
    await until(async () => (await window.query('desk.view', {})).link.state === 'offline', {
      what: 'offline',
    });
    const saves: number[] = [];
    for (let n = 0; n < 400; n++) {
      const at = performance.now();
      await window.run({
        id: `k${n}`,
        type: 'note.write',
        args: {
          noteId: `n${n}`,
          subjectKind: 'case',
          subjectId: some!.id,
          text: `Note ${n} `.repeat(20),
          supersedes: null,
        },
      });
      saves.push(performance.now() - at);
      // Turn by turn, so that both meet the same neighbours on the disk.
      floor.push(once());
    }
    for (const p of [0.5, 0.95]) {
      rows.push(
        row(`command.run until "saved", p${p * 100}, against fdatasync`, percentile(saves, p), 'ms', {
          against: percentile(floor, p),
        }),
      );
    }
    const conversation =
      (await window.query('conversation.closed', {}))[0]?.id ?? service.all('conversation')[0]!.id;
    const customerId = service.all('customer')[0]!.id;
    const asked: [QueryName, unknown][] = [
      ['desk.view', {}],
      ['conversation.mine', {}],
      ['conversation.view', { id: conversation }],
      ['conversation.messages', { id: conversation, limit: 50 }],
      ['case.list', { view: 'open', sort: 'due', text: '', customerId: null }],
      ['case.list', { view: 'all', sort: 'updated', text: 'par', customerId: null }],
      ['case.view', { id: some!.id }],
      ['customer.list', { text: '' }],
      ['customer.timeline', { id: customerId }],
      ['search.all', { text: 'parc' }],
      ['search.all', { text: 'wh' }],
      ['article.search', { text: 'ret', locale: 'de' }],
    ];
    for (const [name, given] of asked) {
      const times: number[] = [];
      let size = 0;
      for (let i = 0; i < 60; i++) {
        const at = performance.now();
        const answer: unknown = await window.query(name, given as QueryArgs<typeof name>);
        times.push(performance.now() - at);
        size = Array.isArray(answer) ? answer.length : 1;
      }
      const what = `${name} ${JSON.stringify(given).slice(0, 50)} (${size})`;
      rows.push(
        row(`${what} p50`, percentile(times, 0.5), 'ms'),
        row(`${what} p95`, percentile(times, 0.95), 'ms'),
      );
    }
    const timings = (await diagnostics())['queries'] as Record<string, { runs: number; totalMs: number }>;
    for (const [name, { runs, totalMs }] of Object.entries(timings)) {
      if (runs >= 20) rows.push(row(`in the store alone: ${name}, mean`, totalMs / runs, 'ms'));
    }
    return rows;
  } finally {
    desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
