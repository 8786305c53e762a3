// Changes when the bench asks otherwise how a connection of a page has sounded so far.
import type { Page } from 'playwright';

/** What a connection has received so far. */
export interface Hearing {
  /** Samples that were made up because nothing had come in time; silence that was made up on purpose is none. */
  readonly concealed: number;
  /** How often that began. */
  readonly events: number;
  readonly packets: number;
  readonly lost: number;
  /** Milliseconds that sound waits before it is heard, over the whole call. */
  readonly waitMs: number;
}

/** @returns the figures of the page's newest connection. */
export function hearingOf(page: Page): Promise<Hearing> {
  return page.evaluate(async () => {
    const peers = (globalThis as unknown as { benchPeers: RTCPeerConnection[] }).benchPeers;
    const open = peers.findLast(({ connectionState }) => connectionState === 'connected');
    let hearing = { concealed: 0, events: 0, packets: 0, lost: 0, waitMs: 0 };
    (await open?.getStats())?.forEach((entry: Record<string, unknown>) => {
      if (entry['type'] !== 'inbound-rtp') return;
      const number = (name: string): number => (typeof entry[name] === 'number' ? entry[name] : 0);
      hearing = {
        concealed: number('concealedSamples') - number('silentConcealedSamples'),
        events: number('concealmentEvents'),
        packets: number('packetsReceived'),
        lost: number('packetsLost'),
        waitMs: (number('jitterBufferDelay') / Math.max(1, number('jitterBufferEmittedCount'))) * 1000,
      };
    });
    return hearing;
  });
}

/** @returns what came between two looks at the same connection. */
export function between(before: Hearing, after: Hearing): Hearing {
  return {
    concealed: after.concealed - before.concealed,
    events: after.events - before.events,
    packets: after.packets - before.packets,
    lost: after.lost - before.lost,
    waitMs: after.waitMs,
  };
}
