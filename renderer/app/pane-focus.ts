// Changes when F6 goes through the window differently: calls, sessions, work area, context, status, notices, and around.

const order = ['calls', 'sessions', 'main', 'context', 'status', 'notices'];

/** Moves the keyboard to the next pane: to what had it there last, or to the first thing that can have it. */
export function focusPane(by: 1 | -1): void {
  const panes = order
    .flatMap((name) => {
      const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
      return pane === null ? [] : name === 'main' ? sideBySide(pane) : [pane];
    })
    // Notices come and go.
    .filter(
      (pane) =>
        pane.checkVisibility() && pane.querySelector('button, a[href], textarea, input, [tabindex]') !== null,
    );
  const inside = panes.findIndex((pane) => pane.contains(document.activeElement));
  // In a tab bar above the panes: as if in the first of them.
  const main = document.querySelector('[data-pane="main"]');
  const above = main?.contains(document.activeElement) === true;
  const here = inside === -1 && above ? panes.findIndex((pane) => main?.contains(pane)) : inside;
  const start = here === -1 && by === -1 ? 0 : here;
  // One that has nothing for the keyboard now is passed over, or nobody would come past it.
  for (let step = 1; step <= panes.length; step += 1) {
    const next = panes[(start + by * step + panes.length * step) % panes.length];
    if (next === undefined) return;
    targetIn(next)?.focus();
    if (next.contains(document.activeElement)) return;
  }
}

/** @returns the panes that stand side by side in the work area, or the work area. */
function sideBySide(main: HTMLElement): HTMLElement[] {
  const split = [...main.querySelectorAll<HTMLElement>('[data-split]')];
  if (split.length < 2) return [main];
  return split.toSorted((a, b) => Number(a.dataset['split']) - Number(b.dataset['split']));
}

/** @returns what should have the keyboard in a pane; null where the pane is not there. */
export function paneTarget(name: string): HTMLElement | null {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  return pane === null ? null : targetIn(pane);
}

/** @returns what should have the keyboard within an element. */
export function targetIn(pane: HTMLElement): HTMLElement | null {
  const wanted = pane.querySelectorAll<HTMLElement>(
    '[aria-current="page"], textarea, input, button, a[href], [tabindex="0"]',
  );
  // The input behind a list of choices would pass the keyboard on to it, and scroll there.
  const reachable = [...wanted].filter(
    (element) => isSeen(element) && element.closest('[inert], input[aria-hidden="true"]') === null,
  );
  // In the work area whoever comes by key comes to write.
  const field = reachable.find((element) =>
    element.matches('textarea, input:not([type="hidden"]), [role="combobox"]'),
  );
  const current = reachable.find((element) => element.matches('[aria-current="page"]'));
  return (pane.dataset['pane'] === 'sessions' ? current : field) ?? reachable[0] ?? pane;
}

/** The option has had two names; engines ignore the one they do not know. */
function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
}
