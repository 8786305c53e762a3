// @vitest-environment jsdom
// Changes when it is counted differently what one message costs the window: what is drawn again, and what main is told.
import { act, waitFor } from '@testing-library/react';
import { Profiler, type ReactNode } from 'react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { SessionPanel } from '../../renderer/app/SessionPanel.tsx';
import { StatusBar } from '../../renderer/app/StatusBar.tsx';
import { TabBar } from '../../renderer/app/TabBar.tsx';
import { Watch } from '../../renderer/app/Watch.tsx';
import type { Work } from '../../renderer/app/useWork.ts';
import { createSettings, SettingsContext } from '../../renderer/state/settings.ts';
import { activeTab, sessionIdOf, useWorkspace } from '../../renderer/state/workspace.ts';
import { settingsSchema } from '../../shared/ipc/main.ts';
import { conversationRow } from './features/rows.ts';
import { giveSizes, show, type Shown } from './features/show.tsx';

const began = Date.now();
beforeAll(() => {
  // No second passes meanwhile: what counts by the second would be drawn again as well.
  vi.spyOn(Date, 'now').mockReturnValue(began);
  giveSizes();
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

const settings = createSettings(settingsSchema.parse({ locale: 'en' }), 'en-GB', () => {}, {
  root: document.documentElement,
  matches: () => false,
  onChange: () => undefined,
});
const work = {} as Work;
const idOf = (n: number): string => `conversation-${String(n + 1)}`;
const rowsWith = (said: ReadonlyMap<number, number>) =>
  Array.from({ length: 20 }, (_, n) => {
    const count = said.get(n) ?? 0;
    return conversationRow({
      id: idOf(n),
      title: `Customer ${String(n)}`,
      lastText: `Line ${String(count)}`,
      // Somebody else has waited for longer all the time.
      waitingSince: began - (20 - n) * 60_000,
      unread: count,
      sentiment: { level: 'neutral', score: 0, steps: [] },
    });
  });

/** Shows what hears of every message, and counts how often each part of it is drawn. */
async function stage() {
  const drawn = { panel: 0, status: 0, watch: 0 };
  const counted = (id: keyof typeof drawn, node: ReactNode) => (
    <Profiler id={id} onRender={() => (drawn[id] += 1)}>
      {node}
    </Profiler>
  );
  const said = new Map<number, number>();
  const shown: Shown = show(
    <SettingsContext value={settings}>
      {counted('watch', <Watch work={work} />)}
      {counted('panel', <SessionPanel work={work} />)}
      {counted('status', <StatusBar />)}
    </SettingsContext>,
    (desk) => {
      desk.rows('conversation.mine', rowsWith(said));
      for (const name of ['conversation.closed', 'offer.ringing', 'handover.offered'] as const)
        desk.rows(name, []);
    },
  );
  await waitFor(() => expect(shown.getAllByRole('button', { name: /^Customer \d+/ }).length).toBe(20));
  const mutations: MutationRecord[] = [];
  const observer = new MutationObserver((records) => mutations.push(...records));
  const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 0)));
  await settle();
  observer.observe(shown.container, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  return {
    ...shown,
    drawn,
    say: async (n: number) => {
      said.set(n, (said.get(n) ?? 0) + 1);
      await act(async () => {
        shown.desk.rows('conversation.mine', rowsWith(said));
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
      });
    },
    mutations: () => [...mutations.splice(0), ...observer.takeRecords()],
  };
}

describe('a message of a conversation that is not in view', () => {
  test('is drawn once, in its own line alone', async () => {
    const { say, drawn, mutations } = await stage();
    // The first one adds the mark of what is unread.
    await say(19);
    mutations();
    Object.assign(drawn, { panel: 0, status: 0, watch: 0 });
    await say(19);
    const lines = new Set(
      mutations().map(({ target }) =>
        (target instanceof Element ? target : target.parentElement)
          ?.closest('li')
          ?.querySelector('[data-session]')
          ?.getAttribute('data-session'),
      ),
    );
    expect([...lines]).toEqual([`conversation:${idOf(19)}`]);
    expect(drawn).toMatchObject({ panel: 1, status: 0 });
    expect(drawn.watch).toBeLessThanOrEqual(1);
  });

  test('asks the store for nothing, and main hears of many of them now and then', async () => {
    const { desk, say } = await stage();
    const badges = desk.badges.length;
    const before = desk.queries.length;
    for (let n = 0; n < 10; n++) await say(n % 20);
    expect(desk.queries.length - before).toBe(0);
    expect(desk.badges.length - badges).toBeLessThan(10);
    await waitFor(() => expect(desk.badges.at(-1)).toBe(10));
    expect(document.title).toMatch(/^\(10\)/);
  });

  test('STORE-30: what one types into on coming there is ready before, asked for once', async () => {
    const { desk } = await stage();
    const views = desk.queries.filter((name) => name === 'conversation.view');
    expect(views).toHaveLength(20);
  });
});

function Bar() {
  const { id } = useWorkspace(activeTab);
  return <TabBar pane={0} tabId={id} context={null} left={0} />;
}

test('a switch to a session that was seen shows its tabs as they are, and makes none of them anew', async () => {
  const { workspace, desk, container, getByRole } = show(
    <SettingsContext value={settings}>
      <Bar />
    </SettingsContext>,
  );
  const { actions } = workspace;
  const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 0)));
  const tabs = (): (string | null)[] =>
    [...getByRole('navigation', { name: 'Tabs of this session' }).querySelectorAll('li')].map(
      ({ textContent }) => textContent,
    );
  await act(async () => {
    for (const n of [1, 2, 3]) actions.openTab('case', `case-${String(n)}`);
  });
  await settle();
  expect(tabs()).toHaveLength(4);
  await act(async () => {
    actions.openConversation('conversation-2');
    actions.openTab('knowledge', null);
  });
  await settle();
  expect(tabs()).toHaveLength(2);
  const asked = desk.queries.length;
  const mutations: MutationRecord[] = [];
  const observer = new MutationObserver((records) => mutations.push(...records));
  observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
  await act(async () => actions.activateSession(sessionIdOf('conversation', 'conversation-1')));
  await settle();
  mutations.push(...observer.takeRecords());
  expect(tabs()).toHaveLength(4);
  expect(new Set(mutations.map(({ target }) => target.nodeName))).toEqual(new Set(['NAV']));
  expect(desk.queries.length).toBe(asked);
});
