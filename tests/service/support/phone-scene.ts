// Changes when tests of telephones in the service begin otherwise: a service with an exchange, its desks, and what an exchange says.
import { expect } from 'vitest';
import { phoneWith } from '../../../service/phone/index.ts';
import { phoneSettingsSchema } from '../../../service/phone/settings.ts';
import { createSeal } from '../../../service/seal.ts';
import { routingWith } from '../../../service/routing/index.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Offer } from '../../../shared/domain/queue.ts';
import { callTurnSchema, type CallTurn } from '../../../shared/sync/phone.ts';
import { aCustomer, row } from '../../support/factories.ts';
import { linkDesk, type LinkClient } from '../../support/link-client.ts';
import { quiet } from '../../support/postgres.ts';
import {
  smallWorld,
  startTestService,
  type TestService,
  type TestServiceOptions,
} from '../../support/service.ts';
import { until } from '../../support/until.ts';

/** An operator who has set up everything. */
export const settings = phoneSettingsSchema.parse({
  server: 'wss://phone.example.org',
  domain: 'example.org',
  credentials: { secret: 'shared with the exchange alone', seconds: 600 },
  iceServers: [
    { urls: 'stun:stun.example.org' },
    { urls: 'turns:turn.example.org', secret: 'shared with the TURN server' },
  ],
  users: { ben: '102' },
  exchange: { secret: 'the-secret-of-the-exchange' },
});
/** What the secrets of these services are sealed with. */
export const testKey = 'a7'.repeat(32);
const services: TestService[] = [];
const desks: LinkClient[] = [];
/** Ends what a test has started. */
export async function endAll(): Promise<void> {
  for (const desk of desks.splice(0)) desk.close();
  for (const service of services.splice(0)) await service.stop();
}

/** A service with telephones; null: the operator has said nothing of them. */
export async function start(
  phone: typeof settings | null = settings,
  options: Pick<TestServiceOptions, 'data' | 'databaseUrl' | 'parts'> = {},
): Promise<TestService> {
  const service = await startTestService({
    ...options,
    parts: { seal: createSeal({ given: testKey, folder: null, log: quiet }), ...options.parts },
    capabilities: [routingWith({ settings: { askAgainMs: 200 } }), phoneWith(phone)],
    seed: async (seeder) => {
      await smallWorld(seeder);
      await seeder.putRecords([row('customer', aCustomer('cara', { phone: '030 1234567' }))]);
    },
  });
  services.push(service);
  return service;
}
/** A linked desk of somebody of the small world. */
export async function link(service: TestService, handle: string): Promise<LinkClient> {
  const desk = await (await linkDesk(service.address, { handle })).ready();
  desks.push(desk);
  return desk;
}
/** The exchange asks or tells. */
export const ask = (
  service: TestService,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  secret = 'the-secret-of-the-exchange',
): Promise<Response> =>
  fetch(`${service.address}/api/calls${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
/** A caller is here. */
export async function arrive(service: TestService, over: object = {}): Promise<string> {
  const call = { callId: 'call-1@exchange', from: '+49301234567', name: 'Cara', queue: 'Support', ...over };
  const answer = await ask(service, 'POST', '', call);
  expect(answer.status).toBe(201);
  const { conversationId, header } = (await answer.json()) as {
    conversationId: string;
    header: { name: string; value: string };
  };
  expect(header).toEqual({ name: 'X-Parley-Conversation', value: conversationId });
  return conversationId;
}
/** A desk asks for its telephone. */
export const credentials = (service: TestService, token: string): Promise<Response> =>
  fetch(`${service.address}/api/phone/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
/** The exchange asks whom to ring. */
export const turn = async (service: TestService, id: string, seen = '', wait = 20): Promise<CallTurn> =>
  callTurnSchema.parse(
    await (await ask(service, 'GET', `/${id}?seen=${encodeURIComponent(seen)}&wait=${wait}`)).json(),
  );
/** The conversation of a call. */
export const talk = async (service: TestService, id: string): Promise<Conversation> =>
  (await service.context.get('conversation', id))!;
/** The offer of it, as soon as it rings at a desk. */
export const ringing = (desk: LinkClient, conversationId: string): Promise<Offer> =>
  until(
    () =>
      [...desk.records.entries()]
        .filter(([key]) => key.startsWith('offer '))
        .map(([, { record }]) => record as Offer)
        .find((offer) => offer.conversationId === conversationId && offer.state === 'ringing'),
    { what: 'the offer' },
  );

/** Settings that an admin makes. */
export const edit = {
  base: 0,
  server: 'wss://phone.example.org',
  domain: 'example.org',
  seconds: 600,
  dtmf: 'rtp',
  others: 'name',
  ice: ['stun:stun.example.org', 'turns:turn.example.org'],
  secret: 'shared-with-the-exchange-alone',
  exchange: 'the-secret-of-the-exchange',
  turn: 'shared-with-the-turn-server',
};
/** An admin's desk reads the settings, or changes them. */
export const settle = async (service: TestService, token: string, body?: object) => {
  const answer = await fetch(`${service.address}/api/phone/settings`, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
};
/** The desk of an admin. */
export const withAdmin = async (service: TestService): Promise<LinkClient> => {
  await service.context.pool.query(`update account set role = 'admin' where agent_id = 'sue'`);
  return link(service, 'sue');
};
