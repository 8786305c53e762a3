// Changes when a step of a macro does something else, or is taken back differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, missingIn, type MacroFacts } from '../../../renderer/features/macros/conditions.ts';
import { readRuns, type MacroRun } from '../../../renderer/features/macros/macro-log.ts';
import { runMacro, type MacroHands, type MacroPlace } from '../../../renderer/features/macros/run-macro.ts';
import { undoMacro } from '../../../renderer/features/macros/undo-macro.ts';
import type { Actor, AgentCommand } from '../../../shared/domain/commands.ts';
import type { Macro, MacroStep } from '../../../shared/domain/macro.ts';
import { AppError } from '../../../shared/errors.ts';
import { createWorld } from '../../support/world.ts';
import { aCase, aConversation, aCustomer, aQueue, anAgent } from '../../support/factories.ts';

const facts: MacroFacts = {
  channel: 'chat',
  language: 'de-AT',
  queueId: 'queue-1',
  caseStatus: 'open',
  casePriority: 'normal',
  caseKind: 'support',
  hasCase: true,
  hasCustomer: true,
};
const known = { customer: 'Lena Vogt', agent: 'Mara Holm', case: 'C-10001' };
const macro = (...steps: MacroStep[]): Macro => ({
  id: 'macro-1',
  ownerId: null,
  title: 'Refund',
  locale: null,
  tags: [],
  steps,
});

/** A desk over real records: commands are applied as the store and the service would. */
function createScene() {
  const world = createWorld(() => 1_000);
  const agent = anAgent('agent-1');
  const actor: Actor = { kind: 'agent', id: agent.id, name: agent.name, role: 'agent' };
  const record = aCase('case-1', {
    status: 'open',
    priority: 'normal',
    category: null,
    ownerId: null,
    tags: ['old'],
  });
  const customer = aCustomer('customer-1');
  world.seed(
    { kind: 'agent', record: agent },
    { kind: 'queue', record: aQueue({ id: 'queue-1' }) },
    { kind: 'case', record: { ...record, queueId: 'queue-1' } },
    { kind: 'customer', record: customer },
    {
      kind: 'conversation',
      record: aConversation('talk-1', {
        queueId: 'queue-1',
        caseId: 'case-1',
        customerId: 'customer-1',
        agentId: 'agent-1',
        state: 'active',
      }),
    },
  );
  const texts = new Map<string, string>();
  const opened: string[] = [];
  let ids = 0;
  let refuse: string | null = null;
  const hands: MacroHands = {
    run: async (type, args) => {
      if (type === refuse) throw new AppError('state', 'no');
      const command = { id: `command-${String((ids += 1))}`, type, args } as AgentCommand;
      const outcome = world.run(actor, command);
      if (!outcome.ok) throw new AppError(outcome.refusal.kind, outcome.refusal.message);
    },
    drafts: {
      get: (key: string) => ({ text: texts.get(key) ?? '', caret: 0 }),
      set: (key: string, text: string) => void texts.set(key, text),
    } as unknown as MacroHands['drafts'],
    newId: () => `made-${String((ids += 1))}`,
    now: () => 1_000,
    article: async (id) => (id === 'article-1' ? { title: 'Returns', text: 'Returns\nHow to.' } : null),
    open: (tab, id) => void opened.push(`${tab} ${id}`),
  };
  const place = (): MacroPlace => ({
    conversationId: 'talk-1',
    queueId: 'queue-1',
    customer: world.get('customer', 'customer-1')!,
    case: world.get('case', 'case-1')!,
    agentId: 'agent-1',
    facts,
    known,
    asked: { order: '7731' },
  });
  const undo = (run: MacroRun) =>
    undoMacro(run, {
      run: hands.run,
      drafts: hands.drafts,
      newId: hands.newId,
      noteWords: 'Taken back.',
      tagged: async (kind, id) => world.get(kind, id) ?? null,
    });
  return { world, hands, place, undo, texts, opened, refuse: (type: string) => (refuse = type) };
}
const states = (run: MacroRun) => run.steps.map(({ state }) => state);

const everything: MacroStep[] = [
  { do: 'write', text: 'Hello {customer.first}, order {order}.' },
  { do: 'internal', text: 'Refunding {case}' },
  { do: 'note', text: 'Refund agreed' },
  { do: 'case', status: 'pending', priority: 'high', category: 'Refund', toMe: true },
  { do: 'tag', of: 'case', add: ['refund', 'Old'], remove: ['old'] },
  { do: 'tag', of: 'customer', add: ['vip'], remove: [] },
  { do: 'activity', kind: 'call', title: 'Call back', inHours: 2 },
  { do: 'open', tab: 'article', articleId: 'article-1' },
];

