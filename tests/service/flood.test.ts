// Changes when the service defends itself differently against one that sends too much, too fast, or says nothing at all.
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDoor } from '../../service/door.ts';
import { createIntake } from '../../service/intake.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { setUpChat, startFrame, stopChats } from '../support/chat-scene.ts';
import { linkDesk, type LinkClient } from '../support/link-client.ts';
import { openChat } from '../support/records.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    parts: { mostWaitingLinks: 3, times: { helloMs: 60_000, heartbeatMs: 1_000 } },
  });
  await service.context.run({ kind: 'customer', conversationId: 'talk', name: 'Ida' }, openChat('talk'));
});
afterAll(() => service?.stop());
afterEach(stopChats);

const note = (id: string, text: string, subjectId = 'talk'): AgentCommand => ({
  id: `write-${id}`,
  type: 'note.write',
  args: { noteId: id, subjectKind: 'conversation', subjectId, text, supersedes: null },
});
/** Keeps a desk from being hung up on for its silence. @returns what stops it. */
function beat(desk: LinkClient): () => void {
  const timer = setInterval(() => desk.socket.readyState === 1 && desk.send({ t: 'ping' }), 50);
  return () => clearInterval(timer);
}

describe('a link that sends faster than it is handled', () => {
  test('SYNC-32 is not read beyond a bound of frames or bytes, and read again when half of it is done', () => {
    const calls: boolean[] = [];
    const intake = createIntake((on) => calls.push(on), { mostFrames: 4, mostBytes: 1000 });
    for (let i = 0; i < 4; i += 1) intake.add(10);
    expect(calls).toEqual([]);
    intake.add(10);
    intake.add(10);
    expect([calls, intake.isHeld()]).toEqual([[true], true]);
    for (let i = 0; i < 3; i += 1) intake.done(10);
    expect(calls).toEqual([true]);
    intake.done(10);
    expect([calls, intake.isHeld()]).toEqual([[true, false], false]);
    for (let i = 0; i < 2; i += 1) intake.done(10);
    intake.add(900);
    intake.add(200);
    expect(calls).toEqual([true, false, true]);
    intake.done(200);
    expect(calls).toEqual([true, false, true]);
    intake.done(900);
    expect(calls).toEqual([true, false, true, false]);
  });

  test('SYNC-32 waits in its socket, is not taken for silent, and gets every verdict in order in the end', async () => {
    const ben = await (await linkDesk(service.address, { handle: 'ben', deskId: 'flooding' })).ready();
    const anna = await (await linkDesk(service.address, { handle: 'anna', deskId: 'bystander' })).ready();
    const stopBeat = beat(anna);
    const jam = new Client({ connectionString: service.databaseUrl! });
    await jam.connect();
    await jam.query('begin');
    await jam.query(`select 1 from desk where id = 'flooding' for update`);
    const frames = 60;
    const each = 8;
    for (let f = 0; f < frames; f += 1) {
      const items = Array.from({ length: each }, (_, i) => {
        const n = f * each + i + 1;
        return { n, at: 0, command: note(`flood-${n}`, 'x'.repeat(60_000), 'nowhere') };
      });
      ben.send({ t: 'push', items });
    }
    // What the service does not read stays with the sender: nearly thirty megabytes do not fit into the system's buffers.
    let same = 0;
    let last = -1;
    await until(
      () => {
        const now = ben.socket.bufferedAmount;
        same = now === last ? same + 1 : 0;
        last = now;
        return same > 12;
      },
      { what: 'the service to stop reading' },
    );
    expect(last).toBeGreaterThan(5_000_000);
    // Others are served meanwhile, for longer than a silent desk would be borne.
    const silent = await (await linkDesk(service.address, { handle: 'cleo', deskId: 'silent' })).ready();
    await silent.closed();
    const [verdict] = await anna.push(note('meanwhile', 'Served.'));
    expect(verdict).toMatchObject({ refusal: null });
    expect(ben.socket.readyState).toBe(1);
    await jam.query('rollback');
    await jam.end();
    const keep = beat(ben);
    await ben.next('verdict', ({ n }) => n === frames * each);
    const verdicts = ben.frames.flatMap((frame) => (frame.t === 'verdict' ? [frame.n] : []));
    // Each is refused, so that no desk has to read it all again.
    expect(verdicts).toEqual(Array.from({ length: frames * each }, (_, i) => i + 1));
    for (const stop of [keep, stopBeat]) stop();
    for (const desk of [ben, anna]) desk.close();
  });

  test('typing beyond what anybody types is dropped', async () => {
    const ben = await (await linkDesk(service.address, { handle: 'ben', deskId: 'typist' })).ready();
    const anna = await (await linkDesk(service.address, { handle: 'anna', deskId: 'watcher' })).ready();
    const beats = [beat(ben), beat(anna)];
    for (let i = 0; i < 1000; i += 1) ben.send({ t: 'typing', conversationId: 'talk', on: i % 2 === 0 });
    const [verdict] = await ben.push(note('after-typing', 'Done.'));
    expect(verdict).toMatchObject({ refusal: null });
    await until(() => anna.has('note', 'after-typing'), { what: 'the note at anna' });
    const told = anna.frames.filter(({ t }) => t === 'typing').length;
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(200);
    for (const stop of beats) stop();
    for (const desk of [ben, anna]) desk.close();
  });
});

describe('links that say nothing', () => {
  test('a door lets in so many per key, and each lets in the next when it leaves, once', () => {
    const door = createDoor(2);
    const leave = door.enter('a')!;
    door.enter('a');
    expect(door.enter('a')).toBeNull();
    expect(door.enter('b')).not.toBeNull();
    leave();
    leave();
    expect(door.enter('a')).not.toBeNull();
    expect(door.enter('a')).toBeNull();
  });

  test('SYNC-32 one more than may wait from one address is told so; those that say who they are make room', async () => {
    const silent = await Promise.all(
      [1, 2, 3].map((n) => linkDesk(service.address, { handle: 'ben', deskId: `quiet-${n}`, silent: true })),
    );
    const many = await linkDesk(service.address, { handle: 'ben', deskId: 'one-more', silent: true });
    expect(await many.next('bye')).toMatchObject({ reason: 'stopping' });
    expect(await many.closed()).toBe(1013);
    silent[0]!.close();
    await silent[0]!.closed();
    // Room for one: desks come in one after the other, for each waits only until it has said hello.
    for (const n of [1, 2, 3]) {
      const desk = await linkDesk(service.address, { handle: 'ben', deskId: `greets-${n}` });
      await desk.next('welcome');
    }
    for (const one of silent) one.close();
  });

  test('SYNC-32 pages of the chat: so many without a conversation, so many in all, so many of one conversation', async () => {
    const { join } = await setUpChat({ mostWaiting: 2, mostLinks: 4, mostPages: 2 });
    const turnedAway = async (): Promise<void> => {
      const page = await join();
      expect(await page.next('refused')).toMatchObject({ kind: 'rateLimited', messageId: null });
      expect(await page.closed()).toBe(1013);
    };
    const first = await join();
    const second = await join();
    await turnedAway();
    first.send(startFrame());
    const { token } = await first.next('welcome');
    second.send({ t: 'resume', token, seq: 0 });
    await second.next('welcome');
    const third = await join();
    third.send({ t: 'resume', token, seq: 0 });
    expect(await third.next('refused')).toMatchObject({ kind: 'rateLimited' });
    await join();
    // Four are open, two of them waiting.
    await turnedAway();
    first.close();
    await first.closed();
    third.send({ t: 'resume', token, seq: 0 });
    await third.next('welcome');
  });
});
