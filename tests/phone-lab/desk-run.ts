// The real desktop in the lab's networks: its machine changes its address in a call. Run by servers.test.ts, or by hand (see
// README.md). Changes when something else happens to the desktop's cable.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
import type { LabResult } from './run.ts';
import { startRtpengine } from './servers.ts';

const hz = { agent: 500, caller: telephoneHz };
const say = (what: LabResult | { note: string }): void => console.log(JSON.stringify(what));
const result = { name: 'the real desktop’s address', seconds: 0 };

const folder = await mkdtemp(join(tmpdir(), 'parley-lab-desk-'));
const net = await openAgentNet(folder, 'chromium');
const { cert, key } = makeCertificate(folder, [`IP:${serverAddress}`]);
const print = new X509Certificate(readFileSync(cert)).fingerprint256.replaceAll(':', '');
let kamailio: Kamailio | undefined;
/** What servers and the telephone say, by their names. */
const voices: Record<string, () => string> = {};

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
// What is written to one that has ended is nobody's.
desk.stdin.on('error', () => {});
const waits: ((answer: Answer) => void)[] = [];
createInterface({ input: desk.stdout }).on('line', (line) => {
  if (line.startsWith('{')) waits.shift()?.(JSON.parse(line) as Answer);
});
const ended = new Promise<never>((_, reject) =>
  desk.once('close', (code) => reject(new Error(`The desk ended with ${code}.`))),
);
ended.catch(() => {});
const answered = (): Promise<Answer> =>
  Promise.race([ended, new Promise<Answer>((resolve) => void waits.push(resolve))]);
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
  voices['rtpengine'] = (await startRtpengine(programs)).said;
  const server = await startKamailio({ programs, folder, certificate: { cert, key } });
  kamailio = server;
  voices['kamailio'] = server.said;
  const telephone = await startTelephone(programs, folder);
  voices['telephone'] = telephone.said;
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
  say({ note: `Both hear each other again after ${Math.round(performance.now() - began)} ms.` });
  await until(() => server.signedIn('101') > signIns, {
    what: 'to be signed in from there',
    timeoutMs: 60_000,
  });
  const over = telephone.count('CALL_CLOSED');
  await order('hangUp');
  await until(() => telephone.count('CALL_CLOSED') > over, { what: 'the end there', timeoutMs: 20_000 });
  assert.deepEqual(await order('complaints'), []);
  say(result);
} catch (error) {
  const trace = (await order('trace').catch(() => [])) as [number, string, unknown][];
  const kept = inRepository('out', 'phone-lab');
  await mkdir(kept, { recursive: true });
  await writeFile(
    join(kept, 'address.txt'),
    [
      ...trace.map(
        ([at, what, more]) => `${new Date(at).toISOString()} ${what} ${JSON.stringify(more ?? '')}`,
      ),
      ...Object.entries(voices).map(([name, said]) => `=== ${name}\n${said().slice(-20_000)}`),
    ].join('\n'),
  );
  const bar = JSON.stringify(await order('said').catch(String));
  say({
    ...result,
    error: `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${bar}\nWhat the page did stands in ${join(kept, 'address.txt')}.`,
  });
}
desk.stdin.write('close\n');
await Promise.race([ended.catch(() => {}), new Promise((resolve) => void setTimeout(resolve, 15_000))]);
await kamailio?.kill();
net.close();
await rm(folder, { recursive: true, force: true });
process.exit(0);
