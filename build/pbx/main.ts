// Changes when the demo exchange is started as a program otherwise. Prints one line of JSON: where phones sign in. Reads one:
// where the service is.
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { timedLogin } from '../../service/phone/credentials.ts';
import { queues } from '../../service/seed/company.ts';
import { makeWorld } from '../../service/seed/world.ts';
import { scriptsByLocale } from '../../service/sim/scripts/index.ts';
import { locales } from '../../shared/domain/people.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import { startCallers, untilTired, type Person } from './callers.ts';
import { createPbx, type Pbx } from './pbx.ts';
import { userOf } from './registrar.ts';
import { routeCall, routeOn, type ServiceDoor } from './routed.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    calls: { type: 'string', default: '1' },
  },
});
/** Not as arguments: everybody on the machine can read a command line. */
const { PARLEY_PBX_SECRET: secret = '', PARLEY_EXCHANGE_SECRET: exchangeSecret = '' } = process.env;
const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

const onProblem = (what: string): void => console.error(what);
/** Known as soon as somebody says it. */
let door: ServiceDoor | undefined;
const pbx: Pbx = await createPbx({
  port: Number(values.port),
  // What the service has made of the secret that we share; nothing is kept.
  password: (login) => {
    const until = Number(login.split(':')[0]) * 1000;
    return until > Date.now() && secret !== ''
      ? timedLogin(secret, userOf(login), until).password
      : undefined;
  },
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  secret: () => randomBytes(16).toString('hex'),
  onProblem,
  passOn: async (number, caller) => {
    const call = door === undefined ? undefined : await routeOn(pbx, door, number, caller, timers);
    if (call !== undefined) void untilTired(call, timers);
    return call !== undefined;
  },
});
const people = makeWorld(Date.now()).flatMap((row) =>
  row.kind === 'customer' && row.record.phone !== null
    ? [
        {
          name: row.record.name,
          number: row.record.phone.replaceAll(' ', ''),
          language: row.record.language,
        },
      ]
    : [],
);
/** One of the matters that customers write about, in the person's own language where there is one. */
const words = ({ language }: Person): readonly string[] => {
  const locale = locales.find((one) => one === language.split('-')[0]) ?? 'en';
  const scripts = scriptsByLocale[locale];
  const script = scripts[Math.floor(Math.random() * scripts.length)];
  return script === undefined ? [] : [script.opening, ...script.turns.flat()];
};
let stop = (): void => {};
createInterface({ input: process.stdin }).once('line', (line) => {
  const { service } = z.object({ service: z.url() }).parse(JSON.parse(line));
  const own = { address: service, secret: exchangeSecret };
  door = own;
  stop = startCallers({
    pbx,
    route: (caller) => routeCall(pbx, own, caller, timers),
    onProblem,
    people,
    queues: queues.map(({ name }) => name),
    atOnce: Number(values.calls),
    timers,
    random: Math.random,
    now: Date.now,
    words,
  });
});
process.once('SIGTERM', () => {
  stop();
  void pbx.close().then(() => process.exit(0));
});
process.stdout.write(`${JSON.stringify({ ready: true, server: pbx.server, domain: pbx.domain })}\n`);
