// Changes when something else has to be there before the store starts, or the person is asked otherwise when it is not.
import { EventEmitter } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageBoxOptions } from 'electron';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SafeStorageLike } from '../../electron/main/keystore.ts';
import { chooseLauncher, obtainKey } from '../../electron/main/store-start.ts';
import { thriftyEnvironment, thriftyNode } from '../../electron/main/store-thrift.ts';
import { createTrouble } from '../../electron/main/trouble.ts';
import { en } from '../../electron/main/words/en.ts';
import { until } from '../support/until.ts';
import { memoryLog, temporaryFolder } from './support/fakes.ts';

/** Answers the native questions one after the other: by the number of the button. */
function person(...answers: number[]) {
  const asked: MessageBoxOptions[] = [];
  const said: string[] = [];
  const dialog = {
    showMessageBox: async (...args: unknown[]) => {
      asked.push(args.at(-1) as MessageBoxOptions);
      return { response: answers.shift() ?? -1, checkboxChecked: false };
    },
  };
  return {
    asked,
    said,
    trouble: createTrouble(
      dialog,
      () => en,
      (line) => void said.push(line),
    ),
  };
}

describe('getting the key', () => {
  const state = { locked: false };
  const safeStorage: SafeStorageLike = {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`w${text}`),
    decryptString: (wrapped) => {
      if (state.locked) throw new Error('locked');
      return wrapped.toString().slice(1);
    },
  };
  const obtain = (folder: string, trouble: ReturnType<typeof person>['trouble']) =>
    obtainKey({
      folder,
      safeStorage,
      platform: 'darwin',
      randomKey: () => crypto.getRandomValues(new Uint8Array(32)),
      now: () => 7,
      trouble,
      log: memoryLog(),
    });

  test('asks nothing when it can be had', async () => {
    const { asked, trouble } = person();
    expect(await obtain(temporaryFolder(), trouble)).toMatchObject({ keyCustody: 'keystore' });
    expect(asked).toEqual([]);
  });

  test('that is locked: tries again as often as asked, and finds the same key', async () => {
    const folder = temporaryFolder();
    const key = await obtain(folder, person().trouble);
    state.locked = true;
    onTestFinished(() => void (state.locked = false));
    expect(await obtain(folder, person(0, 0, 2).trouble)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['store.key']);
    state.locked = false;
    expect(await obtain(folder, person().trouble)).toEqual(key);
  });

  test('that is lost: begins anew when the person says so, and only then', async () => {
    const folder = temporaryFolder();
    const key = await obtain(folder, person().trouble);
    writeFileSync(join(folder, 'store.key'), 'w-not-a-key');
    const { asked, said, trouble } = person(1);
    const anew = await obtain(folder, trouble);
    expect(anew?.keyHex).not.toBe(key?.keyHex);
    expect(readdirSync(folder).toSorted()).toEqual(['store.key', 'store.key.lost-7']);
    expect(asked[0]?.buttons).toEqual(['Try again', 'Begin anew', 'Quit']);
    expect(said.join()).toContain('put aside, not deleted');
  });

  test('in a folder that cannot be written: says where, and ends when the person says so', async () => {
    const { asked, trouble } = person(0, 1);
    expect(await obtain('/dev/null/x', trouble)).toBeUndefined();
    expect(asked).toHaveLength(2);
    expect(asked[0]?.detail).toContain('/dev/null/x');
    expect(asked[0]?.buttons).toEqual(['Try again', 'Quit']);
  });
});

describe('the launcher', () => {
  test('is the utility process where Electron can run the store itself', async () => {
    const forked: unknown[] = [];
    const utilityProcess = {
      fork: (...args: unknown[]) => {
        forked.push(args);
        return new EventEmitter();
      },
    };
    const env = { PARLEY_DEMO_PASSWORD: 'pw', HOME: '/home/x' };
    const options = { appFolder: '/app', env, versions: { napi: '10' }, log: memoryLog() };
    await chooseLauncher({ ...options, utilityProcess: utilityProcess as never })();
    expect(forked).toEqual([
      [
        join('/app', 'dist', 'electron', 'store', 'index.mjs'),
        [],
        {
          serviceName: 'Parley Store',
          stdio: 'pipe',
          execArgv: thriftyNode,
          env: { HOME: '/home/x', ...thriftyEnvironment },
        },
      ],
    ]);
  });

  test('is a Node of its own otherwise, which finds the store beside the asar', async () => {
    const folder = temporaryFolder();
    const store = join(folder, 'app.asar.unpacked', 'dist', 'electron', 'store');
    mkdirSync(store, { recursive: true });
    copyFileSync(join(import.meta.dirname, 'support', 'dummy-store.mjs'), join(store, 'index.mjs'));
    const launch = chooseLauncher({
      appFolder: join(folder, 'app.asar'),
      env: { ...process.env, PARLEY_NODE: process.execPath },
      versions: { napi: '8' },
      utilityProcess: undefined as never,
      log: memoryLog(),
    });
    const child = await launch();
    onTestFinished(() => child.kill());
    const heard: string[] = [];
    child.onMessage(({ t }) => void heard.push(t));
    child.post({ t: 'init', folder, keyHex: '0'.repeat(64), keyCustody: 'file', appVersion: '0' });
    await until(() => heard.includes('ready'), { what: 'the store' });
  });
});

describe('trouble', () => {
  test.each([
    ['storage', 'The disk refuses'],
    ['version', 'newer Parley'],
    ['internal', 'keeps ending'],
  ])('with the store (%s) is told with its reason and what is safe', async (kind, sentence) => {
    const { asked, trouble } = person(1);
    expect(await trouble.storeGone({ kind, reason: 'SQLITE_FULL' }, '/data')).toBe('quit');
    expect(asked[0]?.detail).toContain(sentence);
    expect(asked[0]?.detail).toContain('SQLITE_FULL');
    expect(asked[0]?.detail).toContain('What you have written so far is kept');
  });

  test('with the window offers to try again', async () => {
    expect(await person(0).trouble.windowBroken(true)).toBe('retry');
    expect(await person(1).trouble.windowBroken(false)).toBe('quit');
  });
});
