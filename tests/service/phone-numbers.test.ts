// Changes when numbers of people and queues, or where telephones sign in, are decided otherwise. A real service and database.
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { telephoneOf } from '../../service/phone/numbers.ts';
import type { Telephone } from '../../shared/domain/telephone.ts';
import { phoneCredentialsSchema } from '../../shared/sync/phone.ts';
import { until } from '../support/until.ts';
import {
  settings,
  edit,
  settle,
  withAdmin,
  endAll,
  start,
  link,
  ask,
  arrive,
  credentials,
  turn,
  talk,
  ringing,
} from './support/phone-scene.ts';

afterEach(endAll);

describe('numbers', () => {
  test('CALL-17: an agent is called as the operator says, else as an admin does, else by the name of the sign-in', () => {
    const by = (handle: string, telephone?: Telephone, over: object = {}) =>
      telephoneOf({ ...settings, ...over }, { id: 'agent-x', handle, telephone }).number;
    expect(by('ben')).toBe('102');
    expect(by('ben', { number: '7', by: 'admin' })).toBe('102');
    expect(by('mara.l')).toBe('mara.l');
    expect(by('mara.l', { number: '7', by: 'admin' })).toBe('7');
    expect(by('mara.l', { number: null, by: 'admin' })).toBeNull();
    expect(by('mara.l', { number: '7', by: 'operator' })).toBe('mara.l');
    expect(by('mara.l', undefined, { others: 'none' })).toBeNull();
    expect(by('mara.l', undefined, { users: { 'mara.l': null } })).toBeNull();
    // A user part, whatever the agent is called.
    expect(by('mara@example.org')).toBe('agent-x');
    expect(by('constructor')).toBe('constructor');
  });

  test('CALL-17: desks know the numbers of colleagues and queues; who has no telephone is given none, and is not rung', async () => {
    const service = await start({
      ...settings,
      users: { ben: '102', anna: null },
      queues: { Support: '700' },
    });
    const [anna, ben] = [await link(service, 'anna'), await link(service, 'ben')];
    await until(() => ben.get('agent', 'anna')?.telephone?.by === 'operator', { what: 'the number' });
    expect(ben.get('agent', 'anna')?.telephone).toEqual({ number: null, by: 'operator' });
    expect(anna.get('agent', 'ben')?.telephone).toEqual({ number: '102', by: 'operator' });
    expect(ben.get('queue', 'queue-a')?.telephone).toEqual({ number: '700', by: 'operator' });
    expect((await credentials(service, anna.token)).status).toBe(404);
    expect((await credentials(service, ben.token)).status).toBe(200);
    // Both are free; only one can be rung.
    const ids = [await arrive(service), await arrive(service, { callId: 'call-2@exchange' })];
    expect((await ringing(ben, ids[0]!)).agentId).toBe('ben');
    expect(await turn(service, ids[1]!, '', 0)).toMatchObject({ state: 'waiting' });
  });

  test('CALL-17: an admin’s word comes to every desk, and what the operator says stays', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const set = (agentId: string, number: string | null) =>
      service.context.run(
        { kind: 'agent', id: 'sue', name: 'Sue', role: 'admin' },
        { id: `number ${agentId}`, type: 'agent.telephone', args: { agentId, number } },
      );
    expect((await set('anna', '444')).ok).toBe(true);
    await until(() => ben.get('agent', 'anna')?.telephone?.number === '444', { what: 'the new number' });
    expect((await set('ben', '445')).ok).toBe(false);
    expect(ben.get('agent', 'ben')?.telephone).toEqual({ number: '102', by: 'operator' });
  });

  test('CALL-18: an exchange learns whose a number is, and brings a call to a queue by it', async () => {
    const service = await start({ ...settings, queues: { 'queue-b': '701' } });
    const route = async (number: string, secret?: string) => {
      const answer = await ask(service, 'GET', `/to/${encodeURIComponent(number)}`, undefined, secret);
      return answer.ok ? ((await answer.json()) as object) : answer.status;
    };
    await until(async () => (await service.context.get('queue', 'queue-b'))?.telephone !== undefined, {
      what: 'the number of the queue',
    });
    expect(await route('701')).toMatchObject({ kind: 'queue', id: 'queue-b' });
    expect(await route('102')).toMatchObject({ kind: 'agent', id: 'ben' });
    expect(await route('999')).toBe(404);
    expect(await route('a b')).toBe(400);
    expect(await route('701', 'wrong')).toBe(401);
    const id = await arrive(service, { queue: '701' });
    expect((await talk(service, id)).queueId).toBe('queue-b');
  });
});

