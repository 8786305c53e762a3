// @vitest-environment jsdom
// Changes when the palette is used otherwise: what it shows, what the keys do, where a hit opens.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Commands } from '../../../renderer/app/commands.ts';
import { commandList, type CommandId } from '../../../renderer/app/key-list.ts';
import { Palette } from '../../../renderer/app/Palette.tsx';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { activeSession, activeTab, windowBag } from '../../../renderer/state/workspace.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { giveSizes, show, type Shown } from './show.tsx';

beforeEach(giveSizes);

const hit = (type: SearchHit['type'], id: string, more: Partial<SearchHit> = {}): SearchHit => ({
  type,
  id,
  subjectKind: 'case',
  subjectId: id,
  title: id,
  who: '',
  excerpt: '',
  at: null,
  ...more,
});
const message = hit('message', 'm1', {
  subjectKind: 'conversation',
  subjectId: 'conversation-9',
  title: 'Ida Holm',
  who: 'Anna',
  excerpt: 'die Rechnungsadresse ist falsch',
});
const note = hit('note', 'n1', { subjectId: 'case-3', title: 'C-3 Lamp', who: 'Ben', excerpt: 'the lamp' });

/** As the store gives what may have been meant. */
const near = hit('message', 'm2', { ...message, id: 'm2', meant: 'Rechnungsadresse' });

const ran: CommandId[] = [];
function open(): Shown {
  ran.length = 0;
  const commands = Object.fromEntries(
    (Object.keys(commandList) as CommandId[]).map((id) => [id, () => void ran.push(id)]),
  ) as Commands;
  const settings = createSettings(settingsSchema.parse({ locale: 'en' }), 'en-GB', () => {}, {
    root: document.documentElement,
    matches: () => false,
    onChange: () => {},
  });
  return show(
    <SettingsContext value={settings}>
      <Palette open onOpenChange={() => {}} commands={commands} />
    </SettingsContext>,
    (desk) => {
      desk.rows('conversation.mine', []);
      desk.rows('macro.list', []);
      desk.rows('search.all', []);
      desk.rows('search.near', []);
      desk.rows('search.near', [near], { text: 'adrsese' });
      desk.rows('search.all', [note], { text: 'lmap' });
      desk.rows('search.near', [near], { text: 'lmap' });
      desk.rows('search.all', [message, note], { text: 'adresse' });
      desk.rows('search.all', [note], { text: 'lamp', only: 'note' });
    },
  );
}
const field = (): HTMLElement => screen.getByRole('combobox', { name: 'Search and commands' });
const chosen = (): string => screen.getByRole('option', { selected: true }).textContent;

it('shows hits by their kind, whose they are and the place that was found, marked', async () => {
  const { user } = open();
  await user.type(field(), 'adresse');
  const group = await screen.findByRole('group', { name: 'Messages' });
  const line = within(group).getByRole('option');
  expect(line.textContent).toContain('Ida Holm');
  expect(line.textContent).toContain('Anna');
  expect(line.querySelector('mark')?.textContent).toBe('Rechnungsadresse');
  expect(line.querySelectorAll('bdi')).toHaveLength(3);
  expect(screen.getByRole('group', { name: 'Notes' }).textContent).toContain('C-3 Lamp');
  await waitFor(() => expect(screen.getByText('2 results')).toBeTruthy());
});

it('Enter opens at the hit: the conversation, and in it the message', async () => {
  const { user, workspace, shell } = open();
  await user.type(field(), 'adresse');
  await screen.findByRole('group', { name: 'Messages' });
  await user.keyboard('{Enter}');
  expect(activeSession(workspace.state.getState()).subjectId).toBe('conversation-9');
  expect(shell.state.getState().sought).toMatchObject({
    subjectId: 'conversation-9',
    part: 'message',
    id: 'm1',
    find: 'adresse',
  });
});

it('says what is shown in place of a mistyped word, marks that, and opens there', async () => {
  const { user, shell } = open();
  await user.type(field(), 'adrsese');
  const line = within(await screen.findByRole('group', { name: 'Messages' })).getByRole('option');
  const sentence = 'Nothing for “adrsese”. Showing “Rechnungsadresse”.';
  const [seen, ...heard] = await screen.findAllByText(new RegExp(sentence));
  expect(seen?.textContent).toBe(sentence);
  // Told once, politely, with how many there are.
  expect(heard.map((one) => [one.getAttribute('role'), one.textContent])).toEqual([
    ['status', `${sentence} 1 result`],
  ]);
  expect(line.querySelector('mark')?.textContent).toBe('Rechnungsadresse');
  expect(chosen()).toContain('Ida Holm');
  await user.keyboard('{Enter}');
  expect(shell.state.getState().sought).toMatchObject({ id: 'm2', find: 'Rechnungsadresse' });
});

