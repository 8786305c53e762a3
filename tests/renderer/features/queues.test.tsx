// @vitest-environment jsdom
// Changes when admins set the work of queues differently, or agents are told differently why their presence changed.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { causeOf } from '../../../renderer/app/usePresence.ts';
import { QueuesPage } from '../../../renderer/features/settings/QueuesPage.tsx';
import { locales } from '../../../shared/domain/people.ts';
import type { Translate } from '../../../renderer/state/intl.tsx';
import { messagesOf } from '../../../shared/i18n/index.ts';
import { aPresence, aQueue } from '../../support/factories.ts';
import { giveSizes, show } from './show.tsx';

beforeEach(giveSizes);

const choose = async (
  user: ReturnType<typeof show>['user'],
  field: string,
  option: string,
): Promise<void> => {
  await user.click(await screen.findByRole('combobox', { name: new RegExp(`^${field}: `) }));
  await user.click(await screen.findByRole('option', { name: option }));
};

it('an admin sees what holds in a queue and sets it', async () => {
  const { user, desk } = show(<QueuesPage />, (fake) =>
    fake.rows('queue.list', [aQueue({ id: 'q1', name: 'Billing' })]),
  );
  expect(await screen.findByRole('combobox', { name: 'Whoever misses an offer: Appear away' })).toBeDefined();
  await choose(user, 'Whoever declines an offer', 'Do not disturb');
  await waitFor(() =>
    expect(desk.commands).toMatchObject([
      { type: 'queue.routing', args: { queueId: 'q1', set: { declined: 'doNotDisturb' } } },
    ]),
  );
});

describe.each(locales)('in %s', (locale) => {
  const words = messagesOf(locale);
  const t: Translate = (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  it.each([
    ['missedOffer', 'doNotDisturb'],
    ['declinedOffer', 'doNotDisturb'],
    ['declinedOffer', 'away'],
  ] as const)('why (%s) and what now (%s) is one line', (cause, status) => {
    const said = causeOf(t, aPresence('ann', { cause, status }));
    expect(said).toContain(t(`presence.${status}`));
    expect(said).not.toBe(
      causeOf(
        t,
        aPresence('ann', { cause: cause === 'missedOffer' ? 'declinedOffer' : 'missedOffer', status }),
      ),
    );
  });
  it("a presence of one's own choice has no other reason", () => {
    expect(causeOf(t, aPresence('ann', { status: 'away' }))).toBeNull();
  });
});
