// @vitest-environment jsdom
// Changes when notes, articles or refused edits are handled differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AttentionTray } from '../../../renderer/features/attention/AttentionTray.tsx';
import { Notes } from '../../../renderer/features/case/Notes.tsx';
import { ArticleSearch } from '../../../renderer/features/knowledge/ArticleSearch.tsx';
import { plainText } from '../../../renderer/features/knowledge/blocks.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { AppError } from '../../../shared/errors.ts';
import { article, articleHit, attentionRow, conversationView, noteRow, madeAt } from './rows.ts';
import { giveSizes, isDisabled, show, valueOf } from './show.tsx';

beforeEach(giveSizes);

describe('notes', () => {
  const open = (notes = [noteRow()]) =>
    show(<Notes subjectKind="case" subjectId="case-1" />, (fake) => fake.rows('note.list', notes));

  it('are saved with Ctrl+Enter, and kept as a draft until then', async () => {
    const { desk, user } = open();
    const field = await screen.findByRole('textbox', { name: 'Write a note' });
    await user.type(field, 'call back');
    expect(desk.data.drafts.get('note:case:case-1').text).toBe('call back');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'note.write', args: { text: 'call back', supersedes: null } },
      ]),
    );
    await waitFor(() => expect(valueOf(field)).toBe(''));
  });

  it('stay in the editor when they cannot be saved', async () => {
    const { desk, user } = open();
    desk.refuse('note.write', new AppError('storage', 'full'));
    const field = await screen.findByRole('textbox', { name: 'Write a note' });
    await user.type(field, 'precious');
    await user.click(screen.getByRole('button', { name: 'Save note' }));
    await screen.findByText(/Free some space/);
    expect(valueOf(field)).toBe('precious');
  });

  it('are edited by their author, as a new one in place of the old', async () => {
    const { desk, user } = open([
      noteRow(),
      noteRow({ id: 'note-2', authorId: 'other', authorName: 'Jonas Brandt', text: 'His' }),
    ]);
    await screen.findByText('His');
    await user.click(screen.getByRole('button', { name: 'Edit note' }));
    const field = screen.getByRole('textbox', { name: 'Edit the note' });
    expect(valueOf(field)).toBe('Promised a new set by Friday.');
    await user.type(field, ' Or Monday.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { args: { text: 'Promised a new set by Friday. Or Monday.', supersedes: 'note-1' } },
      ]),
    );
  });

  it('say who, and what is not synced yet', async () => {
    open([noteRow({ pending: true, edited: true })]);
    await screen.findByText('Mara Holm');
    screen.getByText('Saved here, will sync');
    expect(screen.getByText('edited')).toBeDefined();
  });

  it('half written on the conversation go along when a case is made of it', async () => {
    const ui = (
      <Notes
        subjectKind="case"
        subjectId="case-1"
        also={{ subjectKind: 'conversation', subjectId: 'conversation-1' }}
      />
    );
    const { desk } = show(ui, (fake) => {
      fake.rows('note.list', []);
      fake.data.drafts.set('note:conversation:conversation-1', 'half a no', 9);
    });
    const field = await screen.findByRole('textbox', { name: 'Write a note' });
    await waitFor(() => expect(valueOf(field)).toBe('half a no'));
    expect(desk.data.drafts.get('note:conversation:conversation-1').text).toBe('');
  });
});

