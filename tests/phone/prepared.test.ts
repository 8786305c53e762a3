// Changes when something else is done for a call while it only rings: SIP as it goes over the line, on a clock of the test's own.
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withoutAddresses, withoutCallers } from '../../renderer/phone/call-media.ts';
import { createPrepared } from '../../renderer/phone/prepared.ts';
import { offerIn } from '../../renderer/phone/sip-words.ts';
import { createChance } from '../simulation/chance.ts';
import { description } from './support/fake-media.ts';
import { hostileAccount, openHostileLine, type HostileLine } from './support/hostile-line.ts';
import { createFarSide, type FarLeg, header } from './support/sip-text.ts';

describe('CALL-33: a call that rings', () => {
  let line: HostileLine;
  let side: ReturnType<typeof createFarSide>;
  beforeEach(async () => {
    line = await openHostileLine(createChance(1).next);
    side = createFarSide(line.target, hostileAccount.user, hostileAccount.domain);
  });
  afterEach(async () => {
    await line.close();
    if (line.uncaught.length > 0) throw new Error('Nobody caught this.', { cause: line.uncaught[0] });
  });
  const call = (at = -1) => line.phone.state().calls.at(at)!;
  /** Connections that are open, that were ever made, that know a way to the caller; and asked for the microphone. */
  const stands = (): number[] => [
    line.media.open(),
    line.media.made(),
    line.media.reaching(),
    line.media.asked(),
  ];
  async function rings(name = 'ada', body: string | undefined = description(), forMs = 400): Promise<FarLeg> {
    const leg = side.leg(name);
    await line.inject(side.invite(leg, body));
    await line.clock.advance(forMs);
    return leg;
  }
  async function answered(leg: FarLeg): Promise<void> {
    line.phone.wish({ type: 'answer', id: call().id });
    await line.clock.advance(100);
    const answer = line.sent.findLast((text) => text.startsWith('SIP/2.0 200'))!;
    leg.toTag = /;\s*tag=([^;\s]+)/.exec(header(answer, 'To')!)![1];
    await line.inject(side.ack(leg));
  }

  test('has its answer made, reaches nobody, and asks for no microphone; both only when it is answered', async () => {
    const leg = await rings();
    expect(stands()).toEqual([1, 1, 0, 0]);
    await answered(leg);
    expect(call()).toMatchObject({ phase: 'talking', media: 'flowing' });
    expect(stands()).toEqual([1, 1, 1, 1]);
    expect(line.sent.findLast((text) => text.startsWith('SIP/2.0 200'))).toContain('m=audio ');
    // What is agreed on later is agreed on the same connection.
    await line.inject(side.within(leg, 'INVITE', { body: description('sendonly', 2) }));
    expect(call()).toMatchObject({ heldByFar: true });
    await line.inject(side.within(leg, 'BYE'));
    expect(stands()).toEqual([0, 1, 0, 1]);
  });

  test('that is answered at once is answered as ever', async () => {
    const leg = await rings('ada', description(), 0);
    await answered(leg);
    await line.clock.advance(1_000);
    expect(call()).toMatchObject({ phase: 'talking', media: 'flowing' });
    expect(stands()).toEqual([1, 1, 1, 1]);
  });

  test.each(['', 'SIP;cause=200'])('that is taken back (%j) leaves nothing', async (reason) => {
    const leg = await rings();
    await line.inject(side.cancel(leg, reason || undefined));
    expect([call().phase, ...stands()]).toEqual(['ended', 0, 1, 0, 0]);
    expect(line.media.lines()).toBe(0);
  });

  test('that is taken back before anything was made has nothing made', async () => {
    const leg = await rings('ada', description(), 0);
    await line.inject(side.cancel(leg));
    await line.clock.advance(1_000);
    expect(stands()).toEqual([0, 0, 0, 0]);
  });

  test('that is rejected leaves nothing, on a line that is away too', async () => {
    await rings('first');
    line.phone.wish({ type: 'reject', id: call().id });
    await line.clock.settle();
    expect(stands()).toEqual([0, 1, 0, 0]);
    await rings('second');
    await line.dark(true);
    line.phone.wish({ type: 'reject', id: call().id });
    expect([line.media.open(), line.media.lines()]).toEqual([0, 0]);
  });

  test('that nobody takes leaves nothing', async () => {
    await rings();
    await line.clock.advance(200_000);
    expect([call().phase, line.media.open(), line.media.lines()]).toEqual(['ended', 0, 0]);
  });

  test('beside three others waits until it is answered; it is answered all the same', async () => {
    for (const name of ['a', 'b', 'c']) await rings(name);
    const leg = await rings('d');
    expect(stands()).toEqual([3, 3, 0, 0]);
    await answered(leg);
    expect(call()).toMatchObject({ phase: 'talking', media: 'flowing' });
    expect(stands()).toEqual([4, 4, 1, 1]);
  });

  test('has its answer made anew when the network is another', async () => {
    const leg = await rings();
    line.wake();
    await line.clock.advance(1_000);
    expect(stands()).toEqual([1, 2, 0, 0]);
    await answered(leg);
    expect(call()).toMatchObject({ phase: 'talking', media: 'flowing' });
    expect(line.media.made()).toBe(2);
  });

  test('whose offer cannot be read is refused when it is answered, not before', async () => {
    await rings('ada', 'v=0\r\nm=nonsense\r\n');
    expect([call().phase, line.media.open()]).toEqual(['ringing', 1]);
    line.phone.wish({ type: 'answer', id: call().id });
    await line.clock.advance(100);
    expect(line.sent.some((text) => /^SIP\/2\.0 4\d\d /.test(text))).toBe(true);
    expect([call().phase, line.media.open(), line.media.lines()]).toEqual(['ended', 0, 0]);
  });

  test('that offers nothing is asked by us, when it is answered', async () => {
    await rings('ada', '');
    expect(stands()).toEqual([0, 0, 0, 0]);
    line.phone.wish({ type: 'answer', id: call().id });
    await line.clock.advance(100);
    expect(line.sent.findLast((text) => text.startsWith('SIP/2.0 200'))).toContain('m=audio ');
  });

  test('without a microphone the caller is refused and not picked up: somebody else may have one', async () => {
    line.media.microphone(false);
    await rings();
    line.phone.wish({ type: 'answer', id: call().id });
    await line.clock.advance(100);
    expect(
      line.sent.filter((text) => text.startsWith('SIP/2.0 200 OK') && /CSeq: 1 INVITE/.test(text)),
    ).toEqual([]);
    expect([call().phase, line.media.open(), line.media.lines()]).toEqual(['ended', 0, 0]);
  });
});

