// Changes when the packaged app promises something else.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageApp, type Packaged } from '../../build/package.ts';
import { appManifest, belongsInApp } from '../../build/package-contents.ts';

describe('what goes into the app', () => {
  test.each([
    ['/package.json', true],
    ['/dist/electron/main/index.cjs', true],
    ['/dist/electron/main/index.cjs.map', false],
    ['/dist/electron/speller/dictionaries/pl.dic.gz', true],
    ['/dist/electron/speller/licences/hunspell.txt', true],
    ['/dist/renderer/assets/a.css', true],
    ['/dist/widget/widget.js', false],
    ['/dist/.stamps/main', false],
    ['/electron/main/index.ts', false],
    ['/service/index.ts', false],
    ['/.env', false],
    ['/node_modules/zod/index.js', false],
    ['/node_modules/better-sqlite3', true],
    ['/node_modules/better-sqlite3/lib/index.js', true],
    ['/node_modules/better-sqlite3/deps/sqlite3/sqlite3.c', false],
    ['/node_modules/better-sqlite3/prebuilds/linux-x64.node', true],
    ['/node_modules/better-sqlite3/prebuilds/darwin-arm64.node', false],
    ['/node_modules/better-sqlite3-extra/lib/index.js', false],
  ])('%s: %s', (path, belongs) => {
    expect(belongsInApp(path, 'linux-x64')).toBe(belongs);
  });

  test('its package.json says nothing about how it was built', () => {
    const manifest = { name: 'parley', main: 'x', type: 'module', scripts: {}, devDependencies: {} };
    expect(appManifest(manifest)).toEqual({ name: 'parley', main: 'x', type: 'module' });
  });
});

describe('the packaged app', () => {
  let app: Packaged;
  beforeAll(async () => {
    app = await packageApp(() => {});
  });

  test('shows its window', () => {
    expect(app.seen.url).toMatch(/^app:\/\/desk\//);
    expect(app.seen.text).toBeGreaterThan(0);
  });

  test('has every fuse that its Electron knows where it must be', () => {
    const missing = app.runtime.standIn ? ['GrantFileProtocolExtraPrivileges'] : [];
    expect(app.fuses.filter(({ ok }) => !ok)).toEqual([]);
    expect(app.fuses.filter(({ found }) => found === 'absent').map(({ name }) => name)).toEqual(missing);
  });

  test('is one asar with the native module outside it, and no sources', () => {
    const resources =
      process.platform === 'darwin'
        ? join(app.folder, 'Parley.app', 'Contents', 'Resources')
        : join(app.folder, 'resources');
    const listed = listPackage(join(resources, 'app.asar'), { isPack: false });
    expect(listed).toEqual(expect.arrayContaining(['/package.json', '/dist/electron/main/index.cjs']));
    expect(listed.filter((path) => /\.(tsx?|map)$/.test(path))).toEqual([]);
    const native = `${process.platform}-${process.arch}.node`;
    const outside = join(
      resources,
      'app.asar.unpacked',
      'node_modules',
      'better-sqlite3',
      'prebuilds',
      native,
    );
    expect(existsSync(outside)).toBe(true);
    expect(existsSync(join(resources, 'app'))).toBe(false);
  });
});
