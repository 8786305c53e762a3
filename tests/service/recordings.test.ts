// Changes when the service takes, gives or deletes recordings of calls otherwise. A real service, a real Postgres.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileStore } from '../../service/db/files.ts';
import { keepRecordings } from '../../service/files/recordings.ts';
import type { Seeder } from '../../service/app.ts';
import { attachmentSchema, type Attachment } from '../../shared/domain/attachment.ts';
import { conversationOfCall, type ConversationCall } from '../../shared/domain/call.ts';
import type { Command } from '../../shared/domain/commands.ts';
import { signIn } from '../support/link-client.ts';
import { aQueue } from '../support/records.ts';
import {
  smallPassword,
  smallWorld,
  startTestService,
  stopTestPostgres,
  type TestService,
} from '../support/service.ts';
import { until } from '../support/until.ts';

const day = 86_400_000;
const anna = { kind: 'agent', id: 'anna', name: 'Anna', role: 'agent' } as const;
const webm = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(600, 'sound')]);
let service: TestService;
const tokens = new Map<string, string>();
let count = 0;

async function recordingWorld(seeder: Seeder): Promise<void> {
  await smallWorld({
    ...seeder,
    putRecords: (rows) =>
      seeder.putRecords(
        rows.map((row) =>
          row.kind === 'queue' && row.record.id === 'queue-a'
            ? { kind: 'queue', record: aQueue({ recording: { mode: 'ask', tell: 'said', days: 30 } }) }
            : row,
        ),
      ),
  });
}
beforeAll(async () => {
  service = await startTestService({ seed: recordingWorld });
  for (const who of ['anna', 'cleo']) {
    const reply = await signIn(service.address, who, smallPassword, `desk-${who}`);
    tokens.set(who, ((await reply.json()) as { token: string }).token);
  }
});
afterAll(async () => {
  await service?.stop();
  await stopTestPostgres();
});

/** A call that anna talks, and what can be done with it. */
async function aCall() {
  const callId = `call${(count += 1)}@there`;
  const conversationId = conversationOfCall(callId);
  const run = async (type: string, args: object): Promise<string> => {
    const command = { id: `k${(count += 1)}`, type, args: { conversationId, callId, ...args } } as Command;
    const result = await service.context.run(anna, command);
    return result.ok ? 'done' : result.refusal.kind;
  };
  const at = Date.now();
  const ends = { from: '+15550100', to: '101', name: 'Ida', queueId: 'queue-a', customerId: null };
  await run('call.ring', { direction: 'in', ...ends, at });
  await run('call.answer', { at });
  const send = async (
    id: string,
    bytes = webm,
    who = 'anna',
  ): Promise<{ status: number; file: Attachment | null }> => {
    const query = new URLSearchParams({ name: 'call.webm', bytes: String(bytes.length), at: '0' });
    const response = await fetch(`${service.address}/api/files/${conversationId}/${id}?${query}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    const body = (await response.json()) as { file?: unknown };
    return {
      status: response.status,
      file: attachmentSchema
        .nullable()
        .catch(null)
        .parse(body.file ?? null),
    };
  };
  const get = async (id: string, who = 'anna'): Promise<number> => {
    const address = `${service.address}/api/files/${conversationId}/${id}`;
    return (await fetch(address, { headers: { authorization: `Bearer ${tokens.get(who)}` } })).status;
  };
  const agree = (state: 'given' | 'refused' = 'given'): Promise<string> =>
    run('call.consent', { consent: { state, how: 'asked', at } });
  const keep = (file: Attachment | null): Promise<string> =>
    run('call.recording', { part: { file, at, ms: 1_000, pauses: [] } });
  const call = async (): Promise<ConversationCall | undefined> =>
    (await service.context.get('conversation', conversationId))?.call;
  return { run, send, get, agree, keep, call, conversationId };
}
const lookIn = (days: number): Promise<void> => {
  const { context } = service;
  return keepRecordings({
    ...context,
    now: () => Date.now() + days * day,
    onEntries: () => () => {},
    onStop: () => {},
  })();
};

test('REC-1: without consent there is no place for a recording; with it, for recordings alone', async () => {
  const { send, agree, keep, get } = await aCall();
  expect((await send('rec-before')).status).toBe(404);
  expect(await agree()).toBe('done');
  const { file } = await send('rec-first');
  expect(file).toMatchObject({ id: 'rec-first', mediaType: 'audio/webm', bytes: webm.length });
  expect(await keep(file)).toBe('done');
  expect(await get('rec-first')).toBe(200);
  // Who does not see the conversation does not hear it.
  expect(await get('rec-first', 'cleo')).toBe(404);
  expect((await send('rec-page', Buffer.from('<html><script>'))).status).toBe(400);
  // By hand no such file can be sent.
  expect((await send('photo', webm)).status).toBe(400);
});

test('REC-4: a consent taken back deletes the sound at once', async () => {
  const { send, agree, keep, get, call } = await aCall();
  await agree();
  await keep((await send('rec-taken-back', Buffer.concat([webm, Buffer.from('other')]))).file);
  await agree('refused');
  await until(async () => (await get('rec-taken-back')) === 404, { what: 'the sound to be gone' });
  expect((await call())?.recording).toMatchObject({ parts: [], removed: { why: 'objected' } });
  const { rows } = await service.context.pool.query(`select 1 from file where id = 'rec-taken-back'`);
  expect(rows).toEqual([]);
});

test('REC-4: after the queue’s days it is deleted, not before; that it was stays', async () => {
  const { send, agree, keep, get, call } = await aCall();
  await agree();
  await keep((await send('rec-old', Buffer.concat([webm, Buffer.from('old')]))).file);
  await lookIn(29);
  expect(await get('rec-old')).toBe(200);
  // Files that no message holds are forgotten by then: a recording is none of those.
  await createFileStore(service.context.pool).sweep(Date.now() + 40 * day);
  expect(await get('rec-old')).toBe(200);
  await lookIn(31);
  await until(async () => (await get('rec-old')) === 404, { what: 'the sound to be gone' });
  expect((await call())?.recording).toMatchObject({ parts: [], removed: { why: 'expired' } });
});

test('a recording that never came into its conversation is forgotten', async () => {
  const { send, agree, get } = await aCall();
  await agree();
  await send('rec-lost', Buffer.concat([webm, Buffer.from('lost')]));
  await lookIn(1);
  expect(await get('rec-lost')).toBe(200);
  await lookIn(3);
  expect(await get('rec-lost')).toBe(404);
});
