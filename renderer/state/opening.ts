// Changes when it is decided otherwise where a record opens. The one place that decides it, for every link to a record.

/** How a link was used. */
export type Gesture = 'plain' | 'tab' | 'behind' | 'session';
/** Where the link is: Home, the search over everything, or a page of a session (a timeline, a lookup, a list). */
export type Origin = 'home' | 'search' | 'session';
/** Where the record opens: a session of its own, or a tab of the session that shows, in front or behind. */
export type Place = 'session' | 'tab' | 'behind';

/** What can be linked to. An article has no session of its own. */
export type RecordKind = 'conversation' | 'case' | 'customer' | 'article';

/** The part of a mouse or keyboard event that says how a link was used. */
export interface Click {
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  /** 1 is the middle one. */
  button?: number;
}

/** Shift: a session of its own. Ctrl (or Cmd): a tab here. The middle button: a tab here, behind. */
export function gestureOf({ ctrlKey, metaKey, shiftKey, button }: Click): Gesture {
  if (shiftKey) return 'session';
  if (button === 1) return 'behind';
  return ctrlKey || metaKey ? 'tab' : 'plain';
}

/**
 * As in Dynamics 365: from Home or the search a record opens in a session of its own, from a page of a session in a tab
 * of it; whoever holds a key decides otherwise.
 * @param hasSession whether it has a session already. A conversation that has one is gone to, not opened twice.
 */
export function placeOf(kind: RecordKind, gesture: Gesture, origin: Origin, hasSession: boolean): Place {
  if (kind === 'article') return gesture === 'behind' ? 'behind' : 'tab';
  if (gesture === 'session') return 'session';
  if (gesture === 'behind') return 'behind';
  if (gesture === 'tab') return 'tab';
  if (kind === 'conversation' && hasSession) return 'session';
  return origin === 'session' ? 'tab' : 'session';
}
