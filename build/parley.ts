// The command line for whoever runs Parley: `npm run parley -- COMMAND`. Changes when there is another command, or option of one.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import { AppError } from '../shared/errors.ts';
import { createLog } from '../shared/log.ts';
import { createBackup } from '../service/backup/create.ts';
import { withDatabase } from '../service/backup/reach.ts';
import { checkBackup, restoreBackup } from '../service/backup/restore.ts';
import type { Contents } from '../service/backup/walk.ts';
import { inRepository } from './paths.ts';
import { createMeter } from './progress.ts';
import { worldFolder } from './world.ts';

const help = `Parley's commands:

  parley backup FILE               everything the service holds, into one file; the service works on meanwhile
  parley restore FILE              puts a backup into an empty database; the service must be stopped
      --replace                    throws away what the database holds
      --check                      only checks the file
  parley doctor                    looks at this machine: service, database, desks; says what is wrong and what to do
      --json                       for programs
      --bundle FILE                a report to hand on: states, counts, sizes; no texts, names or keys
  parley moods [FOLDER]            how content customers were in the last 24 hours, by queue (--json for programs);
                                   with FOLDER: writes there what agents have labelled, a file for each language
  parley help                      this

  --data DIR     the service's folder (default: that of npm start); DATABASE_URL names a Postgres of your own instead
  --desks DIR    doctor: a folder with the files of desks, may be given several times

With npm: npm run parley -- backup FILE`;

const options = {
  data: { type: 'string' },
  desks: { type: 'string', multiple: true },
  replace: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  bundle: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** The version of this Parley. */
function version(): string {
  return (JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as { version: string }).version;
}

function say({ header, tables, bytes }: Contents): string {
  const records = tables.find(({ name }) => name === 'record')?.rows ?? 0;
  const accounts = tables.find(({ name }) => name === 'account')?.rows ?? 0;
  const made = new Date(header.createdAt).toISOString();
  return `${records} records and ${accounts} accounts, ${(bytes / 1024 / 1024).toFixed(1)} MB, of ${made}, by Parley ${header.version}`;
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command = 'help', file, ...rest] = positionals;
  if (values.help || command === 'help') {
    console.log(help);
    return 0;
  }
  const data = resolve(values.data ?? resolve(worldFolder(), 'service'));
  // What the supervisor of Postgres has to say matters only when it is bad.
  const log = createLog((line) => console.error(line), Date.now, 'error');
  const databaseUrl = process.env['DATABASE_URL'] === '' ? undefined : process.env['DATABASE_URL'];
  const where = { data, databaseUrl, log };
  if (command === 'doctor') {
    const { doctor } = await import('./doctor.ts');
    return doctor({
      ...where,
      desks: values.desks ?? [],
      json: values.json,
      bundle: values.bundle,
      version: version(),
    });
  }
  if (command === 'moods') {
    if (rest.length > 0) throw new AppError('invalid', `moods takes at most one FOLDER.\n\n${help}`);
    const { moods } = await import('./moods.ts');
    return moods(where, file === undefined ? null : resolve(file), values.json);
  }
  if (command !== 'backup' && command !== 'restore') {
    throw new AppError('invalid', `There is no command "${command}".\n\n${help}`);
  }
  if (file === undefined || rest.length > 0)
    throw new AppError('invalid', `${command} takes one FILE.\n\n${help}`);
  const target = resolve(file);
  const meter = createMeter(
    (line) => console.error(line),
    () => performance.now(),
  );
  if (command === 'backup') {
    const contents = await withDatabase(where, 'read', (url) =>
      createBackup({ url, file: target, version: version(), now: Date.now, onProgress: meter }),
    );
    console.log(`Backed up ${say(contents)}: ${target}`);
    return 0;
  }
  if (values.check) {
    console.log(`A whole backup: ${say(await checkBackup({ file: target, onProgress: meter }))}`);
    return 0;
  }
  // Before anything is started or made.
  await checkBackup({ file: target, onProgress: meter });
  const { contents, migrated, replaced } = await withDatabase(where, 'own', (url) =>
    restoreBackup({ url, file: target, replace: values.replace, onProgress: meter }),
  );
  const gone = Object.entries(replaced).map(([name, n]) => `${n} ${name}${n === 1 ? '' : 's'}`);
  console.log(`Restored ${say(contents)}`);
  if (gone.length > 0) console.log(`In place of what was there: ${gone.join(', ')}.`);
  if (migrated > 0) console.log(`Brought forward by ${migrated} migration${migrated === 1 ? '' : 's'}.`);
  console.log('Everybody signs in again; desks load anew and send what this service does not know.');
  return 0;
}

run(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const known =
      error instanceof AppError || (error as { code?: unknown }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    console.error(known ? (error as Error).message : error);
    process.exitCode = 1;
  },
);
