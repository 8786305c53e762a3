// Tells presence whether an agent has a desk linked: at once when the first comes, after a grace when the last is lost.
//
//   away --a desk links--> here --last desk signs out--> away
//                           |  ^                          ^
//             last desk lost+  +--a desk links again      |
//                           v  |                          |
//                          lost --grace is over, and no other process holds one--+
import type { Log } from '../shared/log.ts';
import type { Timers } from './timers.ts';

/** See {@link createPresenceLinks}. */
export interface PresenceLinks {
  came(agentId: string): void;
  /** The agent's last desk here is gone. `clean` after a sign-out: then there is no grace. */
  went(agentId: string, clean: boolean): void;
  stop(): void;
}

/** What it needs. */
export interface PresenceLinkDeps {
  graceMs: number;
  /** Whether any process holds a desk of the agent. */
  isLinkedAnywhere(agentId: string): Promise<boolean>;
  /** Gives the command presence.link. */
  mark(agentId: string, linked: boolean): Promise<void>;
  log: Log;
  timers: Timers;
}

const retryMs = 1000;

/** @returns what follows the links of this process. */
export function createPresenceLinks({
  graceMs,
  isLinkedAnywhere,
  mark,
  log,
  timers: clock,
}: PresenceLinkDeps): PresenceLinks {
  const wanted = new Map<string, boolean>();
  const busy = new Set<string>();
  const timers = new Map<string, unknown>();
  let over = false;

  const isOver = (): boolean => over;

  function later(agentId: string, ms: number, then: () => void): void {
    clock.clear(timers.get(agentId));
    const timer = clock.set(() => {
      timers.delete(agentId);
      if (!over) then();
    }, ms);
    timers.set(agentId, timer);
  }

  // One command at a time per agent, and always the newest wish, so that an old one never overtakes it.
  async function carryOut(agentId: string): Promise<void> {
    if (busy.has(agentId)) return;
    busy.add(agentId);
    let linked: boolean | undefined;
    try {
      while ((linked = wanted.get(agentId)) !== undefined && !isOver()) {
        wanted.delete(agentId);
        if (linked || !(await isLinkedAnywhere(agentId))) await mark(agentId, linked);
        // Another process holds a desk of this agent, or was killed while it did: its word is good for a while only.
        else if (!wanted.has(agentId)) later(agentId, graceMs, () => want(agentId, false));
      }
    } catch (error) {
      log.warn('Presence does not follow the links yet', { agentId, error });
      if (linked !== undefined && !wanted.has(agentId)) wanted.set(agentId, linked);
      later(agentId, retryMs, () => void carryOut(agentId));
    } finally {
      busy.delete(agentId);
    }
  }

  function want(agentId: string, linked: boolean): void {
    wanted.set(agentId, linked);
    void carryOut(agentId);
  }

  return {
    came(agentId) {
      clock.clear(timers.get(agentId));
      timers.delete(agentId);
      want(agentId, true);
    },
    went(agentId, clean) {
      if (over) return;
      if (clean) want(agentId, false);
      else later(agentId, graceMs, () => want(agentId, false));
    },
    stop() {
      over = true;
      for (const timer of timers.values()) clock.clear(timer);
    },
  };
}
