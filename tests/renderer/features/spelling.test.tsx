// @vitest-environment jsdom
// Changes when other words are right in this window, or the page about writing says or sets something else about spelling.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useSpelling } from '../../../renderer/app/useSpelling.ts';
import { Spelling } from '../../../renderer/features/settings/Spelling.tsx';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { readOwnWords, withOwnWord } from '../../../renderer/state/own-words.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import type { SpellingState } from '../../../shared/ipc/spelling.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationRow } from './rows.ts';
import { giveSizes, show } from './show.tsx';

beforeEach(giveSizes);

const here: SpellingState = {
  by: 'parley',
  languages: [
    { language: 'en', from: 'parley' },
    { language: 'de', from: null },
    { language: 'pl', from: 'own' },
  ],
  folder: '/home/ada/dictionaries',
};
function Window() {
  useSpelling();
  return <Spelling />;
}
const open = (spelling: SpellingState, prepare: (desk: FakeDesk) => void = () => {}) => {
  const settings = createSettings(settingsSchema.parse({}), 'en', () => {}, {
    root: document.createElement('div'),
    matches: () => false,
    onChange: () => {},
  });
  return show(
    <SettingsContext value={settings}>
      <Window />
    </SettingsContext>,
    (desk) => {
      desk.spelling = spelling;
      prepare(desk);
    },
  );
};

describe('the page', () => {
  it('says which languages are checked and by what, and why one is not', async () => {
    const { user } = open(here);
    await screen.findByRole('switch', { name: 'Polski' });
    expect(screen.getByText('With your own dictionary')).toBeTruthy();
    expect(screen.getByText('Deutsch: no dictionary')).toBeTruthy();
    expect(screen.getByText(/licence \(GPL\).*put de\.aff and de\.dic/)).toBeTruthy();
    expect(screen.getByText('/home/ada/dictionaries')).toBeTruthy();
    expect(screen.queryByRole('switch', { name: 'Deutsch' })).toBeNull();
    await user.click(screen.getByRole('switch', { name: 'Polski' }));
    expect(screen.getByRole('switch', { name: 'Polski' }).getAttribute('aria-checked')).toBe('false');
    await user.click(screen.getByRole('switch', { name: 'Check spelling while typing' }));
    expect(screen.queryByRole('switch', { name: 'English' })).toBeNull();
  });

  it('where the system checks there is one switch; where the checker is missing it says so', async () => {
    open({ ...here, by: 'system', languages: [] });
    await screen.findByText(/dictionaries of this computer’s system/);
    expect(screen.getAllByRole('switch')).toHaveLength(1);
    open({ ...here, by: 'none', languages: [] });
    await screen.findByText(/missing on this computer/);
  });
});

describe('words that are right', () => {
  it('are the names of the world around the agent and those that were taught, until they are forgotten', async () => {
    const { desk, user } = open(here, (fake) => {
      fake.rows('conversation.mine', [conversationRow({ title: 'Ada Quillfeather' })]);
    });
    await waitFor(() => expect(desk.known).toContain('Ada Quillfeather'));
    desk.pushMain('learnWord', { word: 'grzmlix' });
    await waitFor(() => expect(desk.known).toContain('grzmlix'));
    const own = await screen.findByRole('list', { name: 'Your own words' });
    await user.click(within(own).getByRole('button', { name: 'Forget “grzmlix”' }));
    await waitFor(() => expect(desk.known).not.toContain('grzmlix'));
    expect(desk.known).toContain('Ada Quillfeather');
  });

  it('are kept once each, the oldest going when there is no room', () => {
    expect(readOwnWords(withOwnWord(withOwnWord('a\nb', 'a'), 'c'))).toEqual(['b', 'a', 'c']);
    const many = Array.from({ length: bounds.note / 4 }, (_, at) => `w${String(at)}`)
      .join('\n')
      .slice(0, bounds.note);
    const more = withOwnWord(many, 'newest');
    expect(more.length).toBeLessThanOrEqual(bounds.note);
    expect(readOwnWords(more).at(-1)).toBe('newest');
    expect(readOwnWords(more)).not.toContain('w0');
  });
});
