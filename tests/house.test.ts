// Changes when the house gets another rule that a machine can hold.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordSchemas } from '../shared/domain/records.ts';
import * as protocol from '../shared/sync/protocol.ts';
import { importProblem, importsOf } from './support/house.ts';

const repository = join(import.meta.dirname, '..');
const topFolders = ['build', 'shared', 'electron', 'renderer', 'service', 'tests'];
/** Where a file is long because there is much to say, not because it has two jobs. */
const content = /^(shared\/i18n|service\/seed\/content|shared\/sentiment\/lexicon)\//;
const maxLines = 400;

const files = [
  ...readdirSync(repository).filter((name) => name.includes('.')),
  ...topFolders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      `${folder}/${name}`.replaceAll('\\', '/'),
    ),
  ),
]
  // The benches install peers of ours in a folder of their own.
  .filter((file) => !file.includes('/node_modules/'))
  .toSorted();
const sources = files.filter((file) => /\.(ts|tsx|js|cjs|mjs|css|sql)$/.test(file));
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');

describe('who may import whom', () => {
  test('every import follows the rules', () => {
    const problems = sources
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) =>
        importsOf(read(file)).flatMap((site) => {
          const problem = importProblem(file, site);
          return problem ? [`${file}:${site.line} ${problem}`] : [];
        }),
      );
    expect(problems).toEqual([]);
  });

  test.each([
    ['shared/domain/case.ts', "import { rpc } from '../ipc/rpc.ts';", 'must not import shared/ipc/rpc.ts'],
    ['shared/log.ts', "import { join } from 'node:path';", 'must not use Node (node:path)'],
    ['service/hub.ts', "import '../shared/ipc/store.ts';", 'must not import shared/ipc/store.ts'],
    ['electron/store/index.ts', "import { app } from 'electron';", 'must not import the package electron'],
    [
      'electron/store/index.ts',
      "export * from '../main/windows.ts';",
      'must not import electron/main/windows.ts',
    ],
    [
      'electron/main/index.ts',
      "const db = await import('better-sqlite3');",
      'must not import the package better-sqlite3',
    ],
    [
      'electron/preload/index.ts',
      "import { rpc } from '../../shared/ipc/rpc.ts';",
      'must not import shared/ipc/rpc.ts',
    ],
    [
      'renderer/features/case/a.tsx',
      "import { b } from '../inbox/b.tsx';",
      'a feature must not import another feature',
    ],
    [
      'renderer/ui/button.tsx',
      "import { t } from '../state/desk.ts';",
      'must not import renderer/state/desk.ts',
    ],
    [
      'renderer/state/phone.ts',
      "import { UserAgent } from 'sip.js/lib/api';",
      'must not import the package sip.js',
    ],
    ['service/hub.ts', "import { until } from '../tests/support/until.ts';", 'nothing imports tests'],
  ])('%s with %s is found', (file, code, problem) => {
    expect(importsOf(`// first line\n${code}`).map((site) => importProblem(file, site))).toEqual([problem]);
  });

  test.each([
    ['electron/preload/index.ts', "import type { Rpc } from '../../shared/ipc/rpc.ts';"],
    ['renderer/phone/engine.ts', "import {\n  UserAgent,\n} from 'sip.js';"],
    ['renderer/features/case/a.tsx', "import { b } from './b.tsx';"],
    [
      'service/hub.ts',
      "/** See {@link import('../electron/main/index.ts')}. */\n// import '../electron/x.ts';",
    ],
  ])('%s with %s is allowed', (file, code) => {
    expect(importsOf(code).map((site) => importProblem(file, site))).not.toContainEqual(expect.any(String));
  });

  test('an import over several lines is found where it begins', () => {
    expect(importsOf("// x\n\nimport {\n  a,\n} from './a.ts';")).toEqual([
      { specifier: './a.ts', line: 3, typeOnly: false },
    ]);
  });
});

describe('every file', () => {
  test('says in its first line why it would change', () => {
    // A style sheet named after a component changes when the component does.
    const own = sources.filter((file) => !file.endsWith('.module.css'));
    const silent = own.filter((file) => !/^(\/\/|\/\*|--|#!) ?\S/.test(read(file)));
    expect(silent).toEqual([]);
  });

  test(`has fewer than ${maxLines} lines`, () => {
    const long = sources
      .filter((file) => !content.test(file))
      .map((file) => ({ file, lines: read(file).split('\n').length }))
      .filter(({ lines }) => lines >= maxLines);
    expect(long).toEqual([]);
  });

  test('uses no style that the oldest engine lacks and the build cannot lower', () => {
    const styled = sources.filter(
      (file) => file.endsWith('.css') && /\b(oklch|rgb|hsl|lab|lch)\(\s*from\b/.test(read(file)),
    );
    expect(styled).toEqual([]);
  });
});

test.each(topFolders)('%s has a README that is its map', (folder) => {
  expect(existsSync(join(repository, folder, 'README.md')), `${folder}/README.md`).toBe(true);
});

test('the wire has not changed under its version', () => {
  const schemas = Object.entries<unknown>({ ...protocol, ...recordSchemas })
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([name, schema]) =>
      schema instanceof z.ZodType
        ? [[name, z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })]]
        : [],
    );
  const now = {
    version: protocol.PROTOCOL_VERSION,
    fingerprint: createHash('sha256').update(JSON.stringify(schemas)).digest('hex'),
  };
  const file = join(repository, 'tests', 'support', 'wire.json');
  if (process.env['PARLEY_RECORD_WIRE']) writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  const howTo =
    'The schemas of the wire changed. Where a desk or a service with the old ones may still be running, raise ' +
    'PROTOCOL_VERSION and say in its history what changed; then record it: PARLEY_RECORD_WIRE=1 npm test -- house';
  const recorded: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(now, howTo).toEqual(recorded);
});
