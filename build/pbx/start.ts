// Changes when the demo exchange is started beside the world otherwise.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createLogFile } from '../log-file.ts';
import { inRepository, repository } from '../paths.ts';
import { supervise, type Running } from '../world.ts';

/** A running exchange. */
export interface RunningPbx extends Running {
  /** The file for the service's `--phone`: from then on it gives desks a telephone here. */
  readonly settings: string;
  /** Callers come from now on, and the service at that address is asked whom to put them through to. */
  open(service: string): void;
}

/**
 * Starts the demo exchange, without callers yet.
 * @throws Error with what it said when it does not come up.
 */
export async function startPbx(options: { data: string; calls: number }): Promise<RunningPbx> {
  await mkdir(join(options.data, 'logs'), { recursive: true });
  const log = createLogFile(join(options.data, 'logs', 'phone.log'));
  const args = ['--calls', String(options.calls)];
  const [secret, exchangeSecret] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
  const child = spawn(process.execPath, [inRepository('build', 'pbx', 'main.ts'), ...args], {
    cwd: repository,
    env: { ...process.env, PARLEY_PBX_SECRET: secret, PARLEY_EXCHANGE_SECRET: exchangeSecret },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const running = supervise(child);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2000);
    log.write(text);
  });
  const ready = await new Promise<{ server: string; domain: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve(JSON.parse(line) as { server: string; domain: string });
    });
    void running.ended.then((code) => reject(new Error(`The exchange ended with ${code}. ${complaints}`)));
  });
  const { server, domain } = ready;
  const settings = join(options.data, 'phone.json');
  const given = { server, domain, credentials: { secret }, exchange: { secret: exchangeSecret } };
  await writeFile(settings, JSON.stringify(given), { mode: 0o600 });
  return {
    ...running,
    settings,
    open: (service) => void child.stdin.write(`${JSON.stringify({ service })}\n`),
  };
}
