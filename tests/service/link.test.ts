// Changes when what a desk and the service say to each other changes.
/* oxlint-disable unicorn/no-thenable -- a field of the protocol */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { compareCursors } from '../../shared/sync/cursor.ts';
import { maxFrameBytes, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { linkDesk, signIn, type LinkClient } from '../support/link-client.ts';
import { openChat } from '../support/records.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ parts: { times: { helloMs: 500, heartbeatMs: 600, checkMs: 50 } } });
});
afterAll(() => service?.stop());

const customer = (conversationId: string) => ({ kind: 'customer', conversationId, name: 'Ida' }) as const;
async function open(conversationId: string, queueId = 'queue-a'): Promise<void> {
  const result = await service.context.run(customer(conversationId), openChat(conversationId, { queueId }));
  expect(result).toMatchObject({ ok: true });
}
let desks = 0;
async function desk(handle: string, more: Partial<Parameters<typeof linkDesk>[1]> = {}): Promise<LinkClient> {
  desks += 1;
  const client = await linkDesk(service.address, { handle, deskId: `desk-${handle}-${desks}`, ...more });
  // The service hangs up on silent desks; this one is not.
  const beat = setInterval(() => client.socket.readyState === 1 && client.send({ t: 'ping' }), 50);
  client.socket.on('close', () => clearInterval(beat));
  return client;
}
const note = (id: string, subjectId: string, text = 'Asked for the order number.'): AgentCommand => ({
  id: `write-${id}`,
  type: 'note.write',
  args: { noteId: id, subjectKind: 'conversation', subjectId, text, supersedes: null },
});

describe('hello', () => {
  test('SYNC-1 is answered with a welcome, then a snapshot of what the agent may see', async () => {
    await open('first-a');
    await open('first-b', 'queue-b');
    const ben = await (await desk('ben')).ready();
    const welcome = await ben.next('welcome');
    expect(welcome).toMatchObject({
      protocol: PROTOCOL_VERSION,
      then: 'snapshot',
      lastN: 0,
      agent: { id: 'ben', role: 'agent' },
    });
    expect(ben.has('conversation', 'first-a')).toBe(true);
    expect(ben.has('message', 'first-a-m1')).toBe(true);
    expect(ben.has('conversation', 'first-b')).toBe(false);
    expect(ben.has('message', 'first-b-m1')).toBe(false);
    const pages = ben.frames.filter((frame) => frame.t === 'snapshot');
    // Not what the desk holds by now: deltas may have come since.
    const rows = pages.reduce((sum, page) => sum + page.rows.length, 0);
    expect(pages.at(-1)).toMatchObject({ sent: rows, total: rows });
    const sue = await (await desk('sue')).ready();
    expect(sue.has('message', 'first-b-m1')).toBe(true);
  });

  test('SYNC-1 with another version ends with bye version', async () => {
    const ben = await desk('ben', { hello: { protocol: PROTOCOL_VERSION + 1 } });
    expect(await ben.next('bye')).toMatchObject({ reason: 'version' });
    expect(await ben.closed()).toBe(4406);
  });

  test('SYNC-2 with a wrong token, or the token of another desk, ends with bye unauthenticated', async () => {
    const wrong = await desk('ben', { token: 'x'.repeat(43) });
    expect(await wrong.next('bye')).toMatchObject({ reason: 'unauthenticated' });
    const { token } = await desk('ben', { deskId: 'one' });
    const other = await desk('ben', { deskId: 'two', token });
    expect(await other.next('bye')).toMatchObject({ reason: 'unauthenticated' });
  });

  test('SYNC-2 that does not come in time ends the link', async () => {
    const silent = await desk('ben', { silent: true });
    expect(await silent.next('bye')).toMatchObject({ reason: 'invalid' });
  });

  test('SYNC-6 with a cursor goes on from there, and nothing that happened meanwhile is missing', async () => {
    await open('meanwhile');
    const before = await (await desk('ben')).ready();
    before.close();
    await before.closed();
    for (let i = 0; i < 5; i += 1) {
      await service.context.run(customer('meanwhile'), {
        id: `say-${i}`,
        type: 'message.receive',
        args: { messageId: `meanwhile-${i}`, conversationId: 'meanwhile', text: `line ${i}` },
      });
    }
    const after = await desk('ben', { from: before, deskId: before.deskId });
    expect(await after.next('welcome')).toMatchObject({ then: 'delta' });
    await until(() => after.has('message', 'meanwhile-4'), { what: 'the last message' });
    for (let i = 0; i < 5; i += 1) expect(after.has('message', `meanwhile-${i}`)).toBe(true);
    expect(after.get('conversation', 'meanwhile')?.lastSeq).toBe(6);
    // Five updates of one record travel as one.
    const puts = after.frames.flatMap((frame) => (frame.t === 'delta' ? frame.changes : []));
    expect(puts.filter(({ kind, id }) => kind === 'conversation' && id === 'meanwhile')).toHaveLength(1);
  });

  test.each([
    ['another epoch', { epoch: 'of-long-ago' }],
    ['other scopes', { scopes: 'of-long-ago' }],
    ['a cursor from the future', { cursor: '99999999999.0' }],
  ])('SYNC-6 with %s gets a snapshot', async (_what, hello) => {
    const before = await (await desk('ben')).ready();
    const after = await desk('ben', { from: before, deskId: before.deskId, hello });
    expect(await after.next('welcome')).toMatchObject({ then: 'snapshot' });
    await after.ready();
    expect([...after.records.keys()].toSorted()).toEqual([...before.records.keys()].toSorted());
  });

  test('SYNC-3 of a desk that is linked already replaces that link', async () => {
    const one = await (await desk('ben', { deskId: 'same' })).ready();
    const two = await (await desk('ben', { deskId: 'same' })).ready();
    expect(await one.next('bye')).toMatchObject({ reason: 'replaced' });
    expect(two.frames.some((frame) => frame.t === 'bye')).toBe(false);
  });
});

