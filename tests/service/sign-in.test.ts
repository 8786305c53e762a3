// Changes when who may sign in, how, or for how long changes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAttempts } from '../../service/attempts.ts';
import { createPasswords } from '../../service/passwords.ts';
import { aboutSchema, signInReplySchema } from '../../shared/sync/protocol.ts';
import { linkDesk, signIn } from '../support/link-client.ts';
import { smallPassword, startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let now = Date.UTC(2026, 5, 1);
const hour = 3_600_000;
beforeAll(async () => {
  service = await startTestService({ parts: { now: () => now, times: { checkMs: 30 } } });
});
afterAll(() => service?.stop());

const enter = (handle: string, password: string) => signIn(service.address, handle, password, 'desk-1');

describe('signing in', () => {
  test('gives a token that opens the link, and the agent', async () => {
    const answer = await enter('ben', smallPassword);
    expect(answer.status).toBe(200);
    const reply = signInReplySchema.parse(await answer.json());
    expect(reply).toMatchObject({ agent: { id: 'ben', role: 'agent' }, expiresAt: now + 12 * hour });
    const desk = await linkDesk(service.address, { handle: 'ben', deskId: 'desk-1', token: reply.token });
    await desk.ready();
    desk.close();
    const { rows } = await service.context.pool.query<{ hash: string }>('select hash from token');
    expect(rows.every(({ hash }) => !hash.includes(reply.token))).toBe(true);
  });

  test('takes the handle in any letter case', async () => {
    expect((await enter('BEN', smallPassword)).status).toBe(200);
  });

  test('answers a wrong password and an unknown name alike', async () => {
    const wrong = await enter('ben', 'wrong');
    const unknown = await enter('nobody', 'wrong');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  test('says which field is wrong', async () => {
    const answer = await signIn(service.address, 'ben', 'x', 'not an id');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ kind: 'invalid', field: 'deskId' });
    const none = await fetch(`${service.address}/api/sign-in`, { method: 'POST' });
    expect(none.status).toBe(400);
  });

  test('takes no body over its bound, and no body that is not JSON', async () => {
    const send = (body: string) =>
      fetch(`${service.address}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const large = await send(JSON.stringify({ handle: 'ben', password: 'x'.repeat(1_000_000), deskId: 'd' }));
    expect([large.status, ((await large.json()) as { kind: string }).kind]).toEqual([413, 'tooLarge']);
    const broken = await send('{"handle":');
    expect([broken.status, ((await broken.json()) as { kind: string }).kind]).toEqual([400, 'invalid']);
  });

  test('slows down who guesses, for that name from that address only, and lets in after a while', async () => {
    for (let i = 0; i < 8; i += 1) expect((await enter('sue', `guess ${i}`)).status).toBe(401);
    const closed = await enter('sue', smallPassword);
    expect(closed.status).toBe(429);
    expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await closed.json()).toMatchObject({ kind: 'rateLimited', facts: { retryAfterMs: 15 * 60_000 } });
    expect((await enter('anna', smallPassword)).status).toBe(200);
    now += 15 * 60_000 + 1;
    expect((await enter('sue', smallPassword)).status).toBe(200);
  });
});

describe('a sign-in', () => {
  test('lasts while it is used, and ends when it was not', async () => {
    const desk = await (await linkDesk(service.address, { handle: 'ben', deskId: 'lasting' })).ready();
    desk.close();
    now += 11 * hour;
    const later = await (await linkDesk(service.address, { handle: 'ben', from: desk })).ready();
    later.close();
    now += 11 * hour;
    const last = await (await linkDesk(service.address, { handle: 'ben', from: later })).ready();
    now += 13 * hour;
    expect(await last.next('bye')).toMatchObject({ reason: 'unauthenticated' });
    const expired = await linkDesk(service.address, { handle: 'ben', from: last });
    expect(await expired.next('bye')).toMatchObject({ reason: 'unauthenticated' });
  });

  test('of a token that never was cannot be ended, without a token neither', async () => {
    const out = (headers: Record<string, string>) =>
      fetch(`${service.address}/api/sign-out`, { method: 'POST', headers });
    expect((await out({})).status).toBe(401);
    expect((await out({ authorization: `Bearer ${'x'.repeat(43)}` })).status).toBe(204);
  });
});

describe('the HTTP side', () => {
  test('says who answers, whether it lives, and whether it is ready', async () => {
    const about = aboutSchema.parse(await (await fetch(`${service.address}/api/about`)).json());
    expect(about.product).toBe('parley');
    expect((await fetch(`${service.address}/health`)).status).toBe(200);
    expect(await (await fetch(`${service.address}/ready`)).json()).toMatchObject({ ready: true });
  });

  test('answers what is not there with plain data and the headers that protect', async () => {
    const answer = await fetch(`${service.address}/nothing`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ kind: 'notFound' });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('passwords', () => {
  test('are kept with the cost they were hashed with, and checked with that', async () => {
    const cheap = createPasswords({ logN: 10, r: 8, p: 1 });
    const dearer = createPasswords({ logN: 11, r: 8, p: 2 });
    const kept = await cheap.hash('Zażółć gęślą jaźń');
    expect(kept).toMatch(/^scrypt\$ln=10,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(kept).not.toBe(await cheap.hash('Zażółć gęślą jaźń'));
    expect(await dearer.matches('Zażółć gęślą jaźń', kept)).toBe(true);
    expect(await dearer.matches('Zazolc gesla jazn', kept)).toBe(false);
    expect(await dearer.matches('', kept)).toBe(false);
    expect(await dearer.matches('x', 'not a hash')).toBe(false);
    expect(await dearer.matches('x', null)).toBe(false);
  });

  test('match however their letters were composed', async () => {
    const passwords = createPasswords({ logN: 10, r: 8, p: 1 });
    expect(await passwords.matches('Zu\u0308rich', await passwords.hash('Zürich'))).toBe(true);
  });

  test('many tries at once all get their answer', async () => {
    const passwords = createPasswords({ logN: 10, r: 8, p: 1 }, 2);
    const kept = await passwords.hash('right');
    const tries = Array.from({ length: 12 }, (_, i) =>
      passwords.matches(i % 3 === 0 ? 'right' : 'wrong', kept),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(4);
  });
});

test('attempts are forgotten, oldest first, so that guessing under many names does not fill memory', () => {
  let time = 0;
  const attempts = createAttempts(() => time, 1, 1000, 2);
  for (const key of ['a', 'b', 'c']) attempts.failed(key);
  expect(['a', 'b', 'c'].map((key) => attempts.closedFor(key))).toEqual([0, 1000, 1000]);
  time = 1001;
  expect(attempts.closedFor('b')).toBe(0);
});

test('tries that are taken back never make room for more than there is', () => {
  let time = 0;
  const attempts = createAttempts(() => time, 1, 1000);
  attempts.failed('a');
  // A new window begins while a slow sign-in of the one before still runs; it ends well and takes back its try.
  time = 1000;
  attempts.failed('a');
  attempts.takeBack('a');
  attempts.takeBack('a');
  attempts.takeBack('a');
  attempts.failed('a');
  expect(attempts.closedFor('a')).toBe(1000);
});

test('a service has one name, whatever its address, through restarts; another has another', async () => {
  const nameOf = async (address: string): Promise<string | undefined> =>
    aboutSchema.parse(await (await fetch(`${address}/api/about`)).json()).serviceId;
  const one = await startTestService();
  const name = await nameOf(one.address);
  const beside = await startTestService({ databaseUrl: one.databaseUrl! });
  expect(await nameOf(beside.address)).toBe(name);
  await beside.stop();
  const again = await one.restart();
  expect(await nameOf(again.address)).toBe(name);
  await again.stop();
  expect(await nameOf(service.address)).not.toBe(name);
  expect(name).toMatch(/^[0-9a-f-]{36}$/);
});
