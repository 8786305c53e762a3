// Changes when something that holds for every command does: idempotent, total, along the drawn edges, the same at desk and service.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordSchemas, type Change } from '../../shared/domain/records.ts';
import { conversationUnits } from '../../shared/domain/presence.ts';
import type { ConversationState } from '../../shared/domain/conversation.ts';
import { anyActor, anyCommand, anySteps, beginning, type Step } from './arbitrary.ts';
import { createTable, type Table } from './table.ts';

const runs = { numRuns: 800 };

/** Plays steps from the beginning, and calls back around each. */
function play(
  steps: readonly Step[],
  each?: (table: Table, step: Step, now: number) => void,
  authority = true,
): { table: Table; now: number } {
  const table = createTable(beginning);
  let now = 1_000_000;
  for (const step of steps) {
    now += step.after;
    each?.(table, step, now);
    table.run(step.actor, step.command, now, authority);
  }
  return { table, now };
}

describe('any command on any records', () => {
  test('never throws, and a refusal changes nothing', () => {
    fc.assert(
      fc.property(anySteps, fc.boolean(), (steps, authority) => {
        play(
          steps,
          (table, step, now) => {
            const before = table.dump();
            const copy = table.copy();
            const outcome = copy.run(step.actor, step.command, now, authority);
            if (!outcome.ok) {
              expect(copy.dump()).toEqual(before);
              expect(outcome.refusal.message).not.toBe('');
            }
          },
          authority,
        );
      }),
      { numRuns: 200 },
    );
  });

  test('never throws on no records at all', () => {
    fc.assert(
      fc.property(anyActor, anyCommand, fc.boolean(), (actor, command, authority) => {
        expect(() => createTable([]).run(actor, command, 0, authority)).not.toThrow();
      }),
      runs,
    );
  });

  test.each([true, false])(
    'SYNC-11: applied a second time, later, it changes nothing (authority: %s)',
    (authority) => {
      fc.assert(
        fc.property(anySteps, anyActor, anyCommand, (steps, actor, command) => {
          const { table, now } = play(steps, undefined, authority);
          if (!table.run(actor, command, now + 1, authority).ok) return;
          const once = table.dump();
          const again = table.run(actor, command, now + 60_000, authority);
          if (again.ok) expect(again.changes).toEqual([]);
          expect(table.dump()).toEqual(once);
        }),
        runs,
      );
    },
  );

  test('SYNC-11: and is accepted the second time', () => {
    fc.assert(
      fc.property(anySteps, anyActor, anyCommand, (steps, actor, command) => {
        const { table, now } = play(steps);
        if (!table.run(actor, command, now + 1).ok) return;
        expect(table.run(actor, command, now + 2)).toEqual({ ok: true, changes: [] });
      }),
      runs,
    );
  });

  test('only makes records that their schemas accept', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { table } = play(steps);
        for (const [name, record] of Object.entries(table.dump())) {
          const kind = name.split(' ')[0] as Change['kind'];
          expect(recordSchemas[kind].safeParse(record).error?.issues ?? [], name).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('conversations', () => {
  // As drawn in conversation.ts.
  const edges: Record<ConversationState, readonly ConversationState[]> = {
    open: ['active', 'closed'],
    active: ['wrapUp', 'open', 'closed'],
    waiting: ['wrapUp', 'open', 'active'],
    wrapUp: ['closed'],
    closed: ['open'],
  };
  test('only move along the drawn edges', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        let last: Table | undefined;
        const look = (table: Table): void => {
          for (const before of last?.all('conversation') ?? []) {
            const after = table.get('conversation', before.id)!;
            if (after.state !== before.state)
              expect(edges[before.state], `${before.state} -> ${after.state}`).toContain(after.state);
          }
          last = table.copy();
        };
        look(play(steps, look).table);
      }),
      { numRuns: 400 },
    );
  });

  test('have an agent exactly while one serves them, and what is closed by an agent has its code', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        for (const one of play(steps).table.all('conversation')) {
          if (one.state === 'open') expect(one.agentId).toBeNull();
          if (one.state === 'active' || one.state === 'wrapUp') expect(one.agentId).not.toBeNull();
          if (one.state === 'closed') expect(one.closedAt).not.toBeNull();
        }
      }),
      { numRuns: 400 },
    );
  });

  test('number their messages 1, 2, 3 and keep the marks within', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { table } = play(steps);
        for (const one of table.all('conversation')) {
          const seqs = table
            .all('message')
            .filter((message) => message.conversationId === one.id)
            .map((message) => message.seq);
          expect(seqs.toSorted((a, b) => a! - b!)).toEqual(seqs.map((_, index) => index + 1));
          expect(one.lastSeq).toBe(seqs.length);
          expect(
            Math.max(one.agentReadSeq, one.customerReadSeq, one.customerDeliveredSeq),
          ).toBeLessThanOrEqual(one.lastSeq);
          expect(one.customerDeliveredSeq).toBeGreaterThanOrEqual(one.customerReadSeq);
        }
      }),
      { numRuns: 400 },
    );
  });
});

