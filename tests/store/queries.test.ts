// What windows see: panel lines, counts, candidates, lists, revisions of notes; and live queries that speak only when there is news.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnyRecord } from '../../shared/domain/records.ts';
import type { SentimentEngine } from '../../shared/sentiment/types.ts';
import {
  createDesk,
  createManualClock,
  type ManualClock,
  type TestDesk,
  type TestWindow,
} from '../support/desk.ts';
import {
  aCase,
  aConversation,
  aCustomer,
  aDisposition,
  aMessage,
  anAgent,
  anArticle,
  aNote,
  anOffer,
  aPresence,
  aQueue,
  aQuickReply,
  row,
} from '../support/factories.ts';
import { createFakeService, type FakeService } from '../support/fake-service.ts';
import { until } from '../support/until.ts';

let clock: ManualClock;
let service: FakeService;
let desk: TestDesk;
let window: TestWindow;
let reads: string[];
const now = 1_700_000_000_000;

/** Angry when a text says "angry": enough to see what is read, and that it is read once. */
const sentiment: SentimentEngine = {
  message: (text) => {
    reads.push(text);
    const angry = text.includes('angry');
    const reasons = angry
      ? [{ start: 0, end: 5, text: 'angry', weight: -1, source: 'lexicon' as const }]
      : [];
    return { level: angry ? 'veryNegative' : 'neutral', score: angry ? -1 : 0, language: 'en', reasons };
  },
  conversation: (scores) => {
    const steps = scores.slice(-6);
    const score = steps.length === 0 ? 0 : steps.reduce((sum, one) => sum + one, 0) / steps.length;
    return { level: score < -0.5 ? 'veryNegative' : 'neutral', score, steps };
  },
};

beforeEach(async () => {
  reads = [];
  clock = createManualClock(now);
  service = createFakeService(clock.now);
  service.addAgent(anAgent('ada'), 'secret');
  service.addAgent(anAgent('bob'), 'secret');
  service.seed(
    row('queue', aQueue()),
    row('queue', aQueue({ id: 'queue-b', name: 'Billing' })),
    row('presence', aPresence('ada')),
  );
  desk = createDesk({ transport: service.transport, clock, over: { sentiment } });
  window = desk.window();
  await desk.signIn();
  await until(() => window.live('desk.view', {}).rows()?.link.state === 'linked', { what: 'the link' });
});
afterEach(() => desk.close());

let beacons = 0;
/** Puts records and waits until they, and all before them, are at the desk. */
async function seed(...records: AnyRecord[]): Promise<void> {
  const id = `beacon-${++beacons}`;
  service.seed(...records, row('disposition', aDisposition(id, { order: 1000 + beacons })));
  await until(async () => (await window.query('disposition.list', {})).some((one) => one.id === id), {
    what: 'the seeds',
  });
}
async function indexed(): Promise<void> {
  await until(
    async () => {
      clock.pass(100);
      return (await window.client.request('desk.diagnostics', {}))['indexLag'] === 0;
    },
    { what: 'the search index' },
  );
}
const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

