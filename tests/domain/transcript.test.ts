// Changes when what was said in a call may be told by others, or becomes other messages. Rules: REC-8, REC-9.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommand } from '../../shared/domain/apply.ts';
import { isUnkept } from '../../shared/domain/apply-transcript.ts';
import { conversationOfCall, spokenId } from '../../shared/domain/call.ts';
import { saidWhen } from '../../shared/domain/call-pauses.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Conversation, Message } from '../../shared/domain/conversation.ts';
import { messageSchema } from '../../shared/domain/conversation.ts';
import type { RecordingRule } from '../../shared/domain/call-media.ts';
import type { RecordKind, RecordOf } from '../../shared/domain/records.ts';
import type { SpokenSegment } from '../../shared/domain/transcript.ts';
import { aQueue } from '../support/records.ts';

const callId = 'a84b4c76e66710@pc33';
const conversationId = conversationOfCall(callId);
const anna: Actor = { kind: 'agent', id: 'anna', name: 'Anna', role: 'admin' };
const system: Actor = { kind: 'system' };
const start = 1_000_000;

/** A call that rings at anna's. @param mode what its queue says of recording. */
function world(mode: RecordingRule['mode'] = 'ask') {
  const all = new Map<string, unknown>();
  const queue = aQueue({ recording: { mode, tell: 'said', days: 90 } });
  all.set(`queue ${queue.id}`, queue);
  let count = 0;
  let now = start;
  const run = (actor: Actor, type: string, args: object): string => {
    const command = { id: `k${(count += 1)}`, type, args: { conversationId, callId, ...args } } as Command;
    const outcome = applyCommand(
      {
        get: <K extends RecordKind>(kind: K, id: string) =>
          all.get(`${kind} ${id}`) as RecordOf<K> | undefined,
      },
      command,
      { actor, now, authority: true },
    );
    if (!outcome.ok) return outcome.refusal.kind;
    for (const change of outcome.changes)
      if (change.op === 'put') all.set(`${change.kind} ${change.id}`, change.record);
      else all.delete(`${change.kind} ${change.id}`);
    return outcome.changes.length === 0 ? 'same' : 'done';
  };
  const ring = {
    direction: 'in',
    from: '+15550100',
    to: '101',
    name: 'Ada',
    queueId: queue.id,
    customerId: null,
  };
  run(anna, 'call.ring', { ...ring, at: now });
  const consent = (state: 'given' | 'refused', at = now): string =>
    run(anna, 'call.consent', { consent: { state, how: 'asked', at } });
  /** Answered, and the caller agrees at once. */
  const answer = (): string => {
    run(anna, 'call.answer', { at: now });
    return consent('given');
  };
  const say = (...segments: Partial<SpokenSegment>[]): string =>
    run(system, 'call.transcript', {
      segments: segments.map((one) => ({
        n: 0,
        who: 'customer',
        at: now,
        text: 'The lamp hums.',
        language: '',
        ...one,
      })),
    });
  return {
    run,
    answer,
    consent,
    say,
    pass: (ms: number) => void (now += ms),
    /** @param at in ms after the start; by default now. */
    pause: (on: boolean, at = now - start): string => run(anna, 'call.pause', { on, at: start + at }),
    /** The service looks through what is in doubt, part by part. */
    clean: (): void => {
      for (;;) {
        const { doubt } = (all.get(`conversation ${conversationId}`) as Conversation).call?.transcript ?? {};
        if (doubt === undefined) return;
        run(system, 'call.unsay', { from: Math.max(0, doubt - 100), to: doubt });
      }
    },
    talk: () => all.get(`conversation ${conversationId}`) as Conversation,
    messages: () =>
      [...all.entries()]
        .flatMap(([key, record]) => (key.startsWith('message ') ? [record as Message] : []))
        .toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)),
  };
}

test('REC-8: words become messages in their order, of the customer and of the agent; nobody waits for an answer to them', () => {
  const { answer, say, messages, talk, pass } = world();
  answer();
  pass(9_000);
  expect(
    say(
      { n: 1, who: 'agent', at: start + 5_000, text: 'What can I do?', language: 'en' },
      { n: 0, at: start + 2_000, text: 'Die Lampe brummt.', language: 'de' },
    ),
  ).toBe('done');
  expect(
    messages().map(({ authorKind, authorName, text, at, seq, spoken }) => [
      authorKind,
      authorName,
      text,
      at - start,
      seq,
      spoken?.language,
    ]),
  ).toEqual([
    ['customer', 'Ada', 'Die Lampe brummt.', 2_000, 1, 'de'],
    ['agent', '', 'What can I do?', 5_000, 2, 'en'],
  ]);
  for (const message of messages()) expect(messageSchema.safeParse(message).success).toBe(true);
  expect(talk()).toMatchObject({
    lastSeq: 2,
    agentReadSeq: 2,
    waitingSince: null,
    lastMessageAt: start + 5_000,
  });
  expect(talk().call?.transcript).toEqual({ segments: 2 });
});

