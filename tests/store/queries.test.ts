// What windows see: panel lines, counts, candidates, lists, revisions of notes, search over everything.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  aCase,
  aConversation,
  aCustomer,
  aMessage,
  anArticle,
  aNote,
  anOffer,
  aQuickReply,
  row,
} from '../support/factories.ts';
import { dueBy } from '../support/due.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';

let scene: ViewScene;
beforeEach(async () => {
  scene = await setViewScene();
});
afterEach(() => scene.desk.close());

const now = 1_700_000_000_000;
const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

describe('conversations', () => {
  test('whose is whose, and in what order', async () => {
    await scene.seed(
      row('conversation', aConversation('late', { state: 'active', agentId: 'ada', acceptedAt: 30 })),
      row('conversation', aConversation('early', { state: 'wrapUp', agentId: 'ada', acceptedAt: 10 })),
      row('conversation', aConversation('theirs', { state: 'active', agentId: 'bob', acceptedAt: 20 })),
      row('conversation', aConversation('closed-1', { state: 'closed', agentId: 'ada', closedAt: 5 })),
      row('conversation', aConversation('closed-2', { state: 'closed', agentId: 'ada', closedAt: 9 })),
      row('conversation', aConversation('waits-2', { queuedAt: 200 })),
      row('conversation', aConversation('waits-1', { queuedAt: 100 })),
      row('conversation', aConversation('elsewhere', { queueId: 'queue-b', queuedAt: 50 })),
    );
    expect(ids(await scene.window.query('conversation.mine', {}))).toEqual(['early', 'late']);
    expect(ids(await scene.window.query('conversation.closed', {}))).toEqual(['closed-2', 'closed-1']);
    expect(ids(await scene.window.query('conversation.open', {}))).toEqual(['waits-1', 'waits-2']);
  });

  test('a line: its title, last words, unread ones, mood', async () => {
    await scene.seed(
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
    const [line] = await scene.window.query('conversation.mine', {});
    expect(line).toMatchObject({
      title: 'Ida Novak',
      lastText: 'really angry',
      unread: 2,
      queueName: 'Support',
      sentiment: { level: 'veryNegative', steps: [-1, -1, -1] },
    });
    const view = await scene.window.query('conversation.view', { id: 'c' });
    expect(view?.reasons.map(({ messageId }) => messageId)).toEqual(['m4', 'm3', 'm1']);
    expect(view?.customer?.conversations).toBe(1);
    // Each message is read once, however often it is shown.
    expect(scene.reads.filter((text) => text === 'very angry')).toHaveLength(1);
  });

  test('the newest messages, oldest first, those that wait last', async () => {
    const texts = Array.from({ length: 9 }, (_, i) =>
      row('message', aMessage(`m${i + 1}`, { conversationId: 'c', seq: i + 1 })),
    );
    await scene.seed(
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
    scene.service.setOffline(true);
    for (const n of [1, 2]) {
      await scene.window.run({
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
    const { total, messages } = await scene.window.query('conversation.messages', { id: 'c', limit: 4 });
    expect(total).toBe(11);
    expect(messages.map(({ id, delivery, sentiment: level }) => [id, delivery, level])).toEqual([
      ['m8', null, 'neutral'],
      ['m9', null, 'neutral'],
      ['mine-1', 'queued', null],
      ['mine-2', null, null],
    ]);
    expect((await scene.window.query('conversation.mine', {}))[0]?.lastText).toBe('Reply 2');
  });

  test('who a visitor may be: the same address or number first, then the same name, else nobody', async () => {
    const visitor = {
      name: 'José Müller',
      email: 'jose@example.com',
      language: 'es',
      page: null,
      browser: null,
    };
    await scene.seed(
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
    expect(ids((await scene.window.query('conversation.view', { id: 'c' }))!.candidates)).toEqual([
      'same-mail',
      'same-name',
    ]);
    expect(ids((await scene.window.query('conversation.view', { id: 'by-number' }))!.candidates)).toEqual([
      'same-phone',
    ]);
    expect((await scene.window.query('conversation.view', { id: 'nobody' }))!.candidates).toEqual([]);
    expect(await scene.window.query('conversation.view', { id: 'not-there' })).toBeNull();
  });

  test('offers that ring for this agent', async () => {
    await scene.seed(
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
    expect(await scene.window.query('offer.ringing', {})).toMatchObject([
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
    await scene.seed(
      row('customer', aCustomer('cu', { name: 'Ida Novak' })),
      row(
        'case',
        aCase('a', {
          ownerId: 'ada',
          priority: 'low',
          ...dueBy(30),
          updatedAt: 1,
          createdAt: 3,
          customerId: 'cu',
        }),
      ),
      row(
        'case',
        aCase('b', { ownerId: 'bob', priority: 'urgent', ...dueBy(20), updatedAt: 3, createdAt: 2 }),
      ),
      row(
        'case',
        aCase('c', {
          ownerId: 'ada',
          status: 'resolved',
          ...dueBy(10),
          updatedAt: 2,
          createdAt: 1,
          title: 'Broken Größe',
        }),
      ),
      row(
        'case',
        aCase('d', { ownerId: 'ada', priority: 'high', ...dueBy(null), updatedAt: 4, createdAt: 4 }),
      ),
    );
    await scene.indexed();
    const list = async (
      view: 'mine' | 'open' | 'all',
      sort: 'due' | 'updated' | 'created' | 'priority',
      text = '',
      customerId: string | null = null,
    ): Promise<string[]> => ids(await scene.window.query('case.list', { view, sort, text, customerId }));
    expect(await list('mine', 'due')).toEqual(['a', 'd']);
    expect(await list('open', 'due')).toEqual(['b', 'a', 'd']);
    expect(await list('all', 'updated')).toEqual(['d', 'b', 'c', 'a']);
    expect(await list('all', 'created')).toEqual(['d', 'a', 'b', 'c']);
    expect(await list('all', 'priority')).toEqual(['b', 'd', 'a', 'c']);
    expect(await list('all', 'due', 'grosse')).toEqual(['c']);
    expect(await list('all', 'due', '', 'cu')).toEqual(['a']);
    expect(
      (await scene.window.query('case.list', { view: 'mine', sort: 'due', text: '', customerId: null }))[0],
    ).toMatchObject({ customerName: 'Ida Novak', ownerName: 'Agent ada', notes: 0, pending: false });
  });

  test('a note that was edited is shown once, in its newest words', async () => {
    await scene.seed(
      row('case', aCase('k', {})),
      row('note', aNote('n1', { subjectId: 'k', text: 'first', at: 1 })),
      row('note', aNote('n2', { subjectId: 'k', text: 'second', at: 2 })),
      row('note', aNote('n3', { subjectId: 'k', text: 'first, corrected', at: 3, supersedes: 'n1' })),
    );
    expect(
      (await scene.window.query('note.list', { subjectKind: 'case', subjectId: 'k' })).map(
        ({ text, edited }) => [text, edited],
      ),
    ).toEqual([
      ['second', false],
      ['first, corrected', true],
    ]);
    expect((await scene.window.query('case.view', { id: 'k' }))?.row.notes).toBe(2);
  });

  test('a timeline holds everything of a customer, newest first', async () => {
    await scene.seed(
      row('customer', aCustomer('cu')),
      row('case', aCase('k', { customerId: 'cu', createdAt: 10 })),
      row('conversation', aConversation('c', { customerId: 'cu', createdAt: 20 })),
      row('note', aNote('on-case', { subjectId: 'k', at: 30 })),
      row('note', aNote('on-customer', { subjectKind: 'customer', subjectId: 'cu', at: 5 })),
      row('note', aNote('elsewhere', { subjectId: 'other', at: 40 })),
    );
    expect(
      (await scene.window.query('customer.timeline', { id: 'cu' })).map(({ type, at }) => [type, at]),
    ).toEqual([
      ['note', 30],
      ['conversation', 20],
      ['case', 10],
      ['note', 5],
    ]);
    expect(await scene.window.query('customer.view', { id: 'cu' })).toMatchObject({
      openCases: 1,
      conversations: 1,
    });
  });
});

test('customers by name, by words, by part of a number', async () => {
  await scene.seed(
    row('customer', aCustomer('1', { name: 'Åse Holm', phone: '+45 12 34 56 78' })),
    row('customer', aCustomer('2', { name: 'Anna Berg', organisation: 'Holm & Co' })),
    row('customer', aCustomer('3', { name: 'Zofia', email: 'zofia.w@example.org' })),
  );
  await scene.indexed();
  const list = async (text: string): Promise<string[]> =>
    ids(await scene.window.query('customer.list', { text }));
  expect(await list('')).toEqual(['2', '1', '3']);
  expect(await list('holm')).toEqual(['2', '1']);
  expect(await list('ase')).toEqual(['1']);
  expect(await list('zofia.w@')).toEqual(['3']);
  expect(await list('3456')).toEqual(['1']);
  expect(await list('4512')).toEqual(['1']);
});

test('articles that are published, those in the agent’s language first', async () => {
  await scene.seed(
    row('article', anArticle('en', { title: 'Return a parcel', updatedAt: 5 })),
    row(
      'article',
      anArticle('de', { title: 'Paket zurückgeben', body: 'parcel', locale: 'de', updatedAt: 1 }),
    ),
    row('article', anArticle('draft', { title: 'Parcel draft', status: 'draft' })),
  );
  await scene.indexed();
  expect(ids(await scene.window.query('article.search', { text: 'parc', locale: 'de-AT' }))).toEqual([
    'de',
    'en',
  ]);
  expect(ids(await scene.window.query('article.search', { text: '', locale: 'en' }))).toEqual(['en', 'de']);
  expect(ids(await scene.window.query('article.search', { text: 'nothing', locale: 'en' }))).toEqual([]);
});

test('quick replies are everybody’s and one’s own', async () => {
  await scene.seed(
    row('quickReply', aQuickReply('b')),
    row('quickReply', aQuickReply('a', { ownerId: 'ada' })),
    row('quickReply', aQuickReply('c', { ownerId: 'bob' })),
  );
  expect(ids(await scene.window.query('quickReply.list', {}))).toEqual(['a', 'b']);
});

test('the search over everything says what it is and what Enter opens', async () => {
  await scene.seed(
    row('customer', aCustomer('cu', { name: 'Kestrel Ltd' })),
    row('case', aCase('k', { title: 'Kestrel lamp', number: 'C-7' })),
    row('conversation', aConversation('c', { subject: 'About kestrel' })),
    row('message', aMessage('m', { conversationId: 'c', text: 'my kestrel lamp' })),
    row('note', aNote('n', { subjectId: 'k', text: 'kestrel called' })),
    row('article', anArticle('a', { title: 'Kestrel lamps' })),
    row('article', anArticle('d', { title: 'Kestrel draft', status: 'draft' })),
  );
  await scene.indexed();
  expect(
    (await scene.window.query('search.all', { text: 'kestr' })).map(
      ({ type, id, subjectKind, subjectId, title, who }) => [type, id, subjectKind, subjectId, title, who],
    ),
  ).toEqual([
    ['customer', 'cu', 'customer', 'cu', 'Kestrel Ltd', ''],
    ['case', 'k', 'case', 'k', 'C-7 Kestrel lamp', ''],
    ['conversation', 'c', 'conversation', 'c', 'Ida', ''],
    ['message', 'm', 'conversation', 'c', 'Ida', 'Ida'],
    ['note', 'n', 'case', 'k', 'C-7 Kestrel lamp', 'Agent agent-a'],
    ['article', 'a', 'article', 'a', 'Kestrel lamps', ''],
  ]);
  expect(ids(await scene.window.query('search.all', { text: 'kestr', only: 'note' }))).toEqual(['n']);
});

test('what has the words in its name or title comes first, also where very many newer ones have them elsewhere', async () => {
  await scene.seed(
    row('customer', aCustomer('named', { name: 'Odense Havn', city: 'Ribe' })),
    ...Array.from({ length: 120 }, (_, i) =>
      row('customer', aCustomer(`cu${i}`, { name: `Person ${i}`, city: 'Odense' })),
    ),
    row('case', aCase('titled', { title: 'The lamp in Odense', number: 'C-70', createdAt: 5, updatedAt: 5 })),
    ...Array.from({ length: 20 }, (_, i) =>
      row(
        'case',
        aCase(`k${i}`, { description: 'Odense C-70', number: `C-${700 + i}`, createdAt: 9, updatedAt: 9 }),
      ),
    ),
  );
  await scene.indexed();
  const first = async (text: string, only: 'customer' | 'case'): Promise<string | undefined> =>
    (await scene.window.query('search.all', { text, only }))[0]?.id;
  expect(await first('odense', 'customer')).toBe('named');
  expect(await first('odense', 'case')).toBe('titled');
  expect(await first('C-70', 'case')).toBe('titled');
  expect(await first('70', 'case')).toBe('titled');
});

test('a note is found as it is now: not by what was edited away', async () => {
  await scene.seed(
    row('case', aCase('k', { title: 'A lamp', number: 'C-7' })),
    row('note', aNote('old', { subjectId: 'k', text: 'kestrel called' })),
    row('note', aNote('new', { subjectId: 'k', text: 'kestrel wrote', supersedes: 'old' })),
    row('note', aNote('used', { subjectId: 'k', text: 'kestrel kept', kept: 'used' })),
  );
  await scene.indexed();
  expect(ids(await scene.window.query('search.all', { text: 'kestrel', only: 'note' }))).toEqual(['new']);
});
