// Changes when feature tests need the store or main to answer something else. Rows are given; commands are written down.
import { someDiagnostics } from '../../support/diagnostics.ts';
import { createFakeFiles, type FakeFiles } from '../../support/fake-files.ts';
import { createData, type Data } from '../../../renderer/data/data.ts';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Diagnostics } from '../../../shared/ipc/diagnostics.ts';
import { mainContract, type MainContract, type TrayState } from '../../../shared/ipc/main.ts';
import type { SpellingState } from '../../../shared/ipc/spelling.ts';
import { serve, type Port, type Server, type Timers } from '../../../shared/ipc/rpc.ts';
import type { PhoneSettingsEdit, PhoneSettingsView } from '../../../shared/sync/phone-settings.ts';
import { storeContract, type QueryName, type QueryRows } from '../../../shared/ipc/store.ts';

/** A store and a main in memory, behind the real ports and contracts. */
export interface FakeDesk {
  data: Data;
  files: FakeFiles;
  /** Every command that was sent, oldest first. */
  commands: AgentCommand[];
  /** Every mood that was set right, or taken back with null. */
  moods: { messageId?: string; conversationId?: string; level: string | null }[];
  /** Every settlement of a refused command. */
  settled: { commandId: string; how: string }[];
  /** What was asked of the system. */
  opened: string[];
  copied: string[];
  /** Texts that were saved to a file. */
  savedTexts: string[];
  /** Reports that were saved. */
  reports: Diagnostics[];
  /** What desk.diagnostics answers. */
  figures: Diagnostics;
  /** What phone.settings answers, and the changes that were asked for. */
  phoneSettings: PhoneSettingsView;
  phoneEdits: PhoneSettingsEdit[];
  /** The native notifications that are shown, by their tags. */
  notifications: Map<string, { title: string; actions: readonly { label: string }[] }>;
  /** What the icon beside the clock shows; null: nothing. */
  tray: TrayState | null;
  /** What main tells the window. */
  pushMain: Server<MainContract>['push'];
  /** Whether the phone's key of the whole system can be had; null: there is no phone. */
  keyFree: boolean | null;
  /** What spelling.state answers, and the words that the checker was told of last. */
  spelling: SpellingState;
  known: readonly string[];
  /** How often the service was to be tried at once. */
  retries: number;
  typing: boolean[];
  /** Every live query that was started, and every number that the icon was to show. */
  queries: string[];
  badges: number[];
  /** Gives rows to all who watch this query; `args` narrows it to those who asked exactly so. */
  rows<N extends QueryName>(name: N, rows: QueryRows<N>, args?: unknown): void;
  /** The next command of this type, or the next request of this name, is refused at once. */
  refuse(
    type:
      | AgentCommand['type']
      | 'account.signIn'
      | 'clipboard.write'
      | 'file.drop'
      | 'file.retry'
      | 'phone.settings',
    error: AppError,
  ): void;
  customerTypes(conversationId: string, name: string): void;
}

function pair(): [Port, Port] {
  const end = (): { port: Port; deliver: (message: unknown) => void } => {
    const listeners = new Set<(message: unknown) => void>();
    return {
      port: { post: () => {}, onMessage: (listener) => void listeners.add(listener), onClose: () => {} },
      deliver: (message) => {
        for (const listener of listeners) listener(message);
      },
    };
  };
  const a = end();
  const b = end();
  a.port.post = (message) => queueMicrotask(() => b.deliver(structuredClone(message)));
  b.port.post = (message) => queueMicrotask(() => a.deliver(structuredClone(message)));
  return [a.port, b.port];
}

const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as never),
};

