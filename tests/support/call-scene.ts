// Changes when tests of what the desk reports of its calls begin otherwise: a scripted line, a store in memory, both behind their contracts.
import { afterEach } from 'vitest';
import { createCallJournal } from '../../renderer/data/call-journal.ts';
import { createCallReporter, type CallReporter } from '../../renderer/data/call-reporter.ts';
import { createDrafts } from '../../renderer/data/drafts.ts';
import { createLive } from '../../renderer/data/live.ts';
import type { PhoneClient } from '../../renderer/data/phone-client.ts';
import { createStoreClient } from '../../renderer/data/store-client.ts';
import type { AgentCommand, Command } from '../../shared/domain/commands.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import type { Port, Timers } from '../../shared/ipc/rpc.ts';
import { emptyPhone } from '../../shared/phone/machine.ts';
import { createPhone } from '../../shared/phone/phone.ts';
import { createScriptedEngine } from '../../shared/phone/scripted-engine.ts';
import { aCustomer, anAgent, aPresence, aQueue, row } from './factories.ts';
import { createFakeStore } from './fake-store/index.ts';
import { until } from './until.ts';

const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
const reporters: CallReporter[] = [];
afterEach(() => {
  for (const reporter of reporters.splice(0)) reporter.stop();
});

/** Two ends of a line between processes. */
function ports(): [Port, Port] {
  const heard: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (mine: 0 | 1): Port => ({
    post: (message) =>
      queueMicrotask(() =>
        heard[mine === 0 ? 1 : 0].forEach((listener) => listener(structuredClone(message))),
      ),
    onMessage: (listener) => void heard[mine].push(listener),
    onClose: () => {},
  });
  return [end(0), end(1)];
}

/** A desk that is signed in, with a phone whose line is ready. */
export async function callScene() {
  let now = 1_700_000_000_000;
  const store = createFakeStore({
    agentId: 'agent-a',
    // Ten seconds ahead of this machine's.
    now: () => now + 10_000,
    seed: [
      row('agent', anAgent('agent-a', { queueIds: ['queue-a', 'queue-b'] })),
      row('agent', anAgent('agent-b')),
      row('presence', aPresence('agent-a')),
      row('queue', aQueue({ channels: ['chat'] })),
      row('queue', aQueue({ id: 'queue-b', name: 'Billing', channels: ['voice'] })),
      row('customer', aCustomer('ida', { phone: '030 555 010' })),
    ],
  });
  const client = createStoreClient(timers);
  const live = createLive(client, timers);
  const [near, far] = ports();
  store.connect(far);
  client.attach(near);
  const { engine, far: line } = createScriptedEngine();
  const phone = createPhone({ engine, now: () => now, timers });
  engine.start({} as Parameters<typeof engine.start>[0]);
  await until(() => phone.state().line === 'ready', { what: 'the line' });
  let ids = 0;
  /** The phone's page has ended, and another one is there: it knows of no call. */
  let anew = false;
  const watchers = new Set<() => void>();
  const phoneClient: Pick<PhoneClient, 'get' | 'watch' | 'wish'> = {
    get: () => ({ phone: anew ? emptyPhone : phone.state(), quality: {}, recordings: {}, trouble: null }),
    watch: (listener) => {
      watchers.add(listener);
      const stop = phone.onChange(listener);
      return () => {
        watchers.delete(listener);
        stop();
      };
    },
    wish: async (wish) => phone.wish(wish),
  };
  /** As another window does: by what is on disk. */
  const open = async (): Promise<CallReporter> => {
    const drafts = createDrafts(client, () => now, timers);
    const journal = createCallJournal(client, drafts, () => now, timers);
    const reporter = createCallReporter({
      phone: phoneClient,
      live,
      run: async (type, args) => {
        const command = { id: `c-${String((ids += 1))}`, type, args } as AgentCommand;
        await client.request('command.run', { command });
      },
      journal,
      timers,
      now: () => now,
      serviceNow: () => now + 10_000,
    });
    reporters.push(reporter);
    await drafts.restore();
    return reporter;
  };
  const reporter = await open();
  await until(
    () => ['desk.view', 'queue.list'].every((name) => live.peek(name as 'desk.view', {}).rows !== undefined),
    { what: 'the first rows' },
  );
  const taken: string[] = [];
  reporter.onTaken((id) => taken.push(id));
  const said = (): string[] =>
    store.asked.flatMap(({ name, input }) => (name === 'command.run' ? [(input as Command).type] : []));
  const get = (id: string): Conversation | undefined => store.records.get('conversation', id);
  return {
    store,
    live,
    line,
    phone,
    reporter,
    taken,
    said,
    get,
    open,
    client,
    /** What is on disk of calls that last. */
    kept: () => [...store.drafts.values()].filter(({ key }) => key.startsWith('call:')),
    restartPhone: (): void => {
      anew = true;
      for (const tell of watchers) tell();
    },
    pass: (ms: number) => void (now += ms),
    /** The call that rings, or was dialled, last. */
    call: () => phone.state().calls.at(-1),
    is: (id: string, what: string, fits: (one: Conversation) => boolean) =>
      until(
        () => {
          const one = get(id);
          return one !== undefined && fits(one) && one;
        },
        { what },
      ),
  };
}
