// Which of two links of one desk is the newer, where each is held by another process. Rule: SYNC-33.
//
//   told --heard itself--> standing --heard another link of the desk--> replaced
//
// All processes hear in one order. So of two links that were told at the same time, the one that is heard first ends at
// the second's hearing, and the second has not been standing when it heard the first.
import type { NewId } from '../shared/domain/ids.ts';
import type { Link } from './link.ts';
import type { LinkName } from './neighbours.ts';

/** See {@link createReplaced}. */
export interface Replaced {
  /** A link has been made here: it is told to all. */
  linked(link: Link): void;
  /** Hears of a link, made here or elsewhere. @param here the links of that agent in this process. */
  heard(name: LinkName, here: Iterable<Link>): void;
}

/** @param tell tells every process, this one included. */
export function createReplaced(newId: NewId, tell: (name: LinkName) => void): Replaced {
  const standing = new WeakMap<Link, { id: string; isHeard: boolean }>();
  return {
    linked(link) {
      const { agent, deskId } = link.desk()!;
      const id = newId();
      standing.set(link, { id, isHeard: false });
      tell({ agentId: agent.id, deskId, linkId: id });
    },
    heard({ deskId, linkId }, here) {
      for (const link of here) {
        const state = standing.get(link);
        if (state === undefined || link.desk()?.deskId !== deskId) continue;
        if (state.id === linkId) state.isHeard = true;
        else if (state.isHeard) link.bye('replaced', 'This desk has linked again.');
      }
    },
  };
}
