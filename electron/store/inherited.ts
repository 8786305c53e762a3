// Changes when a forked store gets something from its parent that it must let go of.
import { closeSync, readdirSync, readlinkSync } from 'node:fs';

/** Standard input, output and errors, and the channel to the parent. */
const ours = 3;

/**
 * Closes the sockets that a forked Node has inherited from Electron's main process (Linux). Chromium's own helpers are
 * rid of them at their start, Node's are not: as long as we hold the other end of a window's channel, main never learns
 * that the window's process has died, and does not bring it back. To be called before the store opens sockets of its own.
 */
export function closeInheritedSockets(): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc/self/fd')) {
    const descriptor = Number(name);
    if (descriptor <= ours) continue;
    try {
      if (readlinkSync(`/proc/self/fd/${name}`).startsWith('socket:')) closeSync(descriptor);
    } catch {
      // The descriptor of the listing itself is gone by now.
    }
  }
}