describe('conversations', () => {
  test('whose is whose, and in what order', async () => {
    await seed(
      row('conversation', aConversation('late', { state: 'active', agentId: 'ada', acceptedAt: 30 })),
      row('conversation', aConversation('early', { state: 'wrapUp', agentId: 'ada', acceptedAt: 10 })),
      row('conversation', aConversation('theirs', { state: 'active', agentId: 'bob', acceptedAt: 20 })),
      row('conversation', aConversation('closed-1', { state: 'closed', agentId: 'ada', closedAt: 5 })),
      row('conversation', aConversation('closed-2', { state: 'closed', agentId: 'ada', closedAt: 9 })),
      row('conversation', aConversation('waits-2', { queuedAt: 200 })),
      row('conversation', aConversation('waits-1', { queuedAt: 100 })),
      row('conversation', aConversation('elsewhere', { queueId: 'queue-b', queuedAt: 50 })),
    );
    expect(ids(await window.query('conversation.mine', {}))).toEqual(['early', 'late']);
    expect(ids(await window.query('conversation.closed', {}))).toEqual(['closed-2', 'closed-1']);
    expect(ids(await window.query('conversation.open', {}))).toEqual(['waits-1', 'waits-2']);
  });

  test('a line: its title, last words, unread ones, mood', async () => {
    await seed(
      row('customer', aCustomer('cu', { name: 'Ida Novak' })),
      row(
        'conversation',
        aConversation('c', {
          state: 'active',
          agentId: 'ada',
          acceptedAt: 1,
          customerId: 'cu',
          agentReadSeq: 1,
          lastSeq: 4,
        }),
      ),
      row('message', aMessage('m1', { conversationId: 'c', seq: 1, text: 'I am angry' })),
      row(
        'message',
        aMessage('m2', { conversationId: 'c', seq: 2, authorKind: 'agent', authorId: 'ada', text: 'Sorry' }),
      ),
      row('message', aMessage('m3', { conversationId: 'c', seq: 3, text: 'very angry' })),
      row('message', aMessage('m4', { conversationId: 'c', seq: 4, text: 'really\n\n  angry' })),
    );
    const [line] = await window.query('conversation.mine', {});
    expect(line).toMatchObject({
      title: 'Ida Novak',
      lastText: 'really angry',
      unread: 2,
      queueName: 'Support',
      sentiment: { level: 'veryNegative', steps: [-1, -1, -1] },
    });
    const view = await window.query('conversation.view', { id: 'c' });
    expect(view?.reasons.map(({ messageId }) => messageId)).toEqual(['m4', 'm3', 'm1']);
    expect(view?.customer?.conversations).toBe(1);
    // Each message is read once, however often it is shown.
    expect(reads.filter((text) => text === 'very angry')).toHaveLength(1);
  });

  test('the newest messages, oldest first, those that wait last', async () => {
    const texts = Array.from({ length: 9 }, (_, i) =>
      row('message', aMessage(`m${i + 1}`, { conversationId: 'c', seq: i + 1 })),
    );
    await seed(
      row(
        'conversation',
        aConversation('c', {
          state: 'active',
          agentId: 'ada',
          lastSeq: 9,
          customerDeliveredSeq: 9,
          customerReadSeq: 8,
        }),
      ),
      ...texts,
    );
    service.setOffline(true);
    for (const n of [1, 2]) {
      await window.run({
        id: `k${n}`,
        type: 'message.send',
        args: {
          messageId: `mine-${n}`,
          conversationId: 'c',
          audience: n === 1 ? 'public' : 'internal',
          text: `Reply ${n}`,
          articleId: null,
        },
      });
    }
    const { total, messages } = await window.query('conversation.messages', { id: 'c', limit: 4 });
    expect(total).toBe(11);
    expect(messages.map(({ id, delivery, sentiment: level }) => [id, delivery, level])).toEqual([
      ['m8', null, 'neutral'],
      ['m9', null, 'neutral'],
      ['mine-1', 'queued', null],
      ['mine-2', null, null],
    ]);
    expect((await window.query('conversation.mine', {}))[0]?.lastText).toBe('Reply 2');
  });

  test('who a visitor may be: the same address or number first, then the same name, else nobody', async () => {
    const visitor = {
      name: 'José Müller',
      email: 'jose@example.com',
      language: 'es',
      page: null,
      browser: null,
    };
    await seed(
      row('customer', aCustomer('same-name', { name: 'jose muller', email: null })),
      row('customer', aCustomer('same-mail', { name: 'J. M.', email: 'Jose@Example.com' })),
      row('customer', aCustomer('other', { name: 'Josefine Müller', email: null })),
      row('conversation', aConversation('c', { visitor })),
      row(
        'conversation',
        aConversation('by-number', { visitor: { ...visitor, name: '+44 20 7946 0018', email: null } }),
      ),
      row('customer', aCustomer('same-phone', { name: 'Per', email: null, phone: '+44 (20) 7946 0018' })),
      row('conversation', aConversation('nobody', { visitor: { ...visitor, name: 'Zoe', email: '' } })),
    );
    expect(ids((await window.query('conversation.view', { id: 'c' }))!.candidates)).toEqual([
      'same-mail',
      'same-name',
    ]);
    expect(ids((await window.query('conversation.view', { id: 'by-number' }))!.candidates)).toEqual([
      'same-phone',
    ]);
    expect((await window.query('conversation.view', { id: 'nobody' }))!.candidates).toEqual([]);
    expect(await window.query('conversation.view', { id: 'not-there' })).toBeNull();
  });

  test('offers that ring for this agent', async () => {
    await seed(
      row('conversation', aConversation('c', { queuedAt: 7, subject: 'A parcel' })),
      row('offer', anOffer('mine', { conversationId: 'c', agentId: 'ada', expiresAt: now + 1000 })),
      row('offer', anOffer('over', { conversationId: 'c', agentId: 'ada', expiresAt: now - 1 })),
      row(
        'offer',
        anOffer('declined', {
          conversationId: 'c',
          agentId: 'ada',
          state: 'declined',
          expiresAt: now + 1000,
        }),
      ),
      row('offer', anOffer('theirs', { conversationId: 'c', agentId: 'bob', expiresAt: now + 1000 })),
      row('offer', anOffer('lost', { conversationId: 'gone', agentId: 'ada', expiresAt: now + 1000 })),
    );
    expect(await window.query('offer.ringing', {})).toMatchObject([
      {
        id: 'mine',
        customerName: 'Ida',
        subject: 'A parcel',
        queueName: 'Support',
        queuedAt: 7,
        language: 'en',
      },
    ]);
  });
});

