// Changes when calls are found, or missed ones listed, otherwise at a desk, or when its telephone comes and goes otherwise.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPhoneAccounts } from '../../electron/store/phone-account.ts';
import { AppError } from '../../shared/errors.ts';
import { createLog } from '../../shared/log.ts';
import type { Account, PhoneCredentials } from '../../shared/sync/phone.ts';
import { createManualClock } from '../support/desk.ts';
import { aCustomer, aTalk, row } from '../support/factories.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';
import { until } from '../support/until.ts';

describe('whose a number is', () => {
  let scene: ViewScene;
  beforeEach(async () => {
    scene = await setViewScene();
    await scene.seed(
      row('customer', aCustomer('ida', { phone: '+49 30 1234567' })),
      row('customer', aCustomer('bo', { phone: '0221 555 01 01' })),
      row('customer', aCustomer('kim', { phone: '+43 221 5550101' })),
      row(
        'customer',
        aCustomer('zoe', {
          phone: null,
          contacts: [{ kind: 'phone', value: '+49 171 9998877', label: 'mobile' }],
        }),
      ),
    );
    await scene.indexed();
  });
  afterEach(() => scene.desk.close());

  test.each([
    ['+49301234567', ['ida']],
    ['0049301234567', ['ida']],
    ['sip:0301234567@exchange.example', ['ida']],
    ['02215550101', ['bo']],
    ['+492215550101', ['bo', 'kim']],
    ['+491719998877', ['zoe']],
    ['anonymous', []],
    ['+49301234568', []],
    ["%' OR 1", []],
  ])('%s is of %j', async (number, whose) => {
    const found = await scene.window.query('customer.byNumber', { number });
    expect(found.map(({ id }) => id).toSorted()).toEqual(whose);
  });

  test('a conversation of an unknown caller shows who it may be', async () => {
    await scene.seed(row('conversation', aTalk('talk', { from: '+492215550101' })));
    const view = await scene.window.query('conversation.view', { id: 'talk' });
    expect(view?.candidates.map(({ id }) => id).toSorted()).toEqual(['bo', 'kim']);
  });

  test('missed calls are those that nobody took and nobody has talked to since', async () => {
    const at = scene.clock.now() - 60_000;
    const missed = (id: string, from: string, ago: number) =>
      row(
        'conversation',
        aTalk(
          id,
          { from, ringingAt: at - ago, endedAt: at - ago + 9_000, outcome: 'abandoned' },
          { state: 'closed', createdAt: at - ago, queuedAt: at - ago, closedAt: at - ago + 9_000 },
        ),
      );
    await scene.seed(
      missed('old', '+49301111111', 3 * 24 * 3_600_000),
      missed('earlier', '+49301234567', 3_000),
      missed('later', '+49305555555', 1_000),
      missed('called-back', '+49306666666', 2_000),
      row('conversation', aTalk('rings', { from: '+49307777777' }, { createdAt: at, queuedAt: at })),
      row(
        'conversation',
        aTalk(
          'back',
          {
            direction: 'out',
            from: '',
            to: '030 6666666',
            ringingAt: at,
            answeredAt: at + 1,
            endedAt: at + 2,
            outcome: 'completed',
          },
          { state: 'closed', agentId: 'bob', createdAt: at, queuedAt: at, closedAt: at + 2 },
        ),
      ),
    );
    const rows = await scene.window.query('call.missed', {});
    expect(rows.map(({ id }) => id)).toEqual(['later', 'earlier']);
    // What rings at somebody's telephone waits for nobody else.
    expect(await scene.window.query('conversation.open', {})).toEqual([]);
  });

  test('CALL-19: the last calls are this agent’s own that are over, newest first, over restarts', async () => {
    const me = 'ada';
    const at = scene.clock.now() - 60_000;
    const over = (id: string, ago: number, agentId: string | null, days = 0) => {
      const began = at - ago - days * 24 * 3_600_000;
      const call = {
        from: `+4930${id}`,
        ringingAt: began,
        endedAt: began + 9_000,
        outcome: 'completed',
      } as const;
      const times = { createdAt: began, queuedAt: began, closedAt: began + 9_000 };
      return row('conversation', aTalk(id, call, { state: 'closed', agentId, ...times }));
    };
    await scene.seed(
      over('11111', 3_000, me),
      over('22222', 1_000, me),
      over('33333', 2_000, 'bob'),
      over('44444', 500, null),
      over('55555', 0, me, 31),
      row(
        'conversation',
        aTalk('talks', { from: '+49306', answeredAt: at }, { state: 'active', agentId: me }),
      ),
      row(
        'conversation',
        aTalk(
          'wraps-up',
          { from: '+49307', ringingAt: at, answeredAt: at, endedAt: at + 1, outcome: 'completed' },
          { state: 'wrapUp', agentId: me, wrapUpAt: at + 1 },
        ),
      ),
    );
    const rows = await scene.window.query('call.last', {});
    expect(rows.map(({ id }) => id)).toEqual(['wraps-up', '22222', '11111']);
  });
});

