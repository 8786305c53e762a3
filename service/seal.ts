// Changes when secrets that lie in the database are sealed otherwise, or the key to them is kept elsewhere.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { syncFolder } from './sync-folder.ts';

/** The name of the file with the key, in the data folder of the service. */
export const keyFileName = 'secret.key';
/** Names the key instead of the file: for services on several machines, which need the same one. */
export const keyVariable = 'PARLEY_SECRET_KEY';

/** Why something cannot be opened: there is no key, or it is not the one. */
export type SealTrouble = 'missing' | 'wrong';

/**
 * Seals texts by AES-256-GCM (NIST SP 800-38D) under a key that never lies in the database, so that neither its files nor
 * its backups hold what was sealed.
 */
export interface Seal {
  /**
   * Makes the key where there is none.
   * @param about what it is: bound to it, so that one thing cannot be put in the place of another.
   * @throws AppError `storage` where no key can be had.
   */
  close(about: string, text: string): Promise<string>;
  /** @throws AppError `storage`, whose fact `key` is a {@link SealTrouble}, saying what to do. */
  open(about: string, sealed: string): Promise<string>;
}

/** What a seal is made of. */
export interface SealOptions {
  /** What {@link keyVariable} says; undefined: the key is in the file. */
  readonly given: string | undefined;
  /** The data folder; null: there is none. */
  readonly folder: string | null;
  readonly log: Log;
}

const form = 'v1';
const keyForm = /^[0-9a-f]{64}$/i;

/** See {@link Seal}. The key is read anew each time: one that is put back is known at once. */
export function createSeal({ given, folder, log }: SealOptions): Seal {
  const file = folder === null ? null : join(folder, keyFileName);
  const where = given !== undefined || file === null ? keyVariable : file;
  let warned = false;

  /** @returns null where there is none. */
  const find = async (): Promise<Buffer | null> => {
    if (given !== undefined) return keyOf(given, where);
    if (file === null) return null;
    const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
      throw trouble('wrong', `The key of the secrets, ${file}, cannot be read (${cause.code ?? ''}).`, cause);
    });
    if (text === null) return null;
    if (!warned && process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
      warned = true;
      log.warn('The key of the secrets can be read by others than the service', { file });
    }
    return keyOf(text.trim(), where);
  };
  const make = async (): Promise<Buffer> => {
    if (file === null) throw trouble('missing', `There is no key for secrets. Set ${keyVariable}.`);
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, {
        mode: 0o600,
        flag: 'wx',
        flush: true,
      });
      // Another process of the service may make one at the same time: the first one holds.
      await link(draft, file).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'EEXIST') throw cause;
      });
      await syncFolder(dirname(file));
    } catch (cause) {
      const { code = '' } = cause as NodeJS.ErrnoException;
      throw trouble('missing', `The key of the secrets, ${file}, cannot be made (${code}).`, cause);
    } finally {
      await rm(draft, { force: true }).catch(() => {});
    }
    log.info('Made a key for secrets. Keep a copy of it, apart from the backups', { file });
    return (await find())!;
  };

  return {
    close: async (about, text) => {
      const key = (await find()) ?? (await make());
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [form, ...[nonce, cipher.getAuthTag(), sealed].map((one) => one.toString('base64url'))].join(
        '.',
      );
    },
    open: async (about, sealed) => {
      const key = await find();
      if (key === null) throw trouble('missing', `The key of the secrets is missing. Put it back: ${where}.`);
      const [version, ...parts] = sealed.split('.');
      const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== form || text === undefined || nonce?.length !== 12 || tag?.length !== 16)
        throw trouble('wrong', 'What was sealed is damaged, or of a newer Parley.');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
        decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw trouble(
          'wrong',
          `The key of the secrets is another one. Put back the right one: ${where}.`,
          cause,
        );
      }
    },
  };
}

/** @throws AppError `storage` where it is no key. */
function keyOf(text: string, where: string): Buffer {
  if (!keyForm.test(text)) throw trouble('wrong', `${where} holds no key: it must be 64 hex digits.`);
  return Buffer.from(text, 'hex');
}

function trouble(key: SealTrouble, message: string, cause?: unknown): AppError {
  return new AppError('storage', message, { facts: { key }, ...(cause === undefined ? {} : { cause }) });
}
