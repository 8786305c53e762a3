// Changes when the customer's link promises something else: once each, in order, nothing internal, bounded.
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatUp } from '../../shared/chat/protocol.ts';
import { setUpChat as setUp, startFrame, stopChats, uuid } from '../support/chat-scene.ts';
import { until } from '../support/until.ts';

afterEach(stopChats);

describe('the customer link', () => {
  it('opens a conversation in the queue and talks both ways', async () => {
    const { service, join, agent } = await setUp();
    const page = await join();
    const start = startFrame({ email: 'ida@example.org' });
    page.send(start);
    const welcome = await page.next('welcome');
    expect(welcome).toMatchObject({
      conversationId: start.conversationId,
      state: 'queued',
      agentName: null,
      rated: false,
    });
    expect(welcome.messages).toMatchObject([
      { id: start.messageId, seq: 1, from: 'customer', text: 'Where is my parcel?' },
    ]);
    expect(service.world.get('conversation', start.conversationId)).toMatchObject({
      state: 'open',
      queueId: 'queue-a',
      visitor: { name: 'Ida Holm', email: 'ida@example.org', language: 'da' },
    });
    await agent('conversation.pick', { conversationId: start.conversationId });
    expect(await page.next('state')).toMatchObject({ state: 'talking', agentName: 'Ann Berg' });
    await agent('message.send', {
      messageId: 'a1',
      conversationId: start.conversationId,
      audience: 'public',
      text: 'Let me look.',
      articleId: null,
    });
    expect((await page.next('messages')).messages).toMatchObject([
      { id: 'a1', from: 'agent', name: 'Ann Berg', text: 'Let me look.' },
    ]);
    page.send({ t: 'seen', delivered: 2, read: 2 });
    await until(() => service.world.get('conversation', start.conversationId)?.customerReadSeq === 2, {
      what: 'the read mark',
    });
    await agent('conversation.read', { conversationId: start.conversationId, seq: 1 });
    expect(await page.next('seen')).toEqual({ t: 'seen', agentRead: 1 });
  });

  it('never shows an internal message, neither live nor after a resume', async () => {
    const { join, agent } = await setUp();
    const page = await join();
    const { conversationId } = startFrame();
    page.send(startFrame({ conversationId }));
    const { token } = await page.next('welcome');
    await agent('conversation.pick', { conversationId });
    await agent('message.send', {
      messageId: 'i1',
      conversationId,
      audience: 'internal',
      text: 'SECRET',
      articleId: null,
    });
    await agent('message.send', {
      messageId: 'p1',
      conversationId,
      audience: 'public',
      text: 'Hello',
      articleId: null,
    });
    await page.next('messages');
    const again = await join();
    again.send({ t: 'resume', token, seq: 0 });
    expect((await again.next('welcome')).messages.map(({ text }) => text)).toEqual([
      'Where is my parcel?',
      'Hello',
    ]);
    expect(JSON.stringify([...page.frames, ...again.frames])).not.toContain('SECRET');
  });

  it('resends exactly what is missing', async () => {
    const { join, agent } = await setUp();
    const page = await join();
    const start = startFrame();
    const { conversationId } = start;
    page.send(start);
    const { token } = await page.next('welcome');
    await agent('conversation.pick', { conversationId });
    page.close();
    for (const id of ['x1', 'x2', 'x3']) {
      await agent('message.send', {
        messageId: id,
        conversationId,
        audience: 'public',
        text: id,
        articleId: null,
      });
    }
    const again = await join();
    again.send({ t: 'resume', token, seq: 2 });
    expect((await again.next('welcome')).messages.map(({ text }) => text)).toEqual(['x2', 'x3']);
    await agent('message.send', {
      messageId: 'x4',
      conversationId,
      audience: 'public',
      text: 'x4',
      articleId: null,
    });
    expect((await again.next('messages')).messages.map(({ text }) => text)).toEqual(['x4']);
  });

  it('counts a repeated start and a repeated send once, and answers each', async () => {
    const { service, join } = await setUp();
    const start = startFrame();
    for (let reload = 0; reload < 10; reload++) {
      const page = await join();
      page.send(start);
      await page.next('welcome');
      page.close();
    }
    expect(service.world.all('conversation')).toHaveLength(1);
    const page = await join();
    page.send(start);
    await page.next('welcome');
    const send: ChatUp = { t: 'send', messageId: uuid(), text: 'Still waiting' };
    page.send(send);
    await page.next('messages', 1);
    page.send(send);
    await page.next('messages', 2);
    expect(service.world.all('message').map(({ text }) => text)).toEqual([
      'Where is my parcel?',
      'Still waiting',
    ]);
  });

  it('loses nothing that is sent while a page resumes', async () => {
    const { join, agent } = await setUp();
    const page = await join();
    const start = startFrame();
    const { conversationId } = start;
    page.send(start);
    const { token } = await page.next('welcome');
    await agent('conversation.pick', { conversationId });
    const pages = await Promise.all(Array.from({ length: 5 }, join));
    const texts: string[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        texts.push(`n${n}`);
        await agent('message.send', {
          messageId: `n${n}`,
          conversationId,
          audience: 'public',
          text: `n${n}`,
          articleId: null,
        });
        pages[n % 5]?.send({ t: 'resume', token, seq: 0 });
      }),
    );
    for (const one of pages) {
      await one.next('welcome', 4);
      const since = (): string[] => {
        const last = one.frames.findLastIndex((frame) => frame.t === 'welcome');
        return one.frames
          .slice(last)
          .flatMap((frame) => ('messages' in frame ? frame.messages.map(({ text }) => text) : []));
      };
      await until(() => since().length >= 21, { what: 'all messages' });
      expect(since().toSorted()).toEqual(['Where is my parcel?', ...texts].toSorted());
    }
  });

  it('gives a conversation to nobody who only knows its id', async () => {
    const { join } = await setUp();
    const page = await join();
    const start = startFrame();
    page.send(start);
    await page.next('welcome');
    const thief = await join();
    thief.send(startFrame({ conversationId: start.conversationId }));
    expect(await thief.next('refused')).toMatchObject({ kind: 'conflict' });
    thief.send({ t: 'resume', token: 'guess', seq: 0 });
    expect(await thief.next('refused', 2)).toMatchObject({ kind: 'notFound' });
    expect(thief.messages()).toEqual([]);
  });

  it('does not let a message id reach into another conversation', async () => {
    const { service, join } = await setUp();
    const [one, two] = [await join(), await join()];
    const first = startFrame({ text: 'mine' });
    one.send(first);
    await one.next('welcome');
    two.send(startFrame({ messageId: first.messageId, text: 'overwritten' }));
    expect(await two.next('refused')).toMatchObject({ kind: 'conflict', messageId: first.messageId });
    two.send(startFrame());
    await two.next('welcome');
    two.send({ t: 'send', messageId: first.messageId, text: 'overwritten' });
    expect(await two.next('refused', 2)).toMatchObject({ kind: 'conflict' });
    expect(service.world.get('message', first.messageId)?.text).toBe('mine');
  });

  it('refuses what is too long, in a sentence, and goes on', async () => {
    const { service, join } = await setUp();
    const page = await join();
    page.send(startFrame());
    await page.next('welcome');
    const messageId = uuid();
    page.send({ t: 'send', messageId, text: 'x'.repeat(16_001) });
    expect(await page.next('refused')).toEqual({
      t: 'refused',
      kind: 'tooLarge',
      message: 'This is too long to send: at most 16000 characters.',
      messageId,
    });
    page.send({ t: 'send', messageId, text: 'x'.repeat(1_000_000) });
    expect(await page.next('refused', 2)).toMatchObject({ kind: 'tooLarge', messageId });
    page.send({ t: 'send', messageId, text: 'x'.repeat(16_000) });
    await page.next('messages');
    expect(service.world.get('message', messageId)?.text).toHaveLength(16_000);
  });

  it.each([
    ['not JSON', 'nonsense'],
    ['an unknown kind', '{"t":"drop"}'],
    ['a missing field', '{"t":"send"}'],
    ['an empty text', `{"t":"send","messageId":"m","text":"  \\n "}`],
    ['null', 'null'],
  ])('answers %s with a refusal and changes nothing', async (_, raw) => {
    const { service, join } = await setUp();
    const page = await join();
    page.sendRaw(raw);
    expect(await page.next('refused')).toMatchObject({ kind: 'invalid' });
    page.send({ t: 'ping' });
    await page.next('pong');
    expect(service.world.all('conversation')).toEqual([]);
  });

  it('refuses frames before the conversation has begun', async () => {
    const { join } = await setUp();
    const page = await join();
    page.send({ t: 'send', messageId: 'm1', text: 'hello' });
    expect(await page.next('refused')).toMatchObject({ kind: 'state', messageId: 'm1' });
  });

  it('hangs up on a link that asks for nothing, and on no other', async () => {
    const { join } = await setUp({ greetingMs: 200 });
    const talking = await join();
    talking.send(startFrame());
    await talking.next('welcome');
    const silent = await join();
    silent.send({ t: 'ping' });
    expect(await silent.closed()).toBe(4408);
    talking.send({ t: 'ping' });
    await talking.next('pong');
  });

  it('slows a page down that sends too fast, naming the message, and hangs up on one that will not stop', async () => {
    const { join } = await setUp({
      messages: { burst: 2, perSecond: 0.001 },
      frames: { burst: 20, perSecond: 0.001 },
    });
    const page = await join();
    page.send(startFrame());
    await page.next('welcome');
    for (const id of ['m1', 'm2', 'm3']) page.send({ t: 'send', messageId: id, text: id });
    expect(await page.next('refused')).toMatchObject({ kind: 'rateLimited', messageId: 'm3' });
    for (let n = 0; n < 400; n++) page.send({ t: 'ping' });
    expect(await page.closed()).toBe(1008);
  });

  it('links a customer by one of their exact e-mail addresses only', async () => {
    const { service, join } = await setUp();
    const customer = {
      name: 'Ida',
      phone: null,
      organisation: null,
      city: null,
      language: 'da',
      tags: [],
      since: 0,
    };
    service.world.seed({ kind: 'customer', record: { ...customer, id: 'cu-1', email: 'ida@example.org' } });
    const contacts = [{ kind: 'email' as const, value: 'Work@Ida.example', label: '' }];
    service.world.seed({
      kind: 'customer',
      record: { ...customer, id: 'cu-2', email: null, contacts },
    });
    const [yes, no] = [startFrame({ email: 'Ida@Example.org' }), startFrame({ email: 'xida@example.org' })];
    const further = startFrame({ email: 'work@ida.example' });
    for (const start of [yes, no, further]) {
      const page = await join();
      page.send(start);
      await page.next('welcome');
    }
    expect(service.world.get('conversation', yes.conversationId)?.customerId).toBe('cu-1');
    expect(service.world.get('conversation', no.conversationId)?.customerId).toBeNull();
    expect(service.world.get('conversation', further.conversationId)?.customerId).toBe('cu-2');
  });

  it('carries typing both ways and keeps it out of the records', async () => {
    const { service, join, agent } = await setUp();
    const page = await join();
    const start = startFrame();
    const { conversationId } = start;
    page.send(start);
    await page.next('welcome');
    await agent('conversation.pick', { conversationId });
    const heard: unknown[] = [];
    service.context.typing.subscribe((typing) => heard.push(typing));
    page.send({ t: 'typing', on: true });
    await until(() => heard.length > 0, { what: 'typing of the customer' });
    expect(heard).toEqual([{ conversationId, on: true, who: 'customer', name: 'Ida Holm' }]);
    service.context.typing.publish({ conversationId, on: true, who: 'agent', name: 'Ann Berg' });
    expect(await page.next('typing')).toEqual({ t: 'typing', on: true, name: 'Ann Berg' });
    expect(page.frames.filter((frame) => frame.t === 'typing')).toHaveLength(1);
  });

  it('takes a rating once the talk is over, and says so after a reload', async () => {
    const { service, join, agent } = await setUp();
    const page = await join();
    const start = startFrame();
    const { conversationId } = start;
    page.send(start);
    const { token } = await page.next('welcome');
    await agent('conversation.pick', { conversationId });
    page.send({ t: 'rate', score: 5, comment: '' });
    expect(await page.next('refused')).toMatchObject({ kind: 'state' });
    await agent('conversation.end', { conversationId });
    await until(() => page.frames.some((frame) => frame.t === 'state' && frame.state === 'ended'), {
      what: 'the end',
    });
    page.send({ t: 'rate', score: 4, comment: 'Quick.' });
    await page.next('rated');
    expect(service.world.get('conversation', conversationId)?.rating).toEqual({
      score: 4,
      comment: 'Quick.',
    });
    const again = await join();
    again.send({ t: 'resume', token, seq: 1 });
    expect(await again.next('welcome')).toMatchObject({ state: 'ended', rated: true, messages: [] });
  });

  it('lets the customer leave', async () => {
    const { service, join } = await setUp();
    const page = await join();
    const start = startFrame();
    page.send(start);
    await page.next('welcome');
    page.send({ t: 'leave' });
    expect(await page.next('state')).toMatchObject({ state: 'ended' });
    expect(service.world.get('conversation', start.conversationId)?.state).toBe('closed');
  });

  it('keeps no token in the clear and no text in the log', async () => {
    const { service, join } = await setUp();
    const page = await join();
    page.send(startFrame({ text: 'PRIVATE-WORDS' }));
    const { token } = await page.next('welcome');
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(service.lines.join('\n')).not.toMatch(new RegExp(`PRIVATE-WORDS|${token}`));
  });
});
