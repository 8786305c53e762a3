// Bounds how many may be inside at once per key, such as the links of one network address.

/** See {@link createDoor}. */
export interface Door {
  /** @returns what lets it out again, which may be called more than once; null when there is no room. */
  enter(key: string): (() => void) | null;
}

/** @param most inside at once per key. @returns a door with nobody inside. */
export function createDoor(most: number): Door {
  const inside = new Map<string, number>();
  return {
    enter(key) {
      const count = inside.get(key) ?? 0;
      if (count >= most) return null;
      inside.set(key, count + 1);
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        const left = inside.get(key)! - 1;
        if (left === 0) inside.delete(key);
        else inside.set(key, left);
      };
    },
  };
}
