// Changes when news give way to the agent's hands differently: what was pressed is painted first, then what has arrived is shown together.
import type { Gather } from './live.ts';

/** The part of a page that tells of keys and frames. */
export interface FrameDeps {
  /** Calls back whenever the agent presses something. */
  onPress(listener: () => void): void;
  /** Calls back once the next frame is painted. Not at all while the page is hidden. */
  afterFrame(run: () => void): void;
  /** Runs after what has already arrived. */
  soon(run: () => void): void;
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** News wait for a frame this long at most, in ms: a page that is hidden paints none. */
const longestMs = 100;

/** @returns what runs at once together with all that has arrived, or, while a press waits for its frame, right after that. */
export function createGather(deps: FrameDeps): Gather {
  let pressed = false;
  const waiting: (() => void)[] = [];
  let timer: unknown = null;
  const release = (): void => {
    pressed = false;
    if (timer !== null) deps.clear(timer);
    timer = null;
    for (const run of waiting.splice(0)) run();
  };
  deps.onPress(() => {
    if (pressed) return;
    pressed = true;
    timer = deps.set(release, longestMs);
    deps.afterFrame(release);
  });
  return (run) => {
    if (pressed) waiting.push(run);
    // A press may come before it is its turn.
    else deps.soon(() => (pressed ? waiting.push(run) : run()));
  };
}

/** @returns the same for a real page. */
export function pageGather(page: Window): Gather {
  const { port1, port2 } = new MessageChannel();
  const due: (() => void)[] = [];
  port1.addEventListener('message', () => due.shift()?.());
  port1.start();
  const soon = (run: () => void): void => {
    due.push(run);
    port2.postMessage(null);
  };
  return createGather({
    onPress: (listener) => {
      for (const type of ['keydown', 'pointerdown'] as const)
        page.addEventListener(type, listener, { capture: true, passive: true });
    },
    afterFrame: (run) => void page.requestAnimationFrame(() => soon(run)),
    soon,
    set: (run, ms) => page.setTimeout(run, ms),
    clear: (timer) => page.clearTimeout(timer as number),
  });
}
