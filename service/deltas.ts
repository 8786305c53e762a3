// A run of the log as frames, put together once for all desks that see the same of it. Changes with what is shared among desks.
import { compareCursors, type Cursor } from '../shared/sync/cursor.ts';
import { PROTOCOL_VERSION } from '../shared/sync/protocol.ts';
import type { Batch } from './db/feed.ts';
import { deltaFrame, deltaParts } from './frames.ts';
import type { Scope } from './visibility.ts';

/** One frame's worth of changes. */
export interface Delta {
  /** The cursor after it. */
  readonly to: Cursor;
  /** @returns the frame for a desk that stands at `from`: the same text for every desk that does. */
  frame(from: Cursor): string;
}

/** What is known of one run: its scopes, and its frames by those of them that a desk sees. */
interface Shared {
  readonly scopes: readonly Scope[];
  readonly bySeen: Map<string, readonly Delta[]>;
}

const known = new WeakMap<Batch, Shared>();

function sharedOf(batch: Batch): Shared {
  const before = known.get(batch);
  if (before !== undefined) return before;
  const scopes = [...new Set(batch.entries.map(({ scope }) => scope))];
  const made: Shared = { scopes, bySeen: new Map() };
  known.set(batch, made);
  return made;
}

function toDeltas(batch: Batch, after: Cursor, sees: (scope: Scope) => boolean, protocol: number): Delta[] {
  return deltaParts(batch, after, sees, protocol).map(({ changes, to }) => {
    const frames = new Map<Cursor, string>();
    return {
      to,
      frame(from) {
        let frame = frames.get(from);
        if (frame === undefined) frames.set(from, (frame = deltaFrame(from, to, changes)));
        return frame;
      },
    };
  });
}

/**
 * The frames of a run for one desk, as {@link deltaParts} cuts them.
 * @param after where the desk stands: within the run it gets what is left of it.
 * @param protocol the version that it speaks.
 */
export function deltasFor(
  batch: Batch,
  after: Cursor,
  sees: (scope: Scope) => boolean,
  protocol = PROTOCOL_VERSION,
): readonly Delta[] {
  if (batch.entries.length === 0) return [];
  const { scopes, bySeen } = sharedOf(batch);
  let seen = `${protocol} `;
  for (const scope of scopes) seen += sees(scope) ? '1' : '0';
  // Who has some of the run already shares it with those who have as much.
  if (compareCursors(after, batch.from) > 0) seen += ` ${after}`;
  let deltas = bySeen.get(seen);
  if (deltas === undefined) bySeen.set(seen, (deltas = toDeltas(batch, after, sees, protocol)));
  return deltas;
}
