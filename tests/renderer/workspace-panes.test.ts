// Changes when many tabs, panes side by side or windows of their own behave differently in the workspace.
import { describe, expect, test } from 'vitest';
import { parseSaved, toSaved } from '../../renderer/state/workspace-saving.ts';
import { mostTabs, type Workspace } from '../../renderer/state/workspace-types.ts';
import { activeSession, activeTab, createWorkspace } from '../../renderer/state/workspace.ts';

describe('many tabs', () => {
  test('the one that would be too many is refused with a word, and none is closed for it', () => {
    const { state, actions, hear } = createWorkspace();
    const words: string[] = [];
    hear((word) => words.push(word.kind));
    actions.openConversation('talk');
    for (let at = 0; at < mostTabs; at += 1) actions.openTab('article', `a${String(at)}`);
    expect(words).toEqual([]);
    const before = activeSession(state.getState()).tabs;
    actions.openTab('article', 'one too many');
    expect(words).toEqual(['tabsFull']);
    expect(activeSession(state.getState()).tabs).toEqual(before);
    // What is open already is only gone to.
    actions.openTab('article', 'a0');
    expect(words).toEqual(['tabsFull']);
    expect(activeTab(state.getState()).subjectId).toBe('a0');
  });
});

describe('many sessions', () => {
  test('have no bound that an agent meets: all of them come back from disk', () => {
    const { state, actions } = createWorkspace();
    for (let at = 0; at < 1_500; at += 1) actions.openConversation(crypto.randomUUID());
    const text = JSON.stringify(toSaved(state.getState()));
    // What the store takes: see workspace.put.
    expect(text.length).toBeLessThan(2_000_000);
    const { state: other, dispatch } = createWorkspace();
    dispatch({ type: 'restore', saved: parseSaved(text) });
    expect(other.getState().sessions).toEqual(state.getState().sessions);
    expect(other.getState().recent).toEqual(state.getState().recent);
  });
});

describe('side by side', () => {
  const shown = ({ panes }: Workspace): string[] => panes.map((tabId) => tabId.split('|')[0]!);

  test('a second pane shows who was used before, and the keyboard goes along', () => {
    const { state, actions } = createWorkspace();
    for (const id of ['one', 'two', 'three']) actions.openConversation(id);
    actions.split();
    expect(shown(state.getState())).toEqual(['conversation:three', 'conversation:two']);
    expect(activeSession(state.getState()).subjectId).toBe('two');
    // Whoever is shown already is gone to, not shown twice.
    actions.openConversation('three');
    expect(state.getState().focused).toBe(0);
    actions.openConversation('one');
    expect(shown(state.getState())).toEqual(['conversation:one', 'conversation:two']);
    actions.movePane(1);
    expect(shown(state.getState())).toEqual(['conversation:two', 'conversation:one']);
    actions.closePane(0);
    expect(shown(state.getState())).toEqual(['conversation:one']);
  });

  test('a walk through the sessions leaves the panes as they were, but for where it ends', () => {
    const { state, actions } = createWorkspace();
    for (const id of ['one', 'two', 'three', 'four']) actions.openConversation(id);
    actions.split();
    expect(shown(state.getState())).toEqual(['conversation:four', 'conversation:three']);
    actions.walk(1);
    actions.walk(1);
    actions.walk(1);
    actions.settle();
    expect(shown(state.getState())).toEqual(['conversation:four', 'conversation:one']);
  });

  test('whose session is closed goes, the others stay', () => {
    const { state, actions } = createWorkspace();
    for (const id of ['one', 'two', 'three']) actions.openConversation(id);
    actions.split();
    actions.split();
    expect(shown(state.getState())).toHaveLength(3);
    actions.closeSession('conversation:two');
    expect(shown(state.getState())).toEqual(['conversation:three', 'conversation:one']);
  });
});

describe('a session in a window of its own', () => {
  test('leaves the panel with all it remembers, is not opened a second time, and comes back where it was', () => {
    const { state, actions, dispatch, hear } = createWorkspace();
    const words: unknown[] = [];
    hear((word) => words.push(word));
    for (const id of ['one', 'two', 'three']) actions.openConversation(id);
    actions.activateSession('conversation:two');
    actions.openTab('article', 'a');
    const tab = activeTab(state.getState()).id;
    actions.setView(tab, 'scroll', 7);
    actions.tearOff('conversation:two');
    const [torn] = state.getState().torn;
    expect(torn).toMatchObject({ windowId: 'w1', views: { [tab]: { scroll: 7 } } });
    expect(activeSession(state.getState()).subjectId).toBe('three');
    actions.openConversation('two');
    actions.ensureConversations(['two']);
    expect(words).toEqual([{ kind: 'elsewhere', windowId: 'w1' }]);
    dispatch({ type: 'torn', torn: { ...torn!, views: { [tab]: { scroll: 8 } } } });
    dispatch({ type: 'bringBack', windowId: 'w1', focus: true });
    expect(state.getState().sessions.map(({ subjectId }) => subjectId)).toEqual([
      null,
      'one',
      'two',
      'three',
    ]);
    expect(state.getState().views[tab]).toEqual({ scroll: 8 });
    expect(activeTab(state.getState()).id).toBe(tab);
  });

  test('that is closed can be opened again', () => {
    const { state, actions } = createWorkspace();
    actions.openConversation('one');
    actions.tearOff('conversation:one');
    actions.closeSession('conversation:one');
    expect(state.getState().torn).toEqual([]);
    actions.reopenClosed();
    expect(activeSession(state.getState()).subjectId).toBe('one');
  });
});
