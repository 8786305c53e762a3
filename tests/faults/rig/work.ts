// An agent who never stops: notes, edits and messages, each after the other was saved. Changes with what agents do.
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/rpc.ts';
import {
  queries,
  type QueryArgs,
  type QueryName,
  type QueryRows,
  type StoreContract,
} from '../../../shared/ipc/store.ts';
import type { Random } from '../../../service/seed/random.ts';
import type { Ledger } from './ledger.ts';

type Window = Client<StoreContract>;

/** See the head of this file. */
export interface Work {
  /** Works at this window until it is gone. Resolves when both hands have stopped. */
  at(window: Window): Promise<void>;
  /** How many commands were called saved in all. */
  saved(): number;
  /** Stops after the commands at hand. */
  rest(): void;
}

const refusals = ['conflict', 'state', 'forbidden', 'notFound'];
let subs = 1_000;

/** Asks a live query once. */
export async function askOnce<N extends QueryName>(
  window: Window,
  name: N,
  args: QueryArgs<N>,
): Promise<QueryRows<N>> {
  const sub = subs++;
  let stop = (): void => undefined;
  const first = new Promise<QueryRows<N>>((resolve, reject) => {
    stop = window.on('rows', (push) => {
      if (push.sub === sub) resolve(queries[name].rows.parse(push.rows) as QueryRows<N>);
    });
    window.onGone(() => reject(new AppError('gone', 'The store is gone.')));
  });
  // Rejected when the window goes, whether or not somebody still waits for it.
  first.catch(() => undefined);
  try {
    await window.request('query.start', { sub, name, args });
    const rows = await first;
    await window.request('query.stop', { sub });
    return rows;
  } finally {
    stop();
  }
}

/** @param name begins every id: one agent's numbers rise in each of its two lanes. */
export function createWork(name: string, ledger: Ledger, random: Random): Work {
  let number = 0;
  let saved = 0;
  let resting = false;
  const isResting = (): boolean => resting;

  async function run(window: Window, command: AgentCommand): Promise<void> {
    try {
      await window.request('command.run', { command });
    } catch (error) {
      // Refused at once, or the disk: the agent was told. Gone: the agent was told nothing.
      if (!(error instanceof AppError) || !refusals.includes(error.kind)) throw error;
      // Most likely its rows are not there yet.
      return new Promise((resolve) => setTimeout(resolve, 10));
    }
    ledger.saved(command);
    saved += 1;
  }

  async function edit(window: Window): Promise<void> {
    const view = await askOnce(window, 'case.view', { id: 'case-2' });
    if (view === null) return;
    const { title } = view.case;
    const id = `${name}-edit.${++number}`;
    await run(window, {
      id,
      type: 'case.update',
      args: { caseId: 'case-2', set: { title: `Title ${id}` }, base: { title } },
    });
  }

  const note = (): AgentCommand => {
    const id = `${name}notes.${++number}`;
    const text = `${id} ${'word '.repeat(random.chance(0.05) ? 3000 : random.int(0, 60))}`.trim();
    return {
      id: `run-${id}`,
      type: 'note.write',
      args: { noteId: id, subjectKind: 'case', subjectId: 'case-1', text, supersedes: null },
    };
  };
  const message = (): AgentCommand => {
    const id = `${name}says.${++number}`;
    const text = `${id} ${'so '.repeat(random.int(0, 20))}`.trim();
    return {
      id: `run-${id}`,
      type: 'message.send',
      args: { messageId: id, conversationId: 'talk-1', audience: 'internal', text, articleId: null },
    };
  };

  async function hand(next: () => Promise<void>): Promise<void> {
    try {
      while (!isResting()) await next();
    } catch (error) {
      if (!(error instanceof AppError) || !['gone', 'storage', 'timeout'].includes(error.kind)) throw error;
    }
  }

  return {
    at: async (window) => {
      resting = false;
      await Promise.all([
        hand(() => run(window, note())),
        hand(() => (random.chance(0.2) ? edit(window) : run(window, message()))),
      ]);
    },
    saved: () => saved,
    rest: () => (resting = true),
  };
}