test('an agent carries exactly the conversations it holds, never less than none', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const { table } = play(steps);
      for (const presence of table.all('presence')) {
        const held = table
          .all('conversation')
          .filter(
            (one) =>
              one.agentId === presence.id &&
              one.freedAt === undefined &&
              (one.state === 'active' || one.state === 'waiting' || one.state === 'wrapUp'),
          );
        expect(presence.used, presence.id).toBe(held.length * conversationUnits);
      }
    }),
    { numRuns: 400 },
  );
});

test('at most one agent gets a conversation, and only its own ringing offer lets it', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      play(steps, (table, { actor, command }, now) => {
        if (command.type !== 'offer.accept') return;
        const before = table.get('conversation', command.args.conversationId);
        const offer = table.get('offer', command.args.offerId);
        const outcome = table.copy().run(actor, command, now);
        if (!outcome.ok || outcome.changes.length === 0) return;
        expect(before?.state).toBe('open');
        expect(offer).toMatchObject({ state: 'ringing', agentId: actor.kind === 'agent' ? actor.id : '' });
      });
    }),
    { numRuns: 400 },
  );
});

/** What the desk cannot know yet: numbers are given by the service. */
function withoutNumbers(dump: Record<string, unknown>): unknown {
  return Object.fromEntries(
    Object.entries(dump).map(([name, record]) => {
      const { seq: _seq, number: _number, lastSeq: _lastSeq, ...rest } = record as Record<string, unknown>;
      return [name, rest];
    }),
  );
}

test('the desk and the service agree on what a command means', () => {
  fc.assert(
    fc.property(anySteps, anyActor, anyCommand, (steps, actor, command) => {
      const { table, now } = play(steps);
      const desk = table.copy();
      const atDesk = desk.run(actor, command, now, false);
      const atService = table.run(actor, command, now, true);
      expect(atDesk.ok).toBe(atService.ok);
      if (!atDesk.ok && !atService.ok) expect(atDesk.refusal).toEqual(atService.refusal);
      expect(withoutNumbers(desk.dump())).toEqual(withoutNumbers(table.dump()));
    }),
    runs,
  );
});

test('several commands at the desk, then the same at the service: the service ends where the desk thought it would', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const desk = play(steps, undefined, false).table;
      const service = play(steps, undefined, true).table;
      // Marks depend on numbers, which the desk does not have before the service has spoken.
      const comparable = (table: Table): unknown =>
        withoutNumbers(
          Object.fromEntries(
            Object.entries(table.dump()).map(([name, record]) => {
              const {
                agentReadSeq: _a,
                customerReadSeq: _c,
                customerDeliveredSeq: _d,
                ...rest
              } = record as Record<string, unknown>;
              return [name, rest];
            }),
          ),
        );
      expect(comparable(desk)).toEqual(comparable(service));
    }),
    { numRuns: 400 },
  );
});
