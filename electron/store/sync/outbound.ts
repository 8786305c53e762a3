// The agent's commands on their way to the service: in order of n, one batch in flight, each until its verdict.
import type { Decision, Outbox, Pending, Refused } from '../db/outbox.ts';
import { maxPush, type DownFrame, type PushItem, type UpFrame } from '../../../shared/sync/protocol.ts';

type Frame<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;

/** See the head of this file. */
export interface Outbound {
  /** The link is up: `lastN` is the newest command that the service has decided. */
  start(lastN: number): void;
  /** The link is down: what was in flight is sent again after the next start. */
  stop(): void;
  /** Something new waits. */
  wake(): void;
  verdict(frame: Frame<'verdict'>): void;
  gap(frame: Frame<'gap'>): void;
}

/** What outbound is given. */
export interface OutboundDeps {
  outbox: Outbox;
  send: (frame: UpFrame) => void;
  now: () => number;
  /** Runs soon, after the frames that came together: their verdicts then share one commit. */
  defer: (run: () => void) => void;
  /** Hears of decided commands after they were written down. */
  onDecided: (refused: Refused[]) => void;
}

/** A batch stays well under the frame's bound. */
const maxBatchBytes = 256 * 1024;

/** See the head of this file. */
export function createOutbound(deps: OutboundDeps): Outbound {
  const { outbox } = deps;
  let up = false;
  /** Command id by n, of the batch whose verdicts are awaited. */
  const inFlight = new Map<number, string>();
  let decisions: Decision[] = [];
  let scheduled = false;

  function batch(): PushItem[] {
    const items: PushItem[] = [];
    let bytes = 0;
    for (const entry of outbox.pending()) {
      if (entry.at !== null || decisions.some((decision) => decision.commandId === entry.command.id))
        continue;
      const item = itemOf(entry);
      const size = JSON.stringify(item).length * 3;
      if (items.length > 0 && (items.length >= maxPush || bytes + size > maxBatchBytes)) break;
      items.push(item);
      bytes += size;
    }
    return items;
  }

  function sendNext(): void {
    if (!up || inFlight.size > 0) return;
    const items = batch();
    if (items.length === 0) return;
    for (const item of items) inFlight.set(item.n, item.command.id);
    deps.send({ t: 'push', items });
  }

  function flush(): void {
    scheduled = false;
    const now = decisions;
    decisions = [];
    if (now.length > 0) deps.onDecided(outbox.decide(now, deps.now()));
    sendNext();
  }

  function flushSoon(): void {
    if (scheduled) return;
    scheduled = true;
    deps.defer(flush);
  }

  return {
    start: (lastN) => {
      up = true;
      inFlight.clear();
      outbox.renumber(lastN);
      flushSoon();
    },
    stop: () => {
      up = false;
      inFlight.clear();
    },
    wake: flushSoon,
    verdict: (frame) => {
      const asked = inFlight.get(frame.n);
      // SYNC-14: a command that the service could not read at all is named by its number.
      const commandId =
        frame.commandId === `unreadable-${frame.n}` ? (asked ?? frame.commandId) : frame.commandId;
      if (asked === commandId) inFlight.delete(frame.n);
      else if (asked !== undefined) {
        // The number is used: the service has counted further under this desk's id than we have.
        inFlight.clear();
        outbox.renumber(frame.n, true);
      }
      if (frame.refusal !== null) decisions.push({ commandId, refusal: frame.refusal });
      else if (frame.at !== null) decisions.push({ commandId, at: frame.at });
      flushSoon();
    },
    gap: (frame) => {
      inFlight.clear();
      outbox.renumber(frame.expected - 1);
      flushSoon();
    },
  };
}

const itemOf = ({ n, madeAt, command }: Pending): PushItem => ({ n, at: madeAt, command });
