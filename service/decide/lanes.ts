// Gathers pushes that arrive while a transaction is under way, so that they share the next one; nobody gets more than its share.
//
//   idle --a push comes--> gathering (one turn of the loop) --> deciding --more wait--> deciding ... --nothing waits--> idle
import type { Decide } from './decide.ts';
import type { DeskAnswer, Push } from './batch.ts';

/** See {@link createLanes}. */
export interface Lanes {
  /**
   * Decides a push after those of the same agent that came before it.
   * @param wanted asked before each part of it: whether anybody still waits for the answers. Without, what is left is dropped.
   * @throws when the database is away; what was not answered is not decided, or decided and kept.
   */
  push(push: Push, wanted?: () => boolean): Promise<DeskAnswer[]>;
}

/** Bounds of the lanes. */
export interface LaneBounds {
  /** Transactions that run at once. */
  readonly lanes: number;
  /** Commands in one transaction. */
  readonly mostItems: number;
  /** Commands of one agent in one transaction, while others wait. */
  readonly share: number;
}

/** What the service uses. With more lanes the transactions get smaller, and each note costs more. */
export const laneBounds: LaneBounds = { lanes: 2, mostItems: 256, share: 64 };

interface Waiting {
  readonly push: Push;
  readonly wanted: () => boolean;
  readonly answers: DeskAnswer[];
  resolve(answers: DeskAnswer[]): void;
  reject(error: unknown): void;
}

interface Part {
  readonly waiting: Waiting;
  readonly push: Push;
}

interface Lane {
  /** By agent, in the order in which they get their next share. */
  readonly agents: Map<string, Waiting[]>;
  busy: boolean;
}

/** @returns lanes without pushes. @param soon runs something in the next turn of the event loop. */
export function createLanes(decide: Decide, soon: (run: () => void) => void, bounds = laneBounds): Lanes {
  const lanes = Array.from({ length: bounds.lanes }, (): Lane => ({ agents: new Map(), busy: false }));

  /** Takes the next parts: from each agent its share, the first ones first. */
  function take({ agents }: Lane): Part[] {
    const parts: Part[] = [];
    let room = bounds.mostItems;
    const line = [...agents];
    for (const [agentId, queue] of line) {
      let share = agents.size === 1 ? room : Math.min(bounds.share, room);
      for (const waiting of queue) {
        if (share <= 0) break;
        if (!waiting.wanted()) continue;
        const from = waiting.answers.length;
        const items = waiting.push.items.slice(from, from + share);
        parts.push({ waiting, push: { ...waiting.push, items } });
        share -= items.length;
        room -= items.length;
        if (from + items.length < waiting.push.items.length) break;
      }
      // To the end of the line, whether it got everything or not.
      agents.delete(agentId);
      agents.set(agentId, queue);
      if (room <= 0) break;
    }
    return parts;
  }

  /** Answers what is complete, or was given up, and forgets it. */
  function settle({ agents }: Lane): void {
    for (const [agentId, queue] of agents) {
      const left = queue.filter((waiting) => {
        const { push, answers, wanted, resolve } = waiting;
        const over = answers.length >= push.items.length || answers.at(-1)?.kind === 'gap' || !wanted();
        if (over) resolve(answers);
        return !over;
      });
      if (left.length === 0) agents.delete(agentId);
      else agents.set(agentId, left);
    }
  }

  async function run(lane: Lane): Promise<void> {
    for (settle(lane); lane.agents.size > 0; settle(lane)) {
      const parts = take(lane);
      try {
        const answers = await decide(parts.map(({ push }) => push));
        for (const [i, { waiting }] of parts.entries()) waiting.answers.push(...answers[i]!);
      } catch (error) {
        const lost = new Set(parts.map(({ waiting }) => waiting));
        for (const waiting of lost) waiting.reject(error);
        for (const [agentId, queue] of lane.agents)
          lane.agents.set(
            agentId,
            queue.filter((waiting) => !lost.has(waiting)),
          );
      }
    }
    lane.busy = false;
  }

  return {
    push(push, wanted = () => true) {
      const lane = lanes[hash(push.desk.agentId) % lanes.length]!;
      return new Promise((resolve, reject) => {
        const queue = lane.agents.get(push.desk.agentId) ?? [];
        queue.push({ push, wanted, answers: [], resolve, reject });
        lane.agents.set(push.desk.agentId, queue);
        if (lane.busy) return;
        lane.busy = true;
        soon(() => void run(lane));
      });
    },
  };
}

function hash(text: string): number {
  let sum = 7;
  for (let i = 0; i < text.length; i += 1) sum = (sum * 31 + text.charCodeAt(i)) >>> 0;
  return sum;
}
