// Files on their way to the service: one piece at a time, the longest waiting file first, again from where it broke off.
import { pieceBytes } from '../../../shared/domain/attachment.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Timers } from '../../../shared/ipc/rpc.ts';
import type { DeskFile, FilesDb } from '../db/files.ts';
import type { FileAddress, FileTransport } from './transport.ts';

/** What uploads are given. */
export interface UploadsDeps {
  /** Opened when it is first needed. */
  db: () => FilesDb;
  transport: FileTransport;
  /** Null while nobody is signed in. */
  address: (file: DeskFile) => FileAddress | null;
  timers: Timers;
  now: () => number;
  /** Hears of every step. */
  onStep: (file: DeskFile) => void;
  onTrouble: (error: unknown) => void;
}

/** See the head of this file. */
export interface Uploads {
  /** There is something new, or the line is up again. */
  wake(): void;
  stop(): void;
}

const firstRestMs = 2_000;
const longestRestMs = 60_000;
/** After these the same piece may pass later. */
const passing = new Set(['unreachable', 'timeout', 'rateLimited', 'internal', 'gone', 'unauthenticated']);

/** @returns uploads that rest until they are woken. */
export function createUploads(deps: UploadsDeps): Uploads {
  const { db, transport, timers, now } = deps;
  let running = false;
  let stopped = false;
  let failures = 0;
  let timer: unknown = null;

  async function step(file: DeskFile, to: FileAddress): Promise<void> {
    const { id, name, bytes, sent } = file;
    const data = db().piece(id, sent / pieceBytes);
    if (data === undefined) return db().set(id, { state: 'refused', problem: 'lost' }, now());
    const receipt = await transport.put(to, { name, bytes, at: sent, data });
    // Taken back meanwhile.
    if (stopped || db().find(id)?.state !== 'waiting') return;
    if (receipt.file === null) {
      if (receipt.received === sent) throw new AppError('internal', 'The service took nothing.');
      db().set(id, { sent: Math.min(receipt.received, bytes) }, now());
    } else if (receipt.file.sha256 === file.sha256) db().set(id, { state: 'sent', sent: bytes }, now());
    else db().set(id, { state: 'refused', problem: 'lost' }, now());
  }

  function rest(error: AppError): void {
    failures += 1;
    const asked = error.facts?.['retryAfterMs'];
    const ms = Math.min(longestRestMs, typeof asked === 'number' ? asked : firstRestMs * 2 ** (failures - 1));
    if (timer !== null) timers.clear(timer);
    timer = timers.set(wake, ms);
  }

  async function run(): Promise<void> {
    for (;;) {
      const file = stopped ? undefined : db().next();
      const to = file === undefined ? null : deps.address(file);
      if (file === undefined || to === null) return;
      try {
        await step(file, to);
        failures = 0;
      } catch (error) {
        if (stopped) return;
        if (!(error instanceof AppError)) throw error;
        if (passing.has(error.kind)) return rest(error);
        const problem = error.facts?.['problem'];
        db().set(
          file.id,
          { state: 'refused', problem: typeof problem === 'string' ? problem : error.kind },
          now(),
        );
      }
      const after = db().find(file.id);
      if (after !== undefined) deps.onStep(after);
    }
  }

  function wake(): void {
    if (running || stopped) return;
    running = true;
    if (timer !== null) timers.clear(timer);
    timer = null;
    run()
      .catch(deps.onTrouble)
      .finally(() => (running = false));
  }

  return {
    wake,
    stop: () => {
      stopped = true;
      if (timer !== null) timers.clear(timer);
    },
  };
}
