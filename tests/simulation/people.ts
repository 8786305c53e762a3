// What agents do at their desks: write, edit, serve conversations, settle what was refused. Changes with the commands.
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { marksOf } from '../../shared/domain/tags.ts';
import { AppError } from '../../shared/errors.ts';
import type { AttentionView } from '../../shared/ipc/views.ts';
import { poison } from './database.ts';
import type { OpenDesk, SimDesk } from './desk.ts';
import { count, type Saved, type Simulation } from './state.ts';

const words = ['parcel', 'lamp', 'invoice', 'Größe', 'żółw', 'سلام', 'پیام', '🌧', 'late', 'broken', 'again'];

/** What a desk shows and what was seen there; see watch.ts. */
export interface Eyes {
  readonly tray: () => readonly AttentionView[];
  readonly linked: () => boolean;
  /** Looks at a subject's notes from now on. */
  look(subjectKind: 'case' | 'conversation' | 'customer', subjectId: string): void;
  saved(entry: Saved): void;
}

/** Makes an agent's command; null when there is nothing to do it to. */
type Maker = (sim: Simulation, desk: SimDesk, open: OpenDesk) => Promise<AgentCommand | null>;

const text = (sim: Simulation): string =>
  `${sim.chance.pick(words)} ${sim.chance.pick(words)} ${sim.newId('word')}`;

const subject = (
  sim: Simulation,
): { subjectKind: 'case' | 'conversation' | 'customer'; subjectId: string } => {
  const { chance, known } = sim;
  const kind = chance.weighted([
    [6, 'case'],
    [3, 'conversation'],
    [1, 'customer'],
  ] as const);
  const list = { case: known.cases, conversation: known.conversations, customer: known.customers }[kind];
  return { subjectKind: kind, subjectId: chance.pick(list) };
};

const note =
  (tail: string): Maker =>
  async (sim) => {
    const noteId = sim.newId('note');
    const args = { noteId, ...subject(sim), text: `${text(sim)}${tail}`, supersedes: null };
    return { id: sim.newId('do'), type: 'note.write', args };
  };

const supersede: Maker = async (sim, desk) => {
  const mine = sim.known.notes.filter(({ by }) => by === desk.agentId);
  if (mine.length === 0) return null;
  const { id, subjectKind, subjectId } = sim.chance.pick(mine);
  sim.known.superseded.add(id);
  const args = { noteId: sim.newId('note'), subjectKind, subjectId, text: text(sim), supersedes: id };
  return { id: sim.newId('do'), type: 'note.write', args };
};

const editCase: Maker = async (sim, _desk, open) => {
  const { chance } = sim;
  const caseId = chance.pick(sim.known.cases);
  const seen = (await open.ask('case.view', { id: caseId }))?.case;
  if (seen === undefined) return null;
  const set = chance.weighted([
    [3, { status: chance.pick(['open', 'pending', 'onHold', 'resolved'] as const) }],
    [2, { priority: chance.pick(['low', 'normal', 'high', 'urgent'] as const) }],
    [2, { title: text(sim) }],
    [1, { ownerId: chance.pick(sim.known.agents).id }],
  ] as const);
  const field = Object.keys(set)[0] as keyof typeof seen;
  return { id: sim.newId('do'), type: 'case.update', args: { caseId, set, base: { [field]: seen[field] } } };
};

/** Several desks do this to one case at once: whatever was added and not taken away by one who saw it stays (SYNC-35). */
const retag: Maker = async (sim, _desk, open) => {
  const caseId = sim.known.cases[0]!;
  const seen = (await open.ask('case.view', { id: caseId }))?.case;
  if (seen === undefined) return null;
  const remove = seen.tags.length > 0 && sim.chance.maybe(0.4) ? [sim.chance.pick(seen.tags)] : [];
  const marks = marksOf(seen, remove);
  for (const mark of marks) sim.known.untagged.add(mark);
  const add = remove.length === 0 || sim.chance.maybe(0.3) ? [sim.chance.pick(['late', 'again'])] : [];
  return { id: sim.newId('do'), type: 'case.tag', args: { caseId, add, remove, seen: marks } };
};

const editCustomer: Maker = async (sim, _desk, open) => {
  const customerId = sim.chance.pick(sim.known.customers);
  const seen = await open.ask('customer.view', { id: customerId });
  if (seen === null) return null;
  const args = { customerId, set: { city: text(sim) }, base: { city: seen.city } };
  return { id: sim.newId('do'), type: 'customer.update', args };
};

const createCase: Maker = async (sim, desk) => {
  const queueIds = sim.known.agents.find(({ id }) => id === desk.agentId)?.queueIds ?? [];
  const caseId = sim.newId('case');
  sim.known.cases.push(caseId);
  const args = {
    caseId,
    title: text(sim),
    description: '',
    kind: 'support' as const,
    priority: 'high' as const,
    category: null,
    customerId: null,
    queueId: sim.chance.pick(queueIds.length > 0 && sim.chance.maybe(0.8) ? queueIds : sim.known.queues),
    conversationId: sim.chance.maybe(0.2) ? sim.chance.pick(sim.known.conversations) : null,
  };
  return { id: sim.newId('do'), type: 'case.create', args };
};

const createCustomer: Maker = async (sim) => {
  const id = sim.newId('customer');
  sim.known.customers.push(id);
  const bare = { email: null, phone: null, organisation: null, city: null };
  return {
    id: sim.newId('do'),
    type: 'customer.create',
    args: { customer: { id, name: text(sim), ...bare, language: 'en' } },
  };
};

