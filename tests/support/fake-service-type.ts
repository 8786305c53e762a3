// What tests may do with the service in memory, and see of it. Changes when one of them needs another hold on it.
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Agent } from '../../shared/domain/people.ts';
import type { AnyRecord, RecordKind, RecordOf } from '../../shared/domain/records.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { DownFrame, PushItem, UpFrame } from '../../shared/sync/protocol.ts';
import type { Transport } from '../../electron/store/sync/transport.ts';

/** See fake-service.ts. */
export interface FakeService {
  readonly transport: Transport;
  /** Everything that desks have pushed, in order of arrival. */
  readonly pushed: PushItem[];
  /** Typing signals that desks have sent. */
  readonly typed: UpFrame[];
  addAgent(agent: Agent, password: string): void;
  seed(...records: AnyRecord[]): void;
  get<K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined;
  all<K extends RecordKind>(kind: K): RecordOf<K>[];
  run(actor: Actor, command: Command): Outcome;
  /** The agent no longer sees this record: its desks get a removal. */
  hide(agentId: string, kind: RecordKind, id: string): void;
  /** Nobody gets through, and who is linked is cut off. */
  setOffline(offline: boolean): void;
  /** Something else answers at this address. */
  setForeign(foreign: boolean): void;
  /** Cuts all lines; desks may come back. */
  cut(): void;
  say(agentId: string, frame: DownFrame): void;
  /** Tokens of before no longer count. */
  expireTokens(): void;
  /** A copy of everything, to {@link FakeService.restore} from. */
  backup(): unknown;
  /** Goes back to a backup: another epoch, as after a restore. */
  restore(backup: unknown): void;
  /** While held, frames wait in both directions; see {@link FakeService.deliver}. */
  setHeld(held: boolean): void;
  /** Hands over the oldest waiting frame. @returns whether there was one. */
  deliver(): boolean;
  /** Rows in bulk, to desks that read our form of segments: null for none. A step ends after this many entries. */
  bulk: { stepEntries: number } | null;
  /** Spoils what is sent in bulk. */
  spoil: (bytes: Buffer) => Buffer;
  /** The hellos that desks have said. */
  readonly hellos: Extract<UpFrame, { t: 'hello' }>[];
  /** The service's run; another one after a start. */
  runName: string;
  /** Goes back to a backup without knowing it: the same epoch. */
  putBack(backup: unknown): void;
  /** How many desks are linked. */
  linked(): number;
  /** Rows of one snapshot page; small ones make more pages. */
  pageRows: number;
  /** Asks for a snapshot from every desk that links. */
  alwaysSnapshot: boolean;
  /** Refuses what it names, whatever the command means. */
  refuses: (item: PushItem) => ErrorData | null;
  /** Loses verdicts from now on, as a cut between commit and answer does. */
  dropVerdicts: boolean;
}
