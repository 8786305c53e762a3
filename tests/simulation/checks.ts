// What must be true once everything has come to rest: nothing lost, nothing twice, all in order (I2, I3, I4, I9).
import type { SimDesk } from './desk.ts';
import type { Saved, Simulation } from './state.ts';
import { readTruth, type TrueRow } from './truth.ts';
import type { Watch } from './watch.ts';

type Find = (kind: string, id: string) => TrueRow | undefined;

/** @returns what is broken, in words; null when nothing is. */
export async function whatIsBroken(
  sim: Simulation,
  watches: ReadonlyMap<string, Watch>,
): Promise<string | null> {
  const truth = await readTruth(sim);
  const index = new Map(truth.map((row) => [`${row.kind} ${row.id}`, row]));
  const find: Find = (kind, id) => index.get(`${kind} ${id}`);
  const decided = await readVerdicts(sim);
  const ever = new Set([...decided.values()].flat());
  const texts = new Set(truth.filter(({ kind }) => kind === 'note').map(({ body }) => String(body['text'])));
  for (const entry of sim.saved) {
    const problem = lost(entry, find, watches.get(entry.desk)!, ever, texts, sim.known.untagged);
    if (problem !== null)
      return `I2: ${entry.desk} called ${entry.command.type} ${entry.command.id} saved, but ${problem}`;
  }
  return (await twice(sim)) ?? conversations(truth) ?? capacity(truth) ?? order(sim, decided, truth);
}

async function readVerdicts(sim: Simulation): Promise<Map<string, string[]>> {
  const { rows } = await sim.database.admin.query<{ agent_id: string; desk_id: string; command_id: string }>(
    'select agent_id, desk_id, command_id from verdict order by agent_id, desk_id, n',
  );
  const byDesk = new Map<string, string[]>();
  for (const { agent_id: agent, desk_id: desk, command_id: command } of rows) {
    const key = `${agent} ${desk}`;
    byDesk.set(key, [...(byDesk.get(key) ?? []), command]);
  }
  return byDesk;
}

/** Silent ones are forgotten without a word, and those that change nothing are not sent. */
const quiet = new Set(['conversation.read', 'presence.set', 'offer.decline']);

function lost(
  { command, settled }: Saved,
  find: Find,
  watch: Watch,
  decided: ReadonlySet<string>,
  texts: ReadonlySet<string>,
  untagged: ReadonlySet<string>,
): string | null {
  if (quiet.has(command.type)) return null;
  const inTray = watch.tray().find(({ commandId }) => commandId === command.id);
  if (!decided.has(command.id) && inTray === undefined && settled === null)
    return 'the service has never decided it';
  switch (command.type) {
    case 'note.write': {
      const { noteId, text } = command.args;
      const note = find('note', noteId);
      if (note !== undefined)
        return note.body['text'] === text ? null : `its note reads ${String(note.body['text'])}`;
      if (inTray !== undefined) return inTray.text === text ? null : `the tray says ${inTray.text}`;
      if (settled === null) return 'its note is neither on the service nor in the tray';
      if (typeof settled === 'object') return asNote(settled.asNote, texts, watch);
      return null;
    }
    case 'message.send': {
      const message = find('message', command.args.messageId);
      if (message !== undefined)
        return message.body['text'] === command.args.text ? null : 'its message reads otherwise';
      if (inTray !== undefined)
        return inTray.text === command.args.text ? null : 'the tray says something else';
      if (settled === null) return 'its message is neither on the service nor in the tray';
      return typeof settled === 'object' ? asNote(settled.asNote, texts, watch) : null;
    }
    case 'case.create':
      if (find('case', command.args.caseId) !== undefined || inTray !== undefined || settled !== null)
        return null;
      return 'its case is neither on the service nor in the tray';
    case 'customer.create':
      if (
        find('customer', command.args.customer.id) !== undefined ||
        inTray !== undefined ||
        settled !== null
      )
        return null;
      return 'its customer is neither on the service nor in the tray';
    case 'case.tag': {
      const row = find('case', command.args.caseId);
      if (row === undefined || inTray !== undefined || settled !== null) return null;
      const tags = row.body['tags'] as readonly string[];
      const gone = untagged.has(command.id) ? undefined : command.args.add.find((tag) => !tags.includes(tag));
      return gone === undefined ? null : `its tag ${gone} is gone and nobody who saw it took it away`;
    }
    default:
      return null;
  }
}

