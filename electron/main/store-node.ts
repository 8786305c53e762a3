// Changes when the Node that runs the store on an old Electron is looked for elsewhere.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The store's SQLite needs this version of Node-API: Node 22.14, Electron 35. */
export const neededNodeApi = 10;

/** Whether a runtime (its `process.versions`) can load the store's SQLite itself. */
export function canRunStore(versions: Readonly<Record<string, string | undefined>>): boolean {
  return Number(versions['napi'] ?? 0) >= neededNodeApi;
}

/**
 * Finds a Node for the store: the one that started us (PARLEY_NODE), the one among our dependencies, the one on PATH.
 * @param appFolder where `node_modules` would lie.
 * @throws Error saying what was tried.
 */
export async function findNode(appFolder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidates = [
    env['PARLEY_NODE'],
    join(appFolder, 'node_modules', 'node', 'bin', program),
    join(appFolder, 'node_modules', '.bin', program),
    program,
  ];
  const tried: string[] = [];
  for (const candidate of candidates) {
    if (candidate === undefined || candidate === '') continue;
    if (candidate !== program && !existsSync(candidate)) continue;
    const version = await nodeApiOf(candidate, env);
    if (version >= neededNodeApi) return candidate;
    tried.push(`${candidate} (Node-API ${version})`);
  }
  throw new Error(
    `The store needs Node 22.14 or newer (Node-API ${neededNodeApi}). Found: ${tried.join(', ') || 'none'}. ` +
      'Set PARLEY_NODE to one.',
  );
}

/** 0 when it does not run or does not say. */
function nodeApiOf(program: string, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    execFile(program, ['-p', 'process.versions.napi'], { env, timeout: 10_000 }, (error, out) =>
      resolve(error ? 0 : Number(out.trim()) || 0),
    );
  });
}