describe('articles', () => {
  const open = (view = conversationView()) =>
    show(<ArticleSearch conversationId="conversation-1" />, (fake) => {
      fake.rows('conversation.view', view);
      fake.rows('article.search', [articleHit()]);
      fake.rows('article.view', article());
    });

  it('are found from the keyboard, read in place and sent', async () => {
    const { desk, user } = open();
    await user.type(
      await screen.findByRole('searchbox', { name: 'Search articles' }),
      'broken{ArrowDown}{Enter}',
    );
    await screen.findByRole('heading', { name: 'What to do' });
    await user.click(screen.getByRole('button', { name: 'Send to customer' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        {
          type: 'message.send',
          args: {
            articleId: 'article-1',
            audience: 'public',
            text: 'Broken on arrival\nSend a photo within 14 days and we replace it.',
          },
        },
      ]),
    );
    await screen.findByText('Sent to the customer.');
  });

  it('are put behind what is in the reply already', async () => {
    const { desk, user } = open();
    desk.data.drafts.set('reply:conversation-1', 'Look:', 5);
    await user.click(await screen.findByRole('option', { name: /Broken on arrival/ }));
    await user.click(await screen.findByRole('button', { name: 'Put into the reply' }));
    expect(desk.data.drafts.get('reply:conversation-1').text).toBe(
      'Look:\nBroken on arrival\nSend a photo within 14 days and we replace it.',
    );
  });

  it('are put there as text, whole; what does not fit is said, and leaves the reply as it is', async () => {
    const { desk, user } = open();
    const reply = (): string => desk.data.drafts.get('reply:conversation-1').text;
    desk.data.drafts.set('reply:conversation-1', 'Look:', 5);
    await user.click(await screen.findByRole('option', { name: /Broken on arrival/ }));
    await user.click(await screen.findByRole('button', { name: 'As text' }));
    expect(reply()).toBe(`Look:\n${plainText(article())}`);
    expect(reply()).toContain('What to do');
    await screen.findByText('It is in your reply.');
    const full = 'x'.repeat(bounds.message - 5);
    for (const way of ['As text', 'Put into the reply']) {
      desk.data.drafts.set('reply:conversation-1', full, 0);
      await user.click(screen.getByRole('button', { name: way }));
      await screen.findByText(/^It does not fit into one message/);
      expect(reply()).toBe(full);
    }
  });

  it('cannot be sent where nobody would get them', async () => {
    const { user } = open(conversationView({ conversation: { state: 'wrapUp' } }));
    await user.click(await screen.findByRole('option', { name: /Broken on arrival/ }));
    expect(isDisabled(await screen.findByRole('button', { name: 'Send to customer' }))).toBe(true);
    screen.getByText('It can be sent while you serve the customer.');
  });
});

describe('refused commands', () => {
  it('show both sides of a conflict in words, and are settled the way the agent says', async () => {
    const { desk, user } = show(<AttentionTray />, (fake) => {
      fake.rows('attention.list', [attentionRow()]);
      fake.rows('agent.list', []);
    });
    const item = await screen.findByRole('article', { name: /A change of a case/ });
    within(item).getByText('Pending');
    within(item).getByText('Resolved');
    await user.click(within(item).getByRole('button', { name: 'Keep mine' }));
    await waitFor(() => expect(desk.settled).toEqual([{ commandId: 'command-1', how: 'force' }]));
  });

  it('show what was written in full, to keep as a note or to copy', async () => {
    const text = 'A long answer.\n'.repeat(40);
    const { desk, user } = show(<AttentionTray />, (fake) =>
      fake.rows('attention.list', [
        attentionRow({
          type: 'message.send',
          subjectKind: 'conversation',
          subjectId: 'conversation-1',
          text,
          canForce: false,
          sides: [],
          refusal: { kind: 'state', message: 'ended' },
        }),
      ]),
    );
    const item = await screen.findByRole('article', { name: /A message/ });
    expect(item.textContent).toContain(text);
    within(item).getByText('Things had moved on: this was no longer possible when it arrived.');
    await user.click(within(item).getByRole('button', { name: 'Copy text' }));
    await waitFor(() => expect(desk.copied).toEqual([text]));
    await user.click(within(item).getByRole('button', { name: 'Keep as a note' }));
    await waitFor(() => expect(desk.settled).toEqual([{ commandId: 'command-1', how: 'asNote' }]));
  });

  it('can be saved to a file, word for word; what comes later is not called saved', async () => {
    const one = attentionRow({ text: 'Call Ida: 12\n— tomorrow', sides: [] });
    const { desk, user } = show(<AttentionTray />, (fake) => fake.rows('attention.list', [one]));
    await user.click(await screen.findByRole('button', { name: 'Save to a file' }));
    expect(await screen.findByRole('button', { name: 'Saved' })).toBeDefined();
    expect(desk.savedTexts).toEqual([expect.stringContaining('Call Ida: 12\n— tomorrow')]);
    desk.rows('attention.list', [one, attentionRow({ commandId: 'later' })]);
    expect(await screen.findByRole('button', { name: 'Save to a file' })).toBeDefined();
  });

  it('say who was quicker', async () => {
    show(<AttentionTray />, (fake) =>
      fake.rows('attention.list', [
        attentionRow({
          type: 'offer.accept',
          at: madeAt,
          canForce: false,
          sides: [],
          refusal: { kind: 'taken', message: '', facts: { by: 'Jonas Brandt' } },
        }),
      ]),
    );
    expect(await screen.findByText('Jonas Brandt was quicker and has it.')).toBeDefined();
  });
});
