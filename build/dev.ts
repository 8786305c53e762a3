// Changes when `npm run dev` watches something else, or restarts something else for it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { demoAccounts } from '../service/seed/company.ts';
import { desktopArguments, desktopEnvironment } from './desktop.ts';
import { ask, debuggerHost, pagesOf } from './devtools.ts';
import { startDisplay } from './display.ts';
import { electronRuntime, runtimeEnvironment } from './electron-runtime.ts';
import { ensureLinuxLibraries } from './linux-libraries.ts';
import { readable } from './log-line.ts';
import { repository } from './paths.ts';
import type { TargetName } from './targets.ts';
import { watchTargets } from './watch.ts';
import { startCustomers, startService, worldFolder } from './world.ts';

const help = `Runs Parley for those who work on it: a seeded world, and whatever changes is restarted.

  service/ shared/             the service starts again
  electron/ shared/            the desktop starts again
  renderer/                    its windows load again
  npm run dev -- --port 4120 --customers 3

The data is kept apart from that of npm start. Logs are shown here; PARLEY_DEBUG_PORT=9222 opens Chromium's debugger.`;

/** A desktop that can be started again, and whose windows can be loaded again. */
interface DevDesktop {
  restart(): Promise<void>;
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** Keeps one desktop running with `args`; every line it prints goes to `onLine`. */
function devDesktop(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): DevDesktop {
  let child: ChildProcess | undefined;
  let ended = Promise.resolve();
  let host: string | undefined;
  const stop = async (): Promise<void> => {
    child?.kill('SIGTERM');
    await ended;
  };
  return {
    stop,
    restart: async () => {
      await stop();
      host = undefined;
      const started = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      child = started;
      ended = new Promise((resolve) => started.once('close', () => resolve()));
      for (const input of [started.stdout, started.stderr]) {
        createInterface({ input }).on('line', (line) => {
          host ??= debuggerHost(line);
          onLine(line);
        });
      }
    },
    reload: async () => {
      if (!host) return;
      for (const page of await pagesOf(host)) await ask(page, 'Page.reload', { ignoreCache: true });
    },
  };
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4120' },
      customers: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  const say = (who: string) => (line: string) => {
    const text = readable(line);
    if (text) console.log(`${who.padEnd(8)} ${text}`);
  };
  const report = say('dev');
  const stops: (() => Promise<void>)[] = [];
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  try {
    const runtime = await electronRuntime({ report });
    await ensureLinuxLibraries(
      { electron: runtime.executablePath, display: true, browser: false },
      { report },
    );
    const data = join(worldFolder(), 'dev');
    await mkdir(data, { recursive: true });
    const display = await startDisplay();
    stops.push(display.stop);
    let desktop: DevDesktop | undefined;
    const watching = await watchTargets({
      report,
      onRebuilt: (names) => void respond(names, desktop, report),
    });
    stops.push(watching.stop);

    const service = await startService({
      data,
      port: Number(values.port),
      watch: true,
      waiting: true,
      onLine: say('service'),
    });
    stops.push(service.stop);
    report(`The service answers at ${service.address}, its chat page is ${service.address}/chat`);
    const count = Number(values.customers);
    if (count > 0) stops.push(startCustomers({ address: service.address, count, seed: 1, data }).stop);

    const debugPort = process.env['PARLEY_DEBUG_PORT'] ?? '0';
    const desktopArgs = [
      repository,
      ...desktopArguments(join(data, 'desk')),
      `--remote-debugging-port=${debugPort}`,
      `--service=${service.address}`,
      `--demo=${demoAccounts.agent.handle}`,
    ];
    const secrets = { PARLEY_DEMO_PASSWORD: demoAccounts.agent.password };
    const env = { ...desktopEnvironment(), ...runtimeEnvironment(runtime), ...display.env, ...secrets };
    desktop = devDesktop(runtime.executablePath, desktopArgs, env, say('desktop'));
    stops.push(desktop.stop);
    await desktop.restart();
    report('Everything runs. Ctrl-C ends all of it.');
    await interrupted;
  } finally {
    for (const stop of stops.toReversed()) await stop().catch((error: unknown) => report(String(error)));
  }
}

/** Restarts no more than what the rebuilt parts need. */
async function respond(
  names: ReadonlySet<TargetName>,
  desktop: DevDesktop | undefined,
  report: (line: string) => void,
): Promise<void> {
  try {
    if (names.has('main') || names.has('preload') || names.has('store')) {
      report(`${[...names].join(', ')} changed: starting the desktop again`);
      await desktop?.restart();
    } else if (names.has('renderer')) {
      report('renderer changed: loading its windows again');
      await desktop?.reload();
    }
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
  }
}

if (import.meta.main) {
  await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
  process.exit();
}
