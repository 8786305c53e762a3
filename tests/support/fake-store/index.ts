// Changes when the store's contract does: a store of plain maps, which stands in for the real one in tests of the window.
import { someDiagnostics } from '../diagnostics.ts';
import { applyCommand } from '../../../shared/domain/apply.ts';
import type { Actor, Command } from '../../../shared/domain/commands.ts';
import { recordKinds, type AnyRecord } from '../../../shared/domain/records.ts';
import { AppError } from '../../../shared/errors.ts';
import { serve, type Port, type Server } from '../../../shared/ipc/rpc.ts';
import {
  queries,
  storeContract,
  type Draft,
  type QueryName,
  type StoreContract,
} from '../../../shared/ipc/store.ts';
import type { DeskView } from '../../../shared/ipc/views.ts';
import { createFakeFiles } from '../fake-files.ts';
import { createQueries, type FakeState } from './queries.ts';
import { wholeKey } from './moods.ts';
import { createFakeRecords, type FakeRecords } from './records.ts';

export interface FakeStoreOptions {
  seed: readonly AnyRecord[];
  agentId: string;
  now: () => number;
  /** Begins at the sign-in form. */
  signedOut?: boolean;
}

/** A store one can look into, and that outlives its ports as files outlive a process. */
export interface FakeStore {
  records: FakeRecords;
  state: FakeState;
  drafts: Map<string, Draft>;
  /** What the window saved of its sessions and tabs. */
  workspace: { state: string | null };
  /** Every request, in the order in which they came. */
  asked: { name: string; input: unknown }[];
  /** Answers on a port from now on. */
  connect(port: Port): void;
  /** Applies a command as somebody else: a customer, the service. */
  act(command: Command, actor: Actor): void;
  /** Changes what the desk says of itself. */
  setDesk(change: Partial<DeskView>): void;
  push: Server<StoreContract>['push'];
  /** Runs every live query again. */
  refresh(): void;
}

