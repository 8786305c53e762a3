// What one run of the simulation holds: the parts, what is known to exist, and what desks were told is saved.
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { Role } from '../../shared/domain/people.ts';
import type { Cursor } from '../../shared/sync/cursor.ts';
import type { Chance } from './chance.ts';
import type { Clockwork } from './clockwork.ts';
import type { Database, DatabaseUser, Gate } from './database.ts';
import type { SimDesk } from './desk.ts';
import type { SimService } from './service.ts';

/** A command that a desk called saved. */
export interface Saved {
  readonly desk: string;
  readonly agentId: string;
  readonly command: AgentCommand;
  /** How its author has settled it after a refusal; null while that was not so. */
  settled: 'drop' | 'force' | { asNote: string } | null;
}

/** What is known to exist, for choices; a restore may have taken some of it. */
export interface Known {
  queues: string[];
  agents: { id: string; role: Role; queueIds: string[] }[];
  customers: string[];
  cases: string[];
  conversations: string[];
  notes: { id: string; subjectKind: 'case' | 'conversation' | 'customer'; subjectId: string; by: string }[];
  /** Notes that a newer one replaces: lists leave them out. */
  superseded: Set<string>;
  /** Marks of tags that somebody has seen and taken away: what they were added by may be gone. */
  untagged: Set<string>;
  /** Records that break their schema: no desk shows them. */
  bad: Set<string>;
}

/** See the head of this file. */
export interface Simulation {
  readonly seed: number;
  readonly clockwork: Clockwork;
  readonly chance: Chance;
  readonly database: Database;
  readonly gate: Gate;
  /** Writes what no command can: as an administrator's tool would. */
  readonly administrator: DatabaseUser;
  /** The true time, ms since the epoch. */
  readonly now: () => number;
  readonly newId: (of: string) => string;
  readonly known: Known;
  readonly desks: SimDesk[];
  /** Running and starting ones. */
  services: SimService[];
  /** One process has the database for itself, as with the embedded one. */
  readonly alone: boolean;
  /** Processes that have begun, whether they serve yet or not. */
  readonly starting: Set<DatabaseUser>;
  epochs: number;
  backup: 'none' | 'kept';
  /** The database is being put back: nothing starts. */
  restoring: boolean;
  /** A transaction that stays open holds the horizon back; ends it. */
  slow: (() => Promise<void>) | null;
  /** Faults have ended: everything must come right. */
  healing: boolean;
  readonly peers: Set<(from: string, at: Cursor) => void>;
  readonly saved: Saved[];
  /** How often each kind of thing was done. */
  readonly counts: Map<string, number>;
  startService(): void;
  /** Starts a desk after a while, unless it runs. */
  startDesk(desk: SimDesk, ms: number): void;
}

/** Counts one more of something. */
export function count(sim: Simulation, what: string): void {
  sim.counts.set(what, (sim.counts.get(what) ?? 0) + 1);
  sim.clockwork.say(`# ${what}`);
}

/** What is broken, in words, with the way to see it again. */
export class SimulationFailure extends Error {
  readonly seed: number;

  constructor(seed: number, what: string) {
    super(`${what}\nTo see it again: node tests/simulation/run.ts --seed ${seed} --trace`);
    this.seed = seed;
  }
}
