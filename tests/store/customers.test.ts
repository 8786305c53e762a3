// What a desk shows of a customer: one line of time with filters and counts, who a visitor may be, what was bought, and notes that follow a link.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineItem } from '../../shared/ipc/views-customer.ts';
import { aCase, aConversation, aCustomer, anActivity, aNote, row } from '../support/factories.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';

let scene: ViewScene;
beforeEach(async () => {
  scene = await setViewScene();
});
afterEach(() => scene.desk.close());

const idOf = (item: TimelineItem): string =>
  item.type === 'conversation'
    ? item.conversation.id
    : item.type === 'case'
      ? item.case.id
      : item.type === 'note'
        ? item.note.id
        : item.activity.id;

describe('the line of time of a customer', () => {
  beforeEach(() =>
    scene.seed(
      row('customer', aCustomer('cu')),
      row('customer', aCustomer('other')),
      row('conversation', aConversation('chat', { customerId: 'cu', createdAt: 10 })),
      row('conversation', aConversation('mail', { customerId: 'cu', channel: 'email', createdAt: 20 })),
      row('conversation', aConversation('call', { customerId: 'cu', channel: 'voice', createdAt: 30 })),
      row('case', aCase('k', { customerId: 'cu', createdAt: 40 })),
      row('note', aNote('n', { subjectKind: 'conversation', subjectId: 'chat', at: 50 })),
      row('activity', anActivity('due', { caseId: 'k', customerId: 'cu', createdAt: 1, dueAt: 60 })),
      row('activity', anActivity('done', { customerId: 'cu', createdAt: 2, dueAt: 99, doneAt: 70 })),
      row('activity', anActivity('moved', { caseId: 'elsewhere', customerId: 'cu', createdAt: 3 })),
      row('conversation', aConversation('theirs', { customerId: 'other', createdAt: 90 })),
    ),
  );
  const ids = async (args: { kind?: 'call' | 'note' | 'conversation'; channel?: 'email'; limit?: number }) =>
    (await scene.window.query('customer.timeline', { id: 'cu', ...args })).map(idOf);

  test('holds all of one customer once, newest first', async () => {
    expect(await ids({})).toEqual(['done', 'due', 'n', 'k', 'call', 'mail', 'chat']);
  });

  test('is filtered by kind and by channel, and cut where asked', async () => {
    expect(await ids({ kind: 'call' })).toEqual(['call']);
    expect(await ids({ kind: 'conversation' })).toEqual(['mail', 'chat']);
    expect(await ids({ kind: 'note' })).toEqual(['n']);
    expect(await ids({ channel: 'email' })).toEqual(['mail']);
    expect(await ids({ kind: 'note', channel: 'email' })).toEqual([]);
    expect(await ids({ limit: 2 })).toEqual(['done', 'due']);
  });

  test('says how much there is of each, and what a note is about', async () => {
    expect(await scene.window.query('customer.tally', { id: 'cu' })).toEqual({
      kinds: { conversation: 2, call: 1, case: 1, note: 1, activity: 2 },
      channels: { chat: 1, email: 1, sms: 0, social: 0, voice: 1 },
    });
    const [note] = await scene.window.query('customer.timeline', { id: 'cu', kind: 'note' });
    expect(note).toMatchObject({ about: 'Hello', note: { subjectKind: 'conversation' } });
  });
});

