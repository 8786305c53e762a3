// Changes when a desk knows something else of whom a text may name, or lists other macros, scripts and rules.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyCache } from '../../electron/store/db/cache-file.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { guardFacts } from '../../electron/store/db/guarding.ts';
import type { QueryContext } from '../../electron/store/query-context.ts';
import { aCase, aConversation, aCustomer, aMacro, aMaskRule, aScript, row } from '../support/factories.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';

let scene: ViewScene;
beforeEach(async () => {
  scene = await setViewScene();
});
afterEach(() => scene.desk.close());

const talk = (id: string, customerId: string | null, over = {}) =>
  row(
    'conversation',
    aConversation(id, { state: 'active', agentId: 'ada', customerId, acceptedAt: 1, ...over }),
  );

describe('SEND-2 whom a text may name', () => {
  test('is the customer of the conversation, and those of the others that this agent serves', async () => {
    const contacts = [
      { kind: 'email' as const, value: 'work@lena.example', label: '' },
      { kind: 'phone' as const, value: '030 1234567', label: '' },
    ];
    await scene.seed(
      row(
        'customer',
        aCustomer('lena', {
          name: 'Lena Vogt',
          email: 'lena@example.com',
          phone: '+49 30 5550100',
          contacts,
        }),
      ),
      row('customer', aCustomer('anna', { name: 'Anna Schmidt', email: null })),
      row('case', aCase('k1', { number: 'C-10001', customerId: 'lena' })),
      row('case', aCase('k2', { number: 'C-10002', customerId: 'anna' })),
      row('case', aCase('k3', { number: null, customerId: 'lena' })),
      talk('here', 'lena'),
      talk('again', 'lena'),
      talk('other', 'anna'),
      talk('unknown', null),
      talk('theirs', 'anna', { agentId: 'bob' }),
      talk('over', 'anna', { state: 'closed' }),
    );
    const { own, others } = await scene.window.query('guard.facts', { id: 'here' });
    expect(own).toMatchObject({
      names: expect.arrayContaining(['Lena Vogt']),
      emails: expect.arrayContaining(['lena@example.com', 'work@lena.example']),
      phones: ['+49 30 5550100', '030 1234567'],
      cases: ['C-10001'],
    });
    expect(others.map(({ conversationId }) => conversationId).toSorted()).toEqual(['other', 'unknown']);
    expect(others.find(({ conversationId }) => conversationId === 'other')).toMatchObject({
      cases: ['C-10002'],
    });
    expect(await scene.window.query('guard.facts', { id: 'not-there' })).toMatchObject({ own: null });
  });

  test('is read again only of whom it changed, however many messages come', () => {
    const cache = emptyCache();
    for (const n of [1, 2, 3, 4]) {
      cache.put('customer', `p${n}`, 1, aCustomer(`p${n}`, { name: `Person ${n}` }));
      const number = `C-1000${n}`;
      cache.put('case', `k${n}`, 1, aCase(`k${n}`, { number, customerId: `p${n}` }));
      cache.put(
        'conversation',
        `t${n}`,
        1,
        aConversation(`t${n}`, { state: 'active', agentId: 'ada', customerId: `p${n}`, acceptedAt: 1 }),
      );
    }
    const made: string[] = [];
    const counting: Cache = {
      ...cache,
      get: (kind, id) => {
        if (kind === 'customer') made.push(id);
        return cache.get(kind, id);
      },
    };
    const context = { cache: counting, agent: { id: 'ada' } } as unknown as QueryContext;
    const facts = (): unknown =>
      guardFacts(context, 't1').others.map(({ names, cases }) => [names[0], ...cases]);
    const first = facts();
    expect(first).toContainEqual(['Person 2', 'C-10002']);
    expect(made.toSorted()).toEqual(['p1', 'p2', 'p3', 'p4']);
    made.length = 0;
    for (const seq of [1, 2, 3, 4, 5]) {
      const now = { state: 'active' as const, agentId: 'ada', customerId: 'p2', acceptedAt: 1, lastSeq: seq };
      cache.put('conversation', 't2', seq + 1, aConversation('t2', now));
      expect(facts()).toEqual(first);
    }
    expect(made).toEqual([]);
    cache.put('case', 'k5', 1, aCase('k5', { number: 'C-10005', customerId: 'p3' }));
    expect(facts()).toContainEqual(expect.arrayContaining(['Person 3', 'C-10005', 'C-10003']));
    expect(made).toEqual(['p3']);
    cache.close();
  });

  test('is whoever has an address or a number that stands in it', async () => {
    await scene.seed(
      row(
        'customer',
        aCustomer('anna', { name: 'Anna Schmidt', email: 'Anna@Example.com', phone: '+49 (30) 555-0199' }),
      ),
    );
    const asked = { emails: ['anna@example.COM', 'nobody@example.com'], phones: ['+49305550199', '12'] };
    expect(await scene.window.query('guard.owners', asked)).toEqual([
      { what: 'email', value: 'anna@example.COM', customerId: 'anna', name: 'Anna Schmidt' },
      { what: 'phone', value: '+49305550199', customerId: 'anna', name: 'Anna Schmidt' },
    ]);
  });

  test('is whoever is reached by it as well, and nobody who only has some of its parts', async () => {
    const contacts = [
      { kind: 'email' as const, value: 'Work@Anna.example', label: '' },
      { kind: 'phone' as const, value: '030 / 123 45 67', label: '' },
      { kind: 'social' as const, value: 'anna@social.example', label: '' },
    ];
    const other = [{ kind: 'email' as const, value: 'anna@work.example', label: '' }];
    await scene.seed(
      row('customer', aCustomer('anna', { name: 'Anna Schmidt', email: null, phone: null, contacts })),
      row('customer', aCustomer('lena', { name: 'Lena Vogt', email: null, phone: null, contacts: other })),
    );
    await scene.indexed();
    const asked = { emails: ['work@anna.EXAMPLE', 'anna@social.example'], phones: ['0301234567'] };
    expect(await scene.window.query('guard.owners', asked)).toEqual([
      { what: 'email', value: 'work@anna.EXAMPLE', customerId: 'anna', name: 'Anna Schmidt' },
      { what: 'phone', value: '0301234567', customerId: 'anna', name: 'Anna Schmidt' },
    ]);
  });
});

describe('macros, scripts and rules of masking', () => {
  test('are everybody’s and one’s own, by title', async () => {
    await scene.seed(
      row('macro', aMacro('m1', { title: 'Zebra' })),
      row('macro', aMacro('m2', { title: 'Apple', ownerId: 'ada' })),
      row('macro', aMacro('m3', { title: 'Theirs', ownerId: 'bob' })),
      row('script', aScript('s1', { title: 'Ours' })),
      row('script', aScript('s2', { title: 'Theirs', ownerId: 'bob' })),
      row('maskRule', aMaskRule('r1', { name: 'Words', on: false })),
      row('maskRule', aMaskRule('r2', { name: 'Cards' })),
    );
    expect((await scene.window.query('macro.list', {})).map(({ title }) => title)).toEqual([
      'Apple',
      'Zebra',
    ]);
    expect((await scene.window.query('script.list', {})).map(({ title }) => title)).toEqual(['Ours']);
    expect((await scene.window.query('maskRule.list', {})).map(({ name }) => name)).toEqual([
      'Cards',
      'Words',
    ]);
  });
});
