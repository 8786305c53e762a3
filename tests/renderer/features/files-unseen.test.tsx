// @vitest-environment jsdom
// Changes when a message that waits for its files goes differently while nobody looks at where it was written.
import { waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import type { ContextShown } from '../../../renderer/app/ContextPane.tsx';
import { Panes } from '../../../renderer/app/Panes.tsx';
import type { Work } from '../../../renderer/app/useWork.ts';
import { laterKey } from '../../../renderer/state/unsent.ts';
import { useWorkspaceActions } from '../../../renderer/state/workspace.ts';
import { conversationTabId, giveSizes, show } from './show.tsx';
import { conversationView, messageRow } from './rows.ts';
import { sent } from './talk.tsx';

beforeEach(giveSizes);

const idle = (): void => {};
const work: Work = { accept: idle, decline: idle, pick: idle, leave: idle, end: idle };
const context: ContextShown = { conversationId: null, docked: false, open: false, toggle: idle };

/** A window that begins with another session, and with what an earlier one left in a session that is not shown. */
function Begun({ at }: { at: number }) {
  const actions = useWorkspaceActions();
  useState(() => {
    const kept = { messageId: 'm-1', mode: 'public', body: 'Both of them', without: [], looked: false, at };
    actions.setView(conversationTabId, laterKey, kept);
    actions.openConversation('conversation-2');
  });
  return <Panes work={work} context={context} />;
}

const begun = (at: number) =>
  show(<Begun at={at} />, (desk) => {
    desk.rows('conversation.view', conversationView(), { id: 'conversation-1' });
    desk.rows('conversation.view', null, { id: 'conversation-2' });
    desk.rows('conversation.messages', { total: 1, messages: [messageRow()] });
    desk.rows('guard.facts', { own: null, others: [] });
    desk.rows('guard.owners', []);
    desk.data.drafts.set('reply:conversation-1', 'Both of them', 3);
  });

it('FILE-8 after a crash it goes by itself, once, although its session is not shown', async () => {
  const { desk } = begun(Date.now() - 5_000);
  await waitFor(() => expect(sent(desk)).toMatchObject([{ messageId: 'm-1', text: 'Both of them' }]));
  await waitFor(() => expect(desk.data.drafts.get('reply:conversation-1').text).toBe(''));
});

it('FILE-8 found late it does not go by itself', async () => {
  const { desk, workspace } = begun(Date.now() - 300_000);
  await waitFor(() => expect(workspace.state.getState().views[conversationTabId]?.[laterKey]).toBeNull());
  expect(sent(desk)).toEqual([]);
  expect(desk.data.drafts.get('reply:conversation-1').text).toBe('Both of them');
});