describe('cases and notes', () => {
  test('lists by owner, state and order', async () => {
    await seed(
      row('customer', aCustomer('cu', { name: 'Ida Novak' })),
      row(
        'case',
        aCase('a', {
          ownerId: 'ada',
          priority: 'low',
          dueAt: 30,
          updatedAt: 1,
          createdAt: 3,
          customerId: 'cu',
        }),
      ),
      row('case', aCase('b', { ownerId: 'bob', priority: 'urgent', dueAt: 20, updatedAt: 3, createdAt: 2 })),
      row(
        'case',
        aCase('c', {
          ownerId: 'ada',
          status: 'resolved',
          dueAt: 10,
          updatedAt: 2,
          createdAt: 1,
          title: 'Broken Größe',
        }),
      ),
      row('case', aCase('d', { ownerId: 'ada', priority: 'high', dueAt: null, updatedAt: 4, createdAt: 4 })),
    );
    await indexed();
    const list = async (
      view: 'mine' | 'open' | 'all',
      sort: 'due' | 'updated' | 'created' | 'priority',
      text = '',
      customerId: string | null = null,
    ): Promise<string[]> => ids(await window.query('case.list', { view, sort, text, customerId }));
    expect(await list('mine', 'due')).toEqual(['a', 'd']);
    expect(await list('open', 'due')).toEqual(['b', 'a', 'd']);
    expect(await list('all', 'updated')).toEqual(['d', 'b', 'c', 'a']);
    expect(await list('all', 'created')).toEqual(['d', 'a', 'b', 'c']);
    expect(await list('all', 'priority')).toEqual(['b', 'd', 'a', 'c']);
    expect(await list('all', 'due', 'grosse')).toEqual(['c']);
    expect(await list('all', 'due', '', 'cu')).toEqual(['a']);
    expect(
      (await window.query('case.list', { view: 'mine', sort: 'due', text: '', customerId: null }))[0],
    ).toMatchObject({ customerName: 'Ida Novak', ownerName: 'Agent ada', notes: 0, pending: false });
  });

  test('a note that was edited is shown once, in its newest words', async () => {
    await seed(
      row('case', aCase('k', {})),
      row('note', aNote('n1', { subjectId: 'k', text: 'first', at: 1 })),
      row('note', aNote('n2', { subjectId: 'k', text: 'second', at: 2 })),
      row('note', aNote('n3', { subjectId: 'k', text: 'first, corrected', at: 3, supersedes: 'n1' })),
    );
    expect(
      (await window.query('note.list', { subjectKind: 'case', subjectId: 'k' })).map(({ text, edited }) => [
        text,
        edited,
      ]),
    ).toEqual([
      ['second', false],
      ['first, corrected', true],
    ]);
    expect((await window.query('case.view', { id: 'k' }))?.row.notes).toBe(2);
  });

  test('a timeline holds everything of a customer, newest first', async () => {
    await seed(
      row('customer', aCustomer('cu')),
      row('case', aCase('k', { customerId: 'cu', createdAt: 10 })),
      row('conversation', aConversation('c', { customerId: 'cu', createdAt: 20 })),
      row('note', aNote('on-case', { subjectId: 'k', at: 30 })),
      row('note', aNote('on-customer', { subjectKind: 'customer', subjectId: 'cu', at: 5 })),
      row('note', aNote('elsewhere', { subjectId: 'other', at: 40 })),
    );
    expect((await window.query('customer.timeline', { id: 'cu' })).map(({ type, at }) => [type, at])).toEqual(
      [
        ['note', 30],
        ['conversation', 20],
        ['case', 10],
        ['note', 5],
      ],
    );
    expect(await window.query('customer.view', { id: 'cu' })).toMatchObject({
      openCases: 1,
      conversations: 1,
    });
  });
});

