// Changes when the lab with real servers is started, skipped or judged otherwise: Kamailio, rtpengine, baresip and coturn
// of Debian, in namespaces that end with the test. What is tried is in calls.ts, cables.ts and survival.ts.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labHindrance, labPrograms } from '../../build/lab-programs.ts';
import { deskArguments, labArguments } from './inside.ts';
import { labs, type LabResult, scenarios } from './run.ts';

const hindrance = await labHindrance();
if (hindrance !== null) console.warn(`The lab with real telephone servers is left out: ${hindrance}`);

describe.skipIf(hindrance !== null)('CALL-31: a real server', () => {
  const results = new Map<string, (result: LabResult) => void>();
  const promised = new Map(
    scenarios.map(({ name }) => [name, new Promise<LabResult>((resolve) => results.set(name, resolve))]),
  );
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    // Before the namespaces: inside there is no way to Debian.
    await labPrograms((line) => console.log(line));
    for (const lab of labs) {
      const names = lab.map(({ name }) => name);
      const child = spawn('unshare', labArguments(names), { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const failAll = (error: string): void => {
        for (const name of names) results.get(name)?.({ name, seconds: 0, error });
      };
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = JSON.parse(line) as Partial<LabResult> & { note?: string; failed?: string };
        if (said.failed !== undefined) failAll(said.failed);
        else if (said.name !== undefined) results.get(said.name)?.(said as LabResult);
      });
      child.once('close', (code) => failAll(`The lab ended with ${code}.`));
    }
  }, 240_000);
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  test.each(scenarios.map(({ name }) => name))(
    '%s',
    async (name) => {
      const { error } = (await promised.get(name))!;
      expect(error).toBeUndefined();
    },
    240_000,
  );

  // After the others: it starts a whole desktop.
  test('11: the real desktop’s machine has another address in a call, and both hear each other again', async () => {
    await Promise.all(promised.values());
    // It is no test of its own: what it starts is its own to end.
    const { VITEST: _, ...env } = process.env;
    const child = spawn('unshare', deskArguments(), { stdio: ['ignore', 'pipe', 'inherit'], env });
    children.push(child);
    const lines: Partial<LabResult>[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) lines.push(JSON.parse(line) as Partial<LabResult>);
    });
    const code = await new Promise((resolve) => void child.once('close', resolve));
    const result = lines.find(({ name }) => name !== undefined);
    expect(result ?? { error: `It ended with ${String(code)}.` }).not.toHaveProperty('error');
  }, 240_000);
});
