// Measures the memory of each process of the desktop, idle and with twenty sessions (PSS, so shared pages count once).
import { memoryOf, pickAll, setUpRig, type ProcessMemory } from './rig.ts';
import { row, type Row } from './table.ts';

const sessions = 20;

function byRole(processes: readonly ProcessMemory[], when: string): Row[] {
  const roles = [...new Set(processes.map(({ role }) => role))].toSorted();
  const sum = (some: readonly ProcessMemory[]): number =>
    some.reduce((total, { megabytes }) => total + megabytes, 0);
  return [
    ...roles.map((role) => row(`${role}, ${when}`, sum(processes.filter((one) => one.role === role)), 'MB')),
    row(`all processes, ${when}`, sum(processes), 'MB'),
  ];
}

/** @returns one row per kind of process and moment. */
export async function bench(): Promise<Row[]> {
  const rig = await setUpRig();
  try {
    const { app, page } = await rig.desk();
    const root = app.process().pid!;
    await page.getByText('Connected').first().waitFor();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    const idle = byRole(await memoryOf(root), 'idle');
    await rig.customers(sessions);
    await pickAll(page, sessions);
    const busy = byRole(await memoryOf(root), `${sessions} sessions`);
    await app.close();
    return [...idle, ...busy];
  } finally {
    await rig.close();
  }
}