test('REC-8: said again nothing is there twice, and first words stay', () => {
  const { answer, say, messages } = world();
  answer();
  say({ n: 0, text: 'One' });
  expect(say({ n: 0, text: 'Another' })).toBe('same');
  expect(say({ n: 0, text: 'Another' }, { n: 1, text: 'Two' }, { n: 1, text: 'Three' })).toBe('done');
  expect(messages().map(({ text }) => text)).toEqual(['One', 'Two']);
});

test('REC-8: only the service says it, of a call that is talked; a clock that is out writes nothing before or after it', () => {
  const { answer, say, run, messages, pass } = world();
  expect(say({})).toBe('state');
  answer();
  const segments = [{ n: 0, who: 'customer', at: start, text: 'x', language: '' }];
  expect(run(anna, 'call.transcript', { segments })).toBe('forbidden');
  pass(60_000);
  run(anna, 'call.end', { outcome: 'completed', at: start + 30_000 });
  expect(say({ n: 0, at: start }, { n: 1, at: start + 9_000_000 })).toBe('done');
  expect(messages().map(({ at }) => at - start)).toEqual([0, 30_000]);
});

test('REC-8: nothing is taken before the caller has agreed, nor anything that was said before; a queue that records none has none', () => {
  const { run, say, consent, messages, pass } = world();
  run(anna, 'call.answer', { at: start });
  pass(5_000);
  expect(say({ n: 0, at: start + 4_000 })).toBe('state');
  pass(5_000);
  consent('given');
  pass(5_000);
  expect(say({ n: 0, at: start + 4_000, text: 'Before' }, { n: 1, at: start + 10_000, text: 'After' })).toBe(
    'done',
  );
  expect(say({ n: 2, at: start + 9_999, text: 'Before' })).toBe('same');
  expect(messages().map(({ text }) => text)).toEqual(['After']);
  consent('refused');
  expect(say({ n: 3 })).toBe('forbidden');

  const always = world('always');
  always.run(anna, 'call.answer', { at: start });
  expect(always.say({})).toBe('state');
  always.consent('given');
  expect(always.say({})).toBe('done');

  const off = world('off');
  off.answer();
  expect(off.say({})).toBe('forbidden');
});

test('REC-8: what was said is nobody’s to change', () => {
  const { answer, say, run, messages } = world();
  answer();
  say({ who: 'agent' });
  const { id, text } = messages()[0]!;
  expect(run(anna, 'message.edit', { messageId: id, text: 'I never said that.', base: text })).toBe(
    'forbidden',
  );
});

test('REC-8: where the caller takes back the consent, all of it goes, part by part; nothing more is taken', () => {
  const { answer, consent, say, run, messages, talk } = world();
  answer();
  for (let from = 0; from < 250; from += 50)
    say(...Array.from({ length: 50 }, (_, at) => ({ n: from + at, text: `No. ${from + at}` })));
  expect(run(system, 'call.unsay', { from: 0, to: 100 })).toBe('state');
  consent('refused');
  expect(talk().call?.transcript).toMatchObject({ segments: 250, removed: { why: 'objected' } });
  expect(say({ n: 300 })).toBe('forbidden');
  expect(run(anna, 'call.unsay', { from: 150, to: 250 })).toBe('forbidden');
  for (const from of [150, 50, 0]) run(system, 'call.unsay', { from, to: Math.min(250, from + 100) });
  expect([messages(), talk().call?.transcript?.segments]).toEqual([[], 0]);
  expect(run(system, 'call.unsay', { from: 0, to: 100 })).toBe('same');
  // A word given later brings nothing back.
  consent('given');
  expect(say({ n: 301 })).toBe('forbidden');
});

