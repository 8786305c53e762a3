// What doctor makes of what it finds: well, a warning or a problem, and what to do. Changes with what counts as which.
import type { DeskFacts, AccountFacts } from '../electron/store/doctor.ts';
import type { Status } from '../shared/ipc/diagnostics.ts';
import { mostBehind, type ServiceFacts } from '../service/backup/examine.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly of: 'service' | 'desk';
  /** Which desk of the report, from 1; null for the service. */
  readonly desk: number | null;
  /** A short name that stays the same, for programs and reports. */
  readonly code: string;
  readonly level: 'ok' | 'warning' | 'problem';
  /** For people, on this machine only: it may name folders. */
  readonly text: string;
  /** What to do; null where nothing is. */
  readonly todo: string | null;
}

const mb = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const day = 86_400_000;

/** @returns how long, roughly, in words. */
export function span(ms: number): string {
  const steps: [number, string][] = [
    [day, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ];
  const [unit, name] = steps.find(([size]) => ms >= size) ?? [1000, 'second'];
  const n = Math.max(0, Math.round(ms / unit));
  return `${n} ${name}${n === 1 ? '' : 's'}`;
}

/** @returns what is to be said of the service. */
export function judgeService(facts: ServiceFacts, data: string, now: number): Finding[] {
  const found: Finding[] = [];
  const say = (code: string, level: Finding['level'], text: string, todo: string | null = null): void =>
    void found.push({ of: 'service', desk: null, code, level, text, todo });
  if (facts.kind === 'none') {
    say(
      'service.none',
      'ok',
      `No service keeps its data in ${data}.`,
      'Name another folder with --data, or set DATABASE_URL.',
    );
    return found;
  }
  if (facts.freeBytes !== null && facts.freeBytes < 1024 ** 3)
    say(
      'service.disk',
      facts.freeBytes < 256 * 1024 ** 2 ? 'problem' : 'warning',
      `Only ${mb(facts.freeBytes)} are free on the database's disk.`,
      'Free some space: without any, nothing can be saved.',
    );
  if (facts.clusterBytes !== null)
    say('service.size', 'ok', `The database takes ${mb(facts.clusterBytes)} on disk.`);
  const { database } = facts;
  if (database === null) {
    if (facts.kind === 'embedded' && facts.server === null)
      say(
        'service.stopped',
        'warning',
        'The service and its Postgres are not running.',
        'Start the service to have it looked at closely.',
      );
    else
      say(
        'service.silent',
        'problem',
        facts.trouble ?? 'Postgres runs and does not answer.',
        'Look at postgres.log in the data folder.',
      );
    return found;
  }
  const where = facts.server === null ? '' : `, process ${facts.server.pid}, port ${facts.server.port}`;
  say('service.postgres', 'ok', `Postgres ${database.postgres} answers${where}.`);
  if (database.undurable.length > 0)
    say(
      'service.undurable',
      'problem',
      `Postgres runs with ${database.undurable.join(', ')} off: a power cut may lose what was answered.`,
      'Turn them on.',
    );
  if (database.services === 0)
    say(
      'service.idle',
      'warning',
      'Postgres runs, but no service works on it.',
      'Start the service; it takes over the Postgres that runs.',
    );
  else
    say(
      'service.running',
      'ok',
      `${database.services} service process${database.services === 1 ? ' works' : 'es work'} on it.`,
    );
  const { applied, known, differ } = database.migrations;
  if (differ || applied > known)
    say(
      'service.migrations',
      'problem',
      'The database was used by another Parley than this one.',
      'Update this one.',
    );
  else if (applied < known)
    say(
      'service.migrations',
      'warning',
      `${known - applied} migrations wait.`,
      'Start the service: it applies them.',
    );
  else say('service.migrations', 'ok', `All ${known} migrations are applied.`);
  const total = Object.values(database.records).reduce((sum, n) => sum + n, 0);
  const kinds = Object.entries(database.records).map(([kind, n]) => `${n} ${kind}`);
  say(
    'service.records',
    'ok',
    `${total} records${total === 0 ? '' : ` (${kinds.join(', ')})`}, ${database.accounts} accounts.`,
  );
  const { feed } = database;
  const old = feed.oldestAt === null ? 0 : now - feed.oldestAt;
  say(
    'service.feed',
    old > 32 * day ? 'warning' : 'ok',
    `The log holds ${feed.length} entries${feed.oldestAt === null ? '' : `, the oldest ${span(old)} old`}.`,
    old > 32 * day ? 'Entries go after 30 days while the service runs: let it run.' : null,
  );
  if (database.horizonLagMs > 10_000)
    say(
      'service.horizon',
      database.horizonLagMs > 60_000 ? 'problem' : 'warning',
      `A transaction has been open for ${span(database.horizonLagMs)}; desks see nothing newer until it ends.`,
      'Find it in pg_stat_activity, and end it with pg_terminate_backend.',
    );
  else say('service.horizon', 'ok', 'No long transaction holds the log back.');
  const { lastBackup } = database;
  const todo = 'Run: npm run parley -- backup FILE';
  if (lastBackup === null) say('service.backup', 'warning', 'There has been no backup yet.', todo);
  else {
    const age = now - lastBackup.at;
    say(
      'service.backup',
      age > 7 * day ? 'warning' : 'ok',
      `The last backup is ${span(age)} old, ${mb(lastBackup.bytes)}.`,
      age > 7 * day ? todo : null,
    );
  }
  const linked = database.desks.filter((desk) => desk.linked).length;
  const away = database.desks.filter((desk) => !desk.linked && now - desk.seenAt > 30 * day).length;
  say(
    'service.desks',
    'ok',
    `${database.desks.length} desks are known, ${linked} are linked${away === 0 ? '' : `, ${away} were away for over 30 days`}.`,
  );
  return found;
}

/** @param desk its number in the report, from 1. @returns what is to be said of a desk's folder. */
export function judgeDesk(facts: DeskFacts, desk: number, service: ServiceFacts, now: number): Finding[] {
  const found: Finding[] = [];
  const say = (code: string, level: Finding['level'], text: string, todo: string | null = null): void =>
    void found.push({ of: 'desk', desk, code, level, text, todo });
  const files = [...facts.files, ...facts.accounts.flatMap((account) => account.files)];
  for (const { name, bytes } of files.filter(({ state }) => state === 'torn'))
    say(
      'desk.torn',
      'problem',
      `${name} has ${bytes} bytes, which no whole database has.`,
      'Start the desktop: it saves what can be read and keeps the file.',
    );
  const aside = files.filter(({ state }) => state === 'aside');
  if (aside.length > 0)
    say(
      'desk.aside',
      'warning',
      `${aside.length} damaged file${aside.length === 1 ? ' is' : 's are'} kept, ${mb(aside.reduce((sum, { bytes }) => sum + bytes, 0))}.`,
      'When nothing is missed, they may be deleted.',
    );
  if (facts.accounts.length === 0) say('desk.nobody', 'ok', 'Nobody has signed in here yet.');
  for (const account of facts.accounts) judgeAccount(account, service, now, say);
  return found;
}

type Say = (code: string, level: Finding['level'], text: string, todo?: string | null) => void;

/** How many entries of the log a desk has not seen, where its service can be asked. */
function judgeLag(
  folder: string,
  { cursor, epoch, link }: Status,
  { database }: ServiceFacts,
  running: boolean,
  say: Say,
): void {
  const behind = cursor === null || database?.epoch !== epoch ? undefined : database.behind[cursor];
  if (behind === undefined) return;
  const linked = running && link.state === 'linked';
  const many = behind >= mostBehind ? `${mostBehind} or more` : String(behind);
  // A desk says how far it is every few seconds: a linked one may be a little further.
  say(
    'desk.lag',
    linked && behind > 1000 ? 'warning' : 'ok',
    behind === 0
      ? `${folder}: it has seen all of the log.`
      : `${folder}: the log has gone on by ${many} entries since, of which it is sent what its agent may see.`,
    linked && behind > 1000 ? 'Look again in a minute; if it stays, look at the load of the service.' : null,
  );
}

function judgeAccount(
  { folder, files, status, running }: AccountFacts,
  service: ServiceFacts,
  now: number,
  say: Say,
): void {
  const size = (name: string): number =>
    files
      .filter((file) => file.name.startsWith(name) && file.state !== 'aside')
      .reduce((sum, { bytes }) => sum + bytes, 0);
  say(
    'desk.size',
    'ok',
    `${folder}: outbox ${mb(size('outbox.db'))}, cache ${mb(size('cache.db'))}, search ${mb(size('search.db'))}.`,
  );
  if (!files.some(({ name }) => name === 'outbox.db'))
    say(
      'desk.outbox',
      'problem',
      `${folder}: there is no outbox.`,
      'If it was deleted, unsent work of it is gone; look for a copy.',
    );
  if (status === null) {
    say('desk.status', 'warning', `${folder}: it has left no status.`, 'Start the desktop once.');
    return;
  }
  const age = span(now - status.at);
  if (!running && !status.closed)
    say(
      'desk.killed',
      'warning',
      `${folder}: its desktop ended without closing its files, ${age} ago.`,
      'Nothing that was saved is lost; start it again.',
    );
  else
    say(
      'desk.running',
      'ok',
      running ? `${folder}: the desktop runs.` : `${folder}: the desktop was closed ${age} ago.`,
    );
  const { link, outbox, linkedAt, refusals } = status;
  const since = linkedAt === null ? 'never linked' : `linked ${span(now - linkedAt)} ago`;
  if (running && link.state !== 'linked' && link.state !== 'loading')
    say(
      'desk.link',
      now - link.since > 3_600_000 ? 'problem' : 'warning',
      `${folder}: ${link.state} for ${span(now - link.since)}, ${since}.`,
      'Look whether the service can be reached from here, and whether the agent must sign in again.',
    );
  else say('desk.link', 'ok', `${folder}: ${running ? link.state : since}.`);
  judgeLag(folder, status, service, running, say);
  const waits = outbox.oldestAt === null ? 0 : now - outbox.oldestAt;
  if (outbox.waiting > 0)
    say(
      'desk.waiting',
      waits > day ? 'problem' : waits > 3_600_000 ? 'warning' : 'ok',
      `${folder}: ${outbox.waiting} edits wait, the oldest for ${span(waits)}.`,
      waits > 3_600_000 ? 'They are safe here; bring the desk online, or let its agent sign in.' : null,
    );
  else say('desk.waiting', 'ok', `${folder}: nothing waits to be sent.`);
  if (outbox.attention > 0)
    say(
      'desk.attention',
      'warning',
      `${folder}: ${outbox.attention} edits were refused and wait for their author.`,
      'The agent settles them in the list that the status bar opens.',
    );
  else if (refusals.length > 0)
    say('desk.attention', 'ok', `${folder}: ${refusals.length} refused edits, all settled.`);
  if (status.indexLag > 0)
    say('desk.index', 'ok', `${folder}: ${status.indexLag} texts were not searchable yet.`);
  if (status.bytes.free !== null && status.bytes.free < 512 * 1024 ** 2)
    say(
      'desk.disk',
      'problem',
      `${folder}: only ${mb(status.bytes.free)} were free on its disk.`,
      'Free some space: without any, nothing can be saved.',
    );
  const epoch = service.database?.epoch;
  if (epoch != null && status.epoch !== null && status.epoch !== epoch)
    say(
      'desk.epoch',
      'ok',
      `${folder}: it was last with another service, or with this one before a restore; it loads anew.`,
    );
  if (Math.abs(status.clockOffset) > 5 * 60_000)
    say(
      'desk.clock',
      'warning',
      `${folder}: this machine's clock is ${span(Math.abs(status.clockOffset))} off.`,
      'Set the clock. Parley works on meanwhile.',
    );
}
