// Reads of the log for desks that lag behind: those that ask at about the same time are served by one. Changes with who shares what.
//
//   idle --asked--> reading, from the place furthest back --all who asked before it began are served--> idle
//                                                         \--somebody asks meanwhile: the next round--> reading
import { compareCursors, type Cursor } from '../shared/sync/cursor.ts';
import type { Batch } from './db/feed.ts';

/** Reads a run of the log: at most `limit` entries after `from`. */
export type ReadLog = (from: Cursor, limit: number) => Promise<Batch>;

interface Asked {
  readonly from: Cursor;
  readonly limit: number;
  resolve(batch: Batch): void;
  reject(error: unknown): void;
}

/**
 * A read begins after everybody it serves has asked: what an agent may see was settled before, so no body is given out
 * that has left the agent's sight by then.
 * @returns reads that may begin before `from`, and hold something after it wherever there is something.
 */
export function createSharedReads(read: ReadLog): ReadLog {
  let waiting: Asked[] = [];
  let busy = false;

  async function serve(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      let round = waiting.toSorted((a, b) => compareCursors(a.from, b.from));
      waiting = [];
      while (round.length > 0) round = await serveSome(round);
    }
    busy = false;
  }

  /** @param round by their places. @returns those whose place lies behind what was read. */
  async function serveSome(round: readonly Asked[]): Promise<Asked[]> {
    const [first] = round;
    try {
      const batch = await read(first!.from, first!.limit);
      const isBehind = ({ from }: Asked): boolean => batch.more && compareCursors(from, batch.to) >= 0;
      for (const one of round) if (!isBehind(one)) one.resolve(batch);
      return round.filter(isBehind);
    } catch (error) {
      for (const one of round) one.reject(error);
      return [];
    }
  }

  return (from, limit) =>
    new Promise((resolve, reject) => {
      waiting.push({ from, limit, resolve, reject });
      // In the next turn, so that those who ask in this one share the read.
      if (!busy) {
        busy = true;
        queueMicrotask(() => void serve());
      }
    });
}
