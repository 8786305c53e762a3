// Changes when the machine of the real desktop changes its address in a call otherwise: real networks, in namespaces that
// end with the test. What happens there is in tests/phone-lab/desk-run.ts.
import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { apart, labHindrance, labPrograms } from '../../build/lab-programs.ts';
import { inRepository } from '../../build/paths.ts';

const hindrance = await labHindrance();
if (hindrance !== null) console.warn(`No other address for the real desktop: ${hindrance}`);

test.skipIf(hindrance !== null)(
  'CALL-8: the machine has another address in a call: both hear each other again, and hang-up works',
  async () => {
    // Before the namespaces: inside there is no way to Debian.
    await labPrograms((line) => console.log(line));
    const program = inRepository('tests', 'phone-lab', 'desk-run.ts');
    const env = { ...process.env };
    // What runs there is no test of its own.
    for (const name of Object.keys(env)) if (name.startsWith('VITEST')) delete env[name];
    const child = spawn('unshare', [...apart, process.execPath, program], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (complaints = (complaints + text).slice(-3000)));
    const code = await new Promise((resolve) => void child.once('close', resolve));
    const last = said.trim().split('\n').at(-1) ?? '';
    expect(`${last}\n${complaints}`).toMatch(/^\{"backMs":/);
    expect(code).toBe(0);
    const { backMs } = JSON.parse(last) as { backMs: number };
    // What the rule names, and twice that where the machine is busy.
    expect(backMs).toBeLessThan(20_000);
    console.log(`Both heard each other again after ${backMs} ms.`);
  },
  240_000,
);
