// How much of one link may wait to be handled: beyond that its socket is not read, so that the sender slows down.

/** See {@link createIntake}. */
export interface Intake {
  /** A frame has come that will be handled. */
  add(bytes: number): void;
  /** It has been handled, and answered where it wants an answer. */
  done(bytes: number): void;
  /** Whether the socket is not read right now; then its silence means nothing. */
  isHeld(): boolean;
}

/** Bounds of one link. */
export interface IntakeBounds {
  readonly mostFrames: number;
  readonly mostBytes: number;
}

/** What the service uses: room for the largest frame and one more, or for many small ones. */
export const intakeBounds: IntakeBounds = { mostFrames: 32, mostBytes: 2 * 1024 * 1024 };

/** @param hold stops reading the socket, or goes on. @returns an intake that holds nothing. */
export function createIntake(hold: (on: boolean) => void, bounds = intakeBounds): Intake {
  let frames = 0;
  let size = 0;
  let held = false;
  return {
    add(bytes) {
      frames += 1;
      size += bytes;
      if (held || (frames <= bounds.mostFrames && size <= bounds.mostBytes)) return;
      held = true;
      hold(true);
    },
    done(bytes) {
      frames -= 1;
      size -= bytes;
      // Not at once: a link that is far too fast would be held and let go with every frame.
      if (!held || frames > bounds.mostFrames / 2 || size > bounds.mostBytes / 2) return;
      held = false;
      hold(false);
    },
    isHeld: () => held,
  };
}
