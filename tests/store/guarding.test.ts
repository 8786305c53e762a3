// Changes when a desk knows something else of whom a text may name, or lists other macros, scripts and rules.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
