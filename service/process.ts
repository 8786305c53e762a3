// A service as a process: reads its settings, starts, says that it is ready, and stops when asked.
import { AppError, toErrorData } from '../shared/errors.ts';
import { createLog } from '../shared/log.ts';
import { createService, type Service } from './app.ts';
import { setUpDailyBackups } from './backup/daily.ts';
import { setUpChat } from './channels/chat/index.ts';
import { readConfig } from './config.ts';
import { phoneWith } from './phone/index.ts';
import { readPhoneSettings } from './phone/settings.ts';
import { setUpMoods } from './mood/index.ts';
import { setUpRouting } from './routing/index.ts';
import { keyVariable } from './seal.ts';

/** A stop that takes longer than this is given up. */
const longestStopMs = 5_000;

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env);
  // What is started from here on, Postgres for one, must not inherit it.
  delete process.env[keyVariable];
  const log = createLog((line) => process.stdout.write(`${line}\n`), Date.now, config.logLevel);
  let service: Service | null = null;
  let asked = false;

  const stop = (signal: string): void => {
    if (asked) return;
    asked = true;
    log.info('Stopping', { signal });
    setTimeout(() => process.exit(1), longestStopMs).unref();
    void service?.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('unhandledRejection', (error) => log.error('A promise was left alone', { error }));

  service = await createService(config, {
    log,
    capabilities: [
      setUpRouting,
      setUpChat,
      setUpMoods,
      phoneWith(config.phone === undefined ? null : readPhoneSettings(config.phone)),
      ...(config.backups === undefined
        ? []
        : [setUpDailyBackups({ folder: config.backups, version: '0.1.0' })]),
    ],
    // Loaded only where it is used: once in the life of a database.
    seedWorld: async (seeder) => (await import('./seed/index.ts')).seedWorld(seeder),
    laterRows: async (now, waiting) => (await import('./seed/index.ts')).laterRows(now, waiting),
  });
  if (asked) return service.stop();
  log.info('The service is ready', { address: service.address });
  process.stdout.write(`${JSON.stringify({ ready: true, address: service.address })}\n`);
}

main().catch((error: unknown) => {
  // One line that a program can read, one that a person can.
  process.stdout.write(`${JSON.stringify({ ready: false, error: toErrorData(error) })}\n`);
  process.stderr.write(
    `${error instanceof AppError ? error.message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exitCode = 1;
});