describe('CALL-33: what was made while it rang', () => {
  const make = () => {
    const made: { call: string; sdp?: string; closed: boolean }[] = [];
    const offers = new Map([['a', 'one']]);
    const prepared = createPrepared<string>({
      make: (call) => {
        const one: (typeof made)[number] = { call, closed: false };
        made.push(one);
        return {
          prepare: (sdp: string) => (one.sdp = sdp),
          close: () => (one.closed = true),
          closed: () => one.closed,
        } as unknown as ReturnType<Parameters<typeof createPrepared>[0]['make']>;
      },
      rings: () => true,
      offer: (call) => offers.get(call),
      timers: { set: (run) => run(), clear: () => {} },
    });
    return { prepared, made, offers };
  };

  test('is handed over once, to who answers the same offer', () => {
    const { prepared, made } = make();
    prepared.ring('a');
    expect(made).toEqual([{ call: 'a', sdp: 'one', closed: false }]);
    expect(prepared.take('a')).toBeDefined();
    expect(prepared.take('a')).toBeUndefined();
    // It is somebody's now: neither another network nor the end of the ringing closes it.
    prepared.renew();
    prepared.end('a');
    expect(made).toEqual([{ call: 'a', sdp: 'one', closed: false }]);
  });

  test('is thrown away where the caller offers something else by then', () => {
    const { prepared, made, offers } = make();
    prepared.ring('a');
    offers.set('a', 'two');
    expect(prepared.take('a')).toBeUndefined();
    expect(made).toEqual([{ call: 'a', sdp: 'one', closed: true }]);
  });
});

describe('CALL-33: an offer', () => {
  test('without its addresses says the same, and reaches nobody', () => {
    const taken = withoutAddresses(description());
    expect(taken.sdp).toBe(description().replace(/a=candidate:.*\r\n/, ''));
    expect(taken.addresses).toEqual([
      { candidate: 'candidate:1 1 udp 2130706431 192.0.2.10 40000 typ host', sdpMLineIndex: 0 },
    ]);
  });

  test('of ours leaves out where nobody can call', () => {
    const there = 'a=candidate:1 1 udp 2 192.0.2.2 5 typ host generation 0\r\n';
    const relayed = 'a=candidate:3 1 udp 2 192.0.2.9 5 typ relay raddr 192.0.2.2 rport 9 generation 0\r\n';
    const calls = 'a=candidate:2 1 tcp 1 192.0.2.2 9 typ host tcptype active generation 0\r\n';
    expect(withoutCallers(`v=0\r\n${there}${calls}${relayed}${calls}a=mid:0\r\n`)).toBe(
      `v=0\r\n${there}${relayed}a=mid:0\r\n`,
    );
  });

  test('whatever it is, no address is left in it, and there are never many', () => {
    const lines = fc.constantFrom(
      'v=0',
      'm=audio 9 x 0',
      'm=video 9 x 96',
      'a=candidate:1 1 udp 1 192.0.2.1 4 typ host',
      'a=end-of-candidates',
      'a=sendrecv',
      '',
    );
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 200 }), fc.constantFrom('\r\n', '\n'), (given, end) => {
        const { sdp, addresses } = withoutAddresses(given.join(end));
        expect(sdp).not.toMatch(/candidate/);
        expect(addresses.length).toBeLessThanOrEqual(64);
        expect(sdp.split('\r\n').filter((text) => text.startsWith('m='))).toEqual(
          given.filter((text) => text.startsWith('m=')),
        );
      }),
    );
  });

  test.each([
    [{ 'content-type': 'application/sdp' }, 'v=0', 'v=0'],
    [
      { 'content-type': ' application/sdp ', 'content-disposition': 'session;handling=required' },
      'v=0',
      'v=0',
    ],
    [{ 'content-type': 'application/sdp', 'content-disposition': 'render' }, 'v=0', undefined],
    [{ 'content-type': 'multipart/mixed' }, 'v=0', undefined],
    [{ 'content-type': 'application/sdp' }, '', undefined],
    [{}, 'v=0', undefined],
  ])('by the headers %j and the body %j: %j', (headers, body, offer) => {
    const getHeader = (name: string): string | undefined => (headers as Record<string, string>)[name];
    expect(offerIn({ body, getHeader })).toBe(offer);
  });
});