/** @param now the desk's clock. */
export function createFakeDesk(now: () => number = Date.now): FakeDesk {
  const [storeNear, storeFar] = pair();
  const [mainNear, mainFar] = pair();
  const given = new Map<string, unknown>();
  const subs = new Map<number, { name: string; args: string }>();
  const refusals = new Map<string, AppError>();
  const commands: AgentCommand[] = [];
  const moods: FakeDesk['moods'] = [];
  const settled: FakeDesk['settled'] = [];
  const opened: string[] = [];
  const copied: string[] = [];
  const savedTexts: string[] = [];
  const reports: Diagnostics[] = [];
  const notifications: FakeDesk['notifications'] = new Map();
  const phoneEdits: PhoneSettingsEdit[] = [];
  const nobody: PhoneSettingsView = { from: 'nobody', rev: 0, settings: null };
  const told = {
    figures: someDiagnostics(),
    retries: 0,
    tray: null as TrayState | null,
    keyFree: null as boolean | null,
    phone: nobody,
    known: [] as string[],
    spelling: { by: 'none', languages: [], folder: '/own' } as SpellingState,
  };
  const typing: boolean[] = [];
  const queries: string[] = [];
  const badges: number[] = [];
  const drafts = new Map<string, { key: string; text: string; caret: number; at: number }>();

  const files = createFakeFiles(() => {
    for (const sub of subs.keys()) push(sub);
  });

  const heed = (name: string): void => {
    const refusal = refusals.get(name);
    refusals.delete(name);
    if (refusal !== undefined) throw refusal;
  };
  const push = (sub: number): void => {
    const query = subs.get(sub);
    if (query === undefined) return;
    const { id: of } = JSON.parse(query.args) as { id?: string };
    const rows =
      query.name === 'file.of'
        ? files.of(of ?? '')
        : (given.get(`${query.name} ${query.args}`) ?? given.get(query.name));
    if (rows !== undefined) store.push('rows', { sub, rows });
  };
  const store = serve(
    storeContract,
    storeFar,
    {
      'query.start': ({ sub, name, args }) => {
        queries.push(name);
        subs.set(sub, { name, args: JSON.stringify(args) });
        push(sub);
        return {};
      },
      'query.rest': () => ({}),
      'query.stop': ({ sub }) => {
        subs.delete(sub);
        return {};
      },
      'command.run': ({ command }) => {
        heed(command.type);
        commands.push(command);
        return {};
      },
      'account.signIn': () => {
        heed('account.signIn');
        return {};
      },
      'account.signOut': () => ({}),
      'link.retry': () => {
        told.retries += 1;
        return {};
      },
      'typing.send': ({ on }) => {
        typing.push(on);
        return {};
      },
      ...files.handlers,
      'mood.correct': (input) => {
        moods.push(input);
        return {};
      },
      'mood.settle': (input) => {
        moods.push(input);
        return {};
      },
      'file.drop': (input) => {
        heed('file.drop');
        return files.handlers['file.drop'](input);
      },
      'file.retry': (input) => {
        heed('file.retry');
        return files.handlers['file.retry'](input);
      },
      'draft.all': () => [...drafts.values()],
      'draft.put': (draft) => {
        drafts.set(draft.key, draft);
        return {};
      },
      'workspace.get': () => ({ state: null }),
      'workspace.put': () => ({}),
      'attention.settle': (settlement) => {
        settled.push(settlement);
        return {};
      },
      'notice.dismiss': () => ({}),
      'phone.settings': ({ edit }) => {
        heed('phone.settings');
        if (edit !== null) phoneEdits.push(edit);
        return told.phone;
      },
      'desk.diagnostics': () => told.figures,
    },
    (name, error) => {
      throw new Error(`The fake store failed at ${name}: ${String(error)}`);
    },
  );
  const mainServer = serve(
    mainContract,
    mainFar,
    {
      'app.hello': () => {
        throw new AppError('internal', 'Not asked by features.');
      },
      'app.usable': () => ({}),
      'windows.set': () => ({}),
      'windows.show': () => ({}),
      'windows.close': () => ({}),
      'windows.done': () => ({}),
      'settings.put': () => ({}),
      'notification.show': ({ tag, title, actions }) => {
        notifications.set(tag, { title, actions });
        return { shown: true };
      },
      'notification.close': ({ tag }) => {
        notifications.delete(tag);
        return {};
      },
      'badge.set': ({ count }) => {
        badges.push(count);
        return {};
      },
      'tray.set': ({ state }) => {
        told.tray = state;
        return {};
      },
      'spelling.know': ({ words }) => {
        told.known = words;
        return {};
      },
      'spelling.state': () => told.spelling,
      'phone.key': () => ({ free: told.keyFree }),
      'external.open': ({ url }) => {
        opened.push(url);
        return { opened: true };
      },
      'report.save': ({ facts }) => {
        reports.push(facts);
        return { saved: true };
      },
      'text.save': ({ text }) => {
        savedTexts.push(text);
        return { saved: true };
      },
      'clipboard.write': ({ text }) => {
        heed('clipboard.write');
        copied.push(text);
        return {};
      },
    },
    (name, error) => {
      throw new Error(`The fake main failed at ${name}: ${String(error)}`);
    },
  );
  let seed = 0;
  const data = createData({
    main: mainNear,
    timers,
    now,
    fill: (bytes) => bytes.fill(++seed % 256),
  });
  data.store.attach(storeNear);
  return {
    data,
    files,
    commands,
    settled,
    opened,
    copied,
    savedTexts,
    moods,
    reports,
    notifications,
    pushMain: mainServer.push,
    get keyFree() {
      return told.keyFree;
    },
    set keyFree(next) {
      told.keyFree = next;
    },
    get spelling() {
      return told.spelling;
    },
    set spelling(next) {
      told.spelling = next;
    },
    get known() {
      return told.known;
    },
    get figures() {
      return told.figures;
    },
    set figures(next) {
      told.figures = next;
    },
    get tray() {
      return told.tray;
    },
    get phoneSettings() {
      return told.phone;
    },
    set phoneSettings(next) {
      told.phone = next;
    },
    phoneEdits,
    get retries() {
      return told.retries;
    },
    typing,
    queries,
    badges,
    rows: (name, rows, args) => {
      given.set(args === undefined ? name : `${name} ${JSON.stringify(args)}`, rows);
      for (const [sub, query] of subs) if (query.name === name) push(sub);
    },
    refuse: (type, error) => void refusals.set(type, error),
    customerTypes: (conversationId, name) =>
      store.push('typing', { conversationId, on: true, who: 'customer', name }),
  };
}
