// Changes when routing on the real database behaves differently: restarts, lost desks, two processes.
import { afterEach, describe, expect, it } from 'vitest';
import { chatWith } from '../../service/channels/chat/index.ts';
import { routingWith, type RoutingSettings } from '../../service/routing/index.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { Offer } from '../../shared/domain/queue.ts';
import { chatClient } from '../support/chat-client.ts';
import { startFrame } from '../support/chat-scene.ts';
import { linkDesk, type LinkClient } from '../support/link-client.ts';
import { startTestService, type TestService, type TestServiceOptions } from '../support/service.ts';
import { until } from '../support/until.ts';

const services: TestService[] = [];
const desks: LinkClient[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  for (const service of services.splice(0)) await service.stop();
});

async function start(
  routing: Partial<RoutingSettings> = {},
  options: TestServiceOptions = {},
): Promise<TestService> {
  const capabilities = [routingWith({ settings: routing }), chatWith({ defaultQueueId: 'queue-a' })];
  const service = await startTestService({ capabilities, ...options });
  services.push(service);
  return service;
}
async function link(service: TestService, handle: string): Promise<LinkClient> {
  const desk = await (await linkDesk(service.address, { handle })).ready();
  desks.push(desk);
  return desk;
}
/** A customer who has just asked; the conversation's id. */
async function arrive(service: TestService): Promise<string> {
  const page = await chatClient(service.address);
  const start = startFrame();
  page.send(start);
  await page.next('welcome');
  return start.conversationId;
}
const offersOf = (desk: LinkClient, conversationId: string): Offer[] =>
  [...desk.records.entries()]
    .filter(([key]) => key.startsWith('offer '))
    .map(([, { record }]) => record as Offer)
    .filter((offer) => offer.conversationId === conversationId);
const ringing = (desk: LinkClient, conversationId: string): Offer | undefined =>
  offersOf(desk, conversationId).find(({ state }) => state === 'ringing');
const rings = (desk: LinkClient, conversationId: string): Promise<Offer> =>
  until(() => ringing(desk, conversationId), { what: `an offer of ${conversationId}` });
const accept = (offer: Offer): AgentCommand => ({
  id: `accept-${offer.id}`,
  type: 'offer.accept',
  args: { offerId: offer.id, conversationId: offer.conversationId },
});

describe('routing in a service', () => {
  it('brings a customer from the chat page to a desk', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const page = await chatClient(service.address);
    const frame = startFrame({ email: 'IDA@example.com' });
    page.send(frame);
    await page.next('welcome');
    const [verdict] = await ben.push(accept(await rings(ben, frame.conversationId)));
    expect(verdict?.refusal).toBeNull();
    expect(await page.next('state')).toMatchObject({ state: 'talking', agentName: 'Agent ben' });
    const args = {
      messageId: 'b1',
      conversationId: frame.conversationId,
      audience: 'public',
      text: 'Hello Ida',
      articleId: null,
    } as const;
    await ben.push({ id: 'say-b1', type: 'message.send', args });
    expect((await page.next('messages')).messages).toMatchObject([{ text: 'Hello Ida', from: 'agent' }]);
    expect(ben.get('conversation', frame.conversationId)?.customerId).toBe('ida');
  });

  it('goes to the next desk on a decline', async () => {
    const service = await start();
    const [anna, ben] = [await link(service, 'anna'), await link(service, 'ben')];
    const id = await arrive(service);
    const first = await until(() => (ringing(anna, id) ? anna : ringing(ben, id) ? ben : null), {
      what: 'the first offer',
    });
    const second = first === anna ? ben : anna;
    const { id: offerId } = ringing(first, id)!;
    await first.push({ id: 'no', type: 'offer.decline', args: { offerId, conversationId: id } });
    await rings(second, id);
    expect(ringing(first, id)).toBeUndefined();
  });

  it('takes an offer from a desk that is lost, and gives back what it was serving', async () => {
    const service = await start({ lostOfferMs: 200, presenceGraceMs: 600 });
    const [anna, ben] = [await link(service, 'anna'), await link(service, 'ben')];
    const served = await arrive(service);
    const first = await until(() => (ringing(anna, served) ? anna : ringing(ben, served) ? ben : null), {
      what: 'an offer',
    });
    const other = first === anna ? ben : anna;
    await first.push(accept(ringing(first, served)!));
    await other.push({ id: 'full', type: 'presence.set', args: { status: 'away' } });
    const offered = await arrive(service);
    await rings(first, offered);
    await other.push({ id: 'free', type: 'presence.set', args: { status: 'available' } });
    first.socket.terminate();
    await rings(other, offered);
    await rings(other, served);
    const rows = await service.context.pool.query(
      `select count(*) as n from record where kind = 'offer' and body ->> 'state' = 'ringing' group by body ->> 'conversationId'`,
    );
    expect(rows.rows.map(({ n }: { n: string }) => n)).toEqual(['1', '1']);
  });

  it('goes on after a restart with what was there', async () => {
    const service = await start();
    const waiting = await arrive(service);
    const ben = await link(service, 'ben');
    const offer = await rings(ben, waiting);
    const again = await service.restart();
    services.push(again);
    const back = await (await linkDesk(again.address, { handle: 'ben', from: ben })).ready();
    desks.push(back);
    const later = await arrive(again);
    await rings(back, later);
    expect(ringing(back, waiting)?.id).toBe(offer.id);
    const [verdict] = await back.push(accept(offer));
    expect(verdict?.refusal).toBeNull();
  });

  it('routes once with two processes, and the other takes over when one dies', async () => {
    const first = await start();
    const second = await start({}, { databaseUrl: first.databaseUrl! });
    const ben = await link(second, 'ben');
    const ids = await Promise.all([first, second, first, second].map((service) => arrive(service)));
    for (const id of ids) await rings(ben, id);
    const made = ids.map((id) => offersOf(ben, id).length);
    expect(made).toEqual([1, 1, 1, 1]);
    await first.kill();
    const late = await arrive(second);
    await rings(ben, late);
    expect(offersOf(ben, late)).toHaveLength(1);
  });
});