export function createFakeStore({ seed, agentId, now, signedOut = false }: FakeStoreOptions): FakeStore {
  const records = createFakeRecords(seed);
  const agent = records.get('agent', agentId) ?? null;
  const state: FakeState = {
    agentId,
    attention: [],
    corrected: new Map(),
    desk: {
      agent: signedOut ? null : agent,
      service: signedOut ? null : 'https://parley.example',
      link: {
        state: signedOut ? 'signedOut' : 'linked',
        since: now(),
        retryAt: null,
        reason: null,
        progress: null,
      },
      outbox: { waiting: 0, attention: 0 },
      presence: null,
      clockOffset: 0,
      keyCustody: 'keystore',
      notices: [],
    },
  };
  const files = createFakeFiles(() => refresh());
  const ofFiles = ({ id }: { id: string }): unknown => files.of(id);
  const answers = { ...createQueries(records, state, now), 'file.of': ofFiles } as Record<
    QueryName,
    (args: never) => unknown
  >;
  const drafts = new Map<string, Draft>();
  const workspace: { state: string | null } = { state: null };
  const asked: FakeStore['asked'] = [];
  const subs = new Map<number, { name: QueryName; args: unknown; last: string }>();
  let server: Server<StoreContract> | null = null;
  let caseNumber = 20_001;

  const answer = (sub: number): void => {
    const query = subs.get(sub);
    if (query === undefined) return;
    const rows = answers[query.name](query.args as never);
    const text = JSON.stringify(rows);
    if (text === query.last) return;
    query.last = text;
    server?.push('rows', { sub, rows });
  };
  const refresh = (): void => {
    for (const sub of subs.keys()) answer(sub);
  };
  const apply = (command: Command, actor: Actor): void => {
    const context = { actor, now: now(), authority: true, nextCaseNumber: () => `C-${String(caseNumber++)}` };
    const outcome = applyCommand(records, command, context);
    if (!outcome.ok)
      throw new AppError(outcome.refusal.kind, outcome.refusal.message, { facts: outcome.refusal.facts });
    records.apply(outcome.changes);
    refresh();
  };

  const connect = (port: Port): void => {
    subs.clear();
    const log = <T>(name: string, input: T): T => {
      asked.push({ name, input });
      return input;
    };
    server = serve(
      storeContract,
      port,
      {
        'query.start': ({ sub, name, args }) => {
          log('query.start', { name, args });
          const parsed = queries[name].args.safeParse(args);
          if (!parsed.success)
            throw new AppError('invalid', `${name} does not take this.`, { field: 'args' });
          subs.set(sub, { name, args: parsed.data, last: '' });
          // The first rows come after the answer, as from the real one.
          queueMicrotask(() => answer(sub));
          return {};
        },
        // Nothing here is late.
        'query.rest': (input) => {
          log('query.rest', input);
          return {};
        },
        'query.stop': ({ sub }) => {
          subs.delete(sub);
          return {};
        },
        'command.run': ({ command }) => {
          log('command.run', command);
          const who = records.get('agent', agentId)!;
          apply(command, { kind: 'agent', id: who.id, name: who.name, role: who.role });
          return {};
        },
        'account.signIn': (input) => {
          log('account.signIn', input);
          if (input.password !== 'right') throw new AppError('unauthenticated', 'Wrong name or password.');
          state.desk = { ...state.desk, agent, service: input.service };
          state.desk.link = { ...state.desk.link, state: 'linked' };
          refresh();
          return {};
        },
        'account.signOut': () => {
          state.desk = { ...state.desk, agent: null };
          state.desk.link = { ...state.desk.link, state: 'signedOut' };
          refresh();
          return {};
        },
        'link.retry': (input) => log('link.retry', input),
        'typing.send': (input) => {
          log('typing.send', input);
          return {};
        },
        ...files.handlers,
        'mood.correct': (input) => {
          log('mood.correct', input);
          if (input.level === null) state.corrected.delete(input.messageId);
          else state.corrected.set(input.messageId, input.level);
          refresh();
          return {};
        },
        'mood.settle': ({ conversationId, level }) => {
          log('mood.settle', { conversationId, level });
          if (level === null) state.corrected.delete(wholeKey(conversationId));
          else state.corrected.set(wholeKey(conversationId), level);
          refresh();
          return {};
        },
        'draft.all': () => [...drafts.values()],
        'draft.put': (draft) => {
          log('draft.put', draft);
          if (draft.text === '') drafts.delete(draft.key);
          else drafts.set(draft.key, draft);
          return {};
        },
        'workspace.get': () => ({ state: workspace.state }),
        'workspace.put': (input) => {
          log('workspace.put', input);
          workspace.state = input.state;
          return {};
        },
        'attention.settle': (input) => {
          log('attention.settle', input);
          state.attention = state.attention.filter(({ commandId }) => commandId !== input.commandId);
          refresh();
          return {};
        },
        'notice.dismiss': ({ id }) => {
          state.desk = { ...state.desk, notices: state.desk.notices.filter((notice) => notice.id !== id) };
          refresh();
          return {};
        },
        'phone.settings': () => ({ from: 'nobody', rev: 0, settings: null }),
        'desk.diagnostics': () =>
          someDiagnostics({
            records: Object.fromEntries(recordKinds.map((kind) => [kind, records.all(kind).length])),
            bytes: {
              outbox: 155_648,
              cache: 41_300_000,
              search: 22_000_000,
              desk: 65_536,
              aside: 0,
              free: 61e9,
            },
            movedAt: now() - 40_000,
            refusals: [
              { at: now() - 300_000, command: 'case.update', kind: 'conflict', settled: false },
              { at: now() - 7_200_000, command: 'note.write', kind: 'notFound', settled: true },
            ],
          }),
      },
      (name, error) => console.error('fake store', name, error),
    );
  };

  return {
    records,
    state,
    drafts,
    workspace,
    asked,
    connect,
    act: apply,
    setDesk: (change) => {
      state.desk = { ...state.desk, ...change };
      refresh();
    },
    push: (name, value) => server?.push(name, value),
    refresh,
  };
}