describe('settings that an admin makes', () => {
  test('CALL-24: telephones begin to work with them; secrets never come out, and stay where none is given', async () => {
    const service = await start(null);
    const [admin, ben] = [await withAdmin(service), await link(service, 'ben')];
    expect((await settle(service, ben.token)).status).toBe(403);
    expect((await settle(service, ben.token, edit)).status).toBe(403);
    expect((await settle(service, 'x'.repeat(43))).status).toBe(401);
    expect(JSON.parse((await settle(service, admin.token)).text)).toEqual({
      from: 'nobody',
      rev: 0,
      settings: null,
    });
    expect((await ask(service, 'POST', '', {})).status).toBe(404);
    expect((await settle(service, admin.token, { ...edit, secret: 'tooshort' })).status).toBe(400);
    const made = await settle(service, admin.token, edit);
    expect(made.status).toBe(200);
    expect(made.text).not.toMatch(/shared-with|the-secret/);
    expect(JSON.parse(made.text)).toMatchObject({
      from: 'admin',
      rev: 1,
      settings: { seconds: 600, exchange: true, turn: true, ice: edit.ice },
    });
    const { account } = phoneCredentialsSchema.parse(await (await credentials(service, ben.token)).json());
    const proof = (secret: string): string =>
      createHmac('sha1', secret).update(account.login).digest('base64');
    expect(account.password).toBe(proof(edit.secret));
    expect(account.iceServers[1]).toMatchObject({ credential: proof(edit.turn) });
    expect(account.iceServers[0]).toEqual({ urls: 'stun:stun.example.org' });
    await until(() => ben.get('agent', 'anna')?.telephone?.number === 'anna', { what: 'the numbers' });
    await arrive(service);

    // Somebody who has not seen it overwrites nothing.
    const { secret: _, exchange: _too, turn: _either, ...open } = edit;
    expect((await settle(service, admin.token, { ...open, domain: 'other.example' })).status).toBe(409);
    const next = await settle(service, admin.token, { ...open, base: 1, domain: 'other.example' });
    expect(JSON.parse(next.text)).toMatchObject({
      rev: 2,
      settings: { domain: 'other.example', turn: true },
    });
    const after = phoneCredentialsSchema.parse(await (await credentials(service, ben.token)).json());
    const { login, password, domain } = after.account;
    expect(domain).toBe('other.example');
    expect(password).toBe(createHmac('sha1', edit.secret).update(login).digest('base64'));
    const shut = await settle(service, admin.token, { ...open, base: 2, exchange: null });
    expect(JSON.parse(shut.text)).toMatchObject({ settings: { exchange: false } });
    expect((await ask(service, 'POST', '', {})).status).toBe(404);
  });

  test('CALL-24: what the operator’s file says is shown without its secrets, and cannot be changed', async () => {
    const service = await start();
    const admin = await withAdmin(service);
    const seen = await settle(service, admin.token);
    expect(seen.text).not.toMatch(/shared with|the-secret/);
    expect(JSON.parse(seen.text)).toMatchObject({ from: 'operator', settings: { domain: 'example.org' } });
    expect((await settle(service, admin.token, edit)).status).toBe(403);
  });

  test('CALL-24: a secret that is needed and was never given is asked for', async () => {
    const service = await start(null);
    const admin = await withAdmin(service);
    const { turn: _, ...noTurn } = edit;
    const answer = await settle(service, admin.token, noTurn);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('turn');
    expect((await settle(service, admin.token, { ...noTurn, ice: [] })).status).toBe(200);
  });
});
