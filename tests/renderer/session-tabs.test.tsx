// @vitest-environment jsdom
// Changes when the tabs of a session that is not in front are kept differently.
import { act } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { TabBar } from '../../renderer/app/TabBar.tsx';
import { createSettings, SettingsContext } from '../../renderer/state/settings.ts';
import { activeTab, sessionIdOf, useWorkspace } from '../../renderer/state/workspace.ts';
import { settingsSchema } from '../../shared/ipc/main.ts';
import { giveSizes, show } from './features/show.tsx';

beforeEach(() => {
  giveSizes();
  Element.prototype.scrollIntoView = () => undefined;
  // Everything that is looked at has a size at once.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #told: ResizeObserverCallback;
      constructor(told: ResizeObserverCallback) {
        this.#told = told;
      }
      observe(target: Element): void {
        const contentRect = { width: 700, height: 26 } as DOMRectReadOnly;
        this.#told([{ target, contentRect } as ResizeObserverEntry], this);
      }
      unobserve(): void {}
      disconnect(): void {}
    },
  );
});

const settings = createSettings(settingsSchema.parse({ locale: 'en' }), 'en-GB', () => {}, {
  root: document.documentElement,
  matches: () => false,
  onChange: () => undefined,
});

function Bar() {
  const { id } = useWorkspace(activeTab);
  return (
    <SettingsContext value={settings}>
      <TabBar pane={0} tabId={id} context={null} left={0} />
    </SettingsContext>
  );
}

test('tabs out of sight rest in the size they were left with, and are hidden in the plain way only until it is known', async () => {
  const { workspace, container, getAllByRole } = show(<Bar />);
  const { actions } = workspace;
  await act(async () => actions.openConversation('conversation-2'));
  await act(async () => actions.activateSession(sessionIdOf('conversation', 'conversation-1')));
  const resting = [...container.querySelectorAll<HTMLElement>('nav[data-shown="false"]')];
  expect(resting.length).toBeGreaterThan(0);
  for (const nav of resting) {
    expect(nav.dataset['resting']).toBe('true');
    expect(nav.hidden, 'laid out as it was').toBe(false);
    expect(nav.style.width).toBe('700px');
  }
  const shown = getAllByRole('navigation', { name: 'Tabs of this session' });
  expect(shown).toHaveLength(1);
  expect(shown[0]?.style.width, 'as wide as its tabs again').toBe('');
});
