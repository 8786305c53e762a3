// How a desk reaches the services, and what may go over the line between them: I6 and STORE-7 as seen on the wire.
import type { Transport } from '../../electron/store/sync/transport.ts';
import { scopesFor, type Scopes } from '../../service/visibility.ts';
import { AppError } from '../../shared/errors.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import { oldestProtocol, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { recordsIn } from './bulk.ts';
import type { Owner } from './clockwork.ts';
import type { SimDesk } from './desk.ts';
import type { createNetwork } from './network.ts';
import { count, SimulationFailure, type Simulation } from './state.ts';

/**
 * @param fail hears what must not have gone over a line.
 * @returns what makes the transport of a desk, for one life of it.
 */
export function createTransports(
  sim: Simulation,
  network: ReturnType<typeof createNetwork>,
  fail: (error: unknown) => void,
): (desk: SimDesk, owner: Owner) => Transport {
  const { chance, clockwork, seed } = sim;
  const newest = new Map<string, { epoch: string; cursor: Cursor }>();

  /** A cursor never goes back within an epoch, whatever befalls the desk. */
  function checkHello(desk: SimDesk, text: string): void {
    const hello = JSON.parse(text) as { t: string; epoch: string | null; cursor: Cursor | null };
    if (hello.t !== 'hello' || hello.cursor === null || hello.epoch === null) return;
    const before = newest.get(desk.name);
    if (before?.epoch === hello.epoch && compareCursors(hello.cursor, before.cursor) < 0)
      fail(
        new SimulationFailure(
          seed,
          `STORE-7: ${desk.name} went back from ${before.cursor} to ${hello.cursor}`,
        ),
      );
    newest.set(desk.name, { epoch: hello.epoch, cursor: hello.cursor });
  }

  /** A desk of the version before: it knows neither runs nor segments. */
  function olderHello(text: string): string {
    const { run: _run, segments: _segments, ...hello } = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify({ ...hello, protocol: oldestProtocol });
  }

  /** I6 SYNC-23: no body leaves the service for a scope that its record is not in. */
  function createInspector(desk: SimDesk): (frame: string | Uint8Array) => void {
    let scopes: Scopes | null = null;
    /** What the bytes that come next are. */
    let announced: { sha256: string; unpacked: number } | null = null;

    function check(kind: string, id: string, record: Record<string, unknown> | undefined): void {
      if (record === undefined || scopes === null) return;
      const scope =
        kind === 'case' || kind === 'conversation'
          ? `queue:${String(record['queueId'])}`
          : kind === 'offer'
            ? `agent:${String(record['agentId'])}`
            : 'all';
      if (!scopes.has(scope))
        fail(new SimulationFailure(seed, `I6 SYNC-23: ${desk.name} was sent ${kind} ${id} of ${scope}`));
    }

    return (text) => {
      if (typeof text !== 'string') {
        if (announced === null)
          return fail(new SimulationFailure(seed, 'SYNC-24: bytes that nobody announced'));
        for (const { kind, id, record } of recordsIn(announced, text, ['case', 'conversation', 'offer']))
          check(kind, id, record);
        announced = null;
        return count(sim, 'a segment was sent');
      }
      if (text.startsWith('{"t":"segment"')) {
        announced = JSON.parse(text) as typeof announced;
        return;
      }
      if (
        !text.startsWith('{"t":"welcome"') &&
        !text.startsWith('{"t":"snapshot"') &&
        !text.startsWith('{"t":"delta"')
      )
        return;
      const frame = JSON.parse(text) as {
        agent?: Parameters<typeof scopesFor>[0];
        rows?: { kind: string; id: string; record?: Record<string, unknown> }[];
        changes?: { kind: string; id: string; record?: Record<string, unknown> }[];
      };
      if (frame.agent !== undefined) scopes = scopesFor(frame.agent);
      for (const { kind, id, record } of frame.rows ?? frame.changes ?? []) check(kind, id, record);
    };
  }

  const anyService = () => {
    const live = sim.services.filter(({ alive }) => alive);
    return live.length === 0 ? null : chance.pick(live);
  };
  const offline = (): AppError => new AppError('unreachable', 'The service cannot be reached.');
  const reachable = (desk: SimDesk): boolean =>
    Math.max(desk.weather.downUntil, desk.weather.heldUntil) <= clockwork.now();
  const later = (desk: SimDesk): Promise<void> =>
    new Promise((resolve) => void clockwork.after(chance.int(...desk.weather.delay), '', resolve));

  function transportOf(desk: SimDesk, owner: Owner): Transport {
    return {
      about: async () => {
        await later(desk);
        if (!reachable(desk) || anyService() === null) throw offline();
        const protocols = Array.from(
          { length: PROTOCOL_VERSION - oldestProtocol + 1 },
          (_, i) => oldestProtocol + i,
        );
        return { product: 'parley', version: '1.0.0', protocols };
      },
      signIn: async (_service, request) => {
        await later(desk);
        const service = anyService();
        if (!reachable(desk) || service === null) throw offline();
        // A process that dies does not answer any more.
        const silence = new Promise<never>((_resolve, reject) => {
          clockwork.after(8000, '', () => reject(offline()));
        });
        silence.catch(() => undefined);
        const answer = service.accounts.signIn(request.handle, request.password, request.deskId);
        const reply = await Promise.race([answer, silence]).catch((error: unknown) => {
          throw error instanceof AppError ? error : offline();
        });
        await later(desk);
        return reply;
      },
      signOut: async () => {},
      link: (_service, events) => {
        const service = anyService();
        const inspect = createInspector(desk);
        const nobody: Owner = { name: 'nobody', alive: false };
        const { socket, line } = network.open({
          desk: owner,
          service: service ?? nobody,
          weather: desk.weather,
          events,
          take: (wire) => service?.hub.take(wire),
          onSent: inspect,
        });
        desk.lines = [...desk.lines.filter(({ open }) => open), line];
        const { send } = socket;
        return {
          ...socket,
          send: (text) => {
            const isHello = text.startsWith('{"t":"hello"');
            if (owner.alive && isHello) checkHello(desk, text);
            send(isHello && desk.protocol < PROTOCOL_VERSION ? olderHello(text) : text);
          },
        };
      },
    };
  }

  return transportOf;
}
