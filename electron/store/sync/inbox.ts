// What the line has brought and nobody has worked on yet: in order, one piece per turn, so that windows are answered in
// between. Pieces without weight share a turn: the verdicts of a push that came together are then written in one commit.

/** What became of the first piece: finished; to go on with in the next turn; or waiting until {@link Inbox.wake}. */
export type Worked = 'done' | 'more' | 'wait';

/** See the head of this file. */
export interface Inbox<T> {
  /** @param weight how much of the memory it may keep it takes; see {@link Inbox.weight}. */
  push(piece: T, weight: number): void;
  /** What the first piece waited for may have come. */
  wake(): void;
  /** Forgets everything. */
  clear(): void;
  /** Of all that waits here. */
  weight(): number;
}

/** Pieces without weight in one turn. */
const mostLight = 256;

/**
 * @param defer runs after the work at hand.
 * @param work may clear the inbox.
 */
export function createInbox<T>(defer: (run: () => void) => void, work: (piece: T) => Worked): Inbox<T> {
  let pieces: { piece: T; weight: number }[] = [];
  let total = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || pieces.length === 0) return;
    scheduled = true;
    defer(turn);
  }

  function turn(): void {
    scheduled = false;
    for (let light = 0; light < mostLight; light += 1) {
      const first = pieces[0];
      if (first === undefined) return;
      const result = work(first.piece);
      // The work may have ended everything, and new pieces may have come since.
      if (pieces[0] !== first) return schedule();
      if (result === 'wait') return;
      if (result === 'more') return schedule();
      pieces.shift();
      total -= first.weight;
      if (first.weight > 0 || (pieces[0]?.weight ?? 0) > 0) break;
    }
    schedule();
  }

  return {
    push: (piece, weight) => {
      pieces.push({ piece, weight });
      total += weight;
      schedule();
    },
    wake: schedule,
    clear: () => {
      pieces = [];
      total = 0;
    },
    weight: () => total,
  };
}
