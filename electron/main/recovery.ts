// Changes when a window that crashed or hangs is brought back otherwise.
import type { RenderProcessGoneDetails, WebContents } from 'electron';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';

/** What bringing a window back needs; the page's state is the store's and comes back with it. */
export interface RecoveryOptions {
  readonly contents: Pick<
    WebContents,
    'on' | 'reload' | 'forcefullyCrashRenderer' | 'isDestroyed' | 'isDevToolsOpened'
  >;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Log;
  /** The window is back: tell the person, once. */
  readonly onRecovered: () => void;
  /** It ended too often: ask the person. */
  readonly onBroken: () => void;
}

const tooMany = 4;
const withinMs = 60_000;
/** A page may be busy this long; then it is ended and started again. */
const hangMs = 15_000;

/** Reloads a page whose process died, and ends one that hangs. */
export function recoverWindow(options: RecoveryOptions): void {
  const { contents, now, timers, log, onRecovered, onBroken } = options;
  let deaths: number[] = [];
  let hang: unknown;
  let cameBack = false;

  const gone = (details: RenderProcessGoneDetails): void => {
    timers.clear(hang);
    if (details.reason === 'clean-exit' || contents.isDestroyed()) return;
    log.error('the window has ended', { reason: details.reason, code: details.exitCode });
    deaths = [...deaths.filter((at) => at > now() - withinMs), now()];
    if (deaths.length >= tooMany) {
      deaths = [];
      return onBroken();
    }
    cameBack = true;
    contents.reload();
  };

  contents.on('render-process-gone', (_event, details) => gone(details));
  contents.on('unresponsive', () => {
    // Whoever stands at a breakpoint does not want the window to go.
    if (contents.isDevToolsOpened()) return;
    log.warn('the window does not answer');
    timers.clear(hang);
    hang = timers.set(() => contents.forcefullyCrashRenderer(), hangMs);
  });
  contents.on('responsive', () => timers.clear(hang));
  contents.on('did-finish-load', () => {
    if (!cameBack) return;
    cameBack = false;
    onRecovered();
  });
}
