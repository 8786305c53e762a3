// The lines between desks and services: frames in order, late, cut off, or swallowed without a sign.
import type { LinkEvents, LinkSocket } from '../../electron/store/sync/transport.ts';
import type { Wire, WireEvents } from '../../service/wire.ts';
import type { Chance } from './chance.ts';
import type { Clockwork, Owner } from './clockwork.ts';

/** How a desk is connected at the moment. */
export interface Weather {
  /** Delay of a frame in ms: from, to. */
  delay: readonly [number, number];
  /** Nothing gets through before this time, in ms of the simulation; what is under way waits. */
  heldUntil: number;
  /** No new line opens before this time. */
  downUntil: number;
}

/** One line as faults and checks see it. */
export interface Line {
  readonly desk: string;
  /** Hangs up on both sides; each hears of it sooner, later or never. */
  cut(): void;
  /** Swallows everything from now on, without a sign. */
  swallow(): void;
  readonly open: boolean;
}

/** Both ends of a line that is being opened. */
export interface LineEnds {
  desk: Owner;
  service: Owner;
  weather: Weather;
  events: LinkEvents;
  /** Hands the service its end. */
  take: (wire: Wire) => void;
  /** Sees every frame that the service sends, when it sends it. */
  onSent: (frame: string | Uint8Array) => void;
}

interface Pipe {
  send(frame: string | Uint8Array): void;
  /** Ends it after what is under way; the other side hears of it. */
  finish(): void;
  /** Loses what is under way but for the first `keep` frames. */
  lose(keep: number): void;
  readonly waiting: number;
  dead: boolean;
}

/** @returns a function that opens lines. */
export function createNetwork(
  clockwork: Clockwork,
  chance: Chance,
): { open(ends: LineEnds): { socket: LinkSocket; line: Line } } {
  function pipe(
    label: string,
    weather: Weather,
    deliver: (frame: string | Uint8Array) => void,
    ended: () => void,
  ): Pipe {
    let queue: (string | Uint8Array | null)[] = [];
    let scheduled = false;
    const made: Pipe = {
      dead: false,
      get waiting() {
        return queue.length;
      },
      send: (frame) => push(frame),
      finish: () => push(null),
      lose: (keep) => {
        queue = queue.slice(0, keep);
      },
    };
    function push(frame: string | Uint8Array | null): void {
      if (made.dead) return;
      queue.push(frame);
      schedule(chance.int(...weather.delay));
    }
    function schedule(ms: number): void {
      if (scheduled) return;
      scheduled = true;
      clockwork.after(Math.max(ms, weather.heldUntil - clockwork.now()), '', pump);
    }
    function pump(): void {
      scheduled = false;
      if (made.dead || queue.length === 0) return;
      if (weather.heldUntil > clockwork.now()) return schedule(0);
      const frame = queue.shift()!;
      if (frame === null) {
        made.dead = true;
        clockwork.say(`${label} end`);
        return ended();
      }
      clockwork.say(`${label} ${nameOf(frame)}`);
      deliver(frame);
      if (queue.length > 0) schedule(chance.maybe(0.7) ? 0 : chance.int(...weather.delay));
    }
    return made;
  }

  return {
    open({ desk, service, weather, events, take, onSent }) {
      let deskHears = true;
      let serviceHears = true;
      let listener: WireEvents | null = null;
      let held = false;
      let early: (string | Uint8Array)[] = [];

      const toService = (frame: string | Uint8Array): void => {
        if (!service.alive || !serviceHears) return;
        if (held) return void early.push(frame);
        const isBinary = typeof frame !== 'string';
        listener?.message(Buffer.from(frame as string), isBinary);
      };
      const serviceEnds = (): void => {
        if (!serviceHears) return;
        serviceHears = false;
        if (service.alive) listener?.closed();
      };
      const toDesk = (frame: string | Uint8Array): void => {
        if (!deskHears || !desk.alive) return;
        if (typeof frame === 'string') events.text(frame);
        // A copy: what is handed over is the desk's own from then on.
        else events.bytes(Uint8Array.from(frame));
      };
      const deskEnds = (why: string): void => {
        if (!deskHears) return;
        deskHears = false;
        if (desk.alive) events.closed(why, false);
      };
      const name = `${desk.name} ${service.name}`;
      const up = pipe(`${name} up`, weather, toService, serviceEnds);
      const down = pipe(`${name} down`, weather, toDesk, () => deskEnds('The line has ended.'));

      const wire: Wire = {
        listen: (given) => {
          listener = given;
        },
        send: (frame) => {
          onSent(frame);
          down.send(frame);
        },
        end: (text) => {
          down.send(text);
          down.finish();
        },
        cut: () => line.cut(),
        unsent: () => 0,
        drained: async () => {},
        hold: (on) => {
          held = on;
          if (on) return;
          const now = early;
          early = [];
          clockwork.after(0, `${name} reads on`, () => now.forEach(toService));
        },
      };
      const line: Line = {
        desk: desk.name,
        get open() {
          return deskHears && serviceHears && !up.dead && !down.dead;
        },
        cut: () => {
          for (const side of [up, down]) {
            side.lose(chance.int(0, side.waiting));
            // One in four sides never hears of it: half open.
            if (chance.maybe(0.25)) side.dead = true;
            else side.finish();
          }
        },
        swallow: () => {
          up.dead = true;
          down.dead = true;
        },
      };
      const socket: LinkSocket = {
        send: (text) => {
          if (deskHears && desk.alive) up.send(text);
        },
        close: () => {
          deskHears = false;
          if (desk.alive) up.finish();
        },
      };

      clockwork.after(chance.int(...weather.delay), `${name} opens`, () => {
        if (!deskHears || !desk.alive || up.dead) return;
        const blocked = Math.max(weather.downUntil, weather.heldUntil) > clockwork.now();
        if (!service.alive || blocked) {
          serviceHears = false;
          return deskEnds('The service cannot be reached.');
        }
        take(wire);
        events.opened();
      });
      return { socket, line };
    },
  };
}

/** What a frame is, for the trace: no cursors, no tokens, nothing that differs from run to run. */
function nameOf(frame: string | Uint8Array): string {
  // Not how many: cursors are in them.
  if (typeof frame !== 'string') return 'bytes';
  const parsed = JSON.parse(frame) as {
    t: string;
    changes?: { op: string; kind: string; id: string }[];
    rows?: { kind: string; id: string }[];
    items?: { n: number; command: { id: string } }[];
    n?: number;
    commandId?: string;
    refusal?: { kind: string } | null;
    then?: string;
    lastN?: number;
    reason?: string;
    expected?: number;
  };
  const list = (rows: { op?: string; kind: string; id: string }[]): string =>
    rows.map(({ op, kind, id }) => `${op === 'remove' ? '-' : ''}${kind}/${id}`).join(' ');
  switch (parsed.t) {
    case 'delta':
      return `delta ${list(parsed.changes ?? [])}`;
    case 'snapshot':
      return `snapshot ${parsed.rows?.length ?? 0}`;
    case 'push':
      return `push ${(parsed.items ?? []).map(({ n, command }) => `${n}=${command.id}`).join(' ')}`;
    case 'verdict':
      return `verdict ${parsed.n}=${parsed.commandId} ${parsed.refusal?.kind ?? 'ok'}`;
    case 'welcome':
      return `welcome ${parsed.then} ${parsed.lastN}`;
    default:
      return `${parsed.t} ${parsed.reason ?? parsed.expected ?? ''}`;
  }
}