it('what was typed can be insisted on, by the keyboard', async () => {
  const { user } = open();
  await user.type(field(), 'adrsese');
  await screen.findByRole('option', { name: 'Search only for “adrsese” as typed' });
  await user.keyboard('{ArrowUp}');
  expect(chosen()).toBe('Search only for “adrsese” as typed');
  await user.keyboard('{Enter}');
  expect((field() as HTMLInputElement).value).toBe('"adrsese"');
  await screen.findByText(/^Nothing found for “adrsese”/);
  expect(screen.queryByRole('group', { name: 'Messages' })).toBeNull();
});

it('hits of what was typed come first; beside them stands what is shown too, under headings that say so', async () => {
  const { user } = open();
  await user.type(field(), 'lmap');
  await screen.findByRole('group', { name: 'Messages: “Rechnungsadresse”' });
  expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual([
    'Notes',
    'Messages: “Rechnungsadresse”',
    'Search and commands',
  ]);
  expect(chosen()).toContain('C-3 Lamp');
  expect(screen.getByText('Hardly anything for “lmap”. “Rechnungsadresse” is shown too.')).toBeTruthy();
});

it('the keys of opening hold: Ctrl for a tab of the session that shows, Shift for a session of its own', async () => {
  const { user, workspace } = open();
  await user.type(field(), 'adresse');
  await screen.findByRole('group', { name: 'Notes' });
  workspace.actions.openConversation('conversation-1');
  await user.keyboard('{ArrowDown}');
  expect(chosen()).toContain('C-3 Lamp');
  await user.keyboard('{Control>}{Enter}{/Control}');
  const now = workspace.state.getState();
  expect(activeSession(now).subjectId).toBe('conversation-1');
  expect(activeTab(now).subjectId).toBe('case-3');
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(activeSession(workspace.state.getState())).toMatchObject({ kind: 'case', subjectId: 'case-3' });
});

it('is narrowed by what stands before a colon, or by a button, and goes on everywhere where nothing is found', async () => {
  const { user } = open();
  await user.type(field(), 'note: lamp');
  await screen.findByRole('group', { name: 'Notes' });
  const filters = within(screen.getByRole('toolbar', { name: 'Search only in' }));
  expect(filters.getByRole('button', { name: 'Notes' }).getAttribute('aria-pressed')).toBe('true');
  await user.click(filters.getByRole('button', { name: 'Articles' }));
  await waitFor(() => expect((field() as HTMLInputElement).value).toBe('article: lamp'));
  await screen.findByRole('option', { name: 'Search everywhere for “lamp”' });
  await user.keyboard('{Enter}');
  expect((field() as HTMLInputElement).value).toBe('lamp');
});

it('what led somewhere is offered again, and can be forgotten', async () => {
  const { user, workspace } = open();
  await user.type(field(), 'adresse');
  await screen.findByRole('group', { name: 'Messages' });
  await user.keyboard('{Enter}');
  await user.clear(field());
  const recent = await screen.findByRole('group', { name: 'Recent searches' });
  expect(within(recent).getByRole('option', { name: 'adresse' })).toBeTruthy();
  expect(chosen()).toBe('adresse');
  await user.keyboard('{Enter}');
  expect((field() as HTMLInputElement).value).toBe('adresse');
  await user.clear(field());
  await user.click(await screen.findByRole('option', { name: 'Forget recent searches' }));
  expect(workspace.state.getState().views[windowBag]?.['palette.recent']).toEqual([]);
});

it('finds commands by their names and runs them', async () => {
  const { user } = open();
  await user.type(field(), '> knowledge');
  await screen.findByRole('group', { name: 'Commands' });
  await user.keyboard('{Enter}');
  expect(ran).toEqual(['knowledge']);
});

it('says that nothing was found, whatever was asked, and keeps what is pasted bounded', async () => {
  const { user } = open();
  await user.click(field());
  await user.paste(`‮ "NEAR( ${'x'.repeat(10_000)}`);
  expect((await screen.findByText(/^Nothing found/)).textContent.length).toBeLessThan(200);
});
