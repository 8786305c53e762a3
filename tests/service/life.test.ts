// Changes when what survives the service's own end changes: data, links, presence.
/* oxlint-disable unicorn/no-thenable -- a field of the protocol */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { linkDesk } from '../support/link-client.ts';
import { openChat } from '../support/records.ts';
import {
  startTestService,
  stopTestPostgres,
  type TestService,
  type TestServiceOptions,
} from '../support/service.ts';
import { until } from '../support/until.ts';

const running: TestService[] = [];
async function start(options: TestServiceOptions = {}): Promise<TestService> {
  const service = await startTestService({ parts: { times: { graceMs: 120, checkMs: 40 } }, ...options });
  running.push(service);
  return service;
}
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});
afterAll(stopTestPostgres);

const open = (service: TestService, id: string) =>
  service.context.run({ kind: 'customer', conversationId: id, name: 'Ida' }, openChat(id));
const linked = async (service: TestService, agentId: string) =>
  (await service.context.get('presence', agentId))?.linked ?? false;
const createCase = (id: string): AgentCommand => ({
  id: `create-${id}`,
  type: 'case.create',
  args: {
    caseId: id,
    title: 'Late parcel',
    description: '',
    kind: 'service',
    priority: 'normal',
    category: null,
    customerId: 'ida',
    queueId: 'queue-a',
    conversationId: null,
  },
});

describe('after a restart', () => {
  test('SYNC-6 everything is there, the sign-in holds, and a desk goes on from its cursor', async () => {
    const first = await start();
    await open(first, 'kept');
    const ben = await (await linkDesk(first.address, { handle: 'ben' })).ready();
    const second = await first.restart();
    running.push(second);
    expect(await ben.next('bye')).toMatchObject({ reason: 'stopping' });
    expect(await ben.closed()).toBe(1012);
    await open(second, 'new');
    const again = await linkDesk(second.address, { handle: 'ben', from: ben });
    expect(await again.next('welcome')).toMatchObject({ then: 'delta' });
    await until(() => again.has('conversation', 'new'), { what: 'what came after' });
    expect(again.has('conversation', 'kept')).toBe(true);
  });

  test('SYNC-12 after a crash between the commit and the answer, a repeat gets the verdict', async () => {
    const first = await start();
    const ben = await (await linkDesk(first.address, { handle: 'ben' })).ready();
    const [verdict] = await ben.push(createCase('c1'));
    await first.kill();
    expect(await ben.closed()).toBe(1006);
    const second = await first.restart();
    running.push(second);
    const again = await (await linkDesk(second.address, { handle: 'ben', from: ben })).ready();
    expect(await again.next('welcome')).toMatchObject({ lastN: 1 });
    again.send({ t: 'push', items: [{ n: 1, at: 0, command: createCase('c1') }] });
    expect(await again.next('verdict')).toEqual(verdict);
    expect((await second.context.get('case', 'c1'))?.number).toMatch(/^C-/);
  });
});

describe('presence', () => {
  test('follows the first and the last desk of an agent, with a grace', async () => {
    const service = await start();
    expect(service.context.isLinked('ben')).toBe(false);
    const one = await (await linkDesk(service.address, { handle: 'ben', deskId: 'one' })).ready();
    const two = await (await linkDesk(service.address, { handle: 'ben', deskId: 'two' })).ready();
    await until(() => linked(service, 'ben'), { what: 'ben to be linked' });
    expect(service.context.isLinked('ben')).toBe(true);
    one.close();
    await one.closed();
    expect(service.context.isLinked('ben')).toBe(true);
    two.close();
    await until(() => !service.context.isLinked('ben'), { what: 'the last desk to be gone' });
    expect(await linked(service, 'ben')).toBe(true);
    await until(async () => !(await linked(service, 'ben')), { what: 'the grace to be over' });
  });

  test('does not flicker when a desk comes back within the grace', async () => {
    const service = await start({ parts: { times: { graceMs: 5000 } } });
    const ben = await (await linkDesk(service.address, { handle: 'ben' })).ready();
    await until(() => linked(service, 'ben'), { what: 'ben to be linked' });
    ben.socket.terminate();
    await until(() => !service.context.isLinked('ben'), { what: 'the desk to be gone' });
    await (await linkDesk(service.address, { handle: 'ben', from: ben })).ready();
    const { rows } = await service.context.pool.query(
      `select 1 from feed where kind = 'presence' and id = 'ben'`,
    );
    expect(rows).toHaveLength(1);
  });

  test('ends at once with a sign-out', async () => {
    const service = await start({ parts: { times: { graceMs: 60_000 } } });
    const ben = await (await linkDesk(service.address, { handle: 'ben' })).ready();
    await until(() => linked(service, 'ben'), { what: 'ben to be linked' });
    const headers = { authorization: `Bearer ${ben.token}` };
    await fetch(`${service.address}/api/sign-out`, { method: 'POST', headers });
    await until(async () => !(await linked(service, 'ben')), { what: 'presence to follow' });
  });

  test('of an agent whose desk did not come back after a crash ends after the grace', async () => {
    const first = await start();
    const ben = await (await linkDesk(first.address, { handle: 'ben' })).ready();
    await until(() => linked(first, 'ben'), { what: 'ben to be linked' });
    await first.kill();
    await ben.closed();
    // The lease of the process that was killed has to run out too; here its time is over.
    const second = await first.restart({
      parts: { now: () => Date.now() + 60_000, times: { graceMs: 50, checkMs: 40 } },
    });
    running.push(second);
    await until(async () => !(await linked(second, 'ben')), { what: 'the grace to be over' });
  });
});

describe('two processes on one database', () => {
  test('SYNC-7 serve one set of desks: changes, typing’s neighbours and presence are known to both', async () => {
    const one = await start();
    const two = await start({ databaseUrl: one.databaseUrl! });
    const ben = await (await linkDesk(two.address, { handle: 'ben' })).ready();
    await open(one, 'across');
    await until(() => ben.has('message', 'across-m1'), { what: 'the change of the other process' });
    await until(() => one.context.isLinked('ben'), { what: 'the link to be known to the other process' });
    const [verdict] = await ben.push(createCase('from-two'));
    expect(verdict).toMatchObject({ refusal: null });
    const anna = await (await linkDesk(one.address, { handle: 'anna' })).ready();
    expect(anna.has('case', 'from-two')).toBe(true);
    // The last desk is lost at one process while another is still linked to the other one.
    const second = await (await linkDesk(one.address, { handle: 'ben', deskId: 'second' })).ready();
    second.close();
    await second.closed();
    await open(one, 'later');
    await until(() => ben.has('conversation', 'later'), { what: 'a later change' });
    expect(await linked(one, 'ben')).toBe(true);
  });
});

describe('capabilities', () => {
  test('hear committed changes in order, and are stopped newest first', async () => {
    const heard: string[] = [];
    const stopped: number[] = [];
    const service = await start({
      capabilities: [
        (context) => context.onStop(() => void stopped.push(1)),
        (context) => {
          context.onEntries((entries) => {
            for (const entry of entries)
              if (entry.op === 'put') heard.push(`${entry.kind} ${entry.record.id}`);
          });
          context.onStop(() => void stopped.push(2));
        },
      ],
    });
    await open(service, 'heard');
    await until(() => heard.length >= 2, { what: 'the entries' });
    expect(heard).toEqual(['message heard-m1', 'conversation heard']);
    await service.stop();
    expect(stopped).toEqual([2, 1]);
  });
});
