// A desk against a model of its service, in random histories: edits on both sides, cuts, restarts, lost verdicts, restored backups.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { caseStatuses } from '../../shared/domain/case.ts';
import { recordKinds, type RecordKind } from '../../shared/domain/records.ts';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import {
  createDesk,
  createManualClock,
  testKey,
  type ManualClock,
  type TestDesk,
  type TestWindow,
} from '../support/desk.ts';
import type { FakeService } from '../support/fake-service-type.ts';
import { createFakeService } from '../support/fake-service.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import { until } from '../support/until.ts';

const status = fc.constantFrom(...caseStatuses);
const which = fc.constantFrom('case-1', 'case-2');
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('note' as const),
      by: fc.constantFrom('ada', 'bob'),
      caseId: which,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      by: fc.constantFrom('ada', 'bob'),
      caseId: which,
      status,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('message' as const), by: fc.constantFrom('ada', 'ida') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('newCase' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), by: fc.constantFrom('ada', 'ida') }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), frames: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('cut' as const, 'offline' as const, 'online' as const, 'online' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('dropVerdicts' as const, 'snapshots' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('backup' as const, 'restore' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('bulk' as const),
      steps: fc.option(fc.integer({ min: 1, max: 5 })),
      spoilt: fc.boolean(),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

const settle = async (): Promise<void> => {
  for (let i = 0; i < 12; i++) await new Promise((resolve) => setImmediate(resolve));
};

class History {
  readonly clock: ManualClock = createManualClock(1_700_000_000_000);
  readonly service: FakeService = createFakeService(this.clock.now);
  readonly desk: TestDesk;
  window: TestWindow;
  /** Commands that the desk has called saved, with the text to look for. */
  readonly saved: { command: AgentCommand; text: string | null }[] = [];
  readonly refusedAtOnce: string[] = [];
  backup: unknown;
  ids = 0;

  constructor() {
    const { service } = this;
    service.pageRows = 3;
    service.addAgent(anAgent('ada'), 'secret');
    service.addAgent(anAgent('bob'), 'secret');
    service.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
    service.run({ kind: 'customer', conversationId: 'c1', name: 'Ida' }, openChat('c1'));
    for (const id of ['case-1', 'case-2']) service.run(this.actor('bob'), this.newCase(id));
    service.run(this.actor('ada'), { id: 'pick', type: 'conversation.pick', args: { conversationId: 'c1' } });
    this.desk = createDesk({ transport: service.transport, clock: this.clock });
    this.window = this.desk.window();
    this.backup = service.backup();
  }
  actor(id: string): { kind: 'agent'; id: string; name: string; role: 'agent' } {
    return { kind: 'agent', id, name: `Agent ${id}`, role: 'agent' };
  }
  newCase(caseId: string): AgentCommand {
    const args = {
      caseId,
      title: caseId,
      description: '',
      kind: 'support' as const,
      priority: 'low' as const,
      category: null,
      customerId: null,
      queueId: 'queue-a',
      conversationId: null,
    };
    return { id: `new-${caseId}`, type: 'case.create', args };
  }
  async run(command: AgentCommand, text: string | null): Promise<void> {
    await this.window.run(command).then(
      () => this.saved.push({ command, text }),
      () => this.refusedAtOnce.push(command.id),
    );
  }
  async play(one: Action): Promise<void> {
    const n = ++this.ids;
    const { service } = this;
    switch (one.do) {
      case 'note': {
        const command: AgentCommand = {
          id: `k${n}`,
          type: 'note.write',
          args: {
            noteId: `n${n}`,
            subjectKind: 'case',
            subjectId: one.caseId,
            text: `note ${n}`,
            supersedes: null,
          },
        };
        if (one.by === 'bob') service.run(this.actor('bob'), command);
        else await this.run(command, `note ${n}`);
        return;
      }
      case 'status': {
        if (one.by === 'bob') {
          service.run(this.actor('bob'), {
            id: `k${n}`,
            type: 'case.update',
            args: { caseId: one.caseId, set: { status: one.status }, base: {} },
          });
          return;
        }
        const seen = (await this.window.query('case.view', { id: one.caseId }))?.case.status;
        if (seen === undefined) return;
        return this.run(
          {
            id: `k${n}`,
            type: 'case.update',
            args: { caseId: one.caseId, set: { status: one.status }, base: { status: seen } },
          },
          null,
        );
      }
      case 'message': {
        if (one.by === 'ida') {
          service.run(
            { kind: 'customer', conversationId: 'c1', name: 'Ida' },
            {
              id: `k${n}`,
              type: 'message.receive',
              args: { messageId: `m${n}`, conversationId: 'c1', text: `message ${n}` },
            },
          );
          return;
        }
        return this.run(
          {
            id: `k${n}`,
            type: 'message.send',
            args: {
              messageId: `m${n}`,
              conversationId: 'c1',
              audience: 'public',
              text: `message ${n}`,
              articleId: null,
            },
          },
          `message ${n}`,
        );
      }
      case 'newCase':
        return this.run({ ...this.newCase(`made-${n}`), id: `k${n}` }, null);
      case 'end':
        if (one.by === 'ida') {
          service.run(
            { kind: 'customer', conversationId: 'c1', name: 'Ida' },
            { id: `k${n}`, type: 'conversation.leave', args: { conversationId: 'c1' } },
          );
          return;
        }
        return this.run({ id: `k${n}`, type: 'conversation.end', args: { conversationId: 'c1' } }, null);
      case 'deliver':
        for (let i = 0; i < one.frames; i++) {
          service.deliver();
          await settle();
        }
        return;
      case 'cut':
        return service.cut();
      case 'offline':
        return service.setOffline(true);
      case 'online':
        service.setOffline(false);
        return this.clock.pass(40_000);
      case 'restart':
        this.desk.reopen();
        this.window = this.desk.window();
        return;
      case 'dropVerdicts':
        service.dropVerdicts = !service.dropVerdicts;
        return;
      case 'snapshots':
        service.alwaysSnapshot = !service.alwaysSnapshot;
        return;
      case 'bulk':
        service.bulk = one.steps === null ? null : { stepEntries: one.steps };
        service.spoil = one.spoilt ? (bytes) => bytes.fill(7, 20) : (bytes) => bytes;
        return;
      case 'backup':
        this.backup = service.backup();
        return;
      case 'restore':
        return service.restore(this.backup);
    }
  }
  /** What the agent saved is before the agent's eyes, or among what was refused: never nowhere. */
  async checkEyes(): Promise<void> {
    const attention = new Set(
      (await this.window.query('attention.list', {})).map(({ commandId }) => commandId),
    );
    const texts = new Set<string>();
    for (const id of ['case-1', 'case-2'])
      for (const note of await this.window.query('note.list', { subjectKind: 'case', subjectId: id }))
        texts.add(note.text);
    for (const message of (await this.window.query('conversation.messages', { id: 'c1', limit: 500 }))
      .messages)
      texts.add(message.text);
    for (const { command, text } of this.saved) {
      if (text === null || attention.has(command.id) || texts.has(text)) continue;
      // A reply whose conversation has ended meanwhile is not shown as sent; it still waits for the verdict.
      if (
        command.type === 'message.send' &&
        (await this.window.query('conversation.view', { id: 'c1' }))?.conversation.state !== 'active'
      )
        continue;
      throw new Error(`${command.id} (${text}) was called saved and is nowhere to be seen`);
    }
  }
  async converge(): Promise<void> {
    const { service, clock } = this;
    service.dropVerdicts = false;
    service.alwaysSnapshot = false;
    service.setOffline(false);
    service.setHeld(false);
    service.cut();
    await until(
      async () => {
        clock.pass(5000);
        const view = await this.window.query('desk.view', {});
        return view.link.state === 'linked' && view.outbox.waiting === 0;
      },
      { what: 'the end of the history' },
    );
    // One more change that everybody sees: when it is here, everything before it is.
    service.seed({ kind: 'queue', record: aQueue({ id: 'the-end' }) });
    await until(async () => (await this.window.query('queue.list', {})).some(({ id }) => id === 'the-end'), {
      what: 'the last delta',
    });
    await settle();
  }
}

/** The desk holds exactly what the service does; what the agent wrote is at the service, or with its author. */
async function expectTheSame(history: History): Promise<void> {
  const { service, window, desk, clock, saved } = history;
  const refused = new Map((await window.query('attention.list', {})).map((one) => [one.commandId, one]));
  for (const { command, text } of saved) {
    if (text === null) continue;
    const there =
      command.type === 'note.write'
        ? service.get('note', command.args.noteId)
        : command.type === 'message.send'
          ? service.get('message', command.args.messageId)
          : undefined;
    if (there === undefined)
      expect(refused.get(command.id)?.text, `${command.id} must be at the service or with its author`).toBe(
        text,
      );
    else expect(there.text).toBe(text);
  }
  const mine = service.all('message').filter(({ authorId }) => authorId === 'ada');
  expect(
    mine.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)).map(({ id }) => Number(id.slice(1))),
    'in the order of writing',
  ).toEqual(mine.map(({ id }) => Number(id.slice(1))).toSorted((a, b) => a - b));
  desk.store.close();
  const { cache } = openCacheFile({
    file: `${desk.folder}/agents/ada/cache.db`,
    keyHex: testKey,
    touch: () => undefined,
    now: clock.now,
  });
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  for (const kind of recordKinds) {
    const held = cache.records<RecordKind>(kind, `SELECT body FROM "${kind}"`);
    expect(held.toSorted(byId), `records of ${kind}`).toEqual(service.all(kind).toSorted(byId));
  }
  expect(cache.all('SELECT * FROM base')).toEqual([]);
  cache.close();
  desk.reopenOnly();
}

test('STORE-10, SYNC-12: whatever happens on the way, desk and service end up the same, and nothing that was saved is lost or doubled', async () => {
  const runs = Number(process.env['PARLEY_HISTORIES'] ?? 60);
  const path = process.env['PARLEY_PATH'];
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 45 }), async (actions) => {
      const history = new History();
      try {
        await history.desk.signIn();
        await until(async () => (await history.window.query('desk.view', {})).link.state === 'linked', {
          what: 'the link',
        });
        history.service.setHeld(true);
        for (const one of actions) {
          await history.play(one);
          await settle();
          await history.checkEyes();
        }
        await history.converge();
        await history.checkEyes();
        await expectTheSame(history);
      } finally {
        history.desk.close();
      }
    }),
    {
      numRuns: runs,
      ...(process.env['PARLEY_SEED'] === undefined ? {} : { seed: Number(process.env['PARLEY_SEED']) }),
      ...(path === undefined ? {} : { path }),
    },
  );
});
