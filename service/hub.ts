// All links of this process: who is linked, what the log brings to whom, typing, and the ends that others decide.
import type { Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Pool } from 'pg';
import type { NewId, Now } from '../shared/domain/ids.ts';
import type { Log } from '../shared/log.ts';
import { heartbeatMs, type Typing } from '../shared/sync/protocol.ts';
import type { Accounts } from './accounts.ts';
import type { Commands } from './commands.ts';
import { agentsMarkedLinked, leaseLinks, linkedAgents, type DeskKey } from './db/desks.ts';
import type { Batch } from './db/feed.ts';
import type { Runs } from './db/runs.ts';
import { scopeOfConversation } from './db/records.ts';
import { createFramer } from './framer.ts';
import { createLink, type Link, type LinkedDesk } from './link.ts';
import type { FeedLog } from './log.ts';
import type { LinkName } from './neighbours.ts';
import { createPresenceLinks } from './presence-links.ts';
import { createReplaced } from './replaced.ts';
import type { Segments } from './segments/index.ts';
import { realTimers, repeat, type Timers } from './timers.ts';
import { scopesFor } from './visibility.ts';
import { createWire, type Wire } from './wire.ts';

/** See {@link createHub}. */
export interface Hub {
  /** Takes over a socket that has just opened at /link. @param stream what it is made of. */
  accept(socket: WebSocket, stream: Writable): void;
  /** The same for any line that has just opened. */
  take(wire: Wire): void;
  isLinked(agentId: string): boolean;
  /** How many desks are linked here. */
  size(): number;
  /** Ends the links that a signed-out token opened. */
  signedOut(token: { hash: string; agentId: string; deskId: string }): void;
  /** Brings typing to the desks that may see the conversation. */
  typing(typing: Typing): void;
  /** Hears that a desk has linked, here or at another process. */
  linked(link: LinkName): void;
  start(): Promise<void>;
  /** Says goodbye to every desk. */
  stop(): Promise<void>;
  /** Hangs up on every desk without a word, as a crash would. */
  cut(): void;
}

/** Times that tests shorten, in ms. */
export interface HubTimes {
  /** How long an agent's last desk may be lost before presence says so. */
  readonly graceMs: number;
  /** How long a socket may be open without a hello. */
  readonly helloMs: number;
  readonly heartbeatMs: number;
  /** How often tokens are looked at again, and links are confirmed to the other processes. */
  readonly checkMs: number;
}

/** What the service uses. */
export const hubTimes: HubTimes = { graceMs: 10_000, helloMs: 10_000, heartbeatMs, checkMs: 5_000 };

/** What the hub needs. */
export interface HubDeps {
  pool: Pool;
  feed: FeedLog;
  accounts: Accounts;
  commands: Commands;
  /** As settled at the start; {@link HubDeps.runs} tells when another begins. */
  epoch: string;
  runs?: Runs;
  segments?: Segments;
  now: Now;
  monotonic: () => number;
  newId: NewId;
  log: Log;
  times: HubTimes;
  timers?: Timers;
  /** Tells every process of the service, this one included, that a desk has linked; see {@link Hub.linked}. */
  tellLinked?: (link: LinkName) => void;
  /** Hands typing of a desk to the channels, and back to {@link Hub.typing}. */
  publishTyping(typing: Typing): void;
}

const leaseMs = 20_000;
const keyOf = ({ agent, deskId }: LinkedDesk): DeskKey => ({ agentId: agent.id, deskId });

