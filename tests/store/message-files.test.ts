// Changes when a desk keeps, sends or opens files differently: nothing lost offline or by a kill, nothing readable, bounded.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import type { FileTransport } from '../../electron/store/files/transport.ts';
import { pieceBytes, type Attachment } from '../../shared/domain/attachment.ts';
import { AppError } from '../../shared/errors.ts';
import { createDesk, type ManualClock, type TestDesk, type TestWindow } from '../support/desk.ts';
import { page, pdf, png, sha256 } from '../support/file-bytes.ts';
import { openChat } from '../support/records.ts';
import { smallPassword, startTestService, stopTestPostgres, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const clock: ManualClock = {
  now: Date.now,
  timers: {
    // What waits to try again does so at once.
    set: (run, ms) => setTimeout(run, ms >= 2000 && ms < 5000 ? 20 : ms),
    clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
  },
  pass: () => undefined,
};
interface Seat {
  desk: TestDesk;
  window: TestWindow;
  /** While false its files do not get through. */
  line: { up: boolean; puts: number[]; gets: number };
}
let service: TestService;
const seats: Seat[] = [];
beforeEach(async () => {
  service = await startTestService();
  await service.context.run({ kind: 'customer', conversationId: 'c1', name: 'Ida' }, openChat('c1'));
});
afterEach(async () => {
  for (const { desk } of seats.splice(0)) desk.close();
  await service.stop();
});
afterAll(stopTestPostgres);

async function sit(handle: string): Promise<Seat> {
  const net = createNetTransport();
  const line = { up: true, puts: [] as number[], gets: 0 };
  const files: FileTransport = {
    put: (to, piece) => {
      if (!line.up) return Promise.reject(new AppError('unreachable', 'The line is cut.'));
      line.puts.push(piece.at);
      return net.files!.put(to, piece);
    },
    get: (from, onBytes) => {
      if (!line.up) return Promise.reject(new AppError('unreachable', 'The line is cut.'));
      line.gets += 1;
      return net.files!.get(from, onBytes);
    },
  };
  const desk = createDesk({ transport: { ...net, files }, clock });
  const seat = { desk, window: desk.window(), line };
  seats.push(seat);
  await seat.window.client.request('account.signIn', {
    service: service.address,
    handle,
    password: smallPassword,
  });
  await until(async () => (await seat.window.query('conversation.view', { id: 'c1' })) !== null, {
    what: 'c1',
  });
  return seat;
}
async function hand({ window }: Seat, id: string, name: string, whole: Buffer): Promise<Attachment> {
  await window.client.request('file.begin', { id, conversationId: 'c1', name, bytes: whole.length });
  for (let at = 0; at < whole.length; at += pieceBytes)
    await window.client.request('file.piece', {
      id,
      at,
      data: whole.subarray(at, at + pieceBytes).toString('base64'),
    });
  return (await window.client.request('file.finish', { id })).file;
}
const stateOf = async ({ window }: Seat, id: string): Promise<string | undefined> =>
  (await window.query('file.of', { id: 'c1' })).find((row) => row.id === id)?.state;
const comes = (seat: Seat, id: string, state: string): Promise<boolean> =>
  until(async () => (await stateOf(seat, id)) === state, { what: `${id} ${state}` });
const say = (seat: Seat, messageId: string, attachments: Attachment[]): Promise<unknown> =>
  seat.window.run({
    id: `say-${messageId}`,
    type: 'message.send',
    args: {
      messageId,
      conversationId: 'c1',
      audience: 'internal',
      text: 'See',
      articleId: null,
      attachments,
    },
  });
async function open({ window }: Seat, messageId: string | null, fileId: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let at = 0, total = 1; at < total; at += pieceBytes) {
    const { data, bytes } = await window.client.request('file.read', { messageId, fileId, at });
    parts.push(Buffer.from(data, 'base64'));
    total = bytes;
  }
  return Buffer.concat(parts);
}

