// Changes when the window gets another source of data: puts the clients together, once per window.
import { createNewId, type NewId } from '../../shared/domain/ids.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { Client, Port, Timers } from '../../shared/ipc/rpc.ts';
import { createClient } from '../../shared/ipc/rpc.ts';
import { mainContract, type MainContract } from '../../shared/ipc/main.ts';
import { createCallJournal } from './call-journal.ts';
import { keepCallHeard } from './call-heard.ts';
import { createCallReporter, nameAtService, type CallReporter } from './call-reporter.ts';
import { createClock, type Clock } from './clock.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createDraftsElsewhere, type DraftsChannel } from './drafts-elsewhere.ts';
import { createLive, type Gather, type Live } from './live.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { createPhoneClient, type PhoneClient } from './phone-client.ts';
import { createPhoneElsewhere, type PhoneChannel, type PhoneElsewhere } from './phone-elsewhere.ts';
import { createStoreClient, type StoreClient } from './store-client.ts';
import { createTyping, type Typing } from './typing.ts';

/** The arguments of each command by its type. */
export type ArgsOf<T extends AgentCommand['type']> = Extract<AgentCommand, { type: T }>['args'];
/**
 * Sends a command; resolves when it is safe on this machine's disk.
 * @throws AppError when it is refused at once, or could not be saved.
 */
export type Run = <T extends AgentCommand['type']>(type: T, args: ArgsOf<T>) => Promise<void>;

/** Everything a window knows comes through here. */
export interface Data {
  store: StoreClient;
  main: Client<MainContract>;
  /** The calls of this desk, which live in a window of their own. */
  phone: PhoneClient;
  /** The same phone, for windows that it is not granted to. */
  phoneElsewhere: PhoneElsewhere;
  /** Begins to report what this desk's phone sees; once, by the window that has the phone. */
  reportCalls: () => CallReporter;
  live: Live;
  drafts: Drafts;
  /** Messages that wait a moment before they are sent. */
  outgoing: Outgoing;
  typing: Typing;
  clock: Clock;
  newId: NewId;
  run: Run;
  /** As {@link Run}, and says under which id, so that a later refusal can be told apart. */
  runAs: <T extends AgentCommand['type']>(
    type: T,
    args: ArgsOf<T>,
  ) => { commandId: string; done: Promise<void> };
}

/** What a {@link Data} is made of; tests pass their own. */
export interface DataDeps {
  main: Port;
  timers: Timers;
  now: () => number;
  fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;
  /** Hears whether every word typed so far is in the journal. */
  onJournal?: (saved: boolean) => void;
  /** Tells the desk's other windows what is half written here; without it there is one window. */
  draftsChannel?: DraftsChannel;
  /** Asks the desk's main window for its phone; without it there is one window. */
  phoneChannel?: PhoneChannel;
  /** When rows that have arrived are shown; at once where nothing is said. */
  gather?: Gather;
}

/** The store's port comes later, and again, through `store.attach`. */
export function createData(deps: DataDeps): Data {
  const { main, timers, now, fill, onJournal, draftsChannel, phoneChannel, gather } = deps;
  const store = createStoreClient(timers);
  const clock = createClock(now, timers);
  const newId = createNewId(now, fill);
  const runAs: Data['runAs'] = (type, args) => {
    const commandId = newId();
    const command = { id: commandId, type, args } as AgentCommand;
    const send = (): Promise<void> => store.request('command.run', { command }).then(() => {});
    // What was said before the end is said before the end.
    const before = command.type === 'conversation.end' ? outgoing.flush(command.args.conversationId) : null;
    return { commandId, done: before === null ? send() : before.then(send) };
  };
  const run: Run = (type, args) => runAs(type, args).done;
  const elsewhere = draftsChannel === undefined ? undefined : createDraftsElsewhere(draftsChannel, newId());
  const drafts = createDrafts(store, now, timers, onJournal, elsewhere);
  const outgoing = createOutgoing({ store, drafts, run, now, timers });
  const phone = createPhoneClient(timers);
  const live = createLive(store, timers, gather);
  const journal = createCallJournal(store, drafts, now, timers);
  keepCallHeard(phone, run, (call) => nameAtService({ live, timers }, call));
  return {
    store,
    main: createClient(mainContract, main, timers),
    phone,
    phoneElsewhere: createPhoneElsewhere(phoneChannel),
    reportCalls: () => createCallReporter({ phone, live, run, journal, timers, now, serviceNow: clock.now }),
    live,
    drafts,
    outgoing,
    typing: createTyping(store, now, timers),
    clock,
    newId,
    run,
    runAs,
  };
}

/** The browser's timers as the contract wants them. */
export const browserTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as number),
};