/** About a conversation that this agent serves, as its desk shows it; most commands are refused for any other. */
const serving =
  (make: (sim: Simulation, conversationId: string) => AgentCommand): Maker =>
  async (sim, _desk, open) => {
    const mine = await open.ask('conversation.mine', {});
    if (mine.length === 0) return null;
    return make(sim, sim.chance.pick(mine).id);
  };

const send = serving((sim, conversationId) => ({
  id: sim.newId('do'),
  type: 'message.send',
  args: {
    messageId: sim.newId('message'),
    conversationId,
    audience: sim.chance.maybe(0.8) ? 'public' : 'internal',
    text: text(sim),
    articleId: null,
  },
}));

const pick: Maker = async (sim, _desk, open) => {
  const waiting = await open.ask('conversation.open', {});
  if (waiting.length === 0) return null;
  return {
    id: sim.newId('do'),
    type: 'conversation.pick',
    args: { conversationId: sim.chance.pick(waiting).id },
  };
};

const accept: Maker = async (sim, _desk, open) => {
  const ringing = await open.ask('offer.ringing', {});
  if (ringing.length === 0) return null;
  const { id: offerId, conversationId } = sim.chance.pick(ringing);
  const type = sim.chance.maybe(0.7) ? ('offer.accept' as const) : ('offer.decline' as const);
  return { id: sim.newId('do'), type, args: { offerId, conversationId } };
};

const about =
  (type: 'conversation.end' | 'conversation.close' | 'conversation.read' | 'conversation.link') =>
  (sim: Simulation, conversationId: string): AgentCommand => {
    const id = sim.newId('do');
    if (type === 'conversation.close') return { id, type, args: { conversationId, dispositionId: 'solved' } };
    if (type === 'conversation.read')
      return { id, type, args: { conversationId, seq: sim.chance.int(1, 5) } };
    if (type === 'conversation.link')
      return { id, type, args: { conversationId, customerId: sim.chance.pick(sim.known.customers) } };
    return { id, type, args: { conversationId } };
  };

const presence: Maker = async (sim) => ({
  id: sim.newId('do'),
  type: 'presence.set',
  args: { status: sim.chance.pick(['available', 'busy', 'away'] as const) },
});

const makers: readonly (readonly [number, Maker])[] = [
  [28, note('')],
  [3, note(` ${poison}`)],
  [4, supersede],
  [16, editCase],
  [10, retag],
  [4, editCustomer],
  [5, createCase],
  [2, createCustomer],
  [10, pick],
  [4, accept],
  [14, send],
  [4, serving(about('conversation.end'))],
  [4, serving(about('conversation.close'))],
  [4, serving(about('conversation.read'))],
  [3, serving(about('conversation.link'))],
  [2, presence],
];

/** Gives a command to the desk's store, and remembers it when it was called saved. */
async function give(
  sim: Simulation,
  desk: SimDesk,
  open: OpenDesk,
  eyes: Eyes,
  command: AgentCommand,
): Promise<void> {
  try {
    await open.client.request('command.run', { command });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return count(sim, `refused at the desk: ${command.type}`);
  }
  const entry: Saved = { desk: desk.name, agentId: desk.agentId, command, settled: null };
  sim.saved.push(entry);
  count(sim, `saved ${command.type}`);
  sim.clockwork.say(`${desk.name} saved ${command.id}`);
  if (command.type === 'note.write') {
    const { noteId, subjectKind, subjectId } = command.args;
    sim.known.notes.push({ id: noteId, subjectKind, subjectId, by: desk.agentId });
    if (sim.chance.maybe(0.5)) eyes.look(subjectKind, subjectId);
  }
  eyes.saved(entry);
}

async function settle(sim: Simulation, desk: SimDesk, open: OpenDesk, eyes: Eyes): Promise<void> {
  const tray = eyes.tray();
  if (tray.length === 0) return;
  const refused = sim.chance.pick(tray);
  const entry = sim.saved.find(
    ({ command, desk: at }) => command.id === refused.commandId && at === desk.name,
  );
  const how = sim.chance.pick(['drop', 'force', 'asNote'] as const);
  // Before the answer: a desk that dies meanwhile may have done it, or not, and both are right.
  const before = entry?.settled ?? null;
  if (entry !== undefined) entry.settled = how === 'asNote' ? { asNote: refused.text ?? '' } : how;
  try {
    await open.client.request('attention.settle', { commandId: refused.commandId, how });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (entry !== undefined) entry.settled = before;
    return;
  }
  count(sim, `settled: ${how}`);
  // It may itself be the note that an earlier text was kept as.
  if (entry === undefined && how !== 'asNote')
    for (const other of sim.saved)
      if (typeof other.settled === 'object' && other.settled?.asNote === refused.text) other.settled = how;
}

/** One thing that an agent does. Not awaited by the caller: a desk that dies never answers. */
export async function agentActs(sim: Simulation, desk: SimDesk, eyes: Eyes): Promise<void> {
  const { open } = desk;
  if (open === null || !open.owner.alive) return;
  if (eyes.tray().length > 0 && sim.chance.maybe(0.15)) return settle(sim, desk, open, eyes);
  const command = await sim.chance.weighted(makers)(sim, desk, open);
  if (command !== null && desk.open === open && open.owner.alive) await give(sim, desk, open, eyes, command);
}
