// @vitest-environment jsdom
// Changes when admins set the work of queues differently, or agents are told differently why their presence changed.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { causeOf } from '../../../renderer/app/usePresence.ts';
import { QueuesPage } from '../../../renderer/features/settings/QueuesPage.tsx';
import { WrapUpBlock } from '../../../renderer/features/conversation/WrapUpBlock.tsx';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Queue } from '../../../shared/domain/queue.ts';
import { locales } from '../../../shared/domain/people.ts';
import type { Translate } from '../../../renderer/state/intl.tsx';
import { messagesOf } from '../../../shared/i18n/index.ts';
import { aConversation, aPresence, aQueue } from '../../support/factories.ts';
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

describe('ROUTE-2: a wrap-up says', () => {
  const wrapping = (over: Partial<Conversation>, queue: Partial<Queue>) =>
    show(
      <WrapUpBlock
        conversation={aConversation('one', {
          queueId: 'q1',
          state: 'wrapUp',
          agentId: 'ann',
          wrapUpAt: Date.now(),
          ...over,
        })}
      />,
      (fake) => fake.rows('queue.list', [aQueue({ id: 'q1', ...queue })]),
    );
  it.each([
    [{}, {}, 'Holds your capacity until you close it'],
    [{}, { wrapUpBlock: 'never' }, 'No longer holds your capacity'],
    [{ freedAt: 5 }, { wrapUpBlock: 60_000 }, 'No longer holds your capacity'],
    [{}, { wrapUpBlock: 3_600_000 }, 'Holds your capacity for'],
  ] as const)('%j, %j: %s', async (over, queue, words) => {
    wrapping(over, queue);
    const said = await screen.findByText(words);
    // Only what ends by itself counts down.
    expect(said.querySelectorAll('time')).toHaveLength(words.endsWith('for') ? 1 : 0);
  });
  it('an admin chooses how long', async () => {
    const { user, desk } = show(<QueuesPage />, (fake) =>
      fake.rows('queue.list', [aQueue({ id: 'q1', name: 'Billing' })]),
    );
    await choose(user, 'Wrap-up holds capacity', '30 seconds');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'queue.routing', args: { set: { wrapUpBlock: 30_000 } } },
      ]),
    );
  });
});
