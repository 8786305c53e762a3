// Changes when processes of one service tell each other something else, or bound it differently.
import { describe, expect, test } from 'vitest';
import { createNeighbours, type LinkName, type Neighbours } from '../../service/neighbours.ts';
import { mostBytes } from '../../service/pg-channel.ts';
import type { Timers } from '../../service/timers.ts';
import type { Typing } from '../../shared/sync/protocol.ts';
import { quiet } from '../support/postgres.ts';

/** Processes on one channel, whose timers run when the test says so. */
function scene() {
  const sent: string[] = [];
  const ears = new Set<(text: string | null) => void>();
  let waiting: (() => void)[] = [];
  const timers: Timers = { set: (run) => waiting.push(run), clear: () => {} };
  let slow: Promise<void> | null = null;
  const channel = {
    async send(text: string) {
      const wait = slow;
      slow = null;
      if (wait !== null) await wait;
      sent.push(text);
      for (const ear of ears) ear(text);
    },
    listen(ear: (text: string | null) => void) {
      ears.add(ear);
      return Promise.resolve(() => Promise.resolve(void ears.delete(ear)));
    },
  };
  return {
    sent,
    say: channel.send,
    /** The next word takes this long. */
    delay: (until: Promise<void>) => void (slow = until),
    async process(self: string): Promise<Neighbours & { typing: Typing[]; links: LinkName[] }> {
      const heard = { typing: [] as Typing[], links: [] as LinkName[] };
      const neighbours = createNeighbours({ channel, self, timers, log: quiet });
      await neighbours.start({
        typing: (typing) => heard.typing.push(typing),
        linked: (name) => heard.links.push(name),
      });
      return { ...neighbours, ...heard };
    },
    async pass() {
      const due = waiting;
      waiting = [];
      for (const run of due) run();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
const typing = (conversationId: string, over: Partial<Typing> = {}): Typing => ({
  conversationId,
  on: true,
  who: 'agent',
  name: 'Agent ben',
  ...over,
});

describe('typing between processes', () => {
  test('SYNC-34 the newest word of each typist goes out once in a while, to the others only', async () => {
    const { process, pass, sent } = scene();
    const [one, other] = [await process('one'), await process('other')];
    one.types(typing('a'));
    one.types(typing('b', { who: 'customer' }));
    one.types(typing('a', { on: false }));
    expect(sent).toEqual([]);
    await pass();
    expect(sent).toHaveLength(1);
    expect(other.typing).toEqual([typing('a', { on: false }), typing('b', { who: 'customer' })]);
    expect(one.typing).toEqual([]);
    await pass();
    expect(sent).toHaveLength(1);
  });

  test('SYNC-34 more of it than a few notices hold is dropped, and no notice is larger than Postgres takes', async () => {
    const { process, pass, sent } = scene();
    const [one, other] = [await process('one'), await process('other')];
    for (let i = 0; i < 5_000; i += 1) one.types(typing(`c-${i}`, { name: 'ö'.repeat(200) }));
    await pass();
    expect(sent.length).toBeLessThanOrEqual(3);
    expect(Math.max(...sent.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(mostBytes);
    expect(other.typing.length).toBeGreaterThan(10);
  });
});

describe('links between processes', () => {
  test('SYNC-33 every one is told, to all and also to oneself, however many', async () => {
    const { process, pass, sent } = scene();
    const [one, other] = [await process('one'), await process('other')];
    const names = Array.from({ length: 500 }, (_, i) => ({
      agentId: `agent-${i}`,
      deskId: `desk-${i}`,
      linkId: `link-${i}`,
    }));
    for (const name of names) one.linked(name);
    await pass();
    expect(other.links).toEqual(names);
    expect(one.links).toEqual(names);
    expect(Math.max(...sent.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(mostBytes);
  });

  test('SYNC-33 links are told in their order, also where a word takes long: the newer one of a desk stays', async () => {
    const { process, pass, delay } = scene();
    const one = await process('one');
    const name = (linkId: string): LinkName => ({ agentId: 'ben', deskId: 'desk', linkId });
    let arrive = (): void => {};
    delay(new Promise((resolve) => (arrive = resolve)));
    one.linked(name('older'));
    await pass();
    one.linked(name('newer'));
    await pass();
    expect(one.links).toEqual([]);
    arrive();
    await pass();
    expect(one.links.map(({ linkId }) => linkId)).toEqual(['older', 'newer']);
  });

  test('what makes no sense is passed over', async () => {
    const { process, say } = scene();
    const one = await process('one');
    for (const text of [
      '',
      'no json',
      '{}',
      '{"from":"x","linked":[["a","b"]]}',
      '[]',
      '{"from":"x","typing":[{}]}',
    ])
      await say(text);
    expect([one.typing, one.links]).toEqual([[], []]);
    await one.stop();
    await say('{"from":"x","linked":[["a","b","c"]]}');
    expect(one.links).toEqual([]);
  });
});
