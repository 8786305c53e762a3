// Changes when a note for a record that its author cannot see any more is treated differently, or tells its author something.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prunePast } from '../../service/db/past.ts';
import type { RunResult } from '../../service/context.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { linkDesk } from '../support/link-client.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { openChat } from '../support/records.ts';
import { until } from '../support/until.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.stop());

const actor = (id: string, role: 'agent' | 'supervisor' = 'agent') =>
  ({ kind: 'agent', id, name: `Agent ${id}`, role }) as const;
const createCase = (caseId: string, queueId: string, by = 'sue'): Promise<RunResult> =>
  service.context.run(actor(by, 'supervisor'), {
    id: `create-${caseId}`,
    type: 'case.create',
    args: {
      caseId,
      title: 'Parcel is late',
      description: '',
      kind: 'service',
      priority: 'normal',
      category: null,
      customerId: null,
      queueId,
      conversationId: null,
    },
  });
const note = (
  noteId: string,
  subjectId: string,
  more: Partial<Extract<AgentCommand, { type: 'note.write' }>['args']> = {},
): AgentCommand => ({
  id: `write-${noteId}`,
  type: 'note.write',
  args: { noteId, subjectKind: 'case', subjectId, text: 'Called back.', supersedes: null, ...more },
});
const write = (by: string, command: AgentCommand): Promise<RunResult> =>
  service.context.run(actor(by), command);

/** What an administrator does: the agent works these queues now. */
async function works(agentId: string, ...queueIds: string[]): Promise<void> {
  await service.context.pool.query(
    `with x as (update record set body = jsonb_set(body, '{queueIds}', $2), version = version + 1
       where kind = 'agent' and id = $1 returning *)
     insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, version, 0 from x`,
    [agentId, JSON.stringify(queueIds)],
  );
}
/** The record moves to another queue, with what hangs on it. */
async function move(kind: 'case' | 'conversation', id: string, queueId: string): Promise<void> {
  await service.context.pool.query(
    `with x as (update record set body = jsonb_set(body, '{queueId}', to_jsonb($3::text)), scope = 'queue:' || $3, version = version + 1
       where kind = $1 and id = $2 returning *)
     insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, version, 0 from x`,
    [kind, id, queueId],
  );
}

