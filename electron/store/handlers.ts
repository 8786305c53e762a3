// The answers to a window's requests: one function per name of the contract, each a line or two over the store's parts.
import type { Handlers } from '../../shared/ipc/rpc.ts';
import type { Draft, StoreContract } from '../../shared/ipc/store.ts';
import { AppError } from '../../shared/errors.ts';
import type { Diagnostics } from '../../shared/ipc/diagnostics.ts';
import type { PhoneSettingsEdit, PhoneSettingsView } from '../../shared/sync/phone-settings.ts';
import type { OpenAccount } from './account.ts';
import type { Outbox } from './db/outbox.ts';
import { fileHandlers } from './files/handlers.ts';
import type { WindowQueries } from './live.ts';
import type { Credentials } from './sign-in.ts';

/** What the handlers use of the store. */
export interface HandlerDeps {
  queries: WindowQueries;
  /** Null while nobody is signed in. */
  account: () => OpenAccount | null;
  signIn: (given: Credentials) => Promise<void>;
  signOut: () => void;
  retry: () => void;
  dismiss: (noticeId: string) => void;
  diagnostics: () => Promise<Diagnostics>;
  phoneSettings: (edit: PhoneSettingsEdit | null) => Promise<PhoneSettingsView>;
  saver: Saver;
}

/** Writes drafts and the workspace: what comes in one tick shares one durable commit. */
export interface Saver {
  draft(outbox: Outbox, draft: Draft): Promise<void>;
  workspace(outbox: Outbox, state: string): Promise<void>;
  /** Writes what is held back, at once. */
  flush(): void;
}

/** @param defer runs after the work at hand. */
export function createSaver(defer: (run: () => void) => void): Saver {
  interface Held {
    outbox: Outbox;
    drafts: Map<string, Draft>;
    workspace: string | null;
    waiting: { resolve: () => void; reject: (error: unknown) => void }[];
  }
  let held: Held | null = null;

  function flush(): void {
    const now = held;
    held = null;
    if (now === null) return;
    try {
      if (now.drafts.size > 0) now.outbox.putDrafts([...now.drafts.values()]);
      if (now.workspace !== null) now.outbox.putWorkspace(now.workspace);
      for (const { resolve } of now.waiting) resolve();
    } catch (error) {
      for (const { reject } of now.waiting) reject(error);
    }
  }

  function hold(outbox: Outbox, add: (held: Held) => void): Promise<void> {
    if (held !== null && held.outbox !== outbox) flush();
    if (held === null) {
      held = { outbox, drafts: new Map(), workspace: null, waiting: [] };
      defer(flush);
    }
    const into = held;
    add(into);
    return new Promise((resolve, reject) => into.waiting.push({ resolve, reject }));
  }

  return {
    draft: (outbox, draft) => hold(outbox, ({ drafts }) => drafts.set(draft.key, draft)),
    workspace: (outbox, state) => hold(outbox, (into) => (into.workspace = state)),
    flush,
  };
}

/** @returns the handlers of one window. */
export function createHandlers(deps: HandlerDeps): Handlers<StoreContract> {
  const signedIn = (): OpenAccount => {
    const account = deps.account();
    if (account === null) throw new AppError('unauthenticated', 'Nobody is signed in.');
    return account;
  };
  return {
    'query.start': ({ sub, name, args, changes = false }) => {
      deps.queries.start(sub, name, args, changes);
      return {};
    },
    'query.rest': ({ subs, on }) => {
      deps.queries.rest(subs, on);
      return {};
    },
    'query.stop': ({ sub }) => {
      deps.queries.stop(sub);
      return {};
    },
    'command.run': ({ command }) => {
      signedIn().run(command);
      return {};
    },
    'account.signIn': async (given) => {
      await deps.signIn(given);
      return {};
    },
    'account.signOut': () => {
      deps.signOut();
      return {};
    },
    'link.retry': () => {
      deps.retry();
      return {};
    },
    'typing.send': ({ conversationId, on }) => {
      deps.account()?.engine.typing(conversationId, on);
      return {};
    },
    ...fileHandlers(signedIn),
    'mood.correct': ({ messageId, level }) => {
      signedIn().corrections.correct(messageId, level);
      return {};
    },
    'mood.settle': ({ conversationId, level }) => {
      signedIn().corrections.settle(conversationId, level);
      return {};
    },
    'draft.all': () => deps.account()?.outbox.drafts() ?? [],
    'draft.put': async (draft) => {
      await deps.saver.draft(signedIn().outbox, draft);
      return {};
    },
    'workspace.get': () => ({ state: deps.account()?.outbox.workspace() ?? null }),
    'workspace.put': async ({ state }) => {
      await deps.saver.workspace(signedIn().outbox, state);
      return {};
    },
    'attention.settle': (settlement) => {
      signedIn().settle(settlement);
      return {};
    },
    'notice.dismiss': ({ id }) => {
      deps.dismiss(id);
      return {};
    },
    'phone.settings': ({ edit }) => deps.phoneSettings(edit),
    'desk.diagnostics': () => deps.diagnostics(),
  };
}
