// The store: who is signed in, the windows it serves, and what they see. Everything it touches outside is an argument.
import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serve, type Port, type Server, type Timers } from '../../shared/ipc/rpc.ts';
import type { NewId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { storeContract, type StoreContract } from '../../shared/ipc/store.ts';
import type { DeskView } from '../../shared/ipc/views.ts';
import type { Log } from '../../shared/log.ts';
import type { SentimentEngine } from '../../shared/sentiment/types.ts';
import { openAccount, type OpenAccount } from './account.ts';
import { isSilent } from './attention.ts';
import { createCache, type Cache } from './db/cache.ts';
import { openDesk, type Account, type DeskDb, type Notice } from './db/desk.ts';
import { createIndexes, createTables } from './db/layout.ts';
import { isDamaged, openDatabase } from './db/open.ts';
import { indexLag } from './db/search.ts';
import { eventsOf } from './events.ts';
import { createHandlers, createSaver } from './handlers.ts';
import { createIndexer } from './indexer.ts';
import { createLive } from './live.ts';
import { createSentimentMemo } from './sentiment.ts';
import { signIn, type Credentials } from './sign-in.ts';
import { cursorOf } from './sync/inbound.ts';
import type { LinkView } from './sync/link.ts';
import type { Transport } from './sync/transport.ts';

/** What a store is given. */
export interface StoreDeps {
  /** Absolute; made if it is not there. One store per folder. */
  folder: string;
  keyHex: string;
  keyCustody: DeskView['keyCustody'];
  appVersion: string;
  /** It follows one that died: agents are told once. */
  restarted?: boolean;
  transport: Transport;
  timers: Timers;
  /** ms since the epoch. */
  now: () => number;
  /** ms of a clock that only measures. */
  clock: () => number;
  random: () => number;
  newId: NewId;
  /** Runs after the work at hand, such as setImmediate. */
  defer: (run: () => void) => void;
  sentiment: SentimentEngine;
  log: Log;
}

/** A running store. */
export interface Store {
  /** Serves a window until its port closes. */
  serve(port: Port): void;
  power(state: 'suspend' | 'resume'): void;
  /** Saves what is held back and closes the files. */
  close(): void;
}

const signedOut = (now: number): LinkView => ({
  state: 'signedOut',
  since: now,
  retryAt: null,
  reason: null,
  progress: null,
});

/**
 * Opens the folder and, when somebody was signed in, that agent's files; then links in the background.
 * @throws AppError `storage` or `version` when it cannot be opened.
 */
export function createStore(deps: StoreDeps): Store {
  const { now, log, timers } = deps;
  const desk = openDeskFile(deps);
  const nobody = emptyCache();
  const windows = new Set<Server<StoreContract>>();
  const saver = createSaver(deps.defer);
  let account: OpenAccount | null = null;
  let link: LinkView = signedOut(now());
  let signingIn: Promise<void> = Promise.resolve();
  let offerTimer: unknown = null;
  let closed = false;

  const cache = (): Cache => account?.cache() ?? nobody;
  const serviceNow = (): number => now() + (account?.clockOffset() ?? 0);
  const trouble = (error: unknown): void => {
    if (account !== null) account.trouble(error);
    else log.error('Something went wrong', { error });
  };
  const live = createLive({
    context: () => ({
      cache: cache(),
      outbox: account?.outbox ?? null,
      agent: agentNow(),
      now: serviceNow(),
      sentiment,
      desk: view,
    }),
    defer: deps.defer,
    timers,
    clock: deps.clock,
    onTrouble: trouble,
  });
  const sentiment = createSentimentMemo(deps.sentiment);
  const indexer = createIndexer({ cache, timers, onIndexed: () => live.touch('search'), onTrouble: trouble });

  const agentNow = (): Account['agent'] | null => {
    if (account === null) return null;
    const { agentId, agent } = account.info();
    return cache().get('agent', agentId) ?? agent;
  };

  function view(): DeskView {
    const agent = agentNow();
    return {
      agent,
      service: account?.info().service ?? null,
      link,
      outbox: account?.outbox.counts() ?? { waiting: 0, attention: 0 },
      presence: agent === null ? null : (cache().get('presence', agent.id) ?? null),
      clockOffset: account?.clockOffset() ?? 0,
      keyCustody: deps.keyCustody,
      notices: desk.notices(),
    };
  }

  function notice(code: Notice['code'], detail: string): void {
    // One of each kind at a time: the newest says what matters.
    desk.addNotice({ id: code, code, at: now(), detail });
    live.touch('desk');
  }

  function setLink(next: LinkView): void {
    link = next;
    log.info('Link', { state: next.state, reason: next.reason });
    live.touch('desk');
  }

  const broadcast = (push: (window: Server<StoreContract>) => void): void => windows.forEach(push);

  /** An offer that nobody answers ends by the clock, also while the service cannot say so. */
  function watchOffers(): void {
    if (closed) return;
    timers.clear(offerTimer);
    const next = cache().one<{ at: number | null }>(
      `SELECT min(expiresAt) AS at FROM offer WHERE state = 'ringing' AND expiresAt > ?`,
      serviceNow(),
    );
    if (next?.at == null) return;
    offerTimer = timers.set(
      () => {
        live.touch('clock');
        watchOffers();
      },
      Math.min(next.at - serviceNow() + 20, 600_000),
    );
  }

  function open(info: Account): OpenAccount {
    return openAccount(
      {
        ...deps,
        touch: (key) => {
          live.touch(key);
          indexer.touched(key);
          if (key === 'offer') deps.defer(watchOffers);
        },
        touchAll: () => {
          live.touchAll();
          indexer.wake();
          deps.defer(watchOffers);
        },
        notice,
        onState: setLink,
        onSave: (changed) => desk.save(changed, now()),
        onArrivals: (arrivals) => {
          const agent = agentNow();
          if (agent === null) return;
          for (const event of eventsOf(cache(), agent, arrivals, serviceNow()))
            broadcast((window) => window.push('event', event));
        },
        onRefused: (refused) => {
          for (const one of refused) {
            log.warn('The service refused a command', { type: one.command.type, refusal: one.refusal.kind });
            if (isSilent(one.command)) account?.outbox.settle(one.command.id);
            else
              broadcast((window) =>
                window.push('event', {
                  type: 'refused',
                  commandId: one.command.id,
                  title: one.refusal.message,
                }),
              );
          }
        },
        onTyping: (typing) => broadcast((window) => window.push('typing', typing)),
      },
      info,
    );
  }

  /** Makes this the account of the desk; the one before is closed. */
  function use(next: OpenAccount | null): void {
    if (account !== next) {
      saver.flush();
      account?.close();
    }
    account = next;
    live.touchAll();
    indexer.wake();
    deps.defer(watchOffers);
  }

  async function signInNow(given: Credentials): Promise<void> {
    const signDeps = { transport: deps.transport, newId: deps.newId, before: desk.byHandle };
    let info: Account;
    try {
      info = await signIn(signDeps, given);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'notFound' && account === null) {
        setLink({ ...signedOut(now()), state: 'wrongService', reason: error.message });
      }
      throw error;
    }
    const same = account?.info().agentId === info.agentId;
    // Another agent's files are let go before these are opened: one account at a time.
    if (!same) use(null);
    const opened = account ?? open(info);
    // These files have counted their commands under another desk id: the token must be for that one.
    const { deskId } = opened.info();
    if (deskId !== info.deskId) info = await signIn(signDeps, given, deskId);
    opened.renew(info);
    desk.save(opened.info(), now());
    use(opened);
    opened.engine.start();
  }

  const last = desk.last();
  if (last !== null) {
    account = open(last);
    account.engine.start();
  }
  indexer.wake();
  deps.defer(watchOffers);
  if (deps.restarted === true)
    notice(
      'storeRestarted',
      'The part that keeps your work was started again. Nothing that was saved is lost.',
    );

  return {
    serve: (port) => {
      const queries = live.window({
        rows: (sub, rows) => server.push('rows', { sub, rows }),
        failed: (sub, error) => server.push('failed', { sub, error }),
      });
      const handlers = createHandlers({
        queries,
        account: () => account,
        // One at a time: a second click must not open the files twice.
        signIn: (given) => {
          const mine = signingIn.catch(() => undefined).then(() => signInNow(given));
          signingIn = mine;
          return mine;
        },
        signOut: () => {
          if (account === null) return;
          desk.signOut(account.info().agentId);
          use(null);
          setLink(signedOut(now()));
        },
        retry: () => account?.engine.link.retry(),
        dismiss: (id) => {
          desk.dismiss(id);
          live.touch('desk');
        },
        diagnostics: () => diagnostics(),
        saver,
      });
      const server = serve(storeContract, port, handlers, (name, error) =>
        log.error('A request failed', { name, error }),
      );
      windows.add(server);
      port.onClose(() => {
        windows.delete(server);
        queries.close();
      });
    },
    power: (state) => {
      log.info('Power', { state });
      if (state === 'resume') account?.engine.link.retry();
    },
    close: () => {
      closed = true;
      timers.clear(offerTimer);
      indexer.stop();
      saver.flush();
      account?.close();
      account = null;
      nobody.close();
      desk.close();
    },
  };

  function diagnostics(): Record<string, unknown> {
    const size = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.size ?? null;
    const files = account === null ? null : join(deps.folder, 'agents', account.info().agentId);
    const counts = (): Record<string, number> =>
      Object.fromEntries(
        ['customer', 'case', 'conversation', 'message', 'note', 'article'].map((kind) => [
          kind,
          cache().one<{ n: number }>(`SELECT count(*) AS n FROM "${kind}"`)?.n ?? 0,
        ]),
      );
    return {
      version: deps.appVersion,
      link,
      epoch: cache().meta('epoch'),
      cursor: cursorOf(cache()),
      outbox: account?.outbox.counts() ?? null,
      records: counts(),
      indexLag: indexLag(cache()),
      bytes:
        files === null
          ? null
          : {
              outbox: size(join(files, 'outbox.db')),
              cache: size(join(files, 'cache.db')),
              cacheLog: size(join(files, 'cache.db-wal')),
            },
      queries: live.timings(),
      windows: windows.size,
      memory: process.memoryUsage(),
    };
  }
}

/** A desk.db that cannot be read is put aside: the agent signs in again, and finds the files of the account untouched. */
function openDeskFile({ folder, keyHex, now, log }: StoreDeps): DeskDb {
  const file = join(folder, 'desk.db');
  try {
    return openDesk(file, keyHex, now());
  } catch (error) {
    if (!isDamaged(error)) throw error;
    log.error('desk.db cannot be read and is put aside', { error });
    renameSync(file, `${file}.aside-${now()}`);
    return openDesk(file, keyHex, now());
  }
}

/** What the queries read while nobody is signed in. */
function emptyCache(): Cache {
  const db = openDatabase({ file: ':memory:', keyHex: '', durability: 'normal', cacheMb: 1 });
  createTables(db);
  createIndexes(db);
  return createCache(db, () => undefined);
}
