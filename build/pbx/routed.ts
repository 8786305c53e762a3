// Changes when the demo exchange asks the service otherwise whom a caller is to be put through to. Any exchange can do the same.
import { randomUUID } from 'node:crypto';
import type { Timers } from '../../shared/ipc/rpc.ts';
import {
  callArrivalReplySchema,
  callRouteSchema,
  callTurnSchema,
  type CallTurn,
} from '../../shared/sync/phone.ts';
import type { Caller, Pbx } from './pbx.ts';
import type { PbxCall } from './pbx-call.ts';

/** The service, as an exchange asks it. */
export interface ServiceDoor {
  /** Such as http://127.0.0.1:4110 */
  readonly address: string;
  /** The secret that the service knows the exchange by. */
  readonly secret: string;
}

/** A caller who waits for, or talks to, whomever the service has chosen. */
export interface RoutedCall {
  readonly conversationId: string;
  /** What the telephone that rings or talks has of it now. */
  leg(): PbxCall | undefined;
  /** The caller hangs up, in whatever state. */
  hangUp(): void;
  /**
   * Tells the service what the caller says, as whoever writes calls down does.
   * @returns false as long as nobody has told the caller. @throws Error when the service does not take it.
   */
  say(words: { text: string; language: string; at: number }): Promise<boolean>;
  /** Resolves when it is over. */
  readonly over: Promise<void>;
}

const waitSeconds = 20;
const againMs = 1_000;

/**
 * Brings a caller to the service and follows what it says: rings where it is told, and tells what became of it.
 * @throws Error when the service does not take the call.
 */
export async function routeCall(
  pbx: Pick<Pbx, 'call'>,
  door: ServiceDoor,
  caller: Caller,
  timers: Timers,
): Promise<RoutedCall> {
  const ask = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const response = await say(door, method, `/api/calls${path}`, body);
    if (!response.ok) throw new Error(`The service answered with ${response.status}.`);
    return response.status === 204 ? {} : response.json();
  };
  const callId = `${randomUUID()}@demo`;
  const arrival = {
    callId,
    from: caller.number,
    name: caller.name,
    ...(caller.queue === undefined ? {} : { queue: caller.queue }),
  };
  const { conversationId } = callArrivalReplySchema.parse(await ask('POST', '', arrival));
  let leg: PbxCall | undefined;
  let ended = false;
  let said = 0;
  const finish = (outcome: 'completed' | 'transferred' | 'abandoned'): void => {
    if (ended) return;
    ended = true;
    leg?.hangUp();
    void ask('POST', `/${conversationId}/over`, { outcome }).catch(() => {});
  };
  const ring = ({ agent }: CallTurn): void => {
    if (agent === null) return;
    const refused = (status: number): void =>
      void ask('POST', `/${conversationId}/refused`, { agentId: agent.id, status }).catch(() => {});
    const mine = pbx.call(agent.user, { ...caller, conversationId });
    leg = mine;
    if (mine === undefined) return refused(480);
    let answered = false;
    mine.onAnswer(() => (answered = true));
    mine.onEnd((as) => {
      if (leg !== mine || ended) return;
      if (answered) return finish(mine.passedOn() ? 'transferred' : 'completed');
      leg = undefined;
      refused(Number(as) || 480);
    });
  };
  const follow = async (): Promise<void> => {
    let seen = '';
    while (!ended) {
      try {
        const path = `/${conversationId}?${new URLSearchParams({ seen, wait: String(waitSeconds) }).toString()}`;
        const turn = callTurnSchema.parse(await ask('GET', path));
        if (turn.turn === seen) continue;
        const before = seen.split(' ')[0];
        seen = turn.turn;
        if (turn.state === 'talking') continue;
        // Whoever rings is not the one any more.
        const old = leg;
        leg = undefined;
        if (old?.state() === 'ringing') old.cancel();
        else if (before !== undefined) old?.hangUp();
        if (turn.state === 'over') ended = true;
        else if (turn.state === 'ring') ring(turn);
      } catch {
        await new Promise<void>((resolve) => void timers.set(resolve, againMs));
      }
    }
  };
  return {
    conversationId,
    leg: () => leg,
    hangUp: () => finish(leg?.state() === 'talking' ? 'completed' : 'abandoned'),
    say: async ({ text, language, at }) => {
      const segment = { n: said, who: 'customer' as const, at, text, language };
      said += 1;
      const response = await say(door, 'POST', '/api/transcripts', { callId, segments: [segment] });
      if (response.ok || response.status === 409) return response.ok;
      throw new Error(`The service answered with ${response.status}.`);
    },
    over: follow(),
  };
}

/**
 * Brings a caller to the queue of this number, as one who has just called there.
 * @returns undefined where no queue has it. @throws Error when the service does not take the call.
 */
export async function routeOn(
  pbx: Pick<Pbx, 'call'>,
  door: ServiceDoor,
  number: string,
  caller: Caller,
  timers: Timers,
): Promise<RoutedCall | undefined> {
  const response = await say(door, 'GET', `/api/calls/to/${encodeURIComponent(number)}`);
  if (response.status === 404 || response.status === 400) return undefined;
  if (!response.ok) throw new Error(`The service answered with ${response.status}.`);
  const { kind, name } = callRouteSchema.parse(await response.json());
  // The talk before this one stays with whoever had it.
  const { conversationId: _, ...who } = caller;
  return kind === 'queue' ? routeCall(pbx, door, { ...who, queue: name }, timers) : undefined;
}

function say(door: ServiceDoor, method: 'GET' | 'POST', path: string, body?: object): Promise<Response> {
  return fetch(`${door.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${door.secret}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
