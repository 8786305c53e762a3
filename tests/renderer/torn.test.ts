// Changes when the windows of one desk tell each other differently what they show.
import { describe, expect, test } from 'vitest';
import type { Peers, PeerMessage } from '../../renderer/state/peers.ts';
import { createShell } from '../../renderer/state/shell.ts';
import { startTornMain } from '../../renderer/state/torn-main.ts';
import { createTornWindow } from '../../renderer/state/torn-window.ts';
import { activeSession, activeTab, createWorkspace } from '../../renderer/state/workspace.ts';
import { until } from '../support/until.ts';

/** A channel between windows: everybody hears everybody else, later. */
function channel() {
  const ends = new Set<(message: PeerMessage) => void>();
  const said: PeerMessage['t'][] = [];
  return {
    said,
    end: (): Peers => {
      const own = new Set<(message: PeerMessage) => void>();
      const hear = (message: PeerMessage): void => own.forEach((listener) => listener(message));
      ends.add(hear);
      return {
        post: (message) => {
          said.push(message.t);
          const copy = structuredClone(message);
          queueMicrotask(() => ends.forEach((other) => other !== hear && other(copy)));
        },
        onMessage: (listener) => {
          own.add(listener);
          return () => own.delete(listener);
        },
        close: () => ends.delete(hear),
      };
    },
  };
}

/** Main as a window sees it. */
function fakeMain() {
  const asked: [string, unknown][] = [];
  const listeners = new Map<string, (value: never) => void>();
  return {
    asked,
    push: (name: string, value: unknown): void => listeners.get(name)?.(value as never),
    client: {
      request: ((name: string, input: unknown) => {
        asked.push([name, input]);
        return Promise.resolve({});
      }) as never,
      on: ((name: string, listener: (value: never) => void) => {
        listeners.set(name, listener);
        return () => listeners.delete(name);
      }) as never,
    },
  };
}

const timers = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (timer: unknown) => clearTimeout(timer as never),
};
const drafts = { flush: () => Promise.resolve(), restore: () => Promise.resolve() };

function desk() {
  const between = channel();
  const workspace = createWorkspace();
  const main = fakeMain();
  const shell = createShell();
  for (const id of ['one', 'two']) workspace.actions.openConversation(id);
  const stop = startTornMain({ workspace, peers: between.end(), main: main.client, drafts, shell });
  const openWindow = async () => {
    const own = fakeMain();
    const torn = createTornWindow({ windowId: 'w1', peers: between.end(), main: own.client, drafts, timers });
    let ready = false;
    const end = torn.start(() => (ready = true));
    await until(() => ready, { what: 'the session from the main window' });
    return { ...torn, own, end };
  };
  return { between, workspace, main, shell, stop, openWindow };
}
const windowsAsked = (asked: [string, unknown][]): unknown[] =>
  asked.filter(([name]) => name === 'windows.set').map(([, input]) => input);

describe('a session in a window of its own', () => {
  test('is opened by main once its words are in the journal, and shows what the main window gives it', async () => {
    const { workspace, main, openWindow } = desk();
    workspace.actions.tearOff('conversation:two');
    await until(() => windowsAsked(main.asked).length === 2, { what: 'the wish for a window' });
    expect(windowsAsked(main.asked)).toEqual([{ ids: [] }, { ids: ['w1'] }]);
    const torn = await openWindow();
    expect(activeSession(torn.workspace.state.getState()).subjectId).toBe('two');
    torn.end();
  });

  test('tells the main window what changes in it, which keeps it; and gives all of it back', async () => {
    const { workspace, main, openWindow } = desk();
    workspace.actions.tearOff('conversation:two');
    const torn = await openWindow();
    torn.workspace.actions.openTab('article', 'a');
    torn.workspace.actions.setView(activeTab(torn.workspace.state.getState()).id, 'scroll', 12);
    torn.own.push('closing', {});
    await until(() => torn.own.asked.some(([name]) => name === 'windows.done'), { what: 'its leave' });
    main.push('windowClosed', { windowId: 'w1' });
    await until(() => workspace.state.getState().torn.length === 0, { what: 'the session back' });
    const tab = activeTab(workspace.state.getState());
    expect(tab).toMatchObject({ kind: 'article', subjectId: 'a' });
    expect(workspace.state.getState().views[tab.id]).toEqual({ scroll: 12 });
    torn.end();
  });

  test('leaves other sessions to the main window, which comes to the front', async () => {
    const { workspace, main, openWindow } = desk();
    workspace.actions.tearOff('conversation:two');
    const torn = await openWindow();
    const { actions, state } = torn.workspace;
    const before = state.getState();
    actions.openConversation('three');
    actions.activateSession('home');
    actions.next();
    actions.tearOff('conversation:two');
    actions.split();
    expect(state.getState()).toBe(before);
    await until(() => workspace.state.getState().sessions.some(({ subjectId }) => subjectId === 'three'), {
      what: 'the third in the main window',
    });
    await until(() => main.asked.filter(([name]) => name === 'windows.show').length >= 3, {
      what: 'it in front',
    });
    actions.bringBack('');
    expect(torn.own.asked).toContainEqual(['windows.close', { windowId: 'w1' }]);
    torn.end();
  });

  test('tells it all again to a main window that has come back from a crash', async () => {
    const { between, workspace, stop, openWindow } = desk();
    workspace.actions.tearOff('conversation:two');
    const [kept] = workspace.state.getState().torn;
    const torn = await openWindow();
    stop();
    torn.workspace.actions.openTab('article', 'a');
    await until(() => between.said.includes('state'), { what: 'what nobody hears' });
    // The disk had it as it was before.
    const again = createWorkspace();
    again.actions.openConversation('two');
    again.actions.tearOff('conversation:two');
    expect(again.state.getState().torn[0]?.session).toEqual(kept?.session);
    const shell = createShell();
    startTornMain({ workspace: again, peers: between.end(), main: fakeMain().client, drafts, shell });
    await until(() => again.state.getState().torn[0]?.session.tabs.length === 2, {
      what: 'the tab it missed',
    });
    torn.own.push('focus', { focused: true });
    await until(() => shell.state.getState().tornFront === 'two', { what: 'who has the keyboard' });
    torn.end();
    expect(again.state.getState().sessions.map(({ id }) => id)).toEqual(['home']);
  });

  test('that another window says is another one is not believed', () => {
    const { workspace } = desk();
    workspace.actions.tearOff('conversation:two');
    const [torn] = workspace.state.getState().torn;
    workspace.dispatch({ type: 'torn', torn: { ...torn!, windowId: 'w2' } });
    workspace.dispatch({
      type: 'torn',
      torn: { ...torn!, session: { ...torn!.session, id: 'conversation:one' } },
    });
    expect(workspace.state.getState().torn).toEqual([torn]);
  });
});
