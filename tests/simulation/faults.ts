// Everything that goes wrong: lines, machines, processes, the database, clocks, sign-ins. And healing it all.
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import type { SimDesk } from './desk.ts';
import { count, type Simulation } from './state.ts';

const year = 365 * 86_400_000;
type Fault = (sim: Simulation, desk: SimDesk) => void | Promise<void>;

const live = (sim: Simulation) => sim.services.filter(({ alive }) => alive);

/** @returns the token that a desk uses now, by what the service keeps of it. */
async function revoke(sim: Simulation, desk: SimDesk): Promise<void> {
  const services = live(sim);
  const { rows } = await sim.database.admin.query<{ hash: string; desk_id: string }>(
    'update token set revoked = true where agent_id = $1 and not revoked returning hash, desk_id',
    [desk.agentId],
  );
  for (const { hash, desk_id: deskId } of rows)
    if (services.length > 0 && sim.chance.maybe(0.5))
      sim.chance.pick(services).hub.signedOut({ hash, agentId: desk.agentId, deskId });
}

async function putBack(sim: Simulation): Promise<void> {
  if (sim.backup === 'none' || sim.restoring) return;
  count(sim, 'the service is put back to a backup');
  sim.restoring = true;
  const { clockwork } = sim;
  await clockwork.real('', async () => {
    for (const service of sim.starting) await service.die();
    sim.starting.clear();
  });
  sim.services = [];
  // What somebody does by hand at this moment ends first.
  const client = await sim.gate.pool(sim.administrator).connect();
  await clockwork.real('puts the backup back', async () => {
    sim.slow = null;
    await sim.database.other.query('rollback');
    await sim.database.restore(`epoch-${(sim.epochs += 1)}`);
  });
  client.release();
  sim.restoring = false;
  sim.startService();
}

const faults: readonly (readonly [number, string, Fault])[] = [
  [10, 'a line is cut', (_sim, desk) => desk.lines.find(({ open }) => open)?.cut()],
  [3, 'a line swallows everything', (_sim, desk) => desk.lines.find(({ open }) => open)?.swallow()],
  [
    5,
    'a partition',
    (sim, desk) => {
      desk.weather.heldUntil = sim.clockwork.now() + sim.chance.int(200, 9000);
    },
  ],
  [
    4,
    'a desk is offline',
    (sim, desk) => {
      desk.weather.downUntil = sim.clockwork.now() + sim.chance.int(500, 12_000);
      for (const line of desk.lines) if (line.open) line.cut();
    },
  ],
  [
    4,
    'a line is slow',
    (sim, desk) => {
      desk.weather.delay = sim.chance.pick([
        [100, 900],
        [2, 30],
        [500, 4000],
        [1, 2],
      ] as const);
    },
  ],
  [
    5,
    'a desk is killed',
    (sim, desk) => {
      desk.crash();
      sim.startDesk(desk, sim.chance.int(10, 3000));
    },
  ],
  [
    10,
    'a desk will be killed in the middle of work',
    (sim, desk) =>
      desk.crashAfter(sim.chance.int(0, 60), () => sim.startDesk(desk, sim.chance.int(10, 2000))),
  ],
  [
    3,
    'a desk is quit and started',
    (sim, desk) => {
      desk.quit();
      sim.startDesk(desk, sim.chance.int(10, 5000));
    },
  ],
  [
    2,
    'a desk is updated',
    (sim, desk) => {
      if (desk.open?.owner.alive !== true) return;
      desk.quit();
      desk.version = `1.${sim.chance.int(1, 9)}.0`;
      desk.protocol = PROTOCOL_VERSION;
      if (sim.chance.maybe(0.5)) desk.changeLayout();
      sim.startDesk(desk, sim.chance.int(10, 1000));
    },
  ],
  [
    3,
    'a clock jumps',
    (sim, desk) => {
      desk.skew = sim.chance.pick([0, year, -year, 3_600_000, -3_600_000]);
    },
  ],
  [
    2,
    'a disk is full for a while',
    (sim, desk) => {
      const open = desk.open;
      if (open === null) return;
      open.disk.full = true;
      sim.clockwork.after(sim.chance.int(50, 2500), '', () => {
        open.disk.full = false;
      });
    },
  ],
  [2, 'a sign-in is revoked', revoke],
  [
    4,
    'a service process is killed',
    async (sim) => {
      const services = live(sim);
      if (services.length === 0) return;
      await sim.chance.pick(services).die();
    },
  ],
  [
    5,
    'a service process will be killed in the middle of work',
    (sim) => {
      const services = live(sim);
      if (services.length === 0) return;
      const service = sim.chance.pick(services);
      service.diesAfter = sim.chance.int(1, 40);
    },
  ],
  [
    2,
    'a service process is stopped and started',
    async (sim) => {
      const services = live(sim);
      if (services.length === 0) return;
      // Not awaited: what it waits for are events to come.
      void sim.chance.pick(services).stop();
    },
  ],
  [
    3,
    'the database is away for a while',
    (sim) => {
      for (const service of live(sim)) service.awayUntil = sim.clockwork.now() + sim.chance.int(50, 2500);
    },
  ],
  [
    4,
    'a backup is made',
    async (sim) => {
      if (sim.restoring) return;
      sim.backup = 'kept';
      await sim.database.backup();
    },
  ],
  // Not awaited: it waits for its turn at the database.
  [4, 'somebody puts a backup back', (sim) => void putBack(sim)],
];

/** One thing goes wrong. */
export async function somethingBreaks(sim: Simulation): Promise<void> {
  const [, name, fault] = sim.chance.weighted(faults.map((one) => [one[0], one] as const));
  const desk = sim.chance.pick(sim.desks);
  count(sim, name);
  await fault(sim, desk);
}

/** Ends everything that is wrong. What has been lost stays lost; what has been promised must now come true. */
export async function healEverything(sim: Simulation): Promise<void> {
  sim.healing = true;
  void sim.slow?.();
  for (const service of sim.starting) {
    service.awayUntil = 0;
    service.diesAfter = null;
  }
  if (live(sim).length === 0) sim.startService();
  for (const desk of sim.desks) {
    desk.weather.heldUntil = 0;
    desk.weather.downUntil = 0;
    desk.weather.delay = [1, 10];
    if (desk.open !== null) {
      desk.open.disk.due = null;
      desk.open.disk.full = false;
    }
    sim.startDesk(desk, 0);
  }
}
