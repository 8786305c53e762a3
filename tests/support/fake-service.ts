// A service in memory that speaks the link's frames: the real applyCommand with authority, a log, verdicts, epochs. Changes with the protocol.
/* oxlint-disable unicorn/no-thenable -- a field of the protocol */
import { applyCommand } from '../../shared/domain/apply.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Agent } from '../../shared/domain/people.ts';
import type { Change, RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { AppError, type ErrorData } from '../../shared/errors.ts';
import { segmentLayout } from '../../shared/cache/segment.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import {
  PROTOCOL_VERSION,
  upFrameSchema,
  type DownFrame,
  type PushItem,
  type UpFrame,
} from '../../shared/sync/protocol.ts';
import type { LinkEvents } from '../../electron/store/sync/transport.ts';
import type { FakeService } from './fake-service-type.ts';

import { packed, segmentFile, type Placed } from './make-segments.ts';

interface Held {
  version: number;
  record: unknown;
}
interface Verdict {
  commandId: string;
  at: Cursor | null;
  refusal: ErrorData | null;
}
interface State {
  rows: Map<string, Held>;
  versions: Map<string, number>;
  /** Kind and id of each change, oldest first; the cursor of entry i is "i+1.0". */
  log: { kind: RecordKind; id: string }[];
  desks: Map<string, { lastN: number; verdicts: Map<number, Verdict> }>;
  cases: number;
}
interface Line {
  events: LinkEvents;
  desk: string | null;
  agent: Agent | null;
  /** How far this desk was sent. */
  sent: number;
  open: boolean;
  /** A snapshot is on its way: deltas wait for its end. */
  loading: boolean;
  /** It reads segments. */
  bulk: boolean;
}