describe('deltas', () => {
  test('SYNC-8 bring each change once, in order, to those who may see it, and to nobody else', async () => {
    const anna = await (await desk('anna')).ready();
    const ben = await (await desk('ben')).ready();
    const cleo = await (await desk('cleo')).ready();
    await open('live-b', 'queue-b');
    await open('live-a', 'queue-a');
    await until(() => anna.has('message', 'live-a-m1'), { what: 'the second conversation at anna' });
    await until(() => ben.has('message', 'live-a-m1'), { what: 'the conversation at ben' });
    await until(() => cleo.has('message', 'live-b-m1'), { what: 'the conversation at cleo' });
    expect(anna.has('message', 'live-b-m1')).toBe(true);
    const seen = ben.frames.flatMap((frame) => (frame.t === 'delta' ? frame.changes : []));
    expect(seen.filter(({ id }) => id.startsWith('live-b'))).toEqual([]);
    expect(cleo.has('conversation', 'live-a')).toBe(false);
    expect(seen.filter(({ kind, id }) => kind === 'message' && id === 'live-a-m1')).toHaveLength(1);
  });

  test('SYNC-9 reach the place of a verdict even when nothing there is visible', async () => {
    const ben = await (await desk('ben')).ready();
    const [verdict] = await ben.push({
      id: 'case-elsewhere',
      type: 'case.create',
      args: {
        caseId: 'elsewhere',
        title: 'Wrong invoice',
        description: '',
        kind: 'service',
        priority: 'normal',
        category: null,
        customerId: null,
        queueId: 'queue-b',
        conversationId: null,
      },
    });
    expect(verdict).toMatchObject({ refusal: null });
    await until(() => compareCursors(ben.cursor()!, verdict!.at!) >= 0, {
      what: 'the cursor to pass the verdict',
    });
    expect(ben.has('case', 'elsewhere')).toBe(false);
  });

  test('SYNC-9 reach the place of a command that changed nothing', async () => {
    await open('twice');
    const ben = await (await desk('ben')).ready();
    const [first] = await ben.push(note('twice-note', 'twice'));
    const [second] = await ben.push({ ...note('twice-note', 'twice'), id: 'again' });
    expect([first!.refusal, second!.refusal]).toEqual([null, null]);
    await until(() => compareCursors(ben.cursor()!, second!.at!) >= 0, { what: 'the cursor' });
    const puts = ben.frames.flatMap((frame) => (frame.t === 'delta' ? frame.changes : []));
    expect(puts.filter(({ id }) => id === 'twice-note')).toHaveLength(1);
  });
});

