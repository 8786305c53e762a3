// Changes when another file has to be in the packaged app, or must not be.

/**
 * Whether a path of the repository goes into the app. Only what runs goes in: the bundles and the native SQLite
 * with the one binary of its platform.
 * @param path relative to the repository with a leading slash, as the packager gives it; '' is the root.
 * @param target platform and architecture, for example `linux-x64`.
 */
export function belongsInApp(path: string, target: string): boolean {
  if (path === '' || path === '/package.json') return true;
  if (path === '/dist' || path === '/dist/electron') return true;
  if (/^\/dist\/(electron\/(main|preload|speller|store)|renderer)(\/|$)/.test(path))
    return !path.endsWith('.map');
  if (path === '/node_modules') return true;
  const module = /^\/node_modules\/better-sqlite3(\/.*)?$/.exec(path);
  if (!module) return false;
  const inside = module[1] ?? '';
  if (/^(|\/package\.json|\/LICENSE|\/lib(\/.*)?|\/prebuilds)$/.test(inside)) return true;
  return inside.startsWith('/prebuilds/') && prebuildsFor(target).includes(inside);
}

/** What of the asar stays beside it as plain files. */
export function unpackedFromAsar(standIn: boolean): string {
  // The stand-in runs the store in a Node that knows nothing of asar files.
  return standIn
    ? '{**/node_modules/better-sqlite3/**,**/dist/electron/store/**}'
    : '**/better-sqlite3/prebuilds/*';
}

/** The app's own package.json: what Electron reads and nothing about how it was built. */
export function appManifest(manifest: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = ['name', 'productName', 'version', 'description', 'license', 'type', 'main'];
  return Object.fromEntries(kept.filter((key) => key in manifest).map((key) => [key, manifest[key]]));
}

function prebuildsFor(target: string): string[] {
  const names = target.startsWith('linux-') ? [target, target.replace('linux', 'linuxmusl')] : [target];
  return names.map((name) => `/prebuilds/${name}.node`);
}
