// @vitest-environment jsdom
// Changes when the session panel warns of many sessions differently, or the sheet of shortcuts finds its keys differently.
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionPanel } from '../../../renderer/app/SessionPanel.tsx';
import { Shortcuts } from '../../../renderer/app/Shortcuts.tsx';
import type { Work } from '../../../renderer/app/useWork.ts';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import { giveSizes, show, type Shown } from './show.tsx';

beforeEach(() => {
  giveSizes();
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

const settings = (keys: Record<string, string> = {}) =>
  createSettings(settingsSchema.parse({ keys }), 'en', () => {}, {
    root: document.createElement('div'),
    matches: () => false,
    onChange: () => {},
  });

describe('the session panel', () => {
  function panel(): Shown {
    return show(
      <SettingsContext value={settings()}>
        <SessionPanel work={{} as Work} />
      </SettingsContext>,
      (desk) => {
        for (const name of ['conversation.mine', 'offer.ringing', 'handover.offered'] as const)
          desk.rows(name, []);
      },
    );
  }
  const openUpTo = ({ workspace }: Shown, count: number): void => {
    const { sessions, torn } = workspace.state.getState();
    for (let at = sessions.length - 1 + torn.length; at < count; at += 1)
      act(() => workspace.actions.openConversation(`more-${String(at)}`));
  };
  const warning = () => screen.queryByText(/^You have \d+ sessions open/);

  it('warns from the twentieth session on, those in their own windows too, and closes none', async () => {
    const shown = panel();
    openUpTo(shown, 19);
    expect(warning()).toBeNull();
    openUpTo(shown, 20);
    await waitFor(() => expect(warning()?.textContent).toContain('20'));
    act(() => shown.workspace.actions.tearOff('conversation:more-3'));
    expect(warning()?.textContent).toContain('20');
    openUpTo(shown, 25);
    expect(warning()?.textContent).toContain('25');
    expect(shown.container.querySelectorAll('[data-session]')).toHaveLength(26);
  });

  it('warns by a sign and in words for readers where it is collapsed', async () => {
    const shown = panel();
    openUpTo(shown, 20);
    await shown.user.click(screen.getByRole('button', { name: 'Collapse the session panel' }));
    const sign = await waitFor(() => {
      const found = warning()?.closest('[role="status"]');
      expect(found?.querySelector('svg')).not.toBeNull();
      return found;
    });
    expect(sign?.getAttribute('title')).toMatch(/^You have 20 sessions open/);
  });
});

describe('the sheet of shortcuts', () => {
  it('is searched by what a command is called and by its keys, and shows the keys that were chosen', async () => {
    const { user } = show(
      <SettingsContext value={settings({ reopen: 'Ctrl+F9', palette: '' })}>
        <Shortcuts open onOpenChange={() => {}} />
      </SettingsContext>,
    );
    const terms = (): (string | null)[] => screen.getAllByRole('term').map(({ textContent }) => textContent);
    const box = await screen.findByRole('textbox', { name: 'Filter shortcuts' });
    expect(terms().length).toBeGreaterThan(40);
    // One without keys cannot be pressed.
    expect(terms()).not.toContain('Search and commands');
    await user.type(box, 'who needs');
    expect(terms()).toEqual(['Who needs me next']);
    await user.clear(box);
    await user.type(box, 'ctrl+f9');
    expect(terms()).toEqual([expect.stringMatching(/^Reopen/)]);
    await user.clear(box);
    // Keys of one place only are found as well.
    await user.type(box, 'f2');
    expect(terms()).toHaveLength(1);
    await user.type(box, 'zzz');
    await screen.findByText('No shortcut of that name.');
  });
});
