// Changes when what comes over the line may do something else to the phone. The real engine in Node, on a clock of its own.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChance } from '../simulation/chance.ts';
import { description } from './support/fake-media.ts';
import { hostileAccount, openHostileLine, type HostileLine } from './support/hostile-line.ts';
import { runHostile } from './support/hostile-run.ts';
import { expectLegal } from './support/legal.ts';
import { createFarSide, header } from './support/sip-text.ts';
import { torture } from './support/torture.ts';

describe('CALL-30: one message after the other', () => {
  let line: HostileLine;
  beforeEach(async () => {
    line = await openHostileLine(createChance(1).next);
  });
  afterEach(() => line.close());
  const far = () => createFarSide(line.target, hostileAccount.user, hostileAccount.domain);

  /** What must hold after anything: the phone is there, and the next caller gets through. */
  async function stillWorks(): Promise<void> {
    expect(line.uncaught).toEqual([]);
    expectLegal(line.phone.state());
    for (const { id, phase } of line.phone.state().calls)
      if (phase !== 'ended') line.phone.wish({ type: 'hangUp', id });
    await line.clock.advance(70_000);
    expect(line.phone.state().line).toBe('ready');
    const before = line.phone.state().calls.length;
    const side = far();
    const leg = side.leg('next');
    await line.inject(side.invite(leg, description()));
    const call = line.phone.state().calls.at(-1)!;
    expect(line.phone.state().calls).toHaveLength(before + 1);
    expect(call).toMatchObject({ phase: 'ringing', party: { name: 'Ada', number: 'ada' }, queue: 'billing' });
    line.phone.wish({ type: 'answer', id: call.id });
    await line.clock.advance(100);
    const answer = line.sent.findLast((text) => text.startsWith('SIP/2.0 200'))!;
    leg.toTag = /;\s*tag=([^;\s]+)/.exec(header(answer, 'To')!)![1];
    await line.inject(side.ack(leg));
    expect(line.phone.state().calls.at(-1)).toMatchObject({ phase: 'talking', media: 'flowing' });
    await line.inject(side.within(leg, 'BYE'));
    expect(line.phone.state().calls.at(-1)).toMatchObject({ phase: 'ended', end: 'completed' });
    await line.clock.advance(70_000);
    const { clients: _underWay, ...left } = line.left();
    expect(left).toEqual({ sessions: 0, dialogs: 0, servers: 0, subscribers: 0 });
    expect([line.media.open(), line.media.lines()]).toEqual([0, 0]);
  }

  test.each(Object.entries(torture))('RFC 4475 %s, as it is given', async (_name, text) => {
    await line.inject(text);
    await expect(stillWorks()).resolves.toBeUndefined();
  });

  test.each(Object.entries(torture).filter(([, text]) => /^\S+ +\S+ +SIP/.test(text)))(
    'RFC 4475 %s, sent to this phone',
    async (_name, text) => {
      // As they are given they are for somebody else; the phone would not look any further.
      await line.inject(text.replace(/^(\S+) +\S.*? +(SIP\/\d)/, `$1 ${line.target()} $2`));
      await expect(stillWorks()).resolves.toBeUndefined();
    },
  );

  test('a call that is over before its sound could be had leaves no microphone open', async () => {
    const side = far();
    const leg = side.leg('quick');
    await line.inject(side.invite(leg, description()));
    const { id } = line.phone.state().calls[0]!;
    line.phone.wish({ type: 'answer', id });
    line.phone.wish({ type: 'hangUp', id });
    await expect(stillWorks()).resolves.toBeUndefined();
  });

  test('a name of a caller is cut to size, and stays what it is', async () => {
    const side = far();
    const long = side
      .invite(side.leg('long'), description())
      .replace('"Ada"', `"<img src=x>${'x'.repeat(5_000)}"`);
    await line.inject(long);
    const { party } = line.phone.state().calls[0]!;
    expect(party.name).toHaveLength(200);
    expect(party.name.startsWith('<img src=x>')).toBe(true);
    await expect(stillWorks()).resolves.toBeUndefined();
  });
});

// Real time is short; what the phone lives through in it is a matter of days.
test.each([1, 2, 3])(
  'CALL-30: a hostile line (seed %i): legal states, nothing rings for ever, nothing is left over',
  async (seed) => {
    const { rang, talked } = await runHostile(seed, 1_000);
    expect(rang).toBeGreaterThan(100);
    expect(talked).toBeGreaterThan(10);
  },
  120_000,
);
