// Changes when the key of the local databases is kept otherwise.
//
//   store.key         the key wrapped by the operating system's keystore   custody "keystore"
//   store.key.before  what store.key held before it was wrapped anew
//   store.key.plain   the key itself, readable by its owner only            custody "file"
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { readIfThere, writeAtomic } from './atomic-file.ts';
import type { Keystore } from './keystore.ts';

/** The key and how it is kept; `keyHex` is never logged. */
export interface StoreKey {
  readonly keyHex: string;
  readonly keyCustody: 'keystore' | 'file';
}

/** What keeping a key needs. */
export interface KeyOptions {
  /** The user's data folder; it exists. */
  readonly folder: string;
  /** Undefined where the machine has no real keystore. */
  readonly keystore: Keystore | undefined;
  /** 32 random bytes. */
  readonly randomKey: () => Uint8Array;
  readonly log: Log;
}

const keyPattern = /^[0-9a-f]{64}$/;

/**
 * Reads this folder's key, or makes one. A key in a plain file moves into the keystore as soon as there is one.
 * @throws AppError `forbidden` when a key is there that the keystore does not give back (locked, another user,
 * reset): nothing has been changed then. `storage` when the disk refuses.
 */
export async function loadKey(options: KeyOptions): Promise<StoreKey> {
  try {
    return await load(options);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('storage', `The key of the local data cannot be kept: ${code}.`, { cause: error });
  }
}

/** Puts a key that cannot be read any more aside, so that the next `loadKey` makes a new one. Nothing is deleted. */
export async function setKeyAside(folder: string, suffix: string): Promise<void> {
  const { wrapped, before, plain } = filesIn(folder);
  // A plain key that lies beside a wrapped one is the same key, left by a crash: it may still open the data.
  const wasWrapped = (await readIfThere(wrapped)) !== undefined;
  for (const file of wasWrapped ? [wrapped, before] : [plain]) {
    if ((await readIfThere(file)) !== undefined) await rename(file, `${file}.lost-${suffix}`);
  }
}

async function load({ folder, keystore, randomKey, log }: KeyOptions): Promise<StoreKey> {
  const files = filesIn(folder);
  const wrapped = await readIfThere(files.wrapped);
  if (wrapped !== undefined) return unwrap(files, wrapped, keystore, log);

  const plain = (await readIfThere(files.plain))?.toString('utf8').trim();
  if (plain !== undefined && !keyPattern.test(plain))
    throw new AppError('forbidden', 'The file with the key of the local data is damaged.');
  const keyHex = plain ?? Buffer.from(randomKey()).toString('hex');
  if (!keyPattern.test(keyHex)) throw new AppError('internal', 'A key must have 32 bytes.');

  if (keystore === undefined) {
    if (plain === undefined) await writeAtomic(files.plain, `${keyHex}\n`);
    return { keyHex, keyCustody: 'file' };
  }
  await wrapInto(files.wrapped, keyHex, keystore);
  if (plain !== undefined) {
    // Only now: the wrapped key has been read back from the disk and is the same one.
    await rm(files.plain, { force: true });
    log.info('the key of the local data moved into the keystore');
  }
  return { keyHex, keyCustody: 'keystore' };
}

async function unwrap(
  files: KeyFiles,
  wrapped: Buffer,
  keystore: Keystore | undefined,
  log: Log,
): Promise<StoreKey> {
  if (keystore === undefined)
    throw new AppError(
      'forbidden',
      "The system's keystore, which holds the key of the local data, is not available.",
    );
  const before = await readIfThere(files.before);
  for (const candidate of before === undefined ? [wrapped] : [wrapped, before]) {
    const found = await keystore.unwrap(candidate).catch(() => undefined);
    if (found === undefined || !keyPattern.test(found.secret)) continue;
    if (found.renew || candidate !== wrapped) {
      // The same key, wrapped anew; if that fails the old wrapping still works.
      await renew(files, candidate, found.secret, keystore).catch((error: unknown) =>
        log.warn('the key could not be wrapped anew', { error }),
      );
    }
    return { keyHex: found.secret, keyCustody: 'keystore' };
  }
  throw new AppError('forbidden', "The system's keystore does not give the key of the local data back.");
}

async function renew(files: KeyFiles, old: Buffer, keyHex: string, keystore: Keystore): Promise<void> {
  await writeAtomic(files.before, old);
  await wrapInto(files.wrapped, keyHex, keystore);
}

/** Wraps, reads back what is on the disk and compares. @throws Error when it is not the same key. */
async function wrapInto(file: string, keyHex: string, keystore: Keystore): Promise<void> {
  const wrapped = await keystore.wrap(keyHex);
  if ((await keystore.unwrap(wrapped)).secret !== keyHex)
    throw new AppError('internal', 'The keystore gave another key back.');
  await writeAtomic(file, wrapped);
}

interface KeyFiles {
  readonly wrapped: string;
  readonly before: string;
  readonly plain: string;
}

function filesIn(folder: string): KeyFiles {
  const wrapped = join(folder, 'store.key');
  return { wrapped, before: `${wrapped}.before`, plain: `${wrapped}.plain` };
}
