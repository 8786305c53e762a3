// Changes when whoever started the desktop is told otherwise that it can be used.

/**
 * @param now in ms since the epoch.
 * @returns a function to call when a window says that it can be used: the first call prints one line of JSON with the
 * milliseconds since the operating system started this process.
 */
export function createUsable(now: () => number, print: (line: string) => void): () => void {
  let told = false;
  return () => {
    if (told) return;
    told = true;
    // Electron adds it to Node's process.
    const created = (process as { getCreationTime?: () => number | null }).getCreationTime?.();
    const ms = created ? now() - created : process.uptime() * 1000;
    print(JSON.stringify({ usable: true, ms: Math.round(ms) }));
  };
}
