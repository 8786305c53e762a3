// Changes when an exchange and the service talk otherwise, or desks get their telephone otherwise. A real service and database.
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { Message } from '../../shared/domain/conversation.ts';
import { phoneCredentialsSchema } from '../../shared/sync/phone.ts';
import { aCommand } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { endAll, start, link, ask, arrive, credentials, turn, talk, ringing } from './support/phone-scene.ts';

afterEach(endAll);

describe('a call that an exchange brings', () => {
  test('CALL-13, CALL-15: is offered; the exchange hears whom to ring, that it is talked, and that it is over', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const id = await arrive(service);
    // Said again it is the same call.
    expect(await arrive(service)).toBe(id);
    expect(await talk(service, id)).toMatchObject({
      channel: 'voice',
      customerId: 'cara',
      queueId: 'queue-a',
      call: { routed: true, from: '+49301234567' },
    });
    const offer = await ringing(ben, id);
    // A call is listened to: its offer is short.
    expect(offer.expiresAt - offer.offeredAt).toBeLessThanOrEqual(30_000);
    const first = await turn(service, id);
    expect(first).toMatchObject({ state: 'ring', agent: { user: '102', address: 'sip:102@example.org' } });
    const next = turn(service, id, first.turn);
    const which = { conversationId: id, callId: 'call-1@exchange' };
    await ben.push(aCommand('offer.accept', { offerId: offer.id, conversationId: id }));
    await ben.push(aCommand('call.answer', { ...which, at: Date.now() }));
    const talking = await next;
    expect(talking).toMatchObject({ state: 'talking', agent: { id: 'ben' } });
    const last = turn(service, id, talking.turn);
    expect((await ask(service, 'POST', `/${id}/over`, { outcome: 'completed' })).status).toBe(204);
    expect((await last).state).toBe('over');
    expect(await talk(service, id)).toMatchObject({ state: 'wrapUp', call: { outcome: 'completed' } });
    expect((await ask(service, 'POST', `/${id}/over`, {})).status).toBe(204);
    expect((await talk(service, id)).call?.outcome).toBe('completed');
  });

  test('CALL-13: a telephone that does not take it is not the end: the next agent is asked', async () => {
    const service = await start();
    const [anna, ben] = [await link(service, 'anna'), await link(service, 'ben')];
    const id = await arrive(service);
    const first = await until(
      async () => {
        const now = await turn(service, id, '', 0);
        return now.state === 'ring' && now;
      },
      { what: 'somebody to ring' },
    );
    const asked = first.agent!.id;
    await ask(service, 'POST', `/${id}/refused`, { agentId: asked, status: 480 });
    const second = await until(
      async () => {
        const now = await turn(service, id, '', 0);
        return now.state === 'ring' && now.agent?.id !== asked && now;
      },
      { what: 'the other one' },
    );
    expect(new Set([asked, second.agent?.id])).toEqual(new Set(['anna', 'ben']));
    // Who was not there is not sent away for it.
    const presence = (asked === 'anna' ? anna : ben).get('presence', asked);
    expect(presence?.status).toBe('available');
  });

  test('REC-8, REC-9: what is said in it comes as text, masked, to the desk that talks; a consent taken back deletes it', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const id = await arrive(service);
    const offer = await ringing(ben, id);
    const which = { conversationId: id, callId: 'call-1@exchange' };
    await ben.push(aCommand('offer.accept', { offerId: offer.id, conversationId: id }));
    await ben.push(aCommand('call.answer', { ...which, at: Date.now() }));
    const say = (state: 'given' | 'refused') =>
      ben.push(
        aCommand('call.consent', { ...which, consent: { state, how: 'asked', at: Date.now() - 120_000 } }),
      );
    const tell = (from: number, count: number, secret = 'the-secret-of-the-exchange', more = {}) =>
      fetch(`${service.address}/api/transcripts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          callId: 'call-1@exchange',
          segments: Array.from({ length: count }, (_, at) => ({
            n: from + at,
            who: 'customer',
            at: Date.now(),
            text: 'My card is 4111 1111 1111 1111.',
            ...more,
          })),
        }),
      });
    expect((await tell(0, 1, 'not-the-secret-of-it')).status).toBe(401);
    expect((await tell(0, 101)).status).toBe(400);
    expect((await tell(0, 1, undefined, { who: 'nobody' })).status).toBe(400);
    // Its queue records none.
    expect((await tell(0, 1)).status).toBe(403);
    await service.context.run(
      { kind: 'agent', id: 'sue', name: 'Sue', role: 'admin' },
      aCommand('queue.recording', { queueId: 'queue-a', rule: { mode: 'ask', tell: 'said', days: 90 } }),
    );
    expect((await tell(0, 1)).status).toBe(409);
    await say('given');
    // More than one part of what is deleted at once, and said again.
    for (const from of [0, 80, 80, 160]) expect((await tell(from, 80)).status).toBe(204);
    const spoken = () =>
      [...ben.records].flatMap(([key, { record }]) =>
        key.startsWith('message ') && (record as Message).conversationId === id ? [record as Message] : [],
      );
    await until(() => spoken().length === 240, { what: 'the words at the desk' });
    expect(spoken()[0]).toMatchObject({ authorKind: 'customer', spoken: { language: '' } });
    expect(JSON.stringify(spoken())).not.toContain('4111');
    expect(spoken()[0]?.masked).toHaveLength(1);
    // REC-9: a pause that the desk tells of late takes away what was said in it, and nothing else.
    const card = Date.now() - 60_000;
    for (const [n, at] of [
      [240, card],
      [241, card - 30_000],
    ] as const)
      expect((await tell(n, 1, undefined, { at, until: at + 900 })).status).toBe(204);
    await until(() => spoken().length === 242, { what: 'the words at the desk' });
    for (const on of [true, false])
      await ben.push(aCommand('call.pause', { ...which, on, at: on ? card - 5_000 : card + 5_000 }));
    await until(() => spoken().length === 241, { what: 'those of the pause to be gone' });
    expect(spoken().map((one) => one.spoken?.from)).not.toContain(card);
    await until(async () => (await talk(service, id)).call?.transcript?.doubt === undefined, {
      what: 'the rest to be looked through',
    });
    expect((await tell(242, 1, undefined, { at: card, until: card + 900 })).status).toBe(204);
    expect(spoken()).toHaveLength(241);
    // One that is told as it begins takes away at once what was being said.
    await ben.push(aCommand('call.pause', { ...which, on: true, at: Date.now() }));
    await until(() => spoken().length === 1, { what: 'what was said just now to be gone' });
    await say('refused');
    await until(() => spoken().length === 0, { what: 'them to be gone' });
    const left = `select count(*)::int as n from record where kind = 'message' and body ->> 'conversationId' = $1`;
    expect((await service.context.pool.query<{ n: number }>(left, [id])).rows[0]?.n).toBe(0);
    expect((await tell(240, 1)).status).toBe(403);
    await until(async () => (await talk(service, id)).call?.transcript?.segments === 0, {
      what: 'none to be counted any more',
    });
  });

  test('CALL-13: nobody who is in a call is offered another', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const first = await arrive(service);
    const offer = await ringing(ben, first);
    const second = await arrive(service, { callId: 'call-2@exchange', from: '+4940999999' });
    await ben.push(aCommand('offer.accept', { offerId: offer.id, conversationId: first }));
    expect(await turn(service, second, '', 0)).toMatchObject({ state: 'waiting', agent: null });
    await ask(service, 'POST', `/${first}/over`, {});
    expect((await turn(service, second, 'waiting')).state).toBe('ring');
  });

  test('CALL-15: a wrong secret is told nothing, and after many of them one has to wait', async () => {
    const service = await start();
    for (let i = 0; i < 20; i += 1)
      expect((await ask(service, 'POST', '', { callId: 'x', from: '1' }, 'wrong')).status).toBe(401);
    const slowed = await ask(service, 'POST', '', { callId: 'x', from: '1' }, 'wrong');
    expect(slowed.status).toBe(429);
  });

  test.each([
    [{}, 'callId'],
    [{ callId: 'a b', from: '1' }, 'callId'],
    [{ callId: 'x', from: 'y'.repeat(257) }, 'from'],
    [{ callId: 'x', from: '1', queue: 7 }, 'queue'],
  ])('CALL-15: %j is refused and names %s', async (body, field) => {
    const service = await start();
    const answer = await ask(service, 'POST', '', body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { field: string }).field).toContain(field);
  });
});

describe('the telephone of a desk', () => {
  test('CALL-16: is a login that holds for a while, made of a secret that the desk never sees', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const answer = await credentials(service, ben.token);
    const text = await answer.text();
    expect(text).not.toContain('shared with');
    const { account, lastsMs } = phoneCredentialsSchema.parse(JSON.parse(text));
    expect(lastsMs).toBe(600_000);
    const [until = '', user] = account.login.split(':');
    expect(user).toBe('102');
    expect(Math.abs(Number(until) * 1000 - Date.now() - 600_000)).toBeLessThan(30_000);
    const proof = (secret: string): string =>
      createHmac('sha1', secret).update(account.login).digest('base64');
    expect(account.password).toBe(proof('shared with the exchange alone'));
    expect(account.iceServers).toEqual([
      { urls: 'stun:stun.example.org' },
      {
        urls: 'turns:turn.example.org',
        username: account.login,
        credential: proof('shared with the TURN server'),
      },
    ]);
  });

  test('CALL-16: there is none without a sign-in, nor where the operator has set up none', async () => {
    const service = await start();
    expect((await credentials(service, 'x'.repeat(43))).status).toBe(401);
    const bare = await start(null);
    const ben = await link(bare, 'ben');
    expect((await credentials(bare, ben.token)).status).toBe(404);
  });
});
