// Changes when finding, fetching or starting the Electron of a machine promises something else.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installElectron } from '../../build/electron-install.ts';
import { electronRuntime, runtimeEnvironment } from '../../build/electron-runtime.ts';
import { verify } from '../../build/electron-stand-in.ts';
import { startDisplay, type Display } from '../../build/display.ts';
import { capture } from '../../build/run.ts';

let folder: string;
let display: Display;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-runtime-'));
  display = await startDisplay();
});
afterAll(async () => {
  await display.stop();
  await rm(folder, { recursive: true, force: true });
});

test('the runtime starts the app whose folder it is given, under its own name', async () => {
  const lines: string[] = [];
  const runtime = await electronRuntime({ report: (line) => lines.push(line) });
  const main = `
    const { app } = require('electron');
    console.log('FACTS' + JSON.stringify([app.getName(), app.getVersion(), app.getAppPath(), app.isPackaged, process.versions.electron]));
    app.exit(0);`;
  await writeFile(join(folder, 'main.cjs'), main);
  await writeFile(
    join(folder, 'package.json'),
    '{"name":"a","productName":"Trial","version":"1.2.3","main":"main.cjs"}',
  );
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { stdout, stderr } = await capture(runtime.executablePath, [folder, ...root], {
    env: { ...process.env, ...display.env },
  });
  const facts = /FACTS(.*)/.exec(stdout)?.[1];
  expect(JSON.parse(facts ?? `"${stderr}"`)).toEqual(['Trial', '1.2.3', folder, false, runtime.version]);
});

test('what others need to follow to the stand-in is set for the stand-in alone', () => {
  const runtime = { executablePath: '/e/electron', version: '1', distPath: '/e' };
  expect(runtimeEnvironment({ ...runtime, standIn: true })).toEqual({ ELECTRON_OVERRIDE_DIST_PATH: '/e' });
  expect(runtimeEnvironment({ ...runtime, standIn: false })).toEqual({});
});

test('a named folder without an Electron in it is said to be so', async () => {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere') };
  await expect(electronRuntime({ report: () => {}, env })).rejects.toThrow(
    /ELECTRON_OVERRIDE_DIST_PATH names/,
  );
});

test('a stand-in that is not byte for byte the pinned one is not used', async () => {
  const file = join(folder, 'package.tgz');
  await writeFile(file, 'not what was pinned');
  await expect(verify(file, 'sha512-AAAA')).rejects.toThrow(/sha512 differs/);
});

describe('a download host that accepts the connection and then says nothing', () => {
  test('is given up, with the reason', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const before = process.env['ELECTRON_MIRROR'];
    process.env['ELECTRON_MIRROR'] = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    try {
      const attempt = installElectron({
        report: () => {},
        cache: join(folder, 'downloads'),
        patience: { firstByteMs: 200, stallMs: 200 },
      });
      await expect(attempt).rejects.toThrow('the download host does not answer');
    } finally {
      if (before === undefined) delete process.env['ELECTRON_MIRROR'];
      else process.env['ELECTRON_MIRROR'] = before;
      silent.closeAllConnections();
      silent.close();
    }
  });
});
