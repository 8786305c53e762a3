// Changes when SIP.js leaves something else behind. What it drops without an answer, or trips over half-way, it keeps for
// ever, and whoever asked waits for as long: each minute that is looked through, and what is nobody's is refused.
import type { Timers } from '../../shared/ipc/rpc.ts';

interface Transaction {
  readonly state: string;
  dispose(): void;
}
/** A request that came in, as far as is looked at here. */
interface Server {
  readonly transaction: Transaction;
  reject(options: { statusCode: number }): unknown;
}
/** A request of ours. SIP.js waits for ever for the answer to a call that was taken back (RFC 3261 9.1 does not). */
interface Client {
  readonly transaction: Transaction & { readonly request: { readonly callId: string } };
}
interface Session {
  dispose(): Promise<void>;
}
interface Dialog {
  readonly callId: string;
  dispose(): void;
}

/** What is looked through. */
export interface LeftoversDeps<S extends Session> {
  /** By the branch of the request. */
  readonly servers: () => Map<string, Server>;
  readonly clients: () => Map<string, Client>;
  readonly sessions: () => Record<string, S>;
  readonly dialogs: () => Map<string, Dialog>;
  readonly known: (session: S) => boolean;
  /** Of the calls that the phone knows: the branches of the requests that they wait with, and their Call-IDs. */
  readonly waiting: () => { branches: ReadonlySet<string>; callIds: ReadonlySet<string> };
  readonly timers: Timers;
}

/** Longer than SIP waits for the answer to anything but a call (RFC 3261, timer F: 32 s). */
const everyMs = 40_000;

/** @returns what stops it. */
export function sweepLeftovers<S extends Session>(deps: LeftoversDeps<S>): () => void {
  let seen = new Set<unknown>();
  let timer: unknown;
  const look = (): void => {
    // First: whatever is tripped over below, the next look comes.
    timer = deps.timers.set(look, everyMs);
    const { branches, callIds } = deps.waiting();
    const now = new Set<unknown>();
    const again = (one: unknown): boolean => {
      now.add(one);
      return seen.has(one);
    };
    for (const [id, session] of Object.entries(deps.sessions())) {
      if (deps.known(session) || !again(session)) continue;
      void session.dispose().catch(() => {});
      delete deps.sessions()[id];
    }
    for (const [branch, client] of deps.clients()) {
      const { transaction } = client;
      if (callIds.has(transaction.request.callId) || !again(client)) continue;
      transaction.dispose();
      deps.clients().delete(branch);
    }
    for (const [id, dialog] of deps.dialogs()) {
      if (callIds.has(dialog.callId) || !again(dialog)) continue;
      try {
        dialog.dispose();
      } finally {
        deps.dialogs().delete(id);
      }
    }
    for (const [branch, server] of deps.servers()) {
      const { transaction } = server;
      if (branches.has(branch) || !['Trying', 'Proceeding'].includes(transaction.state)) continue;
      if (!again(server)) continue;
      try {
        server.reject({ statusCode: 500 });
      } catch {
        transaction.dispose();
        deps.servers().delete(branch);
      }
    }
    seen = now;
  };
  timer = deps.timers.set(look, everyMs);
  return () => deps.timers.clear(timer);
}