describe('a note that comes when its author cannot see the record any more', () => {
  test('SYNC-30 is taken and marked when the author worked the queue while the record was in it', async () => {
    await createCase('lost-queue', 'queue-a');
    await works('ben', 'queue-b');
    expect(await write('ben', note('late-1', 'lost-queue'))).toMatchObject({ ok: true });
    const kept = await service.context.get('note', 'late-1');
    expect(kept).toMatchObject({ text: 'Called back.', authorId: 'ben', late: true });
    const { rows } = await service.context.pool.query(`select scope from record where id = 'late-1'`);
    expect(rows).toEqual([{ scope: 'queue:queue-a' }]);
    await works('ben', 'queue-a');
    expect(await write('ben', note('in-time', 'lost-queue'))).toMatchObject({ ok: true });
    expect(await service.context.get('note', 'in-time')).not.toHaveProperty('late');
  });

  test('SYNC-30 is taken when the record has left the author’s queue', async () => {
    await createCase('moved-away', 'queue-a');
    await service.context.run(
      { kind: 'customer', conversationId: 'talk-away', name: 'Ida' },
      openChat('talk-away', { queueId: 'queue-a' }),
    );
    await move('case', 'moved-away', 'queue-b');
    await move('conversation', 'talk-away', 'queue-b');
    expect(await write('ben', note('late-2', 'moved-away'))).toMatchObject({ ok: true });
    const aboutTalk = note('late-3', 'talk-away', { subjectKind: 'conversation' });
    expect(await write('ben', aboutTalk)).toMatchObject({ ok: true });
  });

  test('SYNC-30 is not found when the record came to the queue after the author had left it, or the author after the record', async () => {
    await works('ben', 'queue-b');
    await createCase('made-later', 'queue-a');
    expect(await write('ben', note('no-1', 'made-later'))).toMatchObject({ ok: false });
    await works('ben', 'queue-a');
    await works('cleo', 'queue-b');
    await createCase('left-before', 'queue-a');
    await move('case', 'left-before', 'queue-c');
    await works('cleo', 'queue-a');
    expect(await write('cleo', note('no-2', 'left-before'))).toMatchObject({ ok: false });
    await works('cleo', 'queue-b');
  });

  test('SYNC-30 SYNC-21 a record never seen answers word for word like one that is not there', async () => {
    await createCase('never-seen', 'queue-b');
    const refusal = async (subjectId: string, n: number): Promise<unknown> =>
      write('ben', note(`probe-${n}`, subjectId));
    const [there, absent] = [await refusal('never-seen', 1), await refusal('nowhere', 2)];
    expect(there).toMatchObject({ ok: false, refusal: { kind: 'notFound' } });
    expect(there).toEqual(absent);
    expect(await service.context.get('note', 'probe-1')).toBeUndefined();
  });

  test('SYNC-30 tells nothing of notes that others wrote there: what it replaces is dropped unless it is the author’s', async () => {
    await createCase('with-notes', 'queue-a');
    await write('ben', note('bens', 'with-notes'));
    await works('ben', 'queue-b');
    await write('anna', note('annas', 'with-notes'));
    const over = async (noteId: string, supersedes: string): Promise<unknown> => {
      const result = await write('ben', note(noteId, 'with-notes', { supersedes }));
      return { ok: result.ok, supersedes: (await service.context.get('note', noteId))?.supersedes };
    };
    expect(await over('over-annas', 'annas')).toEqual({ ok: true, supersedes: null });
    expect(await over('over-nothing', 'no-such-note')).toEqual({ ok: true, supersedes: null });
    expect(await over('over-own', 'bens')).toEqual({ ok: true, supersedes: 'bens' });
    await works('ben', 'queue-a');
  });

  test('SYNC-30 SYNC-11 said again, it changes nothing and is accepted', async () => {
    await createCase('said-twice', 'queue-a');
    await works('ben', 'queue-b');
    const first = await write('ben', note('twice', 'said-twice'));
    const second = await write('ben', {
      ...note('twice', 'said-twice', { text: 'Other words.' }),
      id: 'again',
    });
    expect([first, second]).toMatchObject([{ ok: true }, { ok: true, changes: [] }]);
    expect(await service.context.get('note', 'twice')).toMatchObject({ text: 'Called back.' });
    await works('ben', 'queue-a');
  });

  test('SYNC-30 reaches those who see the record, and sends its author nothing of it', async () => {
    await createCase('quiet', 'queue-a');
    const anna = await (await linkDesk(service.address, { handle: 'anna' })).ready();
    await works('ben', 'queue-b');
    const ben = await (await linkDesk(service.address, { handle: 'ben' })).ready();
    const from = ben.frames.length;
    const [verdict] = await ben.push(note('quiet-note', 'quiet'));
    expect(verdict).toMatchObject({ refusal: null });
    await until(() => anna.get('note', 'quiet-note')?.late === true, { what: 'the note at anna' });
    // The place of the verdict is reached, by a delta without anything in it.
    await until(() => ben.frames.slice(from).some(({ t }) => t === 'delta'), { what: 'the cursor to move' });
    const said = JSON.stringify(ben.frames.slice(from));
    expect(said).not.toContain('"quiet"');
    expect(said).not.toContain('"quiet-note"');
    anna.close();
    ben.close();
    await works('ben', 'queue-a');
  });

  test('SYNC-30 nothing else is taken late', async () => {
    await createCase('only-notes', 'queue-a');
    await works('ben', 'queue-b');
    const retitle: AgentCommand = {
      id: 'retitle',
      type: 'case.update',
      args: { caseId: 'only-notes', set: { title: 'Mine' }, base: {} },
    };
    expect(await write('ben', retitle)).toMatchObject({ ok: false, refusal: { kind: 'notFound' } });
    await works('ben', 'queue-a');
  });

  test('SYNC-30 is not found when the author left the queue too long ago', async () => {
    await createCase('long-ago', 'queue-a');
    await works('ben', 'queue-b');
    await prunePast(service.context.pool, Date.now() + 60_000);
    expect(await write('ben', note('too-late', 'long-ago'))).toMatchObject({ ok: false });
    await works('ben', 'queue-a');
  });
});
