// Changes when tests of one conversation's tab need other rows around it, or another hand on its composer.
import { screen } from '@testing-library/react';
import { ConversationTab } from '../../../renderer/features/conversation/ConversationTab.tsx';
import type { MessageView } from '../../../shared/ipc/views.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationView, me } from './rows.ts';
import { conversationTabId, show, type Shown } from './show.tsx';

/** What makes a message this agent's own. */
export const mine = { authorKind: 'agent' as const, authorId: me.id, authorName: me.name };

/** The tab. */
export const tab = <ConversationTab conversationId="conversation-1" tabId={conversationTabId} />;

/** Shows it with these messages. @param ui what stands around it. */
export function open(messages: MessageView[], prepare: (desk: FakeDesk) => void = () => {}, ui = tab): Shown {
  return show(ui, (desk) => {
    desk.rows('conversation.view', conversationView());
    desk.rows('conversation.messages', { total: messages.length, messages });
    desk.rows('message.some', messages);
    desk.rows('guard.facts', { own: null, others: [] });
    desk.rows('guard.owners', []);
    prepare(desk);
  });
}

/** The field that replies are written in. */
export const reply = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: 'Reply' });
/** What was sent, oldest first. */
export const sent = (desk: FakeDesk): object[] =>
  desk.commands.filter(({ type }) => type === 'message.send').map(({ args }) => args);
