// One signed-in agent at this desk: its files, its edits, its sync. Opened at sign-in or at start, closed at sign-out.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Timers } from '../../shared/ipc/rpc.ts';
import { keepingBarred } from '../../shared/domain/call-media.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { NewId } from '../../shared/domain/ids.ts';
import type { Agent } from '../../shared/domain/people.ts';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Settlement } from '../../shared/ipc/store.ts';
import type { Typing } from '../../shared/sync/protocol.ts';
import { accountFolder } from './account-folder.ts';
import { saveCommand } from './commands.ts';
import { createCorrections, type Corrections } from './corrections.ts';
import type { Loader } from './bulk/loader.ts';
import type { Cache } from './db/cache.ts';
import { newFileOf, openCacheFile, publish, setAside, type CacheFileDeps } from './db/cache-file.ts';
import { openFiles, type FilesDb } from './db/files.ts';
import type { Account, Notice } from './db/desk.ts';
import { asStorageError, isDamaged } from './db/open.ts';
import { openOutboxFile } from './db/outbox-file.ts';
import type { Outbox, Refused } from './db/outbox.ts';
import { createFiles, type Files } from './files/index.ts';
import {
  addTrouble,
  lostWith,
  mendTroubles,
  settleTrouble,
  type RecordingTrouble,
} from './files/recording-troubles.ts';
import { createRecordings, type Recordings } from './files/recordings.ts';
import { createSearchReader, type SearchReader } from './search/reader.ts';
import type { SentimentMemo } from '../../shared/sentiment/memo.ts';
import { settle } from './settling.ts';
import { createEngine, type Engine } from './sync/engine.ts';
import { relayPending, type Arrivals } from './sync/inbound.ts';
import type { LinkView } from './sync/link.ts';
import { createOverlay } from './sync/pending.ts';
import type { Transport } from './sync/transport.ts';

/** What an account is given. */
export interface AccountDeps {
  /** The store's folder; this account's files are in a folder of it (account-folder.ts). */
  folder: string;
  keyHex: string;
  appVersion: string;
  transport: Transport;
  timers: Timers;
  now: () => number;
  random: () => number;
  newId: NewId;
  defer: (run: () => void) => void;
  log: Log;
  moods: SentimentMemo;
  touch: (key: string) => void;
  touchAll: () => void;
  notice: (code: Notice['code'], detail: string) => void;
  onState: (view: LinkView) => void;
  /** The agent's record or token changed: to be kept for the next start. */
  onSave: (account: Account) => void;
  loader: Loader;
  /** ms of a clock that only measures. */
  clock: () => number;
  onBulk: (on: boolean) => void;
  /** Runs what moves the cache's file while the indexer does not have it open. */
  apart: <T>(work: () => T) => T;
  /** The search index is damaged: it is to be written anew. */
  onSearchDamaged: () => void;
  onArrivals: (arrivals: Arrivals) => void;
  onRefused: (refused: Refused[]) => void;
  onTyping: (typing: Typing) => void;
}

/** See the head of this file. */
export interface OpenAccount {
  readonly outbox: Outbox;
  /** Files that go with messages. */
  readonly sharedFiles: Files;
  /** Moods that this agent has set right here. */
  readonly corrections: Corrections;
  /** What the phone records. */
  readonly recordings: Recordings;
  /** A recording did not come about, or is not whole. @throws AppError `storage`. */
  recordingFailed(trouble: Pick<RecordingTrouble, 'conversationId' | 'problem' | 'at'>): void;
  readonly engine: Engine;
  info(): Account;
  cache(): Cache;
  readonly search: SearchReader;
  /** Absolute paths. */
  readonly files: { cache: string; search: string };
  /** Service clock minus this machine's, ms. */
  clockOffset(): number;
  /** After another sign-in of the same agent. */
  renew(account: Account): void;
  run(command: AgentCommand): void;
  /** Settles something of the attention list. @throws AppError. */
  settle(settlement: Settlement): void;
  /** A query threw: a damaged cache is replaced, anything else concerns that query alone. */
  readTrouble(error: unknown): void;
  close(): void;
}

/**
 * Opens the files of an agent, made if they are not there, and lays pending edits on. The link is not started.
 * @throws AppError `storage` or `version`.
 */
