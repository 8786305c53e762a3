// `parley doctor`: looks at everything of Parley on this machine, says what it makes of it, and writes the report to hand on.
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { examineDesk, type AccountFacts, type DeskFacts } from '../electron/store/doctor.ts';
import { examineService, type ServiceFacts } from '../service/backup/examine.ts';
import { isAlive } from '../service/db/postgres-process.ts';
import { bareLog } from '../shared/ipc/report.ts';
import { judgeDesk, judgeService, type Finding } from './doctor-judge.ts';
import { worldFolder } from './world.ts';

/** What to look at, and in what form to say it. */
export interface DoctorOptions {
  readonly data: string;
  readonly databaseUrl: string | undefined;
  /** Data folders of desktops, besides those that every installation has. */
  readonly desks: readonly string[];
  readonly json: boolean;
  readonly bundle: string | undefined;
  readonly version: string;
  readonly now?: () => number;
  readonly say?: (line: string) => void;
}

/** Where a desktop keeps its data when nobody says otherwise. */
function usualDesks(): string[] {
  const app =
    process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Application Support', 'Parley')
      : process.platform === 'win32'
        ? join(process.env['APPDATA'] ?? homedir(), 'Parley')
        : join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Parley');
  return [join(worldFolder(), 'desk'), app];
}

const marks: Readonly<Record<Finding['level'], string>> = {
  ok: 'OK      ',
  warning: 'WARNING ',
  problem: 'PROBLEM ',
};

/** @returns the exit code: 2 with a problem, 0 without. */
export async function doctor(options: DoctorOptions): Promise<number> {
  const now = (options.now ?? Date.now)();
  const say = options.say ?? ((line: string) => console.log(line));
  const folders = [
    ...new Set([
      ...options.desks.map((folder) => resolve(folder)),
      ...(options.desks.length > 0 ? [] : usualDesks()),
    ]),
  ];
  const desks = folders.flatMap((folder) => examineDesk(storeFolder(folder), isAlive) ?? []);
  const cursors = desks.flatMap(({ accounts }) => accounts.flatMap(({ status }) => status?.cursor ?? []));
  const service = await examineService({ ...options, cursors, now: () => now });
  const findings = [
    ...judgeService(service, options.databaseUrl === undefined ? options.data : 'DATABASE_URL', now),
    ...desks.flatMap((desk, at) => judgeDesk(desk, at + 1, service, now)),
  ];
  if (options.bundle !== undefined) {
    const report = bundle({ options, now, service, desks, folders, findings });
    const file = resolve(options.bundle);
    writeFileSync(`${file}.part`, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }
  if (options.json) say(JSON.stringify({ at: now, version: options.version, findings }, null, 2));
  else for (const line of lines(findings, desks, options)) say(line);
  return findings.some(({ level }) => level === 'problem') ? 2 : 0;
}

/** A desktop keeps the store's files in a folder of its own; either may be named. */
const storeFolder = (folder: string): string =>
  existsSync(join(folder, 'store')) ? join(folder, 'store') : folder;

function* lines(
  findings: readonly Finding[],
  desks: readonly DeskFacts[],
  options: DoctorOptions,
): Generator<string> {
  const part = function* (of: readonly Finding[]): Generator<string> {
    for (const { level, text, todo } of of) {
      yield `  ${marks[level]} ${text}`;
      if (todo !== null) yield `            ${todo}`;
    }
  };
  yield `Service: ${options.databaseUrl === undefined ? options.data : 'DATABASE_URL'}`;
  yield* part(findings.filter(({ of }) => of === 'service'));
  for (const [at, { folder }] of desks.entries()) {
    yield `Desk ${at + 1}: ${folder}`;
    yield* part(findings.filter(({ desk }) => desk === at + 1));
  }
  if (desks.length === 0) yield 'No desk has been used on this machine. Name its folder with --desks.';
  const count = (level: Finding['level']): number =>
    findings.filter((finding) => finding.level === level).length;
  yield `${count('problem')} problems, ${count('warning')} warnings.`;
  if (options.bundle !== undefined) yield `The report is in ${resolve(options.bundle)}.`;
}

interface Looked {
  readonly options: DoctorOptions;
  readonly now: number;
  readonly service: ServiceFacts;
  readonly desks: readonly DeskFacts[];
  readonly folders: readonly string[];
  readonly findings: readonly Finding[];
}

/** Only figures and words of ours: findings by their codes, desks by their numbers, no folder, no name, no sentence of others. */
function bundle({ options, now, service, desks, folders, findings }: Looked): object {
  const { database } = service;
  return {
    report: 'parley-doctor',
    at: now,
    version: options.version,
    platform: process.platform,
    arch: process.arch,
    node: process.version,
    findings: findings.map(({ of, desk, code, level }) => ({ of, desk, code, level })),
    service: {
      kind: service.kind,
      running: service.server !== null,
      clusterBytes: service.clusterBytes,
      freeBytes: service.freeBytes,
      database:
        database === null
          ? null
          : {
              ...database,
              postgres: /^[\d.]{1,12}/.exec(database.postgres)?.[0] ?? null,
              epoch: database.epoch !== null,
              records: Object.fromEntries(
                Object.entries(database.records).filter(([kind]) => /^[a-zA-Z]{1,20}$/.test(kind)),
              ),
            },
      log: logOf(join(options.data, '..', 'logs'), /^service(\.\d)?\.log$/),
    },
    desks: desks.map((desk) => ({ files: desk.files, accounts: desk.accounts.map(bareAccount) })),
    desktopLogs: folders
      .map((folder) => logOf(join(folder, 'logs'), /^parley\.log$/))
      .filter((log) => log.length > 0),
  };
}

function bareAccount({ files, status, running }: AccountFacts): object {
  if (status === null) return { files, running, status: null };
  const { epoch, cursor, version, layouts, ...rest } = status;
  return {
    files,
    running,
    status: {
      ...rest,
      version: /^[\d.]{1,20}/.exec(version)?.[0] ?? null,
      epoch: epoch !== null,
      cursor: /^\d{1,20}\.\d{1,20}$/.test(cursor ?? '') ? cursor : null,
      layouts: {
        outbox: layouts.outbox,
        cache: /^[0-9a-f]{16}$/.test(layouts.cache ?? '') ? layouts.cache : null,
      },
    },
  };
}

/** The newest lines of the newest log, as a report may hold them. */
function logOf(folder: string, name: RegExp): Record<string, unknown>[] {
  try {
    const [newest] = readdirSync(folder)
      .filter((file) => name.test(file))
      .map((file) => join(folder, file))
      .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    if (newest === undefined || statSync(newest).size > 64 * 1024 * 1024) return [];
    return bareLog(readFileSync(newest, 'utf8'));
  } catch {
    return [];
  }
}
