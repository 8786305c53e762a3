// Reading as an agent does: lists, messages and search of a desk, each timed from the request to its rows in this process.
import { open } from 'node:fs/promises';
import type { QueryArgs, QueryName } from '../../../shared/ipc/store.ts';
import { percentile } from '../table.ts';
import type { Data } from './data.ts';
import type { Desk } from './desk.ts';

/** A query with its arguments. */
export type Reading = { [N in QueryName]: readonly [what: string, name: N, args: QueryArgs<N>] }[QueryName];

const caseList = { view: 'mine', sort: 'due', text: '', customerId: null } as const;
/** What the window asks for first: of its own on the home page, and of any list. */
const atHome = 30;
const firstPage = 60;

/** What an agent has open: its own lists, and the conversation it is in. */
export function agentReads(conversationId: string): Reading[] {
  return [
    ['own conversations', 'conversation.mine', {}],
    ['open work items', 'conversation.open', {}],
    ['a conversation', 'conversation.messages', { id: conversationId, limit: 50 }],
    ['own cases', 'case.list', { ...caseList, limit: atHome }],
  ];
}

/** Long lists and search. */
export function widerReads(words: readonly string[]): Reading[] {
  const search = (count: number): Reading[] =>
    words
      .slice(0, words.length - count)
      .map((_, i) => [`search, ${count} words`, 'search.all', { text: words.slice(i, i + count).join(' ') }]);
  const page = (view: 'mine' | 'open' | 'all', sort: QueryArgs<'case.list'>['sort']): Reading => [
    `cases, ${view}, by ${sort}, the first ${firstPage}`,
    'case.list',
    { ...caseList, view, sort, limit: firstPage },
  ];
  return [
    ...(['mine', 'open', 'all'] as const).flatMap((view) =>
      (['due', 'priority', 'updated', 'created'] as const).map((sort) => page(view, sort)),
    ),
    ['cases, all open, how many', 'case.count', { view: 'open', text: '', customerId: null }],
    ['cases, all open, by due, 1000 of them', 'case.list', { ...caseList, view: 'open' }],
    ['own closed conversations', 'conversation.closed', {}],
    ['customers', 'customer.list', { text: '' }],
    ['tags of cases', 'tag.list', { kind: 'case' }],
    ['everybody on the team', 'agent.list', {}],
    ...search(1),
    ...search(2),
    ...search(3),
  ];
}

/** @returns a conversation and words in a row of one of its texts, out of the middle of the dataset. */
export async function someOf(data: Data): Promise<{ conversationId: string; words: string[] }> {
  const handle = await open(data.rowsFile);
  const { size } = await handle.stat();
  const { buffer } = await handle.read({
    position: Math.floor(size * 0.8),
    length: 65_536,
    buffer: Buffer.alloc(65_536),
  });
  await handle.close();
  const messages = buffer
    .toString('utf8')
    .split('\n')
    .slice(1, -1)
    .filter((line) => line.startsWith('{"kind":"message"'))
    .map((line) => (JSON.parse(line) as { record: { conversationId: string; text: string } }).record);
  const words = messages.flatMap(({ text }) => text.match(/\p{L}{4,}/gu)?.slice(0, 8) ?? []).slice(0, 24);
  return { conversationId: messages[0]!.conversationId, words };
}

/** Reads in turn until `until` resolves. @returns times in ms by what was read. */
export async function readMeanwhile(
  desk: Desk,
  reads: readonly Reading[],
  until: Promise<unknown>,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  let over = false;
  void until.then(
    () => (over = true),
    () => (over = true),
  );
  const isOver = (): boolean => over;
  for (let i = 0; !isOver(); i++) {
    const [what, name, args] = reads[i % reads.length]!;
    const { ms } = await desk.ask(name, args);
    times.set(what, [...(times.get(what) ?? []), ms]);
    // A person does not ask without a pause, and the store must not be kept busy by us.
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  return times;
}

/** Reads each so many times. @returns times in ms by what was read; the first two turns warm up. */
export async function readTimes(
  desk: Desk,
  reads: readonly Reading[],
  turns: number,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (let turn = -2; turn < turns; turn++) {
    for (const [what, name, args] of reads) {
      const { ms } = await desk.ask(name, args);
      if (turn >= 0) times.set(what, [...(times.get(what) ?? []), ms]);
    }
  }
  return times;
}

/** @returns p95 of all of them together, and of the slowest kind. */
export function summary(times: ReadonlyMap<string, number[]>): {
  count: number;
  p95: number;
  worst: [what: string, p95: number];
} {
  const all = [...times.values()].flat();
  const each = [...times].map(([what, ms]): [string, number] => [what, percentile(ms, 0.95)]);
  return {
    count: all.length,
    p95: percentile(all, 0.95),
    worst: each.toSorted((a, b) => b[1] - a[1])[0] ?? ['', Number.NaN],
  };
}