export function openAccount(deps: AccountDeps, account: Account): OpenAccount {
  const folder = accountFolder(deps.folder, account);
  const { now, log } = deps;
  let info = account;

  const opened = openOutboxFile({
    file: join(folder, 'outbox.db'),
    keyHex: deps.keyHex,
    now,
    onUnreadable: (n, error) =>
      log.error('A saved command cannot be read by this version; it is kept', { n, error }),
  });
  const { outbox } = opened;
  if (opened.salvage !== null) {
    const { commands, drafts, lost, aside } = opened.salvage;
    log.error('The outbox was damaged', { ...opened.salvage });
    deps.notice(
      'outboxSalvaged',
      `${commands} commands and ${drafts} drafts were saved, ${lost === 0 ? 'none' : 'some'} could not be read. The file is kept as ${aside}.`,
    );
  }
  const deskId = outbox.kv('deskId');
  if (deskId === null) outbox.putKv('deskId', info.deskId);
  else if (deskId !== info.deskId) info = { ...info, deskId };

  const files: CacheFileDeps = {
    file: join(folder, 'cache.db'),
    keyHex: deps.keyHex,
    touch: deps.touch,
    now,
    onLeftOut: ({ kind, id }, field) =>
      log.warn('A row of the cache is not valid and was left out', { kind, id, field }),
  };
  let cache = openOrRebuild();
  const searchFile = join(folder, 'search.db');
  const search = createSearchReader({
    file: searchFile,
    keyHex: deps.keyHex,
    cacheId: () => cache.meta('id') ?? '',
    onDamaged: () => {
      log.error('The search index is damaged and is written anew');
      deps.onSearchDamaged();
    },
  });
  try {
    search.check(cache.stamp());
  } catch (error) {
    // What cannot be searched can still be worked with.
    log.error('The search index cannot be read', { error });
  }
  const overlay = createOverlay(() => cache.get('agent', info.agentId) ?? info.agent);
  relayPending({ cache, outbox, overlay, now });

  function openOrRebuild(): Cache {
    try {
      const result = openCacheFile(files);
      if (result.rebuilt !== null) deps.notice('cacheRebuilt', result.rebuilt);
      return result.cache;
    } catch (error) {
      outbox.close();
      throw error;
    }
  }

  const clockOffset = (): number => Number(cache.meta('clockOffset') ?? 0);

  const filesFile = join(folder, 'files.db');
  let filesDb: FilesDb | null = null;
  const openFilesDb = (): FilesDb =>
    (filesDb ??= openFiles(filesFile, deps.keyHex, now(), (aside) =>
      log.error('The files of messages could not be read and are put aside', { aside }),
    ));
  const filesExist = (): boolean => filesDb !== null || existsSync(filesFile);
  const sharedFiles = createFiles({
    db: openFilesDb,
    exists: filesExist,
    onRefused: (file) => recordings.refused(file),
    close: () => filesDb?.close(),
    transport: deps.transport.files,
    service: () => info.service,
    token: () => info.token,
    timers: deps.timers,
    now,
    onChange: (conversationId) => deps.touch(`file@${conversationId}`),
    onTrouble: (error) => log.error('A file could not be sent', { error }),
  });

  mendTroubles(outbox, log);
  function recordingFailed(trouble: Parameters<OpenAccount['recordingFailed']>[0]): void {
    log.warn('A recording is not whole', { problem: trouble.problem });
    addTrouble(outbox, deps.newId, trouble);
    deps.touch('outbox');
  }
  const recordings = createRecordings({
    db: openFilesDb,
    exists: filesExist,
    barred: (id) => {
      const conversation = cache.get('conversation', id);
      return keepingBarred(conversation?.call, cache.get('queue', conversation?.queueId ?? ''));
    },
    failed: recordingFailed,
    keep: ({ conversationId, callId }, part) => {
      // An exchange that has brought the call has a name of its own for it.
      const call = cache.get('conversation', conversationId)?.call;
      const args = { conversationId, callId: call?.routed === true ? call.callId : callId, part };
      const command: AgentCommand = { id: `call-${part.file.id}`, type: 'call.recording', args };
      if (saveCommand(commandDeps(), command)) saved();
    },
    wake: () => sharedFiles.wake(),
    timers: deps.timers,
    now,
    onTrouble: (error) => log.error('A recording could not be kept', { error }),
  });

  const engine = createEngine({
    ...deps,
    onState: (view) => {
      if (view.state === 'linked') sharedFiles.wake();
      deps.onState(view);
    },
    outbox,
    overlay,
    cache: () => cache,
    newCache: () => ({ file: newFileOf(files.file), keyHex: deps.keyHex }),
    swapCache: () => {
      const offset = clockOffset();
      deps.apart(() => {
        cache.close();
        try {
          publish(files.file);
        } finally {
          // Whether the new one took its place or not: what is there goes on serving.
          cache = openCacheFile(files).cache;
        }
      });
      cache.setMeta('clockOffset', String(offset));
      deps.touchAll();
    },
    service: () => info.service,
    deskId: () => info.deskId,
    token: () => info.token,
    onAgent: (agent: Agent, offset: number) => {
      cache.setMeta('clockOffset', String(offset));
      if (JSON.stringify(agent) !== JSON.stringify(info.agent)) {
        info = { ...info, agent };
        deps.onSave(info);
      }
      deps.touch('desk');
    },
    onRefused: (refused) => {
      try {
        for (const { command, refusal } of refused) {
          const lost = lostWith(command, refusal.kind);
          if (lost !== null) recordingFailed(lost);
        }
      } catch (error) {
        log.error('A lost recording could not be noted', { error });
      }
      deps.touch('outbox');
      deps.onRefused(refused);
    },
    onTrouble: trouble,
  });

  /** A damaged cache is replaced by an empty one; a disk that refuses is told, and the link rests a while. */
  function trouble(error: unknown): void {
    if (isDamaged(error)) {
      log.error('The cache is damaged and is loaded again', { error });
      deps.apart(() => {
        cache.close();
        setAside(files);
        cache = openCacheFile(files).cache;
      });
      relayPending({ cache, outbox, overlay, now });
      deps.notice('cacheRebuilt', 'The local copy was damaged. It was put aside and is loaded again.');
      deps.touchAll();
      return engine.resync('The cache was damaged.');
    }
    const known = asStorageError(error);
    log.error('The cache could not be used', { error });
    if (known instanceof AppError && known.kind === 'storage') {
      deps.notice('storageFull', known.message);
      return engine.link.again(known.message, 'later');
    }
    engine.link.again('Something went wrong inside Parley.', 'later');
  }

  const commandDeps = (): Parameters<typeof saveCommand>[0] => ({
    outbox,
    cache,
    overlay,
    now: now() + clockOffset(),
    onTrouble: trouble,
  });
  const saved = (): void => {
    deps.touch('outbox');
    engine.wake();
  };

  const run = (command: AgentCommand): void => {
    if (saveCommand(commandDeps(), command)) saved();
  };
  const corrections = createCorrections({
    outbox,
    cache: () => cache,
    sentiment: deps.moods,
    newId: deps.newId,
    now: () => now() + clockOffset(),
    run,
    touch: deps.touch,
    onUnreadable: (error) => log.error('What was set right of moods cannot be read', { error }),
  });

  return {
    outbox,
    sharedFiles,
    corrections,
    recordings,
    recordingFailed,
    engine,
    search,
    files: { cache: files.file, search: searchFile },
    info: () => info,
    cache: () => cache,
    clockOffset,
    renew: (next) => {
      info = { ...next, deskId: info.deskId };
    },
    run,
    settle: (how) => {
      const { commandId, how: way } = how;
      if ((way === 'drop' || way === 'restore') && settleTrouble(outbox, commandId, way === 'drop'))
        return deps.touch('outbox');
      settle({ ...commandDeps(), newId: deps.newId, agentId: info.agentId }, how);
      saved();
    },
    readTrouble: (error) => {
      if (isDamaged(error)) trouble(error);
      else log.error('A query failed', { error });
    },
    close: () => {
      engine.stop();
      recordings.stop();
      sharedFiles.close();
      search.close();
      cache.close();
      outbox.close();
    },
  };
}