describe('notes on a visitor whom nobody knows', () => {
  test('follow the customer that is linked, and leave a wrong one again, also offline', async () => {
    await scene.seed(
      row('customer', aCustomer('right')),
      row('customer', aCustomer('wrong')),
      row('conversation', aConversation('c')),
    );
    scene.service.setOffline(true);
    await scene.window.run({
      id: 'command-note',
      type: 'note.write',
      args: {
        noteId: 'n',
        subjectKind: 'conversation',
        subjectId: 'c',
        text: 'Knows the serial number',
        supersedes: null,
      },
    });
    let times = 0;
    const link = (args: { conversationId: string; customerId: string | null }) =>
      scene.window.run({ id: `link-${++times}`, type: 'conversation.link', args });
    const notesOf = async (id: string) =>
      (await scene.window.query('customer.timeline', { id, kind: 'note' })).map(idOf);
    expect([await notesOf('wrong'), await notesOf('right')]).toEqual([[], []]);
    await link({ conversationId: 'c', customerId: 'wrong' });
    expect([await notesOf('wrong'), await notesOf('right')]).toEqual([['n'], []]);
    await link({ conversationId: 'c', customerId: null });
    expect([await notesOf('wrong'), await notesOf('right')]).toEqual([[], []]);
    await link({ conversationId: 'c', customerId: 'right' });
    expect([await notesOf('wrong'), await notesOf('right')]).toEqual([[], ['n']]);
    expect((await scene.window.query('customer.tally', { id: 'wrong' })).kinds.note).toBe(0);
  });
});

describe('who a visitor may be', () => {
  test('is told with what says so, also by further addresses and numbers', async () => {
    await scene.seed(
      row('customer', aCustomer('both', { name: 'Ida Novak', email: 'ida@example.com' })),
      row(
        'customer',
        aCustomer('second', {
          name: 'Novak Ltd',
          email: 'office@example.com',
          contacts: [{ kind: 'email', value: 'Ida@Example.com', label: 'Private' }],
        }),
      ),
      row('customer', aCustomer('name', { name: 'ida novák', email: null })),
      row(
        'customer',
        aCustomer('phone', {
          name: 'Per',
          email: null,
          contacts: [{ kind: 'phone', value: '+44 (20) 7946 0018', label: '' }],
        }),
      ),
      row('customer', aCustomer('near', { name: 'Ida', email: 'ida@example.com.au' })),
      row(
        'conversation',
        aConversation('c', {
          visitor: { name: 'Ida Novak', email: 'IDA@example.com', language: 'en', page: null, browser: null },
        }),
      ),
      row(
        'conversation',
        aConversation('by-number', {
          visitor: { name: '+44 20 79460018', email: null, language: 'en', page: null, browser: null },
        }),
      ),
    );
    await scene.indexed();
    const found = async (id: string) =>
      (await scene.window.query('conversation.view', { id }))!.candidates.map((one) => [one.id, one.matches]);
    expect(await found('c')).toEqual([
      ['both', ['email', 'name']],
      ['second', ['email']],
      ['name', ['name']],
    ]);
    expect(await found('by-number')).toEqual([['phone', ['phone']]]);
  });
});

test('what a customer has bought, the one that ends last first', async () => {
  const one = { name: 'Care', unit: 'cases' as const, total: 5, used: 1, from: 0, channels: [] };
  await scene.seed(
    row('entitlement', { ...one, id: 'old', customerId: 'cu', to: 10 }),
    row('entitlement', { ...one, id: 'new', customerId: 'cu', to: 20 }),
    row('entitlement', { ...one, id: 'theirs', customerId: 'other', to: 30 }),
  );
  expect((await scene.window.query('entitlement.of', { id: 'cu' })).map(({ id }) => id)).toEqual([
    'new',
    'old',
  ]);
});

test('an undo that comes too late for its list of contacts is refused, and changes nothing', async () => {
  await scene.seed(row('customer', aCustomer('cu')));
  const plain = [{ kind: 'phone' as const, value: '+45 1234', label: '' }];
  const starred = [{ ...plain[0]!, preferred: true as const }];
  let times = 0;
  const put = (contacts: typeof plain, base: typeof plain) =>
    scene.window.run({
      id: `put-${++times}`,
      type: 'customer.update',
      args: { customerId: 'cu', set: { contacts }, base: { contacts: base } },
    });
  const now = async () => (await scene.window.query('customer.view', { id: 'cu' }))?.contacts;
  await put(plain, []);
  await put(starred, plain);
  expect(await now()).toEqual(starred);
  await put([], starred);
  await expect(put(plain, starred)).rejects.toMatchObject({ kind: 'conflict' });
  expect(await now()).toEqual([]);
  await put(starred, []);
  expect(await now()).toEqual(starred);
});