test('a file goes from one desk to another, and is read from the service once', async () => {
  const anna = await sit('anna');
  const ben = await sit('ben');
  const whole = pdf(pieceBytes * 2 + 5);
  const file = await hand(anna, 'f1', 'plan.pdf', whole);
  expect(file).toEqual({
    id: 'f1',
    name: 'plan.pdf',
    mediaType: 'application/pdf',
    bytes: whole.length,
    sha256: sha256(whole),
  });
  await comes(anna, 'f1', 'sent');
  await say(anna, 'm1', [file]);
  await until(
    async () =>
      (await ben.window.query('conversation.messages', { id: 'c1', limit: 10 })).messages.length === 2,
    { what: 'the message' },
  );
  expect((await open(ben, 'm1', 'f1')).equals(whole)).toBe(true);
  expect((await open(ben, 'm1', 'f1')).equals(whole)).toBe(true);
  expect(ben.line.gets).toBe(1);
  expect(anna.line.gets).toBe(0);
  // Kept here: also without a line.
  ben.line.up = false;
  expect((await open(ben, 'm1', 'f1')).equals(whole)).toBe(true);
  await expect(open(ben, 'm1', 'f9')).rejects.toMatchObject({ kind: 'notFound' });
});

test('without a line it waits, over a kill too, and goes on from where it broke off', async () => {
  const anna = await sit('anna');
  const whole = pdf(pieceBytes * 3);
  anna.line.up = false;
  await hand(anna, 'f1', 'plan.pdf', whole);
  expect(await stateOf(anna, 'f1')).toBe('waiting');
  anna.desk.reopen();
  anna.window = anna.desk.window();
  expect((await open(anna, null, 'f1')).equals(whole)).toBe(true);
  expect(await stateOf(anna, 'f1')).toBe('waiting');
  anna.line.up = true;
  await comes(anna, 'f1', 'sent');
  expect(anna.line.puts).toEqual([0, pieceBytes, pieceBytes * 2]);
});

test('what was only half handed over is let go of by a restart, and is begun again', async () => {
  const anna = await sit('anna');
  await anna.window.client.request('file.begin', {
    id: 'f1',
    conversationId: 'c1',
    name: 'a.pdf',
    bytes: pieceBytes + 1,
  });
  anna.desk.reopen();
  anna.window = anna.desk.window();
  await expect(anna.window.client.request('file.finish', { id: 'f1' })).rejects.toMatchObject({
    kind: 'notFound',
  });
  await hand(anna, 'f1', 'a.pdf', pdf(pieceBytes + 1));
  await comes(anna, 'f1', 'sent');
});

test('what may not be sent is told at once, with the reason, and nothing of it is kept', async () => {
  const anna = await sit('anna');
  await expect(hand(anna, 'f1', 'a.png', page)).rejects.toMatchObject({ facts: { problem: 'notItsName' } });
  await expect(hand(anna, 'f2', 'a.html', page)).rejects.toMatchObject({ facts: { problem: 'kind' } });
  await expect(open(anna, null, 'f1')).rejects.toMatchObject({ kind: 'notFound' });
});

test('STORE-2 nothing of a file can be read on the disk', async () => {
  const anna = await sit('anna');
  anna.line.up = false;
  await hand(anna, 'f1', 'my secret name.txt', Buffer.from('words nobody else may read '.repeat(500)));
  const folder = join(anna.desk.folder, 'agents', 'anna');
  const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(written.some((text) => text.includes('nobody else may') || text.includes('secret name'))).toBe(
    false,
  );
});

test('a file that is not the one that was sent is not shown', async () => {
  const anna = await sit('anna');
  const ben = await sit('ben');
  const file = await hand(anna, 'f1', 'a.png', png());
  await comes(anna, 'f1', 'sent');
  await say(anna, 'm1', [{ ...file, sha256: 'ab'.repeat(32) }]);
  await until(
    async () =>
      (await ben.window.query('conversation.messages', { id: 'c1', limit: 10 })).messages.length === 2,
    { what: 'the message' },
  );
  await expect(open(ben, 'm1', 'f1')).rejects.toMatchObject({ kind: 'invalid' });
});

test('taken back before it is there, it is not sent further', async () => {
  const anna = await sit('anna');
  anna.line.up = false;
  await hand(anna, 'f1', 'a.png', png());
  await anna.window.client.request('file.drop', { id: 'f1' });
  anna.line.up = true;
  await hand(anna, 'f2', 'b.png', png(20, 20));
  await comes(anna, 'f2', 'sent');
  expect(await stateOf(anna, 'f1')).toBeUndefined();
});