describe('the telephone of a desk', () => {
  const account = { login: '1:ada' } as unknown as Account;
  const seat = { service: 'https://service', token: 'token', agentId: 'ada' };
  const setUp = (answers: (PhoneCredentials | null | AppError)[]) => {
    const clock = createManualClock(0);
    const told: (string | null)[] = [];
    let asked = 0;
    const phones = createPhoneAccounts({
      ask: () => {
        const answer = answers[Math.min(asked, answers.length - 1)]!;
        asked += 1;
        return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer);
      },
      timers: clock.timers,
      log: createLog(() => {}, clock.now),
      tell: (one) => void told.push(one === null ? null : one.login),
    });
    return { clock, told, phones, asked: () => asked };
  };

  test('CALL-16: is asked for when the desk is linked, again before it ends, and given back at the sign-out', async () => {
    const { clock, told, phones, asked } = setUp([
      { account, lastsMs: 10_000 },
      { account: { ...account, login: '2:ada' }, lastsMs: 10_000 },
    ]);
    phones.seat(seat);
    await until(() => told.length === 1, { what: 'the first' });
    // A link that comes back changes nothing.
    phones.seat({ ...seat });
    clock.pass(7_900);
    expect(asked()).toBe(1);
    clock.pass(200);
    await until(() => told.length === 2, { what: 'the next' });
    phones.seat(null);
    expect(told).toEqual(['1:ada', '2:ada', null]);
    clock.pass(100_000);
    expect(asked()).toBe(2);
  });

  test('CALL-16: a service that does not answer is asked again, and the old one holds meanwhile; one without telephones is not', async () => {
    const failing = setUp([new AppError('unreachable', 'No.'), { account, lastsMs: 10_000 }]);
    failing.phones.seat(seat);
    await until(() => failing.asked() === 1, { what: 'the first question' });
    await Promise.resolve();
    failing.clock.pass(15_000);
    await until(() => failing.told.length === 1, { what: 'the answer' });
    expect(failing.told).toEqual(['1:ada']);
    const none = setUp([null]);
    none.phones.seat(seat);
    await until(() => none.asked() === 1, { what: 'the question' });
    none.clock.pass(1_000_000);
    expect([none.asked(), none.told]).toEqual([1, []]);
  });

  test('CALL-17: another number is another telephone; where there is none any more, it is given back', async () => {
    const { told, phones, asked } = setUp([{ account, lastsMs: 10_000 }, null]);
    phones.seat({ ...seat, number: '101' });
    await until(() => told.length === 1, { what: 'the first' });
    phones.seat({ ...seat, number: '101' });
    expect(asked()).toBe(1);
    phones.seat({ ...seat, number: null });
    await until(() => told.length === 2, { what: 'the answer' });
    expect(told).toEqual(['1:ada', null]);
  });
});
