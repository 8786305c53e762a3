// @vitest-environment jsdom
// Changes when it is decided otherwise which conversation's context shows, and from which frame on.
import { act } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ContextPane, useContextShown } from '../../renderer/app/ContextPane.tsx';
import { sessionIdOf } from '../../renderer/state/workspace.ts';
import { giveSizes, show } from './features/show.tsx';

const frames = new Map<number, FrameRequestCallback>();

beforeEach(() => {
  giveSizes();
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  let last = 0;
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => {
    last += 1;
    frames.set(last, run);
    return last;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  frames.clear();
});

/** Paints: what waits for a frame runs, then what was to follow it. */
const paint = (): Promise<void> =>
  act(async () => {
    for (const [id, run] of frames) {
      frames.delete(id);
      run(0);
    }
    await vi.advanceTimersByTimeAsync(0);
  });

function Beside() {
  return <ContextPane context={useContextShown()} width={320} />;
}

/** Two conversations, both seen, the second one in front. */
async function stage() {
  const { workspace, shell, container } = show(<Beside />);
  const go = (id: string) =>
    act(async () => workspace.actions.activateSession(sessionIdOf('conversation', id)));
  /** The contexts in the order of their conversations: whether each shows. */
  const contexts = () =>
    [...container.querySelectorAll<HTMLElement>('[data-pane="context"] [data-shown]')].map(
      ({ dataset }) => dataset['shown'] === 'true',
    );
  await act(async () => workspace.actions.openConversation('conversation-1'));
  await paint();
  await act(async () => workspace.actions.openConversation('conversation-2'));
  await paint();
  expect(contexts()).toEqual([false, true]);
  return { go, contexts, shell, workspace, container };
}

test('what stands beside a conversation follows it with the next frame', async () => {
  const { go, contexts } = await stage();
  await go('conversation-1');
  expect(contexts(), 'before the conversation is painted').toEqual([false, true]);
  await paint();
  expect(contexts()).toEqual([true, false]);
});

test('it comes at once where the keyboard is in the one before, so that nothing is typed beside another customer', async () => {
  const { go, contexts, container } = await stage();
  container.querySelector<HTMLElement>('[data-pane="context"] [data-shown="true"] button')?.focus();
  expect(document.activeElement?.closest('[data-pane="context"]')).not.toBeNull();
  await go('conversation-1');
  expect(contexts()).toEqual([true, false]);
});

test('it comes at once where it was asked for', async () => {
  const { go, contexts, shell } = await stage();
  act(() => shell.want('conversation-1', 'note', ''));
  await go('conversation-1');
  expect(contexts()).toEqual([true, false]);
});

test('nothing is left of a conversation that was closed', async () => {
  const { contexts, workspace } = await stage();
  await act(async () => workspace.actions.closeSession(sessionIdOf('conversation', 'conversation-2')));
  expect(contexts()).not.toContain(false);
  await paint();
  expect(contexts()).toEqual([true]);
});