describe('a macro', () => {
  it('does its steps in order, with what is known filled in', async () => {
    const { world, hands, place, texts, opened } = createScene();
    const seen: number[] = [];
    const run = await runMacro(macro(...everything), place(), hands, (so) =>
      seen.push(so.steps.filter(({ state }) => state === 'done').length),
    );
    expect(states(run)).toEqual(everything.map(() => 'done'));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(texts.get('reply:talk-1')).toBe('Hello Lena, order 7731.');
    expect(world.get('case', 'case-1')).toMatchObject({
      status: 'pending',
      priority: 'high',
      category: 'Refund',
      ownerId: 'agent-1',
    });
    expect(world.all('activity')).toMatchObject([{ title: 'Call back', dueAt: 7_201_000, caseId: 'case-1' }]);
    expect(world.all('message')).toMatchObject([{ text: 'Refunding C-10001', audience: 'internal' }]);
    expect(opened).toEqual(['article article-1']);
  });

  it('stops at the first step that fails, says why, and leaves the rest', async () => {
    const { hands, place, refuse } = createScene();
    refuse('note.write');
    const run = await runMacro(macro(...everything), place(), hands);
    expect(states(run)).toEqual(['done', 'done', 'failed', ...Array.from({ length: 5 }, () => 'notReached')]);
    expect(run.steps[2]?.why).toBe('state');
  });

  it('fails at a step that has nothing to act on', async () => {
    const { hands, place } = createScene();
    const without = { ...place(), case: null, customer: null };
    const steps: MacroStep[] = [{ do: 'case', status: 'open' }];
    expect((await runMacro(macro(...steps), without, hands)).steps[0]).toMatchObject({
      state: 'failed',
      why: 'noCase',
    });
    const gone = await runMacro(macro({ do: 'article', articleId: 'gone' }), place(), hands);
    expect(gone.steps[0]).toMatchObject({ state: 'failed', why: 'noArticle' });
  });

  it('skips steps whose condition does not hold, and sees what the steps before did', async () => {
    const { hands, place } = createScene();
    const run = await runMacro(
      macro(
        { do: 'note', text: 'never', when: { of: 'channel', is: 'email' } },
        { do: 'case', status: 'pending' },
        { do: 'note', text: 'now', when: { of: 'caseStatus', is: 'pending' } },
        { do: 'note', text: 'no more', when: { of: 'caseStatus', is: 'open' } },
      ),
      place(),
      hands,
    );
    expect(states(run)).toEqual(['skipped', 'done', 'done', 'skipped']);
  });

  it('works on a case that it has created itself, and takes it back', async () => {
    const { world, hands, place, undo } = createScene();
    const run = await runMacro(
      macro(
        { do: 'newCase', title: 'Second parcel', kind: 'support', priority: 'low' },
        { do: 'note', text: 'on the new one' },
      ),
      { ...place(), case: null },
      hands,
    );
    expect(states(run)).toEqual(['done', 'done']);
    const made = world.all('case').find(({ title }) => title === 'Second parcel')!;
    expect(world.get('conversation', 'talk-1')?.caseId).toBe(made.id);
    expect(world.all('note')).toMatchObject([{ subjectKind: 'case', subjectId: made.id }]);
    await undo(run);
    expect(world.get('case', made.id)?.status).toBe('canceled');
    expect(world.get('conversation', 'talk-1')?.caseId).toBeNull();
  });
});

describe('undo', () => {
  it('puts back what can be put back, and says what stays', async () => {
    const { world, hands, place, undo, texts } = createScene();
    const before = world.get('case', 'case-1')!;
    const run = await undo(await runMacro(macro(...everything), place(), hands));
    expect(states(run)).toEqual(['undone', 'kept', 'undone', 'undone', 'undone', 'undone', 'undone', 'kept']);
    const { status, priority, category, ownerId, tags } = world.get('case', 'case-1')!;
    expect({ status, priority, category, ownerId }).toEqual({
      status: before.status,
      priority: before.priority,
      category: before.category,
      ownerId: before.ownerId,
    });
    expect(tags).toEqual(['old']);
    expect(world.get('customer', 'customer-1')?.tags).toEqual(aCustomer('customer-1').tags);
    expect(texts.get('reply:talk-1')).toBe('');
    expect(world.all('activity')[0]?.doneAt).not.toBeNull();
    expect(world.all('note').at(-1)).toMatchObject({
      text: 'Taken back.',
      supersedes: world.all('note')[0]?.id,
    });
  });

  it('goes from the last step to the first, so that what was changed twice is as it was', async () => {
    const { world, hands, place, undo } = createScene();
    const twice: MacroStep[] = [
      { do: 'case', status: 'pending' },
      { do: 'case', status: 'resolved' },
    ];
    expect(states(await undo(await runMacro(macro(...twice), place(), hands)))).toEqual(['undone', 'undone']);
    expect(world.get('case', 'case-1')?.status).toBe('open');
  });

  it('leaves what somebody else has changed since, and words that were written on', async () => {
    const { world, hands, place, undo, texts } = createScene();
    const run = await runMacro(macro(...everything), place(), hands);
    const changed = world.get('case', 'case-1')!;
    world.seed({ kind: 'case', record: { ...changed, status: 'resolved' } });
    texts.set('reply:talk-1', 'Hello Lena, order 7731. And more.');
    const after = await undo(run);
    expect(states(after)[3]).toBe('kept');
    expect(world.get('case', 'case-1')?.status).toBe('resolved');
    expect(texts.get('reply:talk-1')).toBe(' And more.');
  });
});

describe('conditions', () => {
  it('compare as text; a language holds for those below it', () => {
    expect(holds({ of: 'language', is: 'de' }, facts)).toBe(true);
    expect(holds({ of: 'language', is: 'en' }, facts)).toBe(false);
    expect(holds({ of: 'hasCase', is: 'yes' }, facts)).toBe(true);
    expect(holds({ of: 'hasCustomer', is: 'no' }, facts)).toBe(false);
    expect(holds({ of: 'caseStatus', is: 'open' }, { ...facts, caseStatus: null })).toBe(false);
  });

  it('decide what is asked for: only what will be used', () => {
    const steps: MacroStep[] = [
      { do: 'write', text: '{order} {customer}' },
      { do: 'note', text: '{never}', when: { of: 'channel', is: 'sms' } },
    ];
    expect(missingIn(steps, facts, known)).toEqual(['order']);
  });
});

describe('the log of runs', () => {
  it('reads what it wrote, and nothing out of damaged words', async () => {
    const { hands, place } = createScene();
    const run = await runMacro(macro(...everything), place(), hands);
    expect(readRuns(JSON.stringify([run]))).toEqual([run]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(readRuns(text))).toBe(true);
      }),
    );
  });
});
