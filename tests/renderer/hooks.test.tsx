// @vitest-environment jsdom
// Changes when components read the window's data differently.
import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createData, type Data } from '../../renderer/data/data.ts';
import {
  DataContext,
  ShownContext,
  useShownSwitch,
  useDraft,
  useNow,
  useQuery,
} from '../../renderer/data/hooks.ts';
import { createSettings } from '../../renderer/state/settings.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { aStore, createHandTime, createWire, settle } from './hands.ts';

afterEach(cleanup);

function setUp() {
  const time = createHandTime();
  const store = aStore(time);
  const data = createData({
    main: createWire().left,
    timers: time.timers,
    now: time.now,
    fill: (bytes) => bytes.fill(7),
  });
  const { left, right } = createWire();
  store.connect(right);
  data.store.attach(left);
  return { time, store, data };
}
const Window = ({ data, shown = true, children }: { data: Data; shown?: boolean; children: ReactNode }) => (
  <DataContext value={data}>
    <ShownContext value={useShownSwitch(shown)}>{children}</ShownContext>
  </DataContext>
);

const rendered = vi.fn<() => void>();
function Waiting() {
  rendered();
  const { rows } = useQuery('conversation.open', {});
  return <p>{rows === undefined ? 'loading' : `${String(rows.length)} waiting`}</p>;
}
const take = { id: 'x', type: 'conversation.pick' as const, args: { conversationId: 'c1' } };
const ann = { kind: 'agent' as const, id: 'ann', name: 'Ann Lee', role: 'agent' as const };

describe('useQuery', () => {
  test('shows rows as they change, and rests in a pane that is not shown', async () => {
    const { data, store } = setUp();
    const { rerender } = render(
      <Window data={data}>
        <Waiting />
      </Window>,
    );
    expect(screen.getByText('loading')).toBeDefined();
    await act(settle);
    expect(screen.getByText('1 waiting')).toBeDefined();
    rerender(
      <Window data={data} shown={false}>
        <Waiting />
      </Window>,
    );
    rendered.mockClear();
    await act(async () => {
      store.act(take, ann);
      await settle();
    });
    expect(rendered).not.toHaveBeenCalled();
    expect(screen.getByText('1 waiting')).toBeDefined();
    rerender(
      <Window data={data}>
        <Waiting />
      </Window>,
    );
    expect(screen.getByText('0 waiting')).toBeDefined();
  });
});

describe('useDraft', () => {
  function Note() {
    const { text, set } = useDraft('note:case:1');
    return <input value={text} aria-label="note" onChange={(event) => set(event.target.value, 1)} />;
  }
  test('is one text for every place that shows it', async () => {
    const { data } = setUp();
    render(
      <Window data={data}>
        <Note />
        <Note />
      </Window>,
    );
    await act(async () => data.drafts.set('note:case:1', 'Called back', 11));
    expect(screen.getAllByLabelText<HTMLInputElement>('note').map(({ value }) => value)).toEqual([
      'Called back',
      'Called back',
    ]);
  });
});

describe('useNow', () => {
  function Clock({ every }: { every: number }) {
    rendered();
    return <time>{useNow(every)}</time>;
  }
  test('renders once a step, in the service’s time, and not at all while hidden', async () => {
    const { data, time } = setUp();
    data.clock.setOffset(5_000);
    const { rerender } = render(
      <Window data={data}>
        <Clock every={10_000} />
      </Window>,
    );
    rendered.mockClear();
    for (let passed = 0; passed < 30; passed += 1) act(() => time.pass(1_000));
    expect(rendered).toHaveBeenCalledTimes(3);
    expect(screen.getByText(String(Math.floor((time.now() + 5_000) / 10_000) * 10_000))).toBeDefined();
    rerender(
      <Window data={data} shown={false}>
        <Clock every={10_000} />
      </Window>,
    );
    rendered.mockClear();
    act(() => time.pass(60_000));
    expect(rendered).not.toHaveBeenCalled();
  });
});

describe('settings', () => {
  const calm: Settings = {
    theme: 'system',
    density: 'comfortable',
    locale: 'system',
    sounds: true,
    notificationText: true,
  };
  test('take effect on the page at once, follow the system where they should, and are kept', () => {
    const kept: Settings[] = [];
    let dark = false;
    let systemChanged = (): void => {};
    const root = document.createElement('html');
    const settings = createSettings(calm, 'ar-EG', (next) => kept.push(next), {
      root,
      matches: (query) => dark && query.includes('dark'),
      onChange: (listener) => {
        systemChanged = listener;
      },
    });
    expect([root.dataset['theme'], root.dir, root.lang]).toEqual(['light', 'rtl', 'ar']);
    dark = true;
    systemChanged();
    expect(root.dataset['theme']).toBe('dark');
    settings.change({ theme: 'contrast', density: 'compact', locale: 'de' });
    expect([root.dataset['theme'], root.dataset['density'], root.dir, root.lang]).toEqual([
      'contrast',
      'compact',
      'ltr',
      'de',
    ]);
    expect(kept).toEqual([{ ...calm, theme: 'contrast', density: 'compact', locale: 'de' }]);
  });
});
