// Changes when the rules about who may import whom change.

/** One import in a source file. */
export interface ImportSite {
  /** As written, for example `../sync/protocol.ts` or `electron`. */
  readonly specifier: string;
  readonly line: number;
  /** True for `import type` and `export type`, which leave nothing in the program. */
  readonly typeOnly: boolean;
}

/** What one part of the tree may import. The first zone whose `of` fits a file is the one that holds for it. */
interface Zone {
  /** Path prefixes of the files it is about. */
  readonly of: readonly string[];
  /** Path prefixes of our own files that it may import, besides its own. */
  readonly ours: readonly string[];
  /** Packages it may import; undefined means any that `noPackages` does not name. */
  readonly packages?: readonly string[];
  readonly noPackages?: readonly string[];
  /** Whether Node's own modules may be imported. */
  readonly node: boolean;
  /** Our files that it may import for their types only. */
  readonly typesOnly?: readonly string[];
}

const domain = ['shared/domain/', 'shared/errors.ts'];
const render = ['electron', 'pg', 'fastify', 'better-sqlite3', 'ws', 'pino', 'playwright', 'vite'];

const zones: readonly Zone[] = [
  { of: ['shared/domain/'], ours: domain, packages: ['zod', 'node-diff3'], node: false },
  { of: ['shared/'], ours: ['shared/'], packages: ['zod'], node: false },
  {
    of: ['service/widget/'],
    ours: ['shared/domain/', 'shared/chat/', 'shared/i18n/'],
    packages: ['zod'],
    node: false,
  },
  {
    // Builds SQLite files that desks copy from; the only place of the service that does.
    of: ['service/segments/'],
    ours: ['service/', ...domain, 'shared/sync/', 'shared/cache/', 'shared/log.ts'],
    noPackages: ['electron', 'react', 'react-dom', 'playwright'],
    node: true,
  },
  {
    of: ['service/'],
    ours: [
      ...domain,
      'shared/sync/',
      'shared/cache/',
      'shared/chat/',
      'shared/sentiment/',
      'shared/i18n/',
      'shared/log.ts',
    ],
    noPackages: ['electron', 'react', 'react-dom', 'better-sqlite3', 'playwright'],
    node: true,
  },
  { of: ['electron/store/'], ours: ['shared/'], packages: ['better-sqlite3', 'zod', 'ws'], node: true },
  {
    // It reads what others wrote, as dictionaries; so it has as little as can be.
    of: ['electron/speller/'],
    ours: ['shared/ipc/', 'shared/log.ts'],
    packages: ['hunspell-wasm', 'zod'],
    node: true,
  },
  {
    of: ['electron/main/'],
    // What main agrees on with the processes that it starts; nothing else of them is its business.
    ours: [
      'shared/ipc/',
      'shared/errors.ts',
      'shared/log.ts',
      'electron/store/host-protocol.ts',
      'electron/speller/protocol.ts',
    ],
    packages: ['electron', 'zod'],
    node: true,
  },
  { of: ['electron/preload/'], ours: [], typesOnly: ['shared/ipc/'], packages: ['electron'], node: false },
  { of: ['renderer/phone/'], ours: ['shared/'], packages: ['sip.js', 'zod'], node: false },
  { of: ['renderer/ui/'], ours: [], noPackages: [...render, 'sip.js'], node: false },
  { of: ['renderer/data/'], ours: ['shared/'], noPackages: [...render, 'sip.js'], node: false },
  {
    of: ['renderer/state/'],
    ours: ['renderer/data/', 'shared/'],
    noPackages: [...render, 'sip.js'],
    node: false,
  },
  {
    of: ['renderer/features/'],
    ours: ['renderer/data/', 'renderer/state/', 'renderer/ui/', 'shared/'],
    noPackages: [...render, 'sip.js'],
    node: false,
  },
  { of: ['renderer/'], ours: ['renderer/', 'shared/'], noPackages: [...render, 'sip.js'], node: false },
  {
    of: ['build/', 'forge.config.ts'],
    // Of the desktop only what looks at a desk's folder from outside.
    ours: ['build/', 'service/', 'shared/', 'electron/store/doctor.ts'],
    node: true,
  },
  { of: ['tests/', 'vitest.config.ts'], ours: [''], node: true },
];

/** Finds the imports of a TypeScript source, static and dynamic, with their line numbers. */
export function importsOf(source: string): ImportSite[] {
  const code = blankComments(source);
  const sites: ImportSite[] = [];
  const statement = /^[ \t]*(?:import|export)\b([^'"`;]*?)['"]([^'"]+)['"]/gm;
  for (const match of code.matchAll(statement)) {
    const clause = match[1] ?? '';
    if (clause.trim() !== '' && !/\bfrom\s*$/.test(clause)) continue;
    sites.push(site(code, match.index, match[2] ?? '', /^\s*type\b/.test(clause)));
  }
  for (const match of code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g)) {
    sites.push(site(code, match.index, match[1] ?? '', false));
  }
  return sites;
}

/**
 * Says what is wrong with one import, or undefined when the house allows it.
 * @param file the importing file, relative to the repository, with forward slashes.
 */
export function importProblem(file: string, { specifier, typeOnly }: ImportSite): string | undefined {
  const zone = zones.find(({ of }) => of.some((prefix) => file.startsWith(prefix)));
  if (!zone) return 'lies outside every folder that has rules';
  if (specifier.startsWith('.')) return ourProblem(file, resolve(file, specifier), zone, typeOnly);
  if (specifier.startsWith('node:')) return zone.node ? undefined : `must not use Node (${specifier})`;
  const name = packageOf(specifier);
  const allowed = zone.packages ? zone.packages.includes(name) : !zone.noPackages?.includes(name);
  return allowed ? undefined : `must not import the package ${name}`;
}

function ourProblem(file: string, target: string, zone: Zone, typeOnly: boolean): string | undefined {
  if (target.startsWith('renderer/features/') && file.startsWith('renderer/features/')) {
    const feature = (path: string): string => path.split('/').slice(0, 3).join('/');
    return feature(file) === feature(target) ? undefined : 'a feature must not import another feature';
  }
  const home = zone.of.find((prefix) => file.startsWith(prefix)) ?? '';
  const may = [home, ...zone.ours, ...(typeOnly ? (zone.typesOnly ?? []) : [])];
  if (!file.startsWith('tests/') && target.startsWith('tests/')) return 'nothing imports tests';
  return may.some((prefix) => target.startsWith(prefix)) ? undefined : `must not import ${target}`;
}

function site(code: string, index: number, specifier: string, typeOnly: boolean): ImportSite {
  const start = index + (/^\s*/.exec(code.slice(index))?.[0].length ?? 0);
  return { specifier, typeOnly, line: code.slice(0, start).split('\n').length };
}

/** Blanks block comments and whole-line comments, keeping every line where it is. */
function blankComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^[ \t]*\/\/.*$/gm, '');
}

function resolve(file: string, specifier: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const step of specifier.replace(/\?.*$/, '').split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