/** @returns a hub without links. */
export function createHub(deps: HubDeps): Hub {
  const { pool, feed, accounts, commands, runs, segments, now, monotonic, newId, log, times } = deps;
  const { timers = realTimers } = deps;
  const all = new Set<Link>();
  const byAgent = new Map<string, Set<Link>>();
  const clean = new WeakSet<Link>();
  const conversationScopes = new Map<string, string>();
  let elsewhere = new Set<string>();
  let typist: Link | null = null;
  let stopping = false;
  let stopPulse = (): void => {};
  let stopChecking = (): void => {};
  let stopHearing = (): void => {};

  const presence = createPresenceLinks({
    graceMs: times.graceMs,
    log,
    timers,
    async isLinkedAnywhere(agentId) {
      return byAgent.has(agentId) || (await linkedAgents(pool, now())).includes(agentId);
    },
    async mark(agentId, linked) {
      await commands.run(
        { kind: 'system' },
        { id: newId(), type: 'presence.link', args: { agentId, linked } },
      );
    },
  });

  const replaced = createReplaced(newId, (name) => deps.tellLinked?.(name));

  function linked(link: Link): void {
    const desk = link.desk()!;
    const links = byAgent.get(desk.agent.id) ?? new Set();
    const first = links.size === 0;
    byAgent.set(desk.agent.id, links.add(link));
    for (const other of links) {
      if (other === link || other.desk()?.deskId !== desk.deskId) continue;
      other.bye('replaced', 'This desk has linked again.');
    }
    replaced.linked(link);
    leaseLinks(pool, [keyOf(desk)], [], now(), leaseMs).catch(warn);
    if (first) presence.came(desk.agent.id);
  }

  function ended(link: Link): void {
    all.delete(link);
    const desk = link.desk();
    if (desk === null) return;
    log.info('A desk is gone', { agentId: desk.agent.id, deskId: desk.deskId, linked: all.size });
    const links = byAgent.get(desk.agent.id);
    links?.delete(link);
    if (links?.size === 0) {
      byAgent.delete(desk.agent.id);
      elsewhere.delete(desk.agent.id);
    }
    if (stopping) return;
    void letGo([desk])
      .catch(warn)
      .then(() => {
        if (!byAgent.has(desk.agent.id)) presence.went(desk.agent.id, clean.has(link));
      });
  }

  /** Takes back the word that these desks are linked here, but for those that have linked again. */
  async function letGo(desks: LinkedDesk[]): Promise<void> {
    const gone = desks.filter(({ agent, deskId }) => {
      const links = [...(byAgent.get(agent.id) ?? [])];
      return links.every((link) => link.desk()?.deskId !== deskId);
    });
    if (gone.length > 0) await leaseLinks(pool, [], gone.map(keyOf), now(), leaseMs);
  }

  const framer = createFramer((run) => void setImmediate(run));
  const broke = (error: Error): void => log.info('A link broke', { error: error.message });
  const warn = (error: unknown): void => log.warn('The hub could not write down its links', { error });

  function hear(batch: Batch): void {
    for (const entry of batch.entries) {
      if (entry.kind === 'conversation') conversationScopes.delete(entry.id);
      // An agent that works other queues now sees other records: its desks begin anew with the new scopes.
      if (entry.kind === 'agent' && entry.json !== null) {
        const agent = JSON.parse(entry.json) as Parameters<typeof scopesFor>[0];
        for (const link of byAgent.get(entry.id) ?? []) {
          const desk = link.desk()!;
          if (scopesFor({ ...agent, role: desk.agent.role }).hash !== desk.scopes.hash) {
            link.bye('stopping', 'What this agent may see has changed.');
          }
        }
      }
    }
    for (const link of all) {
      try {
        link.stream()?.hear(batch);
      } catch (error) {
        // One desk that cannot be told must not keep the others from hearing, nor go on with a hole.
        log.error('A desk could not be told', { error, agentId: link.desk()?.agent.id });
        link.bye('stopping', 'The service cannot answer right now.');
      }
    }
  }

  async function lookAround(): Promise<void> {
    const desks = [...all].flatMap((link) => {
      const desk = link.desk();
      return desk === null ? [] : [{ link, desk }];
    });
    await leaseLinks(
      pool,
      desks.map(({ desk }) => keyOf(desk)),
      [],
      now(),
      leaseMs,
    );
    // Some may have gone while that was written.
    await letGo(desks.filter(({ link }) => !all.has(link)).map(({ desk }) => desk));
    elsewhere = new Set(await linkedAgents(pool, now()));
    const tokens = await accounts.look(desks.map(({ desk }) => desk.tokenHash));
    for (const { link, desk } of desks) {
      const token = tokens.get(desk.tokenHash);
      if (token === undefined || token.expiresAt <= now())
        link.bye('unauthenticated', 'The sign-in has expired.');
      else if (token.revoked) link.bye('revoked', 'This desk was signed out, or the account was closed.');
      else if (token.role !== desk.agent.role) link.bye('stopping', 'The role of this agent has changed.');
    }
  }

  async function sees(typing: Typing): Promise<string> {
    const known = conversationScopes.get(typing.conversationId);
    if (known !== undefined) return known;
    const scope = await scopeOfConversation(pool, typing.conversationId);
    if (conversationScopes.size > 5000) conversationScopes.clear();
    conversationScopes.set(typing.conversationId, scope);
    return scope;
  }

  async function deskTypes(link: Link, conversationId: string, on: boolean): Promise<void> {
    const { agent, scopes } = link.desk()!;
    const typing: Typing = { conversationId, on, who: 'agent', name: agent.name };
    if (!scopes.has(await sees(typing))) return;
    typist = link;
    deps.publishTyping(typing);
    typist = null;
  }

  function take(wire: Wire): void {
    const link = createLink({
      wire,
      pool,
      feed,
      accounts,
      commands,
      epoch: () => runs?.epoch() ?? deps.epoch,
      runs,
      segments,
      now,
      monotonic,
      log,
      heartbeatMs: times.heartbeatMs,
      onLinked: linked,
      onTyping: (from, conversationId, on) => void deskTypes(from, conversationId, on).catch(warn),
      onEnd: ended,
    });
    all.add(link);
    const patience = timers.set(() => link.bye('invalid', 'No hello came.'), times.helloMs);
    wire.listen({
      message(data, isBinary) {
        // Whatever comes first is a hello, or the end; how long the database takes for it is not the desk's doing.
        timers.clear(patience);
        link.receive(data, isBinary);
      },
      closed() {
        timers.clear(patience);
        link.closed();
      },
    });
    if (stopping) link.bye('stopping', 'The service is ending.');
  }

  return {
    accept: (socket, stream) => take(createWire({ socket, stream, framer, onError: broke })),
    take,
    isLinked: (agentId) => byAgent.has(agentId) || elsewhere.has(agentId),
    size: () => all.size,
    signedOut({ hash, agentId }) {
      for (const link of byAgent.get(agentId) ?? []) {
        if (link.desk()?.tokenHash !== hash) continue;
        clean.add(link);
        link.bye('revoked', 'This desk has signed out.');
      }
    },
    typing(typing) {
      const from = typist;
      void sees(typing).then((scope) => {
        for (const link of all)
          if (link !== from && link.desk()?.scopes.has(scope) === true) link.typing(typing);
      }, warn);
    },
    linked: (name) => replaced.heard(name, byAgent.get(name.agentId) ?? []),
    async start() {
      stopHearing = feed.onBatch(hear);
      runs?.onRenewed(() => {
        for (const link of all) link.bye('stopping', 'The service was put back to an older state.');
      });
      const pulse = (): void => {
        const at = monotonic();
        for (const link of all) link.tick(at);
      };
      stopPulse = repeat(timers, pulse, times.heartbeatMs / 4);
      stopChecking = repeat(timers, () => void lookAround().catch(warn), times.checkMs);
      // What an earlier process left behind when it was killed: these agents have the grace to come back.
      for (const agentId of await agentsMarkedLinked(pool)) presence.went(agentId, false);
    },
    async stop() {
      stopping = true;
      stopPulse();
      stopChecking();
      presence.stop();
      const desks = [...all].flatMap((link) => link.desk() ?? []);
      for (const link of all) link.bye('stopping', 'The service is ending.');
      stopHearing();
      await leaseLinks(pool, [], desks.map(keyOf), now(), leaseMs).catch(warn);
    },
    cut() {
      stopping = true;
      stopPulse();
      stopChecking();
      presence.stop();
      stopHearing();
    },
  };
}