describe('frames that break the protocol', () => {
  test.each([
    ['not JSON', '{"t":'],
    ['an unknown type', '{"t":"gimme"}'],
    ['a push without items', '{"t":"push","items":[]}'],
    [
      'a second hello',
      '{"t":"hello","protocol":1,"app":"x","deskId":"d","token":"t","epoch":null,"cursor":null,"scopes":null}',
    ],
    ['a megabyte', JSON.stringify({ t: 'ping', filler: 'x'.repeat(maxFrameBytes) })],
    ['nesting without end', '['.repeat(200_000)],
  ])('SYNC-3 %s ends with bye invalid', async (_what, text) => {
    const ben = await (await desk('ben')).ready();
    ben.sendText(text);
    expect(await ben.next('bye')).toMatchObject({ reason: 'invalid' });
    expect(await ben.closed()).toBe(4400);
  });

  test('SYNC-3 a binary frame ends with bye invalid; far too large a one just ends', async () => {
    const ben = await (await desk('ben')).ready();
    ben.socket.send(Buffer.from([1, 2, 3]));
    expect(await ben.next('bye')).toMatchObject({ reason: 'invalid' });
    const huge = await (await desk('ben')).ready();
    huge.sendText('x'.repeat(3 * maxFrameBytes));
    // 1009, unless the rest of the frame was still on its way when the socket closed.
    expect([1006, 1009]).toContain(await huge.closed());
  });

  test('SYNC-3 something else than a hello first ends the link', async () => {
    const ben = await desk('ben', { silent: true });
    ben.sendText('{"t":"typing","conversationId":"c","on":true}');
    expect(await ben.next('bye')).toMatchObject({ reason: 'invalid' });
  });

  test('SYNC-14 a command that breaks a rule is refused with its field, and what follows it is decided', async () => {
    await open('bounds');
    const ben = await (await desk('ben')).ready();
    const tooLong = note('long', 'bounds', 'x'.repeat(65_000));
    ben.sendText(
      JSON.stringify({
        t: 'push',
        items: [
          { n: 1, at: 0, command: tooLong },
          { n: 2, at: 0, command: { id: 'strange', type: 'of.tomorrow', args: {} } },
          { n: 3, at: 0, command: null },
          { n: 4, at: 0, command: note('short', 'bounds') },
        ],
      }),
    );
    const answer = (n: number) => ben.next('verdict', (verdict) => verdict.n === n);
    expect(await answer(1)).toMatchObject({
      commandId: 'write-long',
      at: null,
      refusal: { kind: 'invalid', field: 'args.text' },
    });
    expect(await answer(2)).toMatchObject({
      commandId: 'strange',
      refusal: { kind: 'invalid', field: 'type' },
    });
    expect(await answer(3)).toMatchObject({ refusal: { kind: 'invalid' } });
    expect(await answer(4)).toMatchObject({ refusal: null });
    await until(() => ben.has('note', 'short'), { what: 'the note' });
    expect(ben.has('note', 'long')).toBe(false);
  });
});

