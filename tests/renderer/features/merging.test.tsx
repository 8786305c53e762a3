// @vitest-environment jsdom
// Changes when tags, descriptions or what needs its author are edited, shown or settled differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AttentionTray } from '../../../renderer/features/attention/AttentionTray.tsx';
import { CaseTab } from '../../../renderer/features/case/CaseTab.tsx';
import { CustomerTab } from '../../../renderer/features/customer/CustomerTab.tsx';
import type { Case } from '../../../shared/domain/case.ts';
import type { Contact } from '../../../shared/domain/people.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FakeDesk } from './fake-desk.ts';
import { attentionRow, caseRow, customerRow, noteRow } from './rows.ts';
import { giveSizes, show, valueOf } from './show.tsx';

beforeEach(giveSizes);

const record = (over: Partial<Case> = {}): Case => ({
  ...caseRow(),
  description: 'one\ntwo\nthree',
  category: null,
  conversationId: null,
  tags: ['late', 'VIP'],
  tagMarks: [{ tag: 'vip', by: ['k7'] }],
  ...over,
});
const give = (fake: FakeDesk, over: Partial<Case> = {}): void =>
  fake.rows('case.view', { case: record(over), row: caseRow(), customer: null, notes: [] });
const aCase = (over: Partial<Case> = {}, prepare: (fake: FakeDesk) => void = () => {}) =>
  show(<CaseTab caseId="case-1" tabId="t" />, (fake) => {
    give(fake, over);
    fake.rows('agent.list', []);
    fake.rows('note.list', []);
    fake.rows('tag.list', ['refund', 'Fragile', 'late']);
    prepare(fake);
  });
const tagsOf = (desk: FakeDesk): unknown[] =>
  desk.commands.map(({ type, args }) => ({ type, ...(args as object) }));

describe('the tags of a case', () => {
  it('are added by typing: Enter and a comma end one, several can be pasted; the spelling in use is meant', async () => {
    const { desk, user } = aCase();
    await user.click(await screen.findByRole('button', { name: 'Add a tag' }));
    await user.type(screen.getByRole('combobox', { name: 'Add a tag' }), 'Gift{Enter}');
    await user.paste('Spring, fragile ');
    await waitFor(() =>
      expect(tagsOf(desk)).toEqual([
        { type: 'case.tag', caseId: 'case-1', add: ['Gift'], remove: [], seen: [] },
        { type: 'case.tag', caseId: 'case-1', add: ['Spring', 'Fragile'], remove: [], seen: [] },
      ]),
    );
  });

  it('in use are suggested, without those that are there', async () => {
    const { desk, user } = aCase();
    await user.click(await screen.findByRole('button', { name: 'Add a tag' }));
    await screen.findByRole('option', { name: 'refund' });
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['refund', 'Fragile']);
    await user.keyboard('fra{ArrowDown}{Enter}');
    await waitFor(() => expect(tagsOf(desk)).toMatchObject([{ add: ['Fragile'] }]));
  });

  it('go by Delete, as their author saw them, and come back by undo', async () => {
    const { desk, user } = aCase();
    (await screen.findByRole('button', { name: 'Remove tag VIP' })).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(desk.commands).toHaveLength(1));
    give(desk, { tags: ['late'], tagMarks: [] });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Remove tag late')));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(tagsOf(desk)).toMatchObject([
        { add: [], remove: ['VIP'], seen: ['k7'] },
        { add: ['VIP'], remove: [] },
      ]),
    );
  });

  it('are reached from the empty field with Backspace, and left with the arrows', async () => {
    const { user } = aCase();
    await user.click(await screen.findByRole('button', { name: 'Add a tag' }));
    await user.keyboard('{Backspace}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Remove tag VIP')));
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(screen.getByLabelText('Remove tag late'));
  });

  it('that are let go with Esc are not added; leaving the field adds them', async () => {
    const { desk, user } = aCase();
    await user.click(await screen.findByRole('button', { name: 'Add a tag' }));
    await user.keyboard('dropped{Escape}{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Add a tag' }));
    await user.keyboard('kept');
    await user.tab();
    await waitFor(() => expect(tagsOf(desk)).toMatchObject([{ add: ['kept'] }]));
  });

  it('that are too many are said in a sentence', async () => {
    const { user } = aCase({}, (fake) => fake.refuse('case.tag', new AppError('tooLarge', 'x')));
    await user.click(await screen.findByRole('button', { name: 'Add a tag' }));
    await user.keyboard('one more{Enter}');
    expect(await screen.findByText('There can be at most 50 tags.')).toBeDefined();
  });

  it('of a customer work the same', async () => {
    const { desk, user } = show(<CustomerTab customerId="customer-1" tabId="t" />, (fake) => {
      fake.rows('customer.view', customerRow());
      fake.rows('customer.timeline', []);
      fake.rows('tag.list', []);
    });
    await user.click(await screen.findByRole('button', { name: 'Remove tag wholesale' }));
    await waitFor(() =>
      expect(tagsOf(desk)).toMatchObject([
        { type: 'customer.tag', customerId: 'customer-1', remove: ['wholesale'] },
      ]),
    );
  });
});