/** A text that its author kept as a note is there as a note, or in the tray again. */
function asNote(text: string, texts: ReadonlySet<string>, watch: Watch): string | null {
  if (watch.tray().some((entry) => entry.text === text)) return null;
  if (texts.has(text)) return null;
  return 'the note that its author made of it is nowhere';
}
/** I3: a note or a message is made once; each further entry is a move. */
async function twice(sim: Simulation): Promise<string | null> {
  const { rows } = await sim.database.admin.query<{ kind: string; id: string; puts: string; leaves: string }>(
    `select kind, id, count(*) filter (where op = 'put') as puts, count(*) filter (where op = 'leave') as leaves
     from feed where kind in ('note', 'message') group by kind, id
     having count(*) filter (where op = 'put') <> 1 + count(*) filter (where op = 'leave') limit 1`,
  );
  const [row] = rows;
  return row === undefined
    ? null
    : `I3: ${row.kind} ${row.id} was put ${row.puts} times and has moved ${row.leaves} times`;
}

/** I3, I4: messages of a conversation count 1, 2, 3 without a hole. */
function conversations(truth: readonly TrueRow[]): string | null {
  const seqs = new Map<string, number[]>();
  for (const { kind, body } of truth) {
    if (kind !== 'message') continue;
    const id = String(body['conversationId']);
    seqs.set(id, [...(seqs.get(id) ?? []), Number(body['seq'])]);
  }
  for (const { kind, id, body } of truth) {
    if (kind !== 'conversation') continue;
    const found = (seqs.get(id) ?? []).toSorted((a, b) => a - b);
    if (found.some((seq, i) => seq !== i + 1)) return `I4: messages of ${id} count ${found.join(', ')}`;
    if (body['lastSeq'] !== found.length)
      return `I3: ${id} says ${String(body['lastSeq'])} messages and has ${found.length}`;
  }
  return null;
}

/** I3: what an agent carries is what it was given, each conversation once. */
function capacity(truth: readonly TrueRow[]): string | null {
  for (const { kind, id, body } of truth) {
    if (kind !== 'presence') continue;
    const carried = truth.filter(
      (row) =>
        row.kind === 'conversation' &&
        row.body['agentId'] === id &&
        row.body['freedAt'] === undefined &&
        ['active', 'waiting', 'wrapUp'].includes(String(row.body['state'])),
    ).length;
    if (body['used'] !== carried * 10)
      return `I3: ${id} carries ${carried} conversations and counts ${String(body['used'])}`;
  }
  return null;
}

/** I4: the service has decided each desk's commands, and numbered its messages, in the order they were saved. */
function order(sim: Simulation, decided: Map<string, string[]>, truth: readonly TrueRow[]): string | null {
  const place = new Map<string, number>();
  for (const ids of decided.values()) ids.forEach((id, i) => place.has(id) || place.set(id, i));
  const seqOf = new Map(
    truth.flatMap(({ kind, id, body }) => (kind === 'message' ? [[id, Number(body['seq'])] as const] : [])),
  );
  for (const desk of sim.desks) {
    const problem = orderOf(desk, sim.saved, place, seqOf);
    if (problem !== null) return problem;
  }
  return null;
}

function orderOf(
  desk: SimDesk,
  saved: readonly Saved[],
  place: ReadonlyMap<string, number>,
  seqOf: ReadonlyMap<string, number>,
): string | null {
  let last = -1;
  const lastSeq = new Map<string, number>();
  for (const { command, desk: name, settled } of saved) {
    if (name !== desk.name) continue;
    const at = place.get(command.id);
    if (at === undefined) continue;
    if (at < last) return `I4: ${desk.name}'s ${command.id} was decided before one that was saved earlier`;
    last = at;
    // What its agent sent once more by hand after a refusal is a new command, in the place where it was given.
    if (command.type !== 'message.send' || settled !== null) continue;
    const seq = seqOf.get(command.args.messageId);
    if (seq === undefined) continue;
    const { conversationId } = command.args;
    if (seq < (lastSeq.get(conversationId) ?? 0))
      return `I4: messages of ${desk.name} in ${conversationId} are out of order`;
    lastSeq.set(conversationId, seq);
  }
  return null;
}
