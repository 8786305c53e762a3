// Changes when the rules of sessions and tabs change.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activeSession,
  activeTab,
  emptyWorkspace,
  reduceWorkspace,
  type WorkspaceAction,
} from '../../renderer/state/workspace-reducer.ts';
import { parseSaved, toSaved } from '../../renderer/state/workspace-saving.ts';
import {
  mostPanes,
  mostTabs,
  savedWorkspaceSchema,
  windowBag,
  type Torn,
  type Workspace,
} from '../../renderer/state/workspace-types.ts';
import { createWorkspace } from '../../renderer/state/workspace.ts';

const subject = fc.constantFrom('a', 'b', 'c', 'd');
const sessionKind = fc.constantFrom('conversation' as const, 'case' as const, 'customer' as const);
const tabKind = fc.constantFrom(
  'conversation' as const,
  'case' as const,
  'article' as const,
  'caseList' as const,
);
const by = fc.constantFrom(1 as const, -1 as const);

/** An action on the workspace as it is: ids are taken from it, and sometimes from nowhere. */
const step = fc.record({
  pick: fc.nat(50),
  other: fc.nat(50),
  sessionKind,
  tabKind,
  subject,
  by,
  focus: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const kinds = [
  'openSession',
  'openTab',
  'activateSession',
  'activateTab',
  'closeTab',
  'closeSession',
  'reopenClosed',
  'step',
  'walk',
  'settle',
  'moveSession',
  'moveTab',
  'split',
  'splitNext',
  'closePane',
  'focusPane',
  'movePane',
  'tearOff',
  'bringBack',
  'torn',
  'view',
  'restart',
] as const;

function play(workspace: Workspace, kind: (typeof kinds)[number], it: Step): Workspace {
  const sessionIds = [...workspace.sessions.map(({ id }) => id), 'nowhere'];
  const tabIds = [...workspace.sessions.flatMap(({ tabs }) => tabs.map(({ id }) => id)), 'nowhere'];
  const sessionId = sessionIds[it.pick % sessionIds.length]!;
  const tabId = tabIds[it.pick % tabIds.length]!;
  const subjectId = it.tabKind === 'caseList' ? null : it.subject;
  const actions: Record<string, WorkspaceAction> = {
    openSession: { type: 'openSession', kind: it.sessionKind, subjectId: it.subject, focus: it.focus },
    openTab: { type: 'openTab', kind: it.tabKind, subjectId },
    activateSession: { type: 'activateSession', sessionId },
    activateTab: { type: 'activateTab', tabId },
    closeTab: { type: 'closeTab', tabId },
    closeSession: { type: 'closeSession', sessionId },
    reopenClosed: { type: 'reopenClosed' },
    step: { type: 'step', by: it.by },
    walk: { type: 'walk', by: it.by },
    settle: { type: 'settle' },
    moveSession: { type: 'moveSession', sessionId, to: it.other },
    moveTab: { type: 'moveTab', tabId, to: it.other },
    split: { type: 'split', tabId },
    splitNext: { type: 'split' },
    closePane: { type: 'closePane', at: it.other % 5 },
    focusPane: { type: 'focusPane', at: it.other % 5 },
    movePane: { type: 'movePane', by: it.by },
    tearOff: { type: 'tearOff', sessionId },
    bringBack: { type: 'bringBack', windowId: `w${String(1 + (it.other % 8))}`, focus: it.focus },
    torn: { type: 'torn', torn: told(workspace, it) },
    view: { type: 'view', tabId, key: 'scroll', value: it.other },
    // A crash and a start: what is on disk comes back.
    restart: { type: 'restore', saved: parseSaved(JSON.stringify(toSaved(workspace))) },
  };
  return reduceWorkspace(workspace, actions[kind]!);
}

/** What a window of its own tells of itself: mostly one that is there, sometimes one that has come back meanwhile. */
function told({ torn, sessions }: Workspace, it: Step): Torn {
  const known = torn[it.pick % Math.max(1, torn.length)];
  const session = known?.session ?? sessions[it.pick % sessions.length]!;
  const windowId = known?.windowId ?? 'w1';
  return { windowId, session, views: {}, panes: [session.activeTabId], focused: 0, index: it.other };
}

function holds(workspace: Workspace): void {
  const ids = workspace.sessions.map(({ id }) => id);
  const { panes, focused, torn } = workspace;
  const tabIds = workspace.sessions.flatMap(({ tabs }) => tabs.map(({ id }) => id));
  expect(workspace.sessions[0]!.kind).toBe('home');
  expect(ids.filter((id) => id === 'home')).toHaveLength(1);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(tabIds).size).toBe(tabIds.length);
  expect(ids).toContain(workspace.activeId);
  expect(workspace.recent.toSorted()).toEqual(ids.toSorted());
  if (workspace.walk === null) expect(workspace.recent[0]).toBe(workspace.activeId);
  for (const { tabs, activeTabId } of workspace.sessions) {
    expect(tabs.map(({ anchor }) => anchor)).toEqual(tabs.map((_, at) => at === 0));
    expect(tabs.map(({ id }) => id)).toContain(activeTabId);
    expect(tabs.length).toBeLessThanOrEqual(1 + mostTabs);
  }
  expect(panes.length).toBeGreaterThanOrEqual(1);
  expect(panes.length).toBeLessThanOrEqual(mostPanes);
  expect(new Set(panes).size).toBe(panes.length);
  for (const tabId of panes) expect(tabIds).toContain(tabId);
  expect(panes[focused]).toBe(activeTab(workspace).id);
  // No session is in two windows, no window has two sessions, and Home has none.
  const everywhere = [...ids, ...torn.map(({ session }) => session.id)];
  expect(new Set(everywhere).size).toBe(everywhere.length);
  expect(new Set(torn.map(({ windowId }) => windowId)).size).toBe(torn.length);
  for (const { session } of torn) expect(session.kind).not.toBe('home');
  for (const id of Object.keys(workspace.views)) expect([...tabIds, windowBag]).toContain(id);
  expect(workspace.closed.length).toBeLessThanOrEqual(20);
  expect(savedWorkspaceSchema.safeParse(toSaved(workspace)).success).toBe(true);
}

describe('sessions and tabs', () => {
  test('keep their rules through any sequence of actions, crashes among them', () => {
    const sequence = fc.array(fc.tuple(fc.constantFrom(...kinds), step), { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(sequence, (steps) => {
        let workspace = emptyWorkspace;
        for (const [kind, it] of steps) {
          workspace = play(workspace, kind, it);
          holds(workspace);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('come back from disk exactly as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), step), { maxLength: 40 }), (steps) => {
        let workspace = emptyWorkspace;
        for (const [kind, it] of steps) workspace = play(workspace, kind, it);
        workspace = reduceWorkspace(workspace, { type: 'settle' });
        const restored = reduceWorkspace(emptyWorkspace, {
          type: 'restore',
          saved: parseSaved(JSON.stringify(toSaved(workspace))),
        });
        expect(restored.sessions.map(({ id, activeTabId }) => [id, activeTabId])).toEqual(
          workspace.sessions.map(({ id, activeTabId }) => [id, activeTabId]),
        );
        expect(restored.sessions.map(({ tabs }) => tabs)).toEqual(workspace.sessions.map(({ tabs }) => tabs));
        expect([restored.activeId, restored.recent, restored.views]).toEqual([
          workspace.activeId,
          workspace.recent,
          workspace.views,
        ]);
        expect([restored.panes, restored.focused, restored.torn]).toEqual([
          workspace.panes,
          workspace.focused,
          workspace.torn,
        ]);
      }),
      { numRuns: 200 },
    );
  });

  test('come back by their rules whatever is on the disk: panes twice, windows twice, sessions in both', () => {
    const tab = fc.record({
      kind: tabKind,
      subjectId: fc.option(subject, { nil: null }),
      anchor: fc.boolean(),
    });
    const session = fc
      .record({
        kind: sessionKind,
        subjectId: fc.option(subject, { nil: null }),
        tabs: fc.array(tab, { minLength: 1, maxLength: 30 }),
      })
      .map(({ kind, subjectId, tabs }) => ({
        id: `${kind}:${String(subjectId)}`,
        kind,
        subjectId,
        tabs: tabs.map((one) => ({ ...one, id: `x|${one.kind}:${String(one.subjectId)}` })),
        activeTabId: `${kind}:${String(subjectId)}|${kind}:${String(subjectId)}`,
      }));
    const tabId = fc.tuple(sessionKind, subject).map(([kind, id]) => `${kind}:${id}|${kind}:${id}`);
    const saved = fc.record({
      v: fc.constant(1 as const),
      sessions: fc.array(session, { maxLength: 8 }),
      activeId: fc.constantFrom('home', 'case:a', 'conversation:b', 'gone'),
      recent: fc.array(fc.constantFrom('home', 'case:a', 'gone'), { maxLength: 6 }),
      closed: fc.constant([]),
      views: fc.dictionary(fc.constantFrom('window', 'gone|x'), fc.constant({ scroll: 1 })),
      panes: fc.array(tabId, { maxLength: 4 }),
      focused: fc.integer({ min: 0, max: 3 }),
      torn: fc.array(
        fc.record({
          windowId: fc.constantFrom('w1', 'w2'),
          session,
          views: fc.constant({}),
          panes: fc.array(tabId, { maxLength: 4 }),
          focused: fc.integer({ min: 0, max: 3 }),
          index: fc.nat(5),
        }),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(saved, (state) => {
        const workspace = reduceWorkspace(emptyWorkspace, {
          type: 'restore',
          saved: parseSaved(JSON.stringify(state)),
        });
        holds(workspace);
        expect(workspace.torn.every(({ session: { tabs } }) => tabs.length <= 1 + mostTabs)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['nothing', null],
    ['half a file', '{"v":1,"sessions":[{"id":"x"'],
    ['another version', '{"v":99}'],
    [
      'sessions without Home',
      '{"v":1,"sessions":[],"activeId":"gone","recent":["gone"],"closed":[],"views":{}}',
    ],
  ])('begin with Home where the disk holds %s', (_, saved) => {
    const workspace = reduceWorkspace(emptyWorkspace, { type: 'restore', saved: parseSaved(saved) });
    holds(workspace);
    expect(activeSession(workspace).kind).toBe('home');
  });
});

describe('what opens where', () => {
  test('a case gets a session of its own from Home, and a tab from within a session', () => {
    const { state, actions } = createWorkspace();
    actions.openCase('case-1');
    expect(activeSession(state.getState()).id).toBe('case:case-1');
    actions.openConversation('talk-1');
    actions.openCase('case-2');
    expect(activeSession(state.getState()).id).toBe('conversation:talk-1');
    expect(activeTab(state.getState()).subjectId).toBe('case-2');
    actions.openCase('case-3', { newSession: true });
    expect(activeSession(state.getState()).id).toBe('case:case-3');
  });

  test('closing a tab goes to the one on its left, an anchor stays, and what was closed comes back with what it remembered', () => {
    const { state, actions } = createWorkspace();
    actions.openConversation('talk-1');
    actions.openTab('article', 'one');
    actions.openTab('article', 'two');
    const two = activeTab(state.getState()).id;
    actions.setView(two, 'scroll', 420);
    actions.closeTab(two);
    expect(activeTab(state.getState()).subjectId).toBe('one');
    expect(state.getState().views[two]).toBeUndefined();
    actions.reopenClosed();
    expect(activeTab(state.getState()).id).toBe(two);
    expect(state.getState().views[two]).toEqual({ scroll: 420 });
    actions.openTab('article', 'three');
    actions.activateTab(two);
    actions.closeTab(two);
    expect(activeTab(state.getState()).subjectId).toBe('one');
    const anchor = activeSession(state.getState()).tabs[0]!.id;
    actions.closeTab(anchor);
    expect(activeSession(state.getState()).tabs[0]!.id).toBe(anchor);
  });

  test('Ctrl+Tab walks by how recently sessions were used, and the order changes only when it ends', () => {
    const { state, actions } = createWorkspace();
    for (const id of ['one', 'two', 'three']) actions.openConversation(id);
    actions.walk(1);
    expect(activeSession(state.getState()).subjectId).toBe('two');
    actions.walk(1);
    expect(activeSession(state.getState()).subjectId).toBe('one');
    actions.settle();
    actions.walk(1);
    actions.settle();
    expect(activeSession(state.getState()).subjectId).toBe('three');
  });
});