test('REC-8: told in whatever pieces and order, every number is there once and all numbers of messages differ', () => {
  const piece = fc.array(fc.record({ n: fc.nat(20), at: fc.integer({ min: start, max: start + 60_000 }) }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const { answer, say, messages, talk, pass } = world();
      answer();
      pass(60_000);
      for (const one of pieces) say(...one);
      const numbers = new Set(pieces.flat().map(({ n }) => n));
      const ids = messages().map(({ id }) => id);
      expect(new Set(ids)).toEqual(new Set([...numbers].map((n) => spokenId(conversationId, n))));
      expect(messages().map(({ seq }) => seq)).toEqual(ids.map((_, at) => at + 1));
      expect(talk().lastSeq).toBe(numbers.size);
    }),
  );
});

test('REC-9: nothing of a pause is taken, however late it is told; what lies beside it is', () => {
  const { answer, say, messages, pass, pause } = world();
  answer();
  pass(10_000);
  expect(pause(true)).toBe('done');
  expect(pause(true)).toBe('same');
  pass(5_000);
  const told = (n: number, from: number, until: number, text: string): string =>
    say({ n, at: start + from, until: start + until, text });
  expect(told(0, 12_000, 14_000, 'Four one one one')).toBe('same');
  pass(15_000);
  expect(pause(false)).toBe('done');
  pass(60_000);
  told(1, 3_000, 8_000, 'Before');
  told(2, 8_000, 12_000, 'Into it');
  told(3, 15_000, 20_000, 'In it');
  told(4, 28_000, 33_000, 'Out of it');
  told(5, 9_000, 40_000, 'All over it');
  told(6, 32_000, 36_000, 'After');
  // Nobody has said how long these took: rather too much is left out.
  say({ n: 7, at: start + 38_000, text: 'It was 4111 1111 1111 1111.' });
  say({ n: 8, at: start + 60_000, text: 'It was 4111 1111 1111 1111.' });
  expect(messages().map(({ text }) => text)).toEqual(['Before', 'After', 'It was 4111 1111 1111 1111.']);
});

test('REC-9: what was written down before the desk could tell of its pause is deleted, and only that', () => {
  const { answer, say, run, messages, talk, pass, pause, clean } = world();
  answer();
  pass(600_000);
  // Words of two seconds, one every two seconds, more of them than are looked through at once.
  for (let from = 0; from < 250; from += 50)
    say(
      ...Array.from({ length: 50 }, (_, at) => ({
        n: from + at,
        at: start + (from + at) * 2_000,
        until: start + (from + at) * 2_000 + 1_900,
        text: `No. ${from + at}`,
      })),
    );
  pause(true, 100_000);
  pause(false, 120_000);
  expect(talk().call?.transcript).toEqual({ segments: 250, doubt: 250 });
  expect(run(anna, 'call.unsay', { from: 0, to: 100 })).toBe('forbidden');
  // The desk shows none of it from now on.
  const shown = messages().filter((one) => !isUnkept(talk().call!, one));
  clean();
  expect(messages()).toEqual(shown);
  expect(messages()).toHaveLength(250 - 12);
  expect(messages().map(({ text }) => text)).not.toContain('No. 55');
  expect(talk().call?.transcript).toEqual({ segments: 250 });
  expect(run(system, 'call.unsay', { from: 0, to: 100 })).toBe('state');
});

test('REC-9: whatever is paused, told and looked through in whatever order, in the end nothing of a pause is there', () => {
  const moment = fc.integer({ min: 0, max: 60_000 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('pause' as const), on: fc.boolean(), at: moment }),
    fc.record({
      kind: fc.constant('say' as const),
      n: fc.nat(60),
      at: moment,
      long: fc.option(fc.nat(9_000), { nil: undefined }),
    }),
    fc.constant({ kind: 'clean' as const }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { answer, say, messages, talk, pass, pause, clean } = world();
      answer();
      pass(60_000);
      const told = new Map<string, { from: number; until: number }>();
      for (const one of steps) {
        if (one.kind === 'pause') pause(one.on, one.at);
        else if (one.kind === 'clean') clean();
        else {
          const at = start + one.at;
          const until = one.long === undefined ? {} : { until: at + one.long };
          const id = spokenId(conversationId, one.n);
          const known = messages().some((message) => message.id === id);
          if (!known) told.set(id, saidWhen({ at, text: 'One two', ...until }));
          say({ n: one.n, at, text: 'One two', ...until });
        }
      }
      clean();
      const pauses = talk().call?.pauses ?? [];
      for (const { from, to } of pauses) expect(to ?? Infinity).toBeGreaterThanOrEqual(from);
      for (const { id } of messages()) {
        const { from, until } = told.get(id)!;
        for (const pause of pauses)
          expect(until < pause.from || from > (pause.to ?? Infinity), JSON.stringify(pause)).toBe(true);
      }
    }),
  );
});
