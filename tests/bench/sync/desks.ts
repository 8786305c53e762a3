// Many desks in one process, reduced to their links: they say hello, keep the line alive, and count what they are told.
import { WebSocket } from 'ws';
import { scopesFor } from '../../../service/visibility.ts';
import { PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import { onOrder } from './child.ts';
import { manyAgent } from './dataset.ts';

/** What the process is told: link so many more desks, from this number on; or tell what was heard. */
export type DesksOrder =
  | { t: 'link'; address: string; from: number; count: number; cursor: string }
  | { t: 'tell' };
/** How it answers. */
export interface DesksAnswer {
  /** How long linking took, in s. */
  seconds: number;
  linked: number;
  lost: number;
  frames: number;
  bytes: number;
  /** Why the first one was lost. */
  why: string | null;
}

/** The desk of one of {@link manyAgent}, and its token; the token table must know it. */
export const manyDesk = (n: number): { deskId: string; token: string } => ({
  deskId: `bench-desk-${n}`,
  token: `bench-token-${n}`,
});

const tally: DesksAnswer = { seconds: 0, linked: 0, lost: 0, frames: 0, bytes: 0, why: null };
const sockets = new Set<WebSocket>();
const atOnce = 64;

interface Place {
  epoch: string;
  run: string | null;
}

/** @param place null asks who answers, and hangs up. */
function link(address: string, n: number, cursor: string, place: Place | null): Promise<Place> {
  const agent = manyAgent(n);
  const { deskId, token } = manyDesk(n);
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/link`, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    let welcome = false;
    socket.on('open', () =>
      socket.send(
        JSON.stringify({
          t: 'hello',
          protocol: PROTOCOL_VERSION,
          app: 'bench',
          deskId,
          token,
          epoch: place?.epoch ?? null,
          cursor: place === null ? null : cursor,
          scopes: place === null ? null : scopesFor(agent).hash,
          run: place?.run ?? null,
          segments: null,
        }),
      ),
    );
    socket.on('message', (data: Buffer) => {
      tally.frames += 1;
      tally.bytes += data.length;
      if (welcome) return;
      const frame = JSON.parse(data.toString('utf8')) as Place & {
        t: string;
        then?: string;
        message?: string;
      };
      if (frame.t !== 'welcome') return reject(new Error(`Desk ${n}: ${frame.t} ${frame.message ?? ''}`));
      welcome = true;
      if (place === null) {
        socket.terminate();
        return resolve({ epoch: frame.epoch, run: frame.run ?? null });
      }
      if (frame.then === 'snapshot') return reject(new Error(`Desk ${n} is sent a snapshot`));
      sockets.add(socket);
      tally.linked += 1;
      resolve(place);
    });
    socket.on('error', (error) => reject(error));
    socket.on('close', (code, reason) => {
      if (!sockets.delete(socket)) return;
      tally.lost += 1;
      tally.why ??= `${code} ${reason.toString('utf8')}`;
    });
  });
}

setInterval(() => {
  for (const socket of sockets) socket.send('{"t":"ping"}');
}, 8_000);

onOrder(async (order: DesksOrder) => {
  if (order.t === 'link') {
    const place = await link(order.address, order.from, order.cursor, null);
    const began = performance.now();
    let next = order.from;
    const end = order.from + order.count;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < end) await link(order.address, next++, order.cursor, place);
      }),
    );
    tally.seconds = (performance.now() - began) / 1000;
  }
  process.send!(tally);
});
