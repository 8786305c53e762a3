// Changes when secrets are sealed otherwise, or the key to them is kept or missed in another way.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSeal, keyFileName, type Seal } from '../../service/seal.ts';
import { AppError } from '../../shared/errors.ts';
import { createLog } from '../../shared/log.ts';

let folder: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-seal-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sealOf = (given?: string, where: string | null = folder): Seal =>
  createSeal({ given, folder: where, log: createLog((line) => lines.push(line), Date.now, 'info') });
const file = (): string => join(folder, keyFileName);
/** What keeps something from being opened or sealed. */
const troubleOf = async (work: Promise<string>): Promise<unknown> => {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  return error instanceof AppError ? [error.kind, error.facts?.['key']] : error;
};
const [first, second] = ['1f'.repeat(32), '2e'.repeat(32)];

test('what was sealed is opened again, by another process too; it is never the same twice', async () => {
  const texts = ['', 'plantedsecret', 'geheim ü سر 🔑'];
  for (const text of texts) {
    const sealed = await sealOf().close('a', text);
    expect(await sealOf().open('a', sealed)).toBe(text);
    expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]*$/);
    expect(await sealOf().close('a', text)).not.toBe(sealed);
  }
});

test('the key is made when it is needed, for the service alone, and is the first one that anybody made', async () => {
  expect(await troubleOf(sealOf().open('a', 'v1.x.x.x'))).toEqual(['storage', 'missing']);
  expect(existsSync(file())).toBe(false);
  const sealed = await Promise.all(['one', 'two', 'three', 'four'].map((text) => sealOf().close('a', text)));
  expect(await Promise.all(sealed.map((one) => sealOf().open('a', one)))).toEqual([
    'one',
    'two',
    'three',
    'four',
  ]);
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(lines.join('')).not.toContain(readFileSync(file(), 'utf8').trim());
});

test('a key that is missing, another one or none at all is told apart, and known again as soon as it is back', async () => {
  const sealed = await sealOf().close('a', 'plantedsecret');
  const key = readFileSync(file(), 'utf8');
  const seal = sealOf();
  rmSync(file());
  expect(await troubleOf(seal.open('a', sealed))).toEqual(['storage', 'missing']);
  writeFileSync(file(), first);
  expect(await troubleOf(seal.open('a', sealed))).toEqual(['storage', 'wrong']);
  writeFileSync(file(), 'no key');
  expect(await troubleOf(seal.open('a', sealed))).toEqual(['storage', 'wrong']);
  // A file that is there is never written over: whose it is, nobody knows.
  expect(await troubleOf(seal.close('a', 'x'))).toEqual(['storage', 'wrong']);
  writeFileSync(file(), key);
  expect(await seal.open('a', sealed)).toBe('plantedsecret');
});

test('what is sealed is bound to what it is, and every bit of it counts', async () => {
  const seal = sealOf(first);
  const sealed = await seal.close('a', 'plantedsecret');
  expect(await troubleOf(seal.open('b', sealed))).toEqual(['storage', 'wrong']);
  const parts = sealed.split('.');
  for (const at of [1, 2, 3]) {
    const bytes = Buffer.from(parts[at]!, 'base64url');
    bytes[0]! ^= 1;
    const changed = parts.map((part, n) => (n === at ? bytes.toString('base64url') : part)).join('.');
    expect(await troubleOf(seal.open('a', changed))).toEqual(['storage', 'wrong']);
  }
  // A shorter proof would be easier to guess.
  const cut = [
    parts[0],
    parts[1],
    Buffer.from(parts[2]!, 'base64url').subarray(0, 4).toString('base64url'),
    parts[3],
  ];
  for (const bad of [cut.join('.'), '', 'v2.' + parts.slice(1).join('.'), parts.slice(0, 3).join('.')])
    expect(await troubleOf(seal.open('a', bad))).toEqual(['storage', 'wrong']);
});

test('a key that the environment names counts before the file; without a place for one nothing is sealed', async () => {
  const sealed = await sealOf(first).close('a', 'plantedsecret');
  expect(existsSync(file())).toBe(false);
  expect(await sealOf(first.toUpperCase(), null).open('a', sealed)).toBe('plantedsecret');
  expect(await troubleOf(sealOf(second).open('a', sealed))).toEqual(['storage', 'wrong']);
  expect(await troubleOf(sealOf('short').close('a', 'x'))).toEqual(['storage', 'wrong']);
  expect(await troubleOf(sealOf(undefined, null).close('a', 'x'))).toEqual(['storage', 'missing']);
  // A folder that cannot be one: a file is in its place.
  writeFileSync(join(folder, 'file'), '');
  expect(await troubleOf(sealOf(undefined, join(folder, 'file')).close('a', 'x'))).toEqual([
    'storage',
    'missing',
  ]);
});
