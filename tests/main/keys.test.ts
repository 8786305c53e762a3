// Changes when the key of the local databases is kept otherwise.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadKey, setKeyAside } from '../../electron/main/keys.ts';
import { openKeystore, type Keystore, type SafeStorageLike } from '../../electron/main/keystore.ts';
import { memoryLog, temporaryFolder } from './support/fakes.ts';

const reversed = (text: string): string => Array.from(text).toReversed().join('');

/** A keystore that wraps by reversing; `lock` makes it refuse. */
function fakeKeystore(label = 'A') {
  const state = { locked: false, renew: false, wraps: 0 };
  const keystore: Keystore = {
    wrap: async (secret) => {
      if (state.locked) throw new Error('locked');
      state.wraps += 1;
      return Buffer.from(label + reversed(secret));
    },
    unwrap: async (wrapped) => {
      const text = wrapped.toString();
      if (state.locked || !text.startsWith(label)) throw new Error('not mine');
      return { secret: reversed(text.slice(1)), renew: state.renew };
    },
  };
  return { keystore, state };
}

let next = 1;
const randomKey = (): Uint8Array => new Uint8Array(32).fill(next++);

function setting(keystore?: Keystore) {
  const folder = temporaryFolder();
  const log = memoryLog();
  return { folder, log, load: (other = keystore) => loadKey({ folder, keystore: other, randomKey, log }) };
}

