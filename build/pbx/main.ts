// Changes when the demo exchange is started as a program otherwise. Prints one line of JSON: the account of its phone.
import { createHmac, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { queues } from '../../service/seed/company.ts';
import { makeWorld } from '../../service/seed/world.ts';
import { startCallers } from './callers.ts';
import { createPbx } from './pbx.ts';
import { userOf } from './registrar.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    user: { type: 'string', default: '101' },
    name: { type: 'string', default: 'Agent' },
    calls: { type: 'string', default: '1' },
  },
});
/** A login says until when it holds, and its password proves that we made it; nothing is kept. */
const secret = randomBytes(32);
const passwordOf = (login: string): string => createHmac('sha256', secret).update(login).digest('base64url');
const validMs = 12 * 3_600_000;

const pbx = await createPbx({
  port: Number(values.port),
  password: (login) => (Number(login.split(':')[0]) > Date.now() ? passwordOf(login) : undefined),
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  secret: () => randomBytes(16).toString('hex'),
  onProblem: (what) => console.error(what),
});
const login = `${Date.now() + validMs}:${values.user}`;
const account = {
  server: pbx.server,
  user: userOf(login),
  domain: pbx.domain,
  displayName: values.name,
  login,
  password: passwordOf(login),
  iceServers: [],
  dtmf: 'rtp',
};
const people = makeWorld(Date.now()).flatMap((row) =>
  row.kind === 'customer' && row.record.phone !== null
    ? [{ name: row.record.name, number: row.record.phone.replaceAll(' ', '') }]
    : [],
);
const stop = startCallers({
  pbx,
  user: values.user,
  people,
  queues: queues.map(({ name }) => name),
  atOnce: Number(values.calls),
  timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  random: Math.random,
});
process.once('SIGTERM', () => {
  stop();
  void pbx.close().then(() => process.exit(0));
});
process.stdout.write(`${JSON.stringify({ ready: true, account })}\n`);
