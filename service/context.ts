// What every capability of the service (routing, channels, reports...) is given. They know each other only through this.
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { Actor, Command } from '../shared/domain/commands.ts';
import type { NewId, Now } from '../shared/domain/ids.ts';
import type { Agent } from '../shared/domain/people.ts';
import type { Change, RecordKind, RecordOf } from '../shared/domain/records.ts';
import type { ErrorData } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Cursor } from '../shared/sync/cursor.ts';
import type { Typing } from '../shared/sync/protocol.ts';
import type { Seal } from './seal.ts';

/** What became of a command: applied (or applied before) with its place in the log, or refused. */
export type RunResult = { ok: true; at: Cursor; changes: Change[] } | { ok: false; refusal: ErrorData };

/** One committed change, in log order, with its record as of the reading. */
export type FeedEntry = Change & { cursor: Cursor; version: number };

/** The service as its capabilities see it. */
export interface ServiceContext {
  now: Now;
  newId: NewId;
  log: Log;
  /** Applies a command with authority, in one transaction, and appends what changed to the log. */
  run(actor: Actor, command: Command): Promise<RunResult>;
  /** Reads records as they are committed. For lists, write SQL in a file of service/db over `pool`. */
  get<K extends RecordKind>(kind: K, id: string): Promise<RecordOf<K> | undefined>;
  pool: Pool;
  /** For secrets that are kept in the database. */
  seal: Seal;
  /** Hears committed changes in order, after the commit. @returns a function that stops it. */
  onEntries(listener: (entries: FeedEntry[]) => void): () => void;
  /** Typing, between desks and customers: ephemeral, may be lost. */
  typing: { publish(typing: Typing): void; subscribe(listener: (typing: Typing) => void): () => void };
  /** Whether any desk of this agent is linked to any service process right now. */
  isLinked(agentId: string): boolean;
  /** @returns who signed in with this token. @throws AppError `unauthenticated` or `forbidden`. */
  whoIs(token: string): Promise<Agent>;
  http: FastifyInstance;
  /** Runs when the service stops, newest first. */
  onStop(stop: () => Promise<void> | void): void;
}

/** A capability: takes the context, sets itself up. */
export type Capability = (context: ServiceContext) => Promise<void> | void;