describe('the key of the local data', () => {
  test('without a keystore lies in a file of its owner alone, and stays the same', async () => {
    const { folder, log, load } = setting();
    const first = await load();
    expect(first).toMatchObject({
      keyCustody: 'file',
      keyHex: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(await load()).toEqual(first);
    expect(statSync(join(folder, 'store.key.plain')).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(log.lines)).not.toContain(first.keyHex);
  });

  test('with a keystore is never on the disk in plain', async () => {
    const { keystore } = fakeKeystore();
    const { folder, load } = setting(keystore);
    const first = await load();
    expect(first.keyCustody).toBe('keystore');
    expect(await load()).toEqual(first);
    expect(readdirSync(folder)).toEqual(['store.key']);
    expect(readFileSync(join(folder, 'store.key'), 'utf8')).not.toContain(first.keyHex);
  });

  test('moves from the file into a keystore that has come, unchanged', async () => {
    const { keystore } = fakeKeystore();
    const { folder, log, load } = setting();
    const before = await load();
    const after = await load(keystore);
    expect(after).toEqual({ keyHex: before.keyHex, keyCustody: 'keystore' });
    expect(readdirSync(folder)).toEqual(['store.key']);
    expect(JSON.stringify(log.lines)).not.toContain(before.keyHex);
  });

  test('stays in the file when the keystore gives something else back', async () => {
    const { folder, load } = setting();
    const before = await load();
    const bad: Keystore = {
      wrap: async () => Buffer.from('x'),
      unwrap: async () => ({ secret: 'other', renew: false }),
    };
    await expect(load(bad)).rejects.toMatchObject({ kind: 'internal' });
    expect(readFileSync(join(folder, 'store.key.plain'), 'utf8').trim()).toBe(before.keyHex);
  });

  test('is wrapped anew when the keystore asks, and the old wrapping is kept', async () => {
    const { keystore, state } = fakeKeystore();
    const { folder, load } = setting(keystore);
    const first = await load();
    state.renew = true;
    expect(await load()).toEqual(first);
    expect(readdirSync(folder).toSorted()).toEqual(['store.key', 'store.key.before']);
    expect(state.wraps).toBe(2);
    writeFileSync(join(folder, 'store.key'), 'damaged');
    expect(await load()).toEqual(first);
  });

  test('that the keystore does not give back is never replaced by itself', async () => {
    const { keystore, state } = fakeKeystore();
    const { folder, load } = setting(keystore);
    const first = await load();
    state.locked = true;
    await expect(load()).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(load(fakeKeystore('B').keystore)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(loadKey({ folder, keystore: undefined, randomKey, log: memoryLog() })).rejects.toMatchObject(
      { kind: 'forbidden' },
    );
    state.locked = false;
    expect(await load()).toEqual(first);
  });

  test('can be put aside by hand, and nothing is deleted', async () => {
    const { keystore } = fakeKeystore();
    const { folder, load } = setting(keystore);
    const first = await load();
    await setKeyAside(folder, '7');
    expect((await load()).keyHex).not.toBe(first.keyHex);
    expect(readdirSync(folder).toSorted()).toEqual(['store.key', 'store.key.lost-7']);
  });

  test('a damaged plain file is an error, not a new key', async () => {
    const { folder, load } = setting();
    writeFileSync(join(folder, 'store.key.plain'), 'abc');
    await expect(load()).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('a damaged plain file can be put aside too', async () => {
    const { folder, load } = setting();
    writeFileSync(join(folder, 'store.key.plain'), 'abc');
    await setKeyAside(folder, '7');
    expect(await load()).toMatchObject({ keyCustody: 'file' });
    expect(readFileSync(join(folder, 'store.key.plain.lost-7'), 'utf8')).toBe('abc');
  });

  test('left in plain by a crash while it moved is found again when the wrapped one is put aside', async () => {
    const { keystore } = fakeKeystore();
    const { folder, load } = setting(keystore);
    const first = await load();
    writeFileSync(join(folder, 'store.key.plain'), first.keyHex);
    writeFileSync(join(folder, 'store.key'), 'damaged');
    await setKeyAside(folder, '7');
    expect(await load()).toEqual(first);
    expect(readdirSync(folder).toSorted()).toEqual(['store.key', 'store.key.lost-7']);
  });

  test('a folder that cannot be written is an error of the disk', async () => {
    const options = { folder: '/dev/null/x', keystore: undefined, randomKey, log: memoryLog() };
    await expect(loadKey(options)).rejects.toMatchObject({ kind: 'storage' });
  });
});

describe('the keystore of the system', () => {
  const sync: SafeStorageLike = {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`s${text}`),
    decryptString: (wrapped) => wrapped.toString().slice(1),
  };
  const modern: SafeStorageLike = {
    ...sync,
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(`a${text}`),
    decryptStringAsync: async (wrapped) => ({ result: wrapped.toString().slice(1), shouldReEncrypt: true }),
  };

  test.each([
    ['linux', 'basic_text', false],
    ['linux', 'unknown', false],
    ['linux', undefined, false],
    ['linux', 'gnome_libsecret', true],
    ['linux', 'kwallet6', true],
    ['darwin', undefined, true],
    ['win32', undefined, true],
  ] as const)('%s with backend %s counts as real: %s', async (platform, backend, real) => {
    const storage: SafeStorageLike =
      backend === undefined ? sync : { ...sync, getSelectedStorageBackend: () => backend };
    expect((await openKeystore(storage, platform)) !== undefined).toBe(real);
  });

  test('is asked the new way where there is one', async () => {
    const keystore = await openKeystore(modern, 'darwin');
    const wrapped = await keystore?.wrap('x');
    expect(wrapped?.toString()).toBe('ax');
    expect(await keystore?.unwrap(wrapped ?? Buffer.from(''))).toEqual({ secret: 'x', renew: true });
  });

  test('is asked the old way otherwise', async () => {
    const keystore = await openKeystore(sync, 'win32');
    const wrapped = await keystore?.wrap('x');
    expect(await keystore?.unwrap(wrapped ?? Buffer.from(''))).toEqual({ secret: 'x', renew: false });
  });

  test('that is locked is none', async () => {
    expect(await openKeystore({ ...sync, isEncryptionAvailable: () => false }, 'darwin')).toBeUndefined();
    expect(
      await openKeystore({ ...modern, isAsyncEncryptionAvailable: async () => false }, 'darwin'),
    ).toBeUndefined();
  });
});
