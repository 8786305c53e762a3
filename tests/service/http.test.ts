// Changes when the service tells callers apart by something else, or is told otherwise how it is set up.
import { expect, test } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { createHttp } from '../../service/http.ts';
import { quiet } from '../support/postgres.ts';

async function callerSeen(proxies: number | undefined, forwarded: string): Promise<string> {
  const http = await createHttp(quiet, proxies);
  http.get('/who', (request) => ({ ip: request.ip }));
  const answer = await http.inject({
    url: '/who',
    remoteAddress: '192.0.2.1',
    headers: { 'x-forwarded-for': forwarded },
  });
  await http.close();
  return answer.json<{ ip: string }>().ip;
}

test.each([
  ['nobody may name an address of their own when no proxy is ours', undefined, '203.0.113.9', '192.0.2.1'],
  ['behind one proxy of ours, the address that it saw', 1, '203.0.113.9', '203.0.113.9'],
  ['and not what the caller wrote before it', 1, '198.51.100.7, 203.0.113.9', '203.0.113.9'],
])('%s', async (_what, proxies, forwarded, ip) => {
  expect(await callerSeen(proxies, forwarded)).toBe(ip);
});

test('the settings come from arguments and environment, and a wrong one is named', () => {
  const url = 'postgres://someone@db.example/parley';
  expect(readConfig(['--port', '0', '--proxies', '2'], { DATABASE_URL: url })).toMatchObject({
    host: '127.0.0.1',
    port: 0,
    proxies: 2,
    databaseUrl: url,
    seed: false,
  });
  expect(() => readConfig(['--port', 'many'], {})).toThrow(/port/);
  expect(() => readConfig(['--proxies', '-1'], {})).toThrow(/proxies/);
  expect(() => readConfig(['--wrong'], {})).toThrow(/--wrong/);
  expect(() => readConfig([], { DATABASE_URL: 'mysql://x' })).toThrow(/databaseUrl/);
});
