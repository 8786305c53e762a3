// @vitest-environment jsdom
// Changes when the first page of the day shows something else.
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Home } from '../../../renderer/features/inbox/Home.tsx';
import type { Locale } from '../../../shared/domain/people.ts';
import type { DeskView } from '../../../shared/ipc/views.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationRow, deskRow } from './rows.ts';
import { giveSizes, show } from './show.tsx';

const loading: DeskView = {
  ...deskRow(),
  link: { state: 'loading', since: 0, retryAt: null, reason: null, progress: { done: 10, total: 4_000 } },
};
const empty = /nobody is with you/i;

function home(view: DeskView, mine: ReturnType<typeof conversationRow>[], locale: Locale = 'en') {
  const prepare = (desk: FakeDesk): void => {
    desk.rows('desk.view', view);
    desk.rows('conversation.mine', mine);
    desk.rows('conversation.open', []);
  };
  return show(<Home tabId="home" onPick={() => {}} />, prepare, locale);
}

beforeEach(giveSizes);

describe('Home', () => {
  it('says that nobody is here once that is known', async () => {
    home(deskRow(), []);
    expect((await screen.findAllByText(empty)).length).toBe(2);
  });

  it('claims nothing while the first rows are still coming', async () => {
    home(loading, []);
    await screen.findByText('Getting your work: 10 of 4,000');
    expect(screen.queryAllByText(empty)).toEqual([]);
  });

  it.each([
    ['de', '10 von 4.000'],
    ['ar', '10 من 4,000'],
  ] as const)('writes how much has come as %s does', async (locale, words) => {
    home(loading, [], locale);
    expect((await screen.findByText(new RegExp(words))).textContent).toContain(words);
  });

  it('shows who is here already while more is coming', async () => {
    home(loading, [conversationRow({ id: 'conversation-1' })]);
    expect((await screen.findAllByRole('listitem')).length).toBeGreaterThan(0);
  });
});
