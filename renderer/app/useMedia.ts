// Changes when parts of the window learn of its size differently.
import { useEffect, useState } from 'react';

/** @returns whether a media query holds now. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const changed = (): void => setMatches(media.matches);
    changed();
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, [query]);
  return matches;
}

/** So narrow, or so far zoomed, that the session panel shows pictures alone unless it is asked to show more. */
const cramped = '(max-width: 799px)';

/** Under which name it is kept whether the panel is collapsed, and what holds until somebody says otherwise. */
export function panelMemory(
  isCramped: boolean = matchMedia(cramped).matches,
): [key: string, initial: boolean] {
  return isCramped ? ['panel.cramped', true] : ['panel.collapsed', false];
}

/** @returns the memory of the panel in the window as it is now. */
export function usePanelMemory(): [key: string, initial: boolean] {
  return panelMemory(useMedia(cramped));
}
