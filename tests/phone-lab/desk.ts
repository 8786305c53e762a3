// The real desktop on the agents' machine of the lab: a program of its own, because everything about it (its service, its
// window, who drives it) is on that machine too. Changes when it is started, asked or answers otherwise.
// It is told what to do by lines on its standard input and answers each by a line of JSON.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { stopTestPostgres } from '../support/postgres.ts';
import { createDeskStage } from '../support/desk-stage.ts';
import { inPage } from '../support/desk-processes.ts';
import { until } from '../support/until.ts';
import { beginTrace, takeTrace } from './desk-trace.ts';
import { heardAbove, playedLevels } from '../phone/support/page-ears.ts';
import { waveOf } from '../phone/support/wave.ts';

const given = z
  .object({
    account: z.record(z.string(), z.unknown()),
    /** The one certificate that this machine trusts. */
    fingerprint: z.string(),
    agentHz: z.number(),
    callerHz: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

const data = await mkdtemp(join(tmpdir(), 'parley-lab-desk-'));
await writeFile(join(data, 'microphone.wav'), waveOf(given.agentHz));
const stage = await createDeskStage({
  name: 'phone-address',
  env: { PARLEY_PHONE_ACCOUNT: JSON.stringify(given.account) },
  args: [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${join(data, 'microphone.wav')}`,
  ],
});
await stage.app.evaluate(({ session, powerMonitor }, trusted) => {
  session.fromPartition('parley-phone').setCertificateVerifyProc((request, reply) => {
    reply(request.certificate.fingerprint === trusted ? 0 : -3);
  });
  powerMonitor.emit('resume');
}, given.fingerprint);

const bar = stage.page.getByRole('region', { name: stage.words('phone.bar') });
const press = (key: 'phone.answer' | 'phone.hangUp'): Promise<void> =>
  bar.getByRole('button', { name: stage.words(key), exact: true }).click({ timeout: 30_000 });
/** How loud the caller is in what the phone's window plays now. */
const callerAt = async (): Promise<number> => {
  const [level] = (await inPage(stage.app, 'phone', playedLevels([given.callerHz]), 15_000)) as number[];
  return level ?? -200;
};
await inPage(stage.app, 'phone', beginTrace, 15_000);
const orders: Readonly<Record<string, () => Promise<unknown>>> = {
  answer: () => press('phone.answer'),
  hangUp: () => press('phone.hangUp'),
  hears: () =>
    until(async () => (await callerAt()) > heardAbove, {
      what: 'the agent to hear the caller',
      timeoutMs: 60_000,
    }),
  hearsNothing: () =>
    until(async () => (await callerAt()) < heardAbove - 15, {
      what: 'the agent to hear nothing any more',
      timeoutMs: 30_000,
    }),
  said: () => bar.innerText(),
  trace: () => inPage(stage.app, 'phone', takeTrace, 15_000),
  complaints: async () => stage.complaints,
};
const close = async (): Promise<void> => {
  await stage.close();
  await stopTestPostgres();
  await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  process.exit(0);
};
say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const order = orders[line];
  if (line === 'close' || order === undefined) break;
  await order().then(
    (answer) => say({ did: line, answer: answer ?? null }),
    (error: unknown) => say({ did: line, error: String(error) }),
  );
}
await close();