test('customers by name, by words, by part of a number', async () => {
  await seed(
    row('customer', aCustomer('1', { name: 'Åse Holm', phone: '+45 12 34 56 78' })),
    row('customer', aCustomer('2', { name: 'Anna Berg', organisation: 'Holm & Co' })),
    row('customer', aCustomer('3', { name: 'Zofia', email: 'zofia.w@example.org' })),
  );
  await indexed();
  const list = async (text: string): Promise<string[]> => ids(await window.query('customer.list', { text }));
  expect(await list('')).toEqual(['2', '1', '3']);
  expect(await list('holm')).toEqual(['2', '1']);
  expect(await list('ase')).toEqual(['1']);
  expect(await list('zofia.w@')).toEqual(['3']);
  expect(await list('3456')).toEqual(['1']);
  expect(await list('4512')).toEqual(['1']);
});

test('articles that are published, those in the agent’s language first', async () => {
  await seed(
    row('article', anArticle('en', { title: 'Return a parcel', updatedAt: 5 })),
    row(
      'article',
      anArticle('de', { title: 'Paket zurückgeben', body: 'parcel', locale: 'de', updatedAt: 1 }),
    ),
    row('article', anArticle('draft', { title: 'Parcel draft', status: 'draft' })),
  );
  await indexed();
  expect(ids(await window.query('article.search', { text: 'parc', locale: 'de-AT' }))).toEqual(['de', 'en']);
  expect(ids(await window.query('article.search', { text: '', locale: 'en' }))).toEqual(['en', 'de']);
  expect(ids(await window.query('article.search', { text: 'nothing', locale: 'en' }))).toEqual([]);
});

test('quick replies are everybody’s and one’s own', async () => {
  await seed(
    row('quickReply', aQuickReply('b')),
    row('quickReply', aQuickReply('a', { ownerId: 'ada' })),
    row('quickReply', aQuickReply('c', { ownerId: 'bob' })),
  );
  expect(ids(await window.query('quickReply.list', {}))).toEqual(['a', 'b']);
});