describe('keeping alive', () => {
  test('SYNC-3 an idle desk hears from the service; a silent one is hung up on', async () => {
    const ben = await linkDesk(service.address, { handle: 'ben', deskId: 'idle' });
    await ben.ready();
    const before = ben.frames.length;
    expect(await ben.closed()).toBe(1006);
    // A pong, or an empty delta where the log has moved on.
    expect(ben.frames.slice(before).map((frame) => frame.t)).toContainEqual(
      expect.stringMatching(/^(pong|delta)$/),
    );
  });

  test('a ping is answered', async () => {
    const ben = await (await desk('ben')).ready();
    ben.send({ t: 'ping' });
    expect(await ben.next('pong')).toEqual({ t: 'pong' });
  });
});

describe('typing', () => {
  test('reaches the desks that may see the conversation, and the channels, but not the one who types', async () => {
    await open('typed');
    const anna = await (await desk('anna')).ready();
    const ben = await (await desk('ben')).ready();
    const cleo = await (await desk('cleo')).ready();
    const heard: unknown[] = [];
    const stop = service.context.typing.subscribe((typing) => heard.push(typing));
    ben.send({ t: 'typing', conversationId: 'typed', on: true });
    expect((await anna.next('typing')).typing).toEqual({
      conversationId: 'typed',
      on: true,
      who: 'agent',
      name: 'Agent ben',
    });
    expect(heard).toHaveLength(1);
    service.context.typing.publish({ conversationId: 'typed', on: false, who: 'customer', name: 'Ida' });
    await ben.next('typing', ({ typing }) => typing.who === 'customer');
    expect(ben.frames.filter((frame) => frame.t === 'typing')).toHaveLength(1);
    cleo.send({ t: 'typing', conversationId: 'typed', on: true });
    cleo.send({ t: 'ping' });
    await open('after-typing', 'queue-b');
    await until(() => cleo.has('conversation', 'after-typing'), { what: 'a later change' });
    expect(cleo.frames.some((frame) => frame.t === 'typing')).toBe(false);
    expect(heard).toHaveLength(2);
    stop();
  });
});

describe('the end of a sign-in', () => {
  test('SYNC-2 signing out ends the link of that desk only, at once', async () => {
    const one = await (await desk('ben')).ready();
    const two = await (await desk('ben')).ready();
    const answer = await fetch(`${service.address}/api/sign-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${one.token}` },
    });
    expect(answer.status).toBe(204);
    expect(await one.next('bye')).toMatchObject({ reason: 'revoked' });
    const again = await desk('ben', { deskId: one.deskId, token: one.token });
    expect(await again.next('bye')).toMatchObject({ reason: 'revoked' });
    expect(two.frames.some((frame) => frame.t === 'bye')).toBe(false);
  });

  test('SYNC-2 a closed account ends its links', async () => {
    const cleo = await (await desk('cleo')).ready();
    await service.context.pool.query(`update account set disabled = true where agent_id = 'cleo'`);
    expect(await cleo.next('bye')).toMatchObject({ reason: 'revoked' });
    expect((await signIn(service.address, 'cleo', 'correct horse', 'd')).status).toBe(401);
    await service.context.pool.query(`update account set disabled = false where agent_id = 'cleo'`);
  });

  test('SYNC-22 an agent who works other queues begins anew with what it may see now', async () => {
    const cleo = await (await desk('cleo')).ready();
    await open('before-move', 'queue-a');
    await service.context.pool.query(
      `with x as (update record set body = jsonb_set(body, '{queueIds}', '["queue-a"]'), version = version + 1
         where kind = 'agent' and id = 'cleo' returning *)
       insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, version, 0 from x`,
    );
    expect(await cleo.next('bye')).toMatchObject({ reason: 'stopping' });
    const after = await desk('cleo', { from: cleo, deskId: cleo.deskId });
    expect(await after.next('welcome')).toMatchObject({ then: 'snapshot' });
    await after.ready();
    expect(after.has('conversation', 'before-move')).toBe(true);
    expect(after.has('conversation', 'first-b')).toBe(false);
  });
});
