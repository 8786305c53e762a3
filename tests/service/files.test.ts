// Changes when files come in or go out differently: who may, how much, and what a browser is told of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileStore } from '../../service/db/files.ts';
import { pieceBytes } from '../../shared/domain/attachment.ts';
import { fileReceiptSchema, type FileReceipt } from '../../shared/sync/files.ts';
import { chatClient } from '../support/chat-client.ts';
import { startFrame, uuid } from '../support/chat-scene.ts';
import { page, pdf, png, sha256 } from '../support/file-bytes.ts';
import { signIn } from '../support/link-client.ts';
import { allCapabilities, smallPassword, startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let conversationId: string;
let customer: string;
let chat: Awaited<ReturnType<typeof chatClient>>;
const tokens = new Map<string, string>();
const ann = { kind: 'agent', id: 'anna', name: 'Anna', role: 'agent' } as const;

beforeAll(async () => {
  const [, setUpChat] = await allCapabilities();
  service = await startTestService({ capabilities: [setUpChat!] });
  for (const who of ['anna', 'ben', 'cleo']) {
    const reply = await signIn(service.address, who, smallPassword, `desk-${who}`);
    tokens.set(who, ((await reply.json()) as { token: string }).token);
  }
  chat = await chatClient(service.address);
  const start = startFrame({ queueId: 'queue-a' });
  chat.send(start);
  ({ conversationId, token: customer } = await chat.next('welcome'));
  await service.context.run(ann, { id: uuid(), type: 'conversation.pick', args: { conversationId } });
});
afterAll(() => service?.stop());

const bearer = (token: string | undefined): Record<string, string> => ({ authorization: `Bearer ${token}` });
const put = (
  address: string,
  token: string | undefined,
  name: string,
  whole: Buffer,
  at = 0,
): Promise<Response> =>
  fetch(
    `${service.address}${address}?${new URLSearchParams({ name, bytes: `${whole.length}`, at: `${at}` })}`,
    {
      method: 'PUT',
      headers: { ...bearer(token), 'content-type': 'application/octet-stream' },
      body: new Uint8Array(whole.subarray(at, at + pieceBytes)),
    },
  );
async function send(
  address: string,
  token: string | undefined,
  name: string,
  whole: Buffer,
): Promise<FileReceipt> {
  let receipt: FileReceipt = { received: 0, file: null };
  do {
    const response = await put(address, token, name, whole, receipt.received);
    receipt = fileReceiptSchema.parse(await response.json());
  } while (receipt.file === null);
  return receipt;
}
const get = (address: string, token: string | undefined): Promise<Response> =>
  fetch(service.address + address, { headers: bearer(token) });

describe('files of a desk', () => {
  it('come in pieces, may be sent again, and go out whole to whoever sees the conversation', async () => {
    const whole = pdf(pieceBytes * 2 + 77);
    const address = `/api/files/${conversationId}/f1`;
    expect(await (await put(address, tokens.get('anna'), 'a.pdf', whole)).json()).toEqual({
      received: pieceBytes,
      file: null,
    });
    // The answer was lost: the same piece again, or one that is further on, changes nothing.
    for (const at of [0, pieceBytes * 2])
      expect(await (await put(address, tokens.get('anna'), 'a.pdf', whole, at)).json()).toMatchObject({
        received: pieceBytes,
      });
    expect((await get(address, tokens.get('anna'))).status).toBe(404);
    const { file } = await send(address, tokens.get('anna'), 'a.pdf', whole);
    expect(file).toEqual({
      id: 'f1',
      name: 'a.pdf',
      mediaType: 'application/pdf',
      bytes: whole.length,
      sha256: sha256(whole),
    });
    const answer = await get(address, tokens.get('ben'));
    expect(Buffer.from(await answer.arrayBuffer()).equals(whole)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''a.pdf",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('are not there for whoever does not see the conversation, nor without a sign-in', async () => {
    const address = `/api/files/${conversationId}/f1`;
    expect((await get(address, tokens.get('cleo'))).status).toBe(404);
    expect((await put(address, tokens.get('cleo'), 'b.pdf', pdf(100))).status).toBe(404);
    expect((await get(address, undefined)).status).toBe(401);
    expect((await get(address, customer)).status).toBe(401);
    expect((await get('/api/files/other/f1', tokens.get('ben'))).status).toBe(404);
  });

  it('belong to whoever began them: nobody adds to them or writes over them', async () => {
    const address = `/api/files/${conversationId}/f1`;
    expect((await put(address, tokens.get('ben'), 'a.pdf', pdf(100))).status).toBe(409);
    expect((await put(address, tokens.get('anna'), 'a.pdf', pdf(100))).status).toBe(409);
  });

  it('are judged by their bytes', async () => {
    const refused = async (name: string, bytes: Buffer): Promise<unknown> => {
      const answer = await put(`/api/files/${conversationId}/${uuid()}`, tokens.get('anna'), name, bytes);
      return [answer.status, ((await answer.json()) as { facts?: { problem?: string } }).facts?.problem];
    };
    expect(await refused('a.png', page)).toEqual([400, 'notItsName']);
    expect(await refused('a.html', page)).toEqual([400, 'kind']);
    expect(await refused('a.txt', Buffer.from([0, 1, 2]))).toEqual([400, 'kind']);
    const { file } = await send(
      `/api/files/${conversationId}/f2`,
      tokens.get('anna'),
      '../..\\\u202eevil\u0000.png',
      png(),
    );
    expect(file).toMatchObject({ name: 'evil.png', mediaType: 'image/png' });
  });

  it('lie once, however many send the same', async () => {
    const same = pdf(900);
    await send(`/api/files/${conversationId}/f3`, tokens.get('anna'), 'x.pdf', same);
    await send(`/api/files/${conversationId}/f4`, tokens.get('ben'), 'y.pdf', same);
    const { rows } = await service.context.pool.query(
      'select count(*)::int as n from file_piece where blob = $1',
      [sha256(same)],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('files of a customer', () => {
  it('go with a message, and those of the agent are seen once they are said to the customer', async () => {
    const photo = png(64, 64);
    await send('/chat/files/c1', customer, 'photo.png', photo);
    const messageId = uuid();
    chat.send({ t: 'send', messageId, text: '', files: ['c1'] });
    const { messages } = await chat.next('messages');
    expect(messages).toMatchObject([{ id: messageId, text: '', files: [{ id: 'c1', name: 'photo.png' }] }]);
    expect(await service.context.get('message', messageId)).toMatchObject({
      text: '📎 photo.png',
      attachments: [{ id: 'c1', sha256: sha256(photo) }],
    });
    const mine = await get(`/chat/files/${messageId}/c1`, customer);
    expect(mine.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await mine.arrayBuffer()).equals(photo)).toBe(true);

    const { file } = await send(`/api/files/${conversationId}/f5`, tokens.get('anna'), 'plan.pdf', pdf(500));
    const say = (id: string, audience: 'public' | 'internal') =>
      service.context.run(ann, {
        id: uuid(),
        type: 'message.send',
        args: { messageId: id, conversationId, audience, text: 'See', articleId: null, attachments: [file!] },
      });
    await say('internal', 'internal');
    expect((await get('/chat/files/internal/f5', customer)).status).toBe(404);
    expect((await get(`/chat/files/${messageId}/f5`, customer)).status).toBe(404);
    await say('public', 'public');
    expect((await get('/chat/files/public/f5', customer)).status).toBe(200);
    expect((await get('/chat/files/public/f5', 'x'.repeat(43))).status).toBe(401);
  });

  it('are taken only whole, and only from the one who sent them', async () => {
    await put('/chat/files/c2', customer, 'half.pdf', pdf(pieceBytes * 2));
    for (const [at, id] of ['c2', 'f1', 'nothing'].entries()) {
      const messageId = uuid();
      chat.send({ t: 'send', messageId, text: 'Look', files: [id] });
      expect(await chat.next('refused', at + 1)).toMatchObject({ kind: 'notFound', messageId });
    }
  });

  it('go after a while when no message holds them', async () => {
    const store = createFileStore(service.context.pool);
    const before = await service.context.pool.query('select id from file where id in ($1, $2)', ['c1', 'c2']);
    expect(before.rowCount).toBe(2);
    await store.sweep(Date.now() + 1000);
    const after = await service.context.pool.query('select id from file order by id');
    expect(after.rows).toEqual([{ id: 'c1' }, { id: 'f5' }]);
    const blobs = await service.context.pool.query('select count(distinct blob)::int as n from file_piece');
    expect(blobs.rows).toEqual([{ n: 2 }]);
  });
});
