// Changes when `npm start` has to get something else ready, or to start or end it differently.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { startDesktop } from './desktop.ts';
import { startDisplay } from './display.ts';
import { electronRuntime, runtimeEnvironment } from './electron-runtime.ts';
import { ensureLinuxLibraries, hasDisplay } from './linux-libraries.ts';
import { inRepository } from './paths.ts';
import { startPbx } from './pbx/start.ts';
import { demoAccounts } from '../service/seed/company.ts';
import { startCustomers, startService, worldFolder } from './world.ts';

const help = `Starts Parley: the central service with a seeded world, simulated customers, and the desktop of a demo agent.

  npm start                      keeps its data from one start to the next
  npm start -- --fresh           begins anew
  npm start -- --tour            plays a whole scene by itself, with screenshots under out/tour
  npm start -- --port 4110       where the service listens
  npm start -- --customers 3     how many simulated customers write
  npm start -- --calls 0         how many simulated callers may ring at once; 0: no telephone
  npm start -- --slow            the tour stops a moment at each step, to be watched

Without a display it takes the tour under Xvfb. PARLEY_DATA names another folder for the data.`;

interface Options {
  fresh: boolean;
  tour: boolean;
  slow: boolean;
  port: number;
  customers: number;
  calls: number;
}

function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      fresh: { type: 'boolean', default: false },
      tour: { type: 'boolean', default: false },
      slow: { type: 'boolean', default: false },
      port: { type: 'string', default: '4110' },
      customers: { type: 'string', default: '3' },
      calls: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const whole = (text: string, name: string, max: number): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0 || value > max) {
      throw new Error(`--${name} takes a whole number from 0 to ${max}, not "${text}".`);
    }
    return value;
  };
  return {
    fresh: values.fresh,
    tour: values.tour || (process.platform === 'linux' && !hasDisplay(process.env)),
    slow: values.slow,
    port: whole(values.port, 'port', 65535),
    customers: whole(values.customers, 'customers', 50),
    calls: whole(values.calls, 'calls', 4),
  };
}

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options === 'help') {
    console.log(help);
    return 0;
  }
  const begun = performance.now();
  const report = (line: string): void =>
    console.log(`[${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s] ${line}`);
  const stops: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stopAll = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const stop of stops.toReversed())
        await stop().catch((error: unknown) => report(`While stopping: ${String(error)}`));
    })());
  let interrupted: (() => void) | undefined;
  const interruption = new Promise<void>((resolve) => (interrupted = resolve));
  const onSignal = (): void => {
    report('Stopping. Everything said so far is kept.');
    interrupted?.();
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);

  try {
    const runtime = await electronRuntime({ report });
    await ensureLinuxLibraries(
      { electron: runtime.executablePath, display: true, browser: options.tour },
      { report },
    );
    await build({ report });
    const data = worldFolder();
    if (options.fresh) {
      report('Beginning anew: removing the data of earlier starts');
      for (const part of ['service', 'desk', 'tour', 'logs'])
        await rm(join(data, part), { recursive: true, force: true });
    }
    await mkdir(data, { recursive: true });
    const phone =
      options.calls > 0 && !options.tour ? await startPbx({ data, calls: options.calls }) : undefined;
    if (phone !== undefined) stops.push(phone.stop);
    report('Starting the central service');
    const service = await startService({
      data,
      port: options.port,
      waiting: !options.tour,
      phone: phone?.settings,
    });
    stops.push(service.stop);
    report(`The service answers at ${service.address}`);
    report(`The customer's chat page is ${service.address}/chat`);
    const display = await startDisplay();
    stops.push(display.stop);
    const env = { ...runtimeEnvironment(runtime), ...display.env };

    if (options.tour) {
      const { takeTour } = await import('./tour/tour.ts');
      const tour = takeTour({
        service,
        data,
        env,
        report,
        slow: options.slow,
        folder: inRepository('out', 'tour'),
      });
      const ok = await Promise.race([tour, interruption.then(() => false)]);
      await stopAll();
      return ok ? 0 : 1;
    }

    const customers =
      options.customers > 0
        ? startCustomers({ address: service.address, count: options.customers, seed: 1, data })
        : undefined;
    if (customers !== undefined) {
      stops.push(customers.stop);
      report(`${options.customers} simulated customers are writing`);
    }
    if (phone !== undefined) {
      phone.open(service.address);
      report('A telephone exchange for the demo is there; somebody will call within a minute');
    }
    report(`Opening the desktop, signed in as ${demoAccounts.agent.handle}`);
    const desktop = await startDesktop({
      executable: runtime.executablePath,
      userData: join(data, 'desk'),
      service: service.address,
      account: demoAccounts.agent,
      env,
    });
    stops.push(desktop.stop);
    report(
      `Parley is ready. Sign in elsewhere with ${demoAccounts.agent.handle} and the password ${demoAccounts.agent.password}. Ctrl-C ends all of it.`,
    );
    const code = await Promise.race([desktop.ended, interruption.then(() => 0), service.ended.then(() => 1)]);
    await stopAll();
    report('Stopped.');
    return code;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await stopAll();
    return 1;
  }
}

if (import.meta.main) process.exit(await main(process.argv.slice(2)));
