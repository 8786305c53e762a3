// Changes when it is decided otherwise where a record opens.
import { describe, expect, test } from 'vitest';
import { gestureOf, placeOf } from '../../renderer/state/opening.ts';
import { activeSession, activeTab, createWorkspace } from '../../renderer/state/workspace.ts';

const click = { ctrlKey: false, metaKey: false, shiftKey: false, button: 0 };

describe('how a link was used', () => {
  test.each([
    ['a plain click', {}, 'plain'],
    ['Ctrl', { ctrlKey: true }, 'tab'],
    ['Cmd', { metaKey: true }, 'tab'],
    ['Shift', { shiftKey: true }, 'session'],
    ['the middle button', { button: 1 }, 'behind'],
    ['Shift with the middle button', { shiftKey: true, button: 1 }, 'session'],
  ] as const)('%s', (_, more, gesture) => expect(gestureOf({ ...click, ...more })).toBe(gesture));
});

describe('where a record opens', () => {
  test.each([
    ['case', 'plain', 'home', 'session'],
    ['case', 'plain', 'search', 'session'],
    ['case', 'plain', 'session', 'tab'],
    ['customer', 'plain', 'session', 'tab'],
    ['conversation', 'plain', 'session', 'tab'],
    ['case', 'tab', 'home', 'tab'],
    ['case', 'behind', 'session', 'behind'],
    ['case', 'session', 'session', 'session'],
    ['article', 'plain', 'home', 'tab'],
    ['article', 'session', 'session', 'tab'],
  ] as const)('a %s, %s, from %s: %s', (kind, gesture, origin, place) =>
    expect(placeOf(kind, gesture, origin, false)).toBe(place),
  );

  test('a conversation that has a session is gone to; a case that has one still opens beside what it is about', () => {
    expect(placeOf('conversation', 'plain', 'session', true)).toBe('session');
    expect(placeOf('case', 'plain', 'session', true)).toBe('tab');
  });

  test('in the workspace: a session from Home, a tab from a session, a tab behind without leaving', () => {
    const { state, actions } = createWorkspace();
    actions.open('customer', 'cu');
    expect(activeSession(state.getState()).id).toBe('customer:cu');
    actions.open('case', 'ca');
    expect(activeSession(state.getState()).id).toBe('customer:cu');
    expect(activeTab(state.getState())).toMatchObject({ kind: 'case', subjectId: 'ca' });
    actions.open('article', 'ar', { gesture: 'behind' });
    expect(activeTab(state.getState()).subjectId).toBe('ca');
    expect(activeSession(state.getState()).tabs).toHaveLength(3);
    actions.open('case', 'cb', { origin: 'search' });
    expect(activeSession(state.getState()).id).toBe('case:cb');
  });
});