test('the search over everything says what it is and what Enter opens', async () => {
  await seed(
    row('customer', aCustomer('cu', { name: 'Kestrel Ltd' })),
    row('case', aCase('k', { title: 'Kestrel lamp', number: 'C-7' })),
    row('conversation', aConversation('c', { subject: 'About kestrel' })),
    row('message', aMessage('m', { conversationId: 'c', text: 'my kestrel lamp' })),
    row('note', aNote('n', { subjectId: 'k', text: 'kestrel called' })),
    row('article', anArticle('a', { title: 'Kestrel lamps' })),
    row('article', anArticle('d', { title: 'Kestrel draft', status: 'draft' })),
  );
  await indexed();
  expect(
    (await window.query('search.all', { text: 'kestr' })).map(({ type, id, subjectId, title }) => [
      type,
      id,
      subjectId,
      title,
    ]),
  ).toEqual([
    ['customer', 'cu', 'cu', 'Kestrel Ltd'],
    ['case', 'k', 'k', 'C-7 Kestrel lamp'],
    ['conversation', 'c', 'c', 'Ida'],
    ['message', 'm', 'c', 'Ida'],
    ['note', 'n', 'k', 'C-7 Kestrel lamp'],
    ['article', 'a', 'a', 'Kestrel lamps'],
  ]);
});

describe('STORE-15: live queries', () => {
  test('speak only when their rows are others', async () => {
    await seed(
      row('conversation', aConversation('c1', { state: 'active', agentId: 'ada', acceptedAt: 1 })),
      row('conversation', aConversation('c2', { state: 'active', agentId: 'ada', acceptedAt: 2 })),
    );
    const one = window.live('conversation.messages', { id: 'c1', limit: 50 });
    const two = window.live('conversation.messages', { id: 'c2', limit: 50 });
    const mine = window.live('conversation.mine', {});
    const cases = window.live('case.list', { view: 'all', sort: 'due', text: '', customerId: null });
    await until(() => one.rows() && two.rows() && mine.rows() && cases.rows(), { what: 'first rows' });
    await seed(row('message', aMessage('m1', { conversationId: 'c1', seq: 1 })));
    await until(() => one.rows()?.total === 1, { what: 'the message' });
    expect([one, two, mine, cases].map((live) => live.pushes().length)).toEqual([2, 1, 2, 1]);
  });

  test('what comes in one delta is one push', async () => {
    await seed(row('conversation', aConversation('c1', { state: 'active', agentId: 'ada', acceptedAt: 1 })));
    const one = window.live('conversation.messages', { id: 'c1', limit: 50 });
    await until(() => one.rows(), { what: 'first rows' });
    await seed(
      ...[1, 2, 3, 4].map((seq) => row('message', aMessage(`m${seq}`, { conversationId: 'c1', seq }))),
    );
    await until(() => one.rows()?.total === 4, { what: 'the messages' });
    expect(one.pushes()).toHaveLength(2);
  });

  test('two windows that ask the same get the same, and a window that goes away costs nothing', async () => {
    const other = desk.window();
    const mine = [window, other].map((each) => each.live('queue.list', {}));
    await until(() => mine.every((live) => live.rows()?.length === 2), { what: 'first rows' });
    await seed(row('queue', aQueue({ id: 'queue-c', name: 'Zoo' })));
    await until(() => mine.every((live) => live.rows()?.length === 3), { what: 'the third' });
    other.close();
    await seed(row('queue', aQueue({ id: 'queue-d', name: 'Zulu' })));
    await until(() => mine[0]!.rows()?.length === 4, { what: 'the fourth' });
    expect(mine[1]!.pushes()).toHaveLength(2);
  });

  test('a stopped one is silent, its number can be used again', async () => {
    const { client } = window;
    const heard: number[] = [];
    client.on('rows', ({ sub }) => void heard.push(sub));
    await client.request('query.start', { sub: 77, name: 'queue.list', args: {} });
    await expect(
      client.request('query.start', { sub: 77, name: 'queue.list', args: {} }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'sub' });
    await client.request('query.stop', { sub: 77 });
    await seed(row('queue', aQueue({ id: 'queue-c' })));
    expect(heard.filter((sub) => sub === 77)).toHaveLength(1);
    await client.request('query.start', { sub: 77, name: 'agent.list', args: {} });
    await expect(
      client.request('query.start', { sub: 78, name: 'conversation.view', args: { id: 5 } }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'id' });
  });
});
