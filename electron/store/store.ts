// The store: who is signed in, the windows it serves, and what they see. Everything it touches outside is an argument.
import { join } from 'node:path';
import { serve, type Port, type Server, type Timers } from '../../shared/ipc/rpc.ts';
import type { NewId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { storeContract, type StoreContract } from '../../shared/ipc/store.ts';
import type { DeskView } from '../../shared/ipc/views.ts';
import type { Log } from '../../shared/log.ts';
import type { Account as PhoneAccount } from '../../shared/sync/phone.ts';
import type { SentimentEngine } from '../../shared/sentiment/types.ts';
import { accountFolder } from './account-folder.ts';
import { openAccount, type OpenAccount } from './account.ts';
import { isSilent } from './attention.ts';
import { createLoader, type Loader } from './bulk/loader.ts';
import type { Cache } from './db/cache.ts';
import { emptyCache } from './db/cache-file.ts';
import { openDeskOrAside, type Account, type Notice } from './db/desk.ts';
import { countKept } from './db/notes.ts';
import { openTroubles } from './files/recording-troubles.ts';
import { createDiagnostics } from './diagnostics.ts';
import { eventsOf } from './events.ts';
import { serveRecordings } from './files/recording-handlers.ts';
import { createHandlers, createSaver } from './handlers.ts';
import type { WindowRole } from './host-protocol.ts';
import { createIndexer, type Indexer, type IndexerDeps } from './indexer.ts';
import { createLive, type LiveDeps } from './live.ts';
import { createOfferClock } from './offer-clock.ts';
import { noIndex } from './search/reader.ts';
import { createSentimentMemo } from '../../shared/sentiment/memo.ts';
import { createPhoneAccounts } from './phone-account.ts';
import { createPhoneSettings } from './phone-settings.ts';
import { signIn, type Credentials } from './sign-in.ts';
import { createStatus } from './status.ts';
import type { LinkView } from './sync/link.ts';
import type { Transport } from './sync/transport.ts';

/** What a store is given. */
export interface StoreDeps extends Partial<Pick<LiveDeps, 'paceMs'>> {
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
  /** Takes in many rows at once; without one the store does it itself, in this thread. */
  loader?: Loader;
  /** Keeps the search index; without one the store does it itself, in this thread. */
  indexer?: (deps: IndexerDeps) => Indexer;
  log: Log;
  /** Hears of the telephone of whoever is signed in, and of its newer credentials; null when there is none any more. */
  onPhone?: (account: PhoneAccount | null) => void;
  /** How often status.json is written at most, in ms. Default 3000; 0: never. */
  statusMs?: number;
}

/** A running store. */
export interface Store {
  /** Serves a window until its port closes; the phone's may ask for less. */
  serve(port: Port, role?: WindowRole): void;
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
  const desk = openDeskOrAside(join(deps.folder, 'desk.db'), deps.keyHex, now(), (error) =>
    log.error('desk.db cannot be read and is put aside', { error }),
  );
  /** What queries read while nobody is signed in; made when first asked for. */
  let nobody: Cache | null = null;
  const windows = new Set<Server<StoreContract>>();
  const saver = createSaver(deps.defer);
  const loader = deps.loader ?? createLoader(deps.defer);
  let account: OpenAccount | null = null;
  let link: LinkView = signedOut(now());
  let signingIn: Promise<void> = Promise.resolve();

  const cache = (): Cache => account?.cache() ?? (nobody ??= emptyCache());
  const serviceNow = (): number => now() + (account?.clockOffset() ?? 0);
  const trouble = (error: unknown): void => {
    if (account !== null) account.readTrouble(error);
    else log.error('Something went wrong', { error });
  };
  const live = createLive({
    context: () => ({
      cache: cache(),
      search: account?.search ?? noIndex,
      outbox: account?.outbox ?? null,
      files: account?.sharedFiles ?? null,
      agent: agentNow(),
      now: serviceNow(),
      sentiment,
      corrections: account?.corrections ?? null,
      desk: view,
    }),
    defer: deps.defer,
    timers,
    clock: deps.clock,
    paceMs: deps.paceMs ?? 0,
    onTrouble: trouble,
  });
  const sentiment = createSentimentMemo(deps.sentiment);
  const indexer = (deps.indexer ?? createIndexer)({
    target: () => {
      if (account === null) return null;
      const { search, files } = account;
      return {
        cache: cache(),
        search,
        cacheFile: files.cache,
        searchFile: files.search,
        keyHex: deps.keyHex,
      };
    },
    timers,
    clock: deps.clock,
    onIndexed: () => live.touch('search'),
    onInvalid: (kind, id, field) => {
      log.warn('A row from the service is not valid and was removed', { kind, id, field });
    },
    onTrouble: trouble,
  });

  const offers = createOfferClock({ cache, timers, now: serviceNow, onEnd: () => live.touch('clock') });

  const diagnosis = createDiagnostics({
    folder: deps.folder,
    version: deps.appVersion,
    account: () => account,
    cache,
    search: () => account?.search ?? noIndex,
    link: () => link,
    timings: live.timings,
    windows: () => windows.size,
    now,
    about: (service) => deps.transport.about(service),
  });
  const status = createStatus({
    folder: () => (account === null ? null : accountFolder(deps.folder, account.info())),
    // Counting reads every table: seldom, for a file that is seldom read.
    look: () => diagnosis.look(600_000),
    timers,
    everyMs: deps.statusMs ?? 3000,
  });

  const agentNow = (): Account['agent'] | null => {
    if (account === null) return null;
    const { agentId, agent } = account.info();
    return cache().get('agent', agentId) ?? agent;
  };

  /** What waits for the service, and what for the agent. */
  function outboxCounts(agentId: string): DeskView['outbox'] {
    const { waiting, attention } = account?.outbox.counts() ?? { waiting: 0, attention: 0 };
    const troubles = account === null ? 0 : openTroubles(account.outbox).length;
    return { waiting, attention: attention + countKept(cache(), agentId) + troubles };
  }

  function view(): DeskView {
    const agent = agentNow();
    return {
      agent,
      service: account?.info().service ?? null,
      link,
      outbox: outboxCounts(agent?.id ?? ''),
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
    diagnosis.linkChanged(link);
    link = next;
    status.changed();
    log.info('Link', { state: next.state, reason: next.reason });
    live.touch('desk');
    sit();
  }
  const sit = (): void => phones.sit(link.state === 'linked' ? account?.info() : undefined, agentNow());
  const phones = createPhoneAccounts({
    ask: deps.onPhone === undefined ? undefined : deps.transport.phone,
    timers,
    log,
    tell: (phone) => deps.onPhone?.(phone),
  });
  const broadcast = (push: (window: Server<StoreContract>) => void): void => windows.forEach(push);

  function open(info: Account): OpenAccount {
    return openAccount(
      {
        ...deps,
        touch: (key) => {
          live.touch(key);
          status.changed();
          indexer.touched(key);
          if (key === 'offer' || key === 'handover') deps.defer(offers.look);
          if (key === 'agent') deps.defer(sit);
        },
        touchAll: () => {
          live.touchAll();
          indexer.wake();
          deps.defer(offers.look);
        },
        notice,
        moods: sentiment,
        loader,
        apart: indexer.apart,
        onSearchDamaged: indexer.renew,
        onBulk: (on) => {
          live.calm(on);
          indexer.calm(on);
        },
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
            const { command, refusal } = one;
            const silent = isSilent(command);
            if (silent) account?.outbox.settle(command.id);
            const told = command.type === 'presence.set' ? { presence: refusal } : {};
            if (silent && command.type !== 'presence.set') continue;
            const event = {
              type: 'refused' as const,
              commandId: command.id,
              title: refusal.message,
              ...told,
            };
            broadcast((window) => window.push('event', event));
          }
        },
        onTyping: (typing) => broadcast((window) => window.push('typing', typing)),
      },
      info,
    );
  }

  /** Makes this the account of the desk; the one before is closed. */
  function adopt(next: OpenAccount | null): void {
    if (account !== next) {
      saver.flush();
      status.close();
      indexer.leave();
      account?.close();
      // Whoever comes next has a telephone of their own.
      phones.seat(null);
    }
    account = next;
    live.touchAll();
    indexer.wake();
    deps.defer(offers.look);
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
    const same = account !== null && accountFolder('', account.info()) === accountFolder('', info);
    // Another agent's files are let go before these are opened: one account at a time.
    if (!same) adopt(null);
    const opened = account ?? open(info);
    // These files have counted their commands under another desk id: the token must be for that one.
    const { deskId } = opened.info();
    if (deskId !== info.deskId) info = await signIn(signDeps, given, deskId);
    opened.renew(info);
    desk.save(opened.info(), now());
    adopt(opened);
    opened.engine.start();
  }

  if (deps.sentiment.silent === true)
    notice('moodDamaged', 'The model of moods cannot be read. Everything else works.');
  else if (desk.notices().some(({ code }) => code === 'moodDamaged')) desk.dismiss('moodDamaged');
  const last = desk.last();
  if (last !== null) {
    account = open(last);
    account.engine.start();
  }
  indexer.wake();
  deps.defer(offers.look);
  if (deps.restarted === true)
    notice(
      'storeRestarted',
      'The part that keeps your work was started again. Nothing that was saved is lost.',
    );

  return {
    serve: (port, role = 'desk') => {
      if (role === 'phone') return serveRecordings(port, () => account, log);
      const queries = live.window({
        rows: (sub, rows) => server.push('rows', { sub, rows }),
        changed: (sub, changes) => server.push('changed', { sub, changes }),
        failed: (sub, error) => server.push('failed', { sub, error }),
      });
      const handlers = createHandlers({
        queries,
        phoneSettings: createPhoneSettings(() => account, deps.transport),
        account: () => account,
        // One at a time: a second click must not open the files twice.
        signIn: (given) => {
          const mine = signingIn.catch(() => undefined).then(() => signInNow(given));
          signingIn = mine;
          return mine;
        },
        signOut: () => {
          if (account === null) return;
          const { agentId, service, token } = account.info();
          desk.signOut(agentId);
          // Best effort: a service that cannot be reached lets the token run out.
          if (token !== null)
            deps.transport
              .signOut(service, token)
              .catch((error: unknown) => log.info('The service did not hear of the sign-out', { error }));
          adopt(null);
          setLink(signedOut(now()));
        },
        retry: () => account?.engine.link.retry(),
        dismiss: (id) => {
          desk.dismiss(id);
          live.touch('desk');
        },
        diagnostics: diagnosis.ask,
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
      offers.stop();
      phones.stop();
      indexer.stop();
      saver.flush();
      diagnosis.linkChanged(link);
      status.close();
      account?.close();
      account = null;
      loader.close();
      nobody?.close();
      desk.close();
    },
  };
}