/** @param now ms since the epoch, the service's clock. */
export function createFakeService(now: () => number): FakeService {
  const accounts = new Map<string, { agent: Agent; password: string }>();
  const tokens = new Map<string, { agentId: string; deskId: string }>();
  const hidden = new Set<string>();
  const lines = new Set<Line>();
  const waiting: (() => void)[] = [];
  let state: State = { rows: new Map(), versions: new Map(), log: [], desks: new Map(), cases: 0 };
  let epoch = 'epoch-1';
  let epochs = 1;
  let offline = false;
  let foreign = false;
  let held = false;
  let scheduled = false;

  const pump = (): void => {
    scheduled = false;
    for (
      let next = held ? undefined : waiting.shift();
      next !== undefined;
      next = held ? undefined : waiting.shift()
    )
      next();
  };
  const later = (run: () => void): void => {
    waiting.push(run);
    if (held || scheduled) return;
    scheduled = true;
    setImmediate(pump);
  };
  const end = (): Cursor => (state.log.length === 0 ? '0.1' : `${state.log.length}.0`);
  const keyOf = (kind: RecordKind, id: string): string => `${kind}#${id}`;
  const get = <K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined =>
    structuredClone(state.rows.get(keyOf(kind, id))?.record) as RecordOf<K> | undefined;

  function write(change: Change): void {
    const key = keyOf(change.kind, change.id);
    const version = (state.versions.get(key) ?? 0) + 1;
    state.versions.set(key, version);
    if (change.op === 'put') state.rows.set(key, { version, record: structuredClone(change.record) });
    else state.rows.delete(key);
    state.log.push({ kind: change.kind, id: change.id });
  }

  function apply(actor: Actor, command: Command): Outcome {
    const outcome = applyCommand({ get }, command, {
      actor,
      now: now(),
      authority: true,
      nextCaseNumber: () => `C-${1000 + ++state.cases}`,
    });
    if (outcome.ok) outcome.changes.forEach(write);
    return outcome;
  }

  const tellBulk = (line: Line, file: Buffer, of: Parameters<typeof packed>[1]): void => {
    const { frame, bytes } = packed(file, of);
    tell(line, frame);
    const sent = service.spoil(Buffer.from(bytes));
    later(() => line.open && line.events.bytes(sent));
  };
  const tell = (line: Line, frame: DownFrame): void =>
    later(() => line.open && line.events.text(JSON.stringify(frame)));

  function fan(): void {
    for (const line of lines) {
      if (line.agent === null || line.loading || line.sent >= state.log.length) continue;
      const from: Cursor = line.sent === 0 ? '0.1' : `${line.sent}.0`;
      const after = line.sent;
      line.sent = state.log.length;
      if (line.bulk && service.bulk !== null) {
        const file = segmentFile(placesFor(line.agent.id, after, service.bulk.stepEntries));
        tellBulk(line, file, { t: 'delta', from, to: end() });
      } else tell(line, { t: 'delta', from, to: end(), changes: changesFor(line.agent.id, after) });
    }
  }

  /** The same as {@link changesFor}, with a step after so many entries: each record stands where it changed last. */
  function placesFor(agentId: string, after: number, stepEntries: number): Placed[] {
    const changes = new Map(
      changesFor(agentId, after).map((change) => [keyOf(change.kind, change.id), change]),
    );
    const last = new Map(state.log.map(({ kind, id }, i) => [keyOf(kind, id), i]));
    const places: Placed[] = [];
    for (let i = after; i < state.log.length; i++) {
      const key = keyOf(state.log[i]!.kind, state.log[i]!.id);
      const change = changes.get(key);
      if (change !== undefined && last.get(key) === i) {
        const { kind, id, version } = change;
        places.push(
          change.op === 'put' ? { kind, id, version, record: change.record } : { kind, id, version },
        );
      }
      if ((i + 1 - after) % stepEntries === 0 || i + 1 === state.log.length)
        places.push({ cursor: `${i + 1}.0` });
    }
    return places;
  }

  function changesFor(agentId: string, after: number): Extract<DownFrame, { t: 'delta' }>['changes'] {
    const seen = new Set<string>();
    return state.log.slice(after).flatMap(({ kind, id }): Extract<DownFrame, { t: 'delta' }>['changes'] => {
      const key = keyOf(kind, id);
      if (seen.has(key)) return [];
      seen.add(key);
      const row = state.rows.get(key);
      if (row === undefined || hidden.has(`${agentId} ${key}`))
        return [{ op: 'remove' as const, kind, id, version: state.versions.get(key) ?? 0 }];
      return [{ op: 'put' as const, kind, id, version: row.version, record: structuredClone(row.record) }];
    });
  }

  function decide(line: Line, item: PushItem): void {
    const desk = state.desks.get(line.desk!) ?? { lastN: 0, verdicts: new Map<number, Verdict>() };
    state.desks.set(line.desk!, desk);
    const commandId = item.command.id;
    if (item.n <= desk.lastN) {
      // SYNC-12: word for word, also when it was about another command.
      return answer(line, item.n, desk.verdicts.get(item.n)!);
    }
    if (item.n > desk.lastN + 1) return tell(line, { t: 'gap', expected: desk.lastN + 1 });
    const { id, name, role } = line.agent!;
    const refusal = service.refuses(item);
    const outcome: Outcome =
      refusal === null ? apply({ kind: 'agent', id, name, role }, item.command) : { ok: false, refusal };
    const verdict: Verdict = outcome.ok
      ? { commandId, at: end(), refusal: null }
      : { commandId, at: null, refusal: outcome.refusal };
    desk.lastN = item.n;
    desk.verdicts.set(item.n, verdict);
    answer(line, item.n, verdict);
  }

  function answer(line: Line, n: number, verdict: Verdict): void {
    if (!service.dropVerdicts) tell(line, { t: 'verdict', n, ...verdict });
  }

  function hello(line: Line, frame: Extract<UpFrame, { t: 'hello' }>): void {
    const token = tokens.get(frame.token);
    if (token === undefined) return tell(line, { t: 'bye', reason: 'unauthenticated', message: '' });
    const { agent } = [...accounts.values()].find((account) => account.agent.id === token.agentId)!;
    line.agent = get('agent', agent.id) ?? agent;
    line.desk = `${agent.id} ${frame.deskId}`;
    line.bulk = frame.segments === segmentLayout;
    service.hellos.push(frame);
    const known = frame.cursor !== null && frame.epoch === epoch && compareCursors(frame.cursor, end()) <= 0;
    const then = known && !service.alwaysSnapshot ? 'delta' : 'snapshot';
    const lastN = state.desks.get(line.desk)?.lastN ?? 0;
    tell(line, {
      t: 'welcome',
      protocol: PROTOCOL_VERSION,
      epoch,
      scopes: 'all',
      run: service.runName,
      agent: line.agent,
      now: now(),
      lastN,
      then,
    });
    if (then === 'delta') {
      line.sent = Number(frame.cursor!.split('.')[0]);
      return fan();
    }
    const rows = [...state.rows].flatMap(([key, row]) => {
      if (hidden.has(`${agent.id} ${key}`)) return [];
      const [kind, id] = key.split(/#(.*)/s) as [RecordKind, string];
      return [{ kind, id, version: row.version, record: structuredClone(row.record) }];
    });
    const cursor = end();
    const standsAt = state.log.length;
    line.loading = true;
    // One page after the other, so that verdicts come in between, as they do from the real service.
    const page = (at: number): void => {
      if (!line.open) return;
      const sent = Math.min(rows.length, at + service.pageRows);
      if (line.bulk && service.bulk !== null && at < rows.length) {
        tellBulk(line, segmentFile(rows.slice(at, sent)), { t: 'snapshot', sent, total: rows.length });
        return later(() => page(sent));
      }
      const last = sent >= rows.length;
      const frame: DownFrame = {
        t: 'snapshot',
        rows: rows.slice(at, sent),
        sent,
        total: rows.length,
        cursor: last ? cursor : null,
      };
      line.events.text(JSON.stringify(frame));
      if (!last) return later(() => page(sent));
      line.loading = false;
      line.sent = standsAt;
      fan();
    };
    later(() => page(0));
  }

  function hear(line: Line, frame: UpFrame): void {
    if (!line.open || offline) return;
    if (frame.t === 'ping') return tell(line, { t: 'pong' });
    if (frame.t === 'hello') return hello(line, frame);
    if (frame.t === 'typing') return void service.typed.push(frame);
    for (const item of frame.items) {
      service.pushed.push(item);
      decide(line, item);
    }
    fan();
  }

  const drop = (line: Line, why: string): void => {
    if (!line.open) return;
    line.open = false;
    lines.delete(line);
    setImmediate(() => line.events.closed(why, false));
  };

  const service: FakeService = {
    pushed: [],
    typed: [],
    hellos: [],
    bulk: null,
    spoil: (bytes) => bytes,
    runName: 'run-1',
    pageRows: 500,
    alwaysSnapshot: false,
    dropVerdicts: false,
    refuses: () => null,
    transport: {
      about: async () => {
        if (offline) throw new AppError('unreachable', 'The service cannot be reached.');
        if (foreign)
          throw new AppError('notFound', 'There is no Parley service there.', { field: 'service' });
        return { product: 'parley', version: '0.1.0', protocols: [PROTOCOL_VERSION] };
      },
      signIn: async (_service, request) => {
        if (offline) throw new AppError('unreachable', 'The service cannot be reached.');
        const account = accounts.get(request.handle);
        if (account?.password !== request.password)
          throw new AppError('unauthenticated', 'The name or the password is wrong.');
        const token = `token-${tokens.size + 1}`;
        tokens.set(token, { agentId: account.agent.id, deskId: request.deskId });
        return { token, expiresAt: now() + 86_400_000, agent: account.agent };
      },
      signOut: async (_service, token) => {
        if (offline) throw new AppError('unreachable', 'The service cannot be reached.');
        tokens.delete(token);
      },
      link: (_service, events) => {
        const line: Line = {
          events,
          desk: null,
          agent: null,
          sent: 0,
          open: true,
          loading: false,
          bulk: false,
        };
        lines.add(line);
        if (offline || foreign) {
          line.open = false;
          lines.delete(line);
          setImmediate(() => events.closed('The service cannot be reached.', foreign));
        } else setImmediate(() => line.open && events.opened());
        return {
          send: (text) => {
            const frame = upFrameSchema.parse(JSON.parse(text));
            later(() => hear(line, frame));
          },
          close: () => {
            line.open = false;
            lines.delete(line);
          },
        };
      },
    },
    addAgent: (agent, password) => {
      accounts.set(agent.handle, { agent, password });
      service.seed({ kind: 'agent', record: agent });
    },
    seed: (...records) => {
      for (const { kind, record } of records) write({ kind, id: record.id, op: 'put', record } as Change);
      fan();
    },
    get,
    all: <K extends RecordKind>(kind: K) =>
      [...state.rows]
        .filter(([key]) => key.startsWith(`${kind}#`))
        .map(([, row]) => structuredClone(row.record) as RecordOf<K>),
    run: (actor, command) => {
      const outcome = apply(actor, command);
      fan();
      return outcome;
    },
    hide: (agentId, kind, id) => {
      hidden.add(`${agentId} ${keyOf(kind, id)}`);
      state.log.push({ kind, id });
      fan();
    },
    setOffline: (value) => {
      offline = value;
      if (value) for (const line of lines) drop(line, 'The connection to the service was lost.');
    },
    setForeign: (value) => (foreign = value),
    cut: () => {
      for (const line of lines) drop(line, 'The connection to the service was lost.');
    },
    say: (agentId, frame) => {
      for (const line of lines) if (line.agent?.id === agentId) tell(line, frame);
    },
    expireTokens: () => {
      tokens.clear();
      for (const line of lines) tell(line, { t: 'bye', reason: 'unauthenticated', message: '' });
    },
    backup: () => structuredClone(state),
    restore: (backup) => {
      state = structuredClone(backup as State);
      epoch = `epoch-${++epochs}`;
      service.cut();
    },
    putBack: (backup) => {
      state = structuredClone(backup as State);
      service.cut();
    },
    setHeld: (value) => {
      held = value;
      if (!held && waiting.length > 0 && !scheduled) {
        scheduled = true;
        setImmediate(pump);
      }
    },
    deliver: () => {
      const next = waiting.shift();
      next?.();
      return next !== undefined;
    },
    linked: () => [...lines].filter((line) => line.open && line.agent !== null).length,
  };
  return service;
}
