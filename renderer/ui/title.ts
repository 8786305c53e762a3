// Changes when it is decided differently when the words are made that an element says of itself under the pointer.
import type { PointerEvent } from 'react';

/**
 * A date in full costs more than the line that it stands in: it is written when somebody points at it.
 * @returns what an element is given instead of its `title`.
 */
export function titleWhenPointed(words: () => string): { onPointerEnter: (event: PointerEvent) => void } {
  return {
    onPointerEnter: ({ currentTarget }) => currentTarget.setAttribute('title', words()),
  };
}
