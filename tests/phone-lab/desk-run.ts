// The real desktop in the lab's networks: its machine changes its address in a call. By hand, see README.md: of the first
// runs one in three did not bring the agent's sound back. Changes when something else happens to the desktop's cable.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { labPrograms } from '../../build/lab-programs.ts';
import { inRepository } from '../../build/paths.ts';
import { makeCertificate } from '../phone/support/certificate.ts';
import { until } from '../support/until.ts';
import { startTelephone, telephoneHz } from './baresip.ts';
import { domain, securePort, startKamailio, type Kamailio } from './kamailio.ts';
import { openAgentNet, serverAddress } from './net.ts';
import { startRtpengine } from './servers.ts';

const hz = { agent: 500, caller: telephoneHz };
const say = (what: object): void => console.log(JSON.stringify(what));

const folder = await mkdtemp(join(tmpdir(), 'parley-lab-desk-'));
const net = await openAgentNet(folder, 'chromium');
const { cert, key } = makeCertificate(folder, [`IP:${serverAddress}`]);
const print = new X509Certificate(readFileSync(cert)).fingerprint256.replaceAll(':', '');
let kamailio: Kamailio | undefined;

const account = {
  server: `wss://${serverAddress}:${securePort}`,
  user: '101',
  domain,
  displayName: 'Agent',
  login: '101',
  password: 'secret-101',
  iceServers: [],
  dtmf: 'rtp',
};
const desk = spawn(
  'nsenter',
  [
    ...net.inside,
    process.execPath,
    inRepository('tests', 'phone-lab', 'desk.ts'),
    JSON.stringify({
      account,
      fingerprint: `sha256/${Buffer.from(print, 'hex').toString('base64')}`,
      agentHz: hz.agent,
      callerHz: hz.caller,
    }),
  ],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
interface Answer {
  ready?: true;
  did?: string;
  answer?: unknown;
  error?: string;
}
const waits: ((answer: Answer) => void)[] = [];
createInterface({ input: desk.stdout }).on('line', (line) => {
  if (line.startsWith('{')) waits.shift()?.(JSON.parse(line) as Answer);
});
const answered = (): Promise<Answer> =>
  new Promise((resolve, reject) => {
    waits.push(resolve);
    desk.once('close', (code) => reject(new Error(`The desk ended with ${code}.`)));
  });
const order = async (what: string): Promise<unknown> => {
  const next = answered();
  desk.stdin.write(`${what}\n`);
  const { answer, error } = await next;
  if (error !== undefined) throw new Error(`${error}\n${JSON.stringify(await order('said').catch(String))}`);
  return answer;
};

try {
  await answered();
  // Only now: Chromium remembers which certificates it has refused, and by now it trusts this one.
  const programs = await labPrograms(() => {});
  await startRtpengine(programs);
  const server = await startKamailio({ programs, folder, certificate: { cert, key } });
  kamailio = server;
  const telephone = await startTelephone(programs, folder);
  await until(() => server.signedIn('101') > 0, { what: 'the desk to sign in', timeoutMs: 60_000 });
  await telephone.dial('101');
  await order('answer');
  const hearsAgent = (): Promise<unknown> =>
    until(async () => Math.abs((await telephone.hears()) - hz.agent) < 20, {
      what: 'the telephone to hear the agent',
      timeoutMs: 60_000,
    });
  await Promise.all([hearsAgent(), order('hears')]);
  const signIns = server.signedIn('101');
  const began = performance.now();
  await net.move();
  // To the old address nothing comes any more: what is heard afterwards comes to the new one.
  await order('hearsNothing');
  await Promise.all([hearsAgent(), order('hears')]);
  const backMs = Math.round(performance.now() - began);
  await until(() => server.signedIn('101') > signIns, {
    what: 'to be signed in from there',
    timeoutMs: 60_000,
  });
  const ended = telephone.count('CALL_CLOSED');
  await order('hangUp');
  await until(() => telephone.count('CALL_CLOSED') > ended, { what: 'the end there', timeoutMs: 20_000 });
  assert.deepEqual(await order('complaints'), []);
  say({ backMs });
} catch (error) {
  say({ note: await order('said').catch(String) });
  say({
    failed: `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${kamailio?.said().slice(-1500) ?? ''}`,
  });
}
desk.stdin.write('close\n');
await Promise.race([
  new Promise((resolve) => void desk.once('close', resolve)),
  new Promise((resolve) => void setTimeout(resolve, 15_000)),
]);
await kamailio?.kill();
net.close();
await rm(folder, { recursive: true, force: true });
process.exit(0);
