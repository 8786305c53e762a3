// Changes when a world that was seeded earlier is given differently what it lacks.
import { afterAll, afterEach, expect, test } from 'vitest';
import { laterRows } from '../../service/seed/index.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { aMacro, anActivity, aPresenceState, aScript } from '../support/desk-records.ts';
import { linkDesk } from '../support/link-client.ts';
import { until } from '../support/until.ts';
import { startTestService, stopTestPostgres, type TestService } from '../support/service.ts';

const running: TestService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});
afterAll(stopTestPostgres);

const rows = (...some: AnyRecord[]) => ({ laterRows: async () => some });
const macro = (id: string, title: string): AnyRecord => ({
  kind: 'macro',
  record: aMacro(id, { ownerId: null, title }),
});
const lunch: AnyRecord = { kind: 'presenceState', record: aPresenceState('state-lunch') };
async function start(parts: object): Promise<TestService> {
  const service = await startTestService({ parts });
  running.push(service);
  return service;
}
async function again(before: TestService, parts: object): Promise<TestService> {
  const service = await before.restart({ parts });
  running.push(service);
  return service;
}
const titleOf = async (service: TestService, id: string) => (await service.context.get('macro', id))?.title;

test('what came to the seed later is added once, and desks that knew the world before hear of it', async () => {
  const old = await start({});
  const ben = await (await linkDesk(old.address, { handle: 'ben' })).ready();
  const now = await again(old, rows(macro('m1', 'First'), lunch));
  expect(await titleOf(now, 'm1')).toBe('First');
  expect(await now.context.get('presenceState', 'state-lunch')).toMatchObject({ status: 'away' });
  const back = await linkDesk(now.address, { handle: 'ben', from: ben });
  await back.ready();
  await until(() => back.has('macro', 'm1'), { what: 'what came later' });
});

test('what was changed stays changed, what was taken away stays away', async () => {
  const old = await start(rows(macro('m1', 'First'), macro('m2', 'Second')));
  const sue = { kind: 'agent', id: 'sue', name: 'Sue', role: 'supervisor' } as const;
  const { rev: _rev, ...first } = aMacro('m1', { ownerId: null, title: 'Ours' });
  const changed = await old.context.run(sue, { id: 'c', type: 'macro.put', args: { macro: first, base: 0 } });
  const removed = await old.context.run(sue, { id: 'r', type: 'macro.remove', args: { macroId: 'm2' } });
  expect([changed.ok, removed.ok]).toEqual([true, true]);
  const now = await again(old, rows(macro('m1', 'First'), macro('m2', 'Second'), macro('m3', 'Third')));
  expect([await titleOf(now, 'm1'), await titleOf(now, 'm2'), await titleOf(now, 'm3')]).toEqual([
    'Ours',
    undefined,
    'Third',
  ]);
});

test('what hangs on something that is gone is left out', async () => {
  const old = await start({});
  const of = (id: string, caseId: string | null): AnyRecord => ({
    kind: 'activity',
    record: anActivity(id, { caseId, ownerId: 'ben', authorId: 'ben' }),
  });
  const script: AnyRecord = { kind: 'script', record: aScript('s1', { ownerId: 'nobody-here' }) };
  const now = await again(old, rows(of('a1', 'case-gone'), of('a2', null), script));
  expect(await now.context.get('activity', 'a1')).toBeUndefined();
  expect(await now.context.get('activity', 'a2')).toMatchObject({ ownerId: 'ben' });
  expect(await now.context.get('script', 's1')).toBeUndefined();
});

test('the demo world of today lacks nothing that it may be given, but for what waits', async () => {
  const service = await startTestService({
    seed: true,
    parts: { laterRows: async (now: number) => laterRows(now, true) },
  });
  running.push(service);
  expect(await service.context.get('handover', 'handover-waiting')).toMatchObject({
    state: 'offered',
    toAgentId: 'agent-demo',
  });
  expect(await service.context.get('conversation', 'conversation-waiting')).toMatchObject({ lastSeq: 5 });
});
