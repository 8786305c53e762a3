// Changes when the operator's settings of the telephone are read or refused differently.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPhoneSettings } from '../../service/phone/settings.ts';
import { AppError } from '../../shared/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-phone-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = 'plantedsecretplanted';
const good = {
  server: 'wss://phone.example.org',
  domain: 'example.org',
  credentials: { secret },
};
const written = (text: string): string => {
  const file = join(folder, 'phone.json');
  writeFileSync(file, text);
  return file;
};
const refusal = (text: string): AppError => {
  try {
    readPhoneSettings(written(text));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was taken.');
};

test('settings of the telephone are read, with what is usual for what is not said', () => {
  expect(readPhoneSettings(written(JSON.stringify(good)))).toMatchObject({
    ...good,
    credentials: { secret, seconds: 3600 },
    iceServers: [],
    users: {},
  });
});

test('settings that cannot be used are refused by what is wrong with them, and their secrets are told to nobody', () => {
  const broken = refusal(`{ "credentials": { "secret": "${secret}" `.replace('"secret":', '"secret"'));
  expect(broken.message).toBe('The settings of the telephone cannot be read: They are not JSON.');
  expect(broken.cause).toBeUndefined();
  const short = refusal(JSON.stringify({ ...good, credentials: { secret: 'tooshort' } }));
  expect(short.message).toMatch(/credentials\.secret/);
  expect(short.message).not.toContain('tooshort');
  expect(refusal(JSON.stringify({ ...good, server: 'http://phone.example.org' })).message).toMatch(/server/);
  expect(refusal(JSON.stringify({ ...good, colour: 'red' })).message).toMatch(/colour/);
});
