// Changes when the demo exchange is started beside the world otherwise.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createLogFile } from '../log-file.ts';
import { inRepository, repository } from '../paths.ts';
import { supervise, type Running } from '../world.ts';

/** A running exchange, with the account for a desktop's PARLEY_PHONE_ACCOUNT. */
export interface RunningPbx extends Running {
  readonly account: string;
}

/**
 * Starts the demo exchange and its simulated callers.
 * @throws Error with what it said when it does not come up.
 */
export async function startPbx(options: { data: string; name: string; calls: number }): Promise<RunningPbx> {
  const log = createLogFile(join(options.data, 'logs', 'phone.log'));
  const args = ['--name', options.name, '--calls', String(options.calls)];
  const child = spawn(process.execPath, [inRepository('build', 'pbx', 'main.ts'), ...args], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const running = supervise(child);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2000);
    log.write(text);
  });
  const account = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"ready":true')) return;
      resolve(JSON.stringify((JSON.parse(line) as { account: unknown }).account));
    });
    void running.ended.then((code) => reject(new Error(`The exchange ended with ${code}. ${complaints}`)));
  });
  return { ...running, account };
}