describe('the description of a case', () => {
  const edit = async ({ user }: ReturnType<typeof aCase>): Promise<HTMLElement> => {
    await user.click(await screen.findByRole('button', { name: 'Edit the description' }));
    return screen.findByRole('textbox', { name: 'Description' });
  };

  it('is saved with Ctrl+Enter, together with the text it was made from', async () => {
    const shown = aCase();
    const field = await edit(shown);
    expect(valueOf(field)).toBe('one\ntwo\nthree');
    await shown.user.type(field, '{End}\nfour');
    // Somebody else saves meanwhile.
    give(shown.desk, { description: 'one, changed\ntwo\nthree' });
    await screen.findByText('Somebody changed other lines meanwhile. Saving keeps both.');
    await shown.user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(shown.desk.commands).toMatchObject([
        {
          type: 'case.update',
          args: { set: { description: 'one\ntwo\nthree\nfour' }, base: { description: 'one\ntwo\nthree' } },
        },
      ]),
    );
    await screen.findByRole('button', { name: 'Edit the description' });
    expect(shown.desk.data.drafts.get('description:case-1').text).toBe('');
    expect(shown.desk.data.drafts.get('description:case-1:base').text).toBe('');
  });

  it('says before it is saved that the same lines were changed, and shows them', async () => {
    const shown = aCase();
    await shown.user.type(await edit(shown), '!');
    give(shown.desk, { description: 'one\ntwo\nthree, theirs' });
    await screen.findByText(/their text stays and yours becomes a note/);
    expect(screen.getByText(/three, theirs/)).toBeDefined();
  });

  it('is left half-written with Esc, and goes on from there, also in another window', async () => {
    const shown = aCase();
    await shown.user.type(await edit(shown), ' and a half{Escape}');
    await screen.findByText('Your changes to this text are not saved yet.');
    expect(shown.desk.commands).toEqual([]);
    shown.unmount();
    const { user } = aCase({ description: 'changed since' }, ({ data }) => {
      data.drafts.set('description:case-1:base', 'one\ntwo\nthree', 0);
      data.drafts.set('description:case-1', 'one\ntwo\nthree and a half', 0);
    });
    await user.click(await screen.findByRole('button', { name: 'Go on writing' }));
    expect(valueOf(await screen.findByRole('textbox', { name: 'Description' }))).toContain('and a half');
    await screen.findByText(/their text stays/);
  });

  it('can be emptied, and can be begun where there is none', async () => {
    const shown = aCase({ description: 'x' });
    const field = await edit(shown);
    await shown.user.clear(field);
    expect(valueOf(field)).toBe('');
    await shown.user.click(screen.getByRole('button', { name: 'Save description' }));
    await waitFor(() =>
      expect(shown.desk.commands).toMatchObject([
        { args: { set: { description: '' }, base: { description: 'x' } } },
      ]),
    );
    give(shown.desk, { description: '' });
    await shown.user.click(await screen.findByRole('button', { name: 'Add a description' }));
    await shown.user.keyboard('New{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(shown.desk.commands[1]).toMatchObject({
        args: { set: { description: 'New' }, base: { description: '' } },
      }),
    );
  });

  it('that met another one is settled where it is kept', async () => {
    const kept = noteRow({ id: 'k1', text: 'My words', kept: 'description' });
    const { desk, user } = aCase({}, (fake) => fake.rows('note.list', [kept]));
    await screen.findByText('Written for the description');
    await user.click(screen.getByRole('button', { name: 'Keep both' }));
    await waitFor(() => expect(desk.settled).toEqual([{ commandId: 'k1', how: 'both' }]));
  });
});

