// Changes when F6 goes through the window differently: sessions, work area, context, status, and around.

const order = ['sessions', 'main', 'context', 'status'];

/** Moves the keyboard to the next pane: to what had it there last, or to the first thing that can have it. */
export function focusPane(by: 1 | -1): void {
  const panes = order
    .map((name) => document.querySelector<HTMLElement>(`[data-pane="${name}"]`))
    .filter((pane): pane is HTMLElement => pane !== null && pane.checkVisibility());
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = here === -1 && by === -1 ? 0 : here;
  const next = panes[(start + by + panes.length) % panes.length];
  if (next === undefined) return;
  target(next)?.focus();
}

/** @returns what should have the keyboard in a pane; null where the pane is not there. */
export function paneTarget(name: string): HTMLElement | null {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  return pane === null ? null : target(pane);
}

function target(pane: HTMLElement): HTMLElement | null {
  const wanted = pane.querySelectorAll<HTMLElement>(
    '[aria-current="page"], textarea, input, button, a[href], [tabindex="0"]',
  );
  const reachable = [...wanted].filter((element) => isSeen(element) && element.closest('[inert]') === null);
  // In the work area whoever comes by key comes to write.
  const field = reachable.find((element) => element.matches('textarea, input:not([type="hidden"])'));
  const current = reachable.find((element) => element.matches('[aria-current="page"]'));
  return (pane.dataset['pane'] === 'sessions' ? current : field) ?? reachable[0] ?? pane;
}

/** The option has had two names; engines ignore the one they do not know. */
function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
}