describe('what needs its author', () => {
  const tray = (...rows: Partial<ReturnType<typeof attentionRow>>[]) =>
    show(<AttentionTray />, (fake) => {
      fake.rows('attention.list', rows.map(attentionRow));
      fake.rows('agent.list', []);
      fake.rows('search.all', []);
      fake.rows('search.near', []);
      fake.rows('conversation.mine', []);
      fake.rows('case.list', [caseRow({ id: 'case-9', number: 'C-9', title: 'Another one' })]);
    });
  const lost = {
    commandId: 'k1',
    type: 'note.write',
    title: '',
    text: 'Said she moves.',
    canForce: false,
    canNote: false,
    sides: [],
    refusal: { kind: 'notFound' as const, message: '' },
  };

  it('shows every field of a conflict with both sides; theirs is kept by letting mine go, which can be undone', async () => {
    const { desk, user } = tray({
      sides: [
        { field: 'status', theirs: 'resolved', yours: 'pending' },
        { field: 'priority', theirs: 'low', yours: 'urgent' },
      ],
    });
    const item = await screen.findByRole('article');
    for (const words of ['Resolved', 'Pending', 'Low', 'Urgent']) within(item).getByText(words);
    expect(within(item).queryByRole('button', { name: 'Keep as a note' })).toBeNull();
    await user.click(within(item).getByRole('button', { name: 'Keep theirs' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(desk.settled).toEqual([
        { commandId: 'command-1', how: 'drop' },
        { commandId: 'command-1', how: 'restore' },
      ]),
    );
  });

  it('SYNC-39 settles contacts one by one: what only one side has touched is suggested, the rest is chosen', async () => {
    const contact = (value: string, label = ''): Contact => ({ kind: 'email', value, label });
    const list = (...all: Contact[]): string => JSON.stringify(all);
    const { desk, user } = tray({
      type: 'customer.update',
      subjectKind: 'customer',
      subjectId: 'customer-1',
      sides: [
        {
          field: 'contacts',
          seen: list(contact('both@x.example'), contact('label@x.example'), contact('gone@x.example')),
          yours: list(
            contact('both@x.example'),
            contact('label@x.example', 'Work'),
            contact('gone@x.example'),
            contact('mine@x.example'),
          ),
          theirs: list(
            contact('both@x.example'),
            contact('label@x.example', 'Home'),
            contact('theirs@x.example'),
          ),
        },
      ],
    });
    const item = await screen.findByRole('article');
    within(item).getByText('E-mail: both@x.example');
    const chosen = (name: string): string =>
      within(within(item).getByRole('radiogroup', { name })).getByRole('radio', { checked: true })
        .parentElement?.textContent ?? '';
    expect(within(item).queryByRole('radiogroup', { name: 'both@x.example' })).toBeNull();
    expect(chosen('mine@x.example')).toBe('E-mail: mine@x.example');
    expect(chosen('theirs@x.example')).toBe('E-mail: theirs@x.example');
    expect(chosen('gone@x.example')).toBe('Leave it out');
    expect(chosen('label@x.example')).toBe('E-mail: label@x.example (Work)');
    await user.click(within(item).getByRole('radio', { name: 'E-mail: label@x.example (Home)' }));
    await user.click(within(item).getByRole('button', { name: 'Keep as chosen' }));
    await waitFor(() =>
      expect(desk.settled).toEqual([
        {
          commandId: 'command-1',
          how: 'force',
          contacts: [
            contact('both@x.example'),
            contact('label@x.example', 'Home'),
            contact('theirs@x.example'),
            contact('mine@x.example'),
          ],
        },
      ]),
    );
  });

  it('keeps a value that is words as a note, with the name of its field', async () => {
    const { desk, user } = tray({ sides: [{ field: 'title', theirs: 'Lamp', yours: 'Broken lamp' }] });
    await user.click(await screen.findByRole('button', { name: 'Keep as a note' }));
    await waitFor(() =>
      expect(desk.settled).toEqual([{ commandId: 'command-1', how: 'asNote', text: 'Title: Broken lamp' }]),
    );
    await screen.findByText('Kept as a note');
  });

  it('puts words that found no place on a case of the agent’s choice, by keyboard', async () => {
    const { desk, user } = tray(lost);
    (await screen.findByRole('button', { name: 'Put it elsewhere' })).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('option', { name: /C-9 Another one/ });
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() =>
      expect(desk.settled).toEqual([
        { commandId: 'k1', how: 'asNote', target: { subjectKind: 'case', subjectId: 'case-9' } },
      ]),
    );
  });

  it('goes on with the keyboard at what stands in the place of the settled one', async () => {
    const { desk, user } = tray(lost, { commandId: 'k2', title: 'The second' });
    (await screen.findByRole('button', { name: 'Let it go' })).focus();
    await user.keyboard('{Enter}');
    desk.rows('attention.list', [attentionRow({ commandId: 'k2', title: 'The second' })]);
    await waitFor(() =>
      expect(screen.getByRole('article', { name: /The second/ }).contains(document.activeElement)).toBe(true),
    );
    desk.rows('attention.list', []);
    await screen.findByText('Nothing needs you');
  });

  it('copies one text, or all of it with what it was about', async () => {
    const { desk, user } = tray(lost, { commandId: 'k2' });
    await user.click(await screen.findByRole('button', { name: 'Copy text' }));
    await user.click(screen.getByRole('button', { name: 'Copy all of this' }));
    await waitFor(() => expect(desk.copied).toHaveLength(2));
    expect(desk.copied[0]).toBe('Said she moves.');
    for (const words of ['Said she moves.', 'Status', 'Yours: Pending', 'There now: Resolved'])
      expect(desk.copied[1]).toContain(words);
  });

  it('says that a conflict has settled itself', async () => {
    const { desk, user } = tray({ sides: [], text: 'status: pending' });
    await screen.findByText('By now both sides are the same.');
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    await waitFor(() => expect(desk.settled).toEqual([{ commandId: 'command-1', how: 'drop' }]));
  });

  it('shows two long texts line by line, each to be scrolled by keyboard', async () => {
    tray({
      kept: true,
      sides: [{ field: 'description', theirs: 'one\ntwo', yours: 'one\nthree' }],
    });
    const item = await screen.findByRole('article', { name: /Your text for a description/ });
    const [yours, theirs] = within(item).getAllByRole('group');
    expect(yours?.tabIndex).toBe(0);
    expect(within(yours!).getByText('three').dataset['differs']).toBe('true');
    expect(within(theirs!).getByText('one').dataset['differs']).toBe('false');
  });
});
