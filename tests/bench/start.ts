// Measures the start of the desktop: an empty profile (sign-in, snapshot) and a used one, against a bare Electron window.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDesktop, desktopArguments, desktopEnvironment } from '../../build/desktop.ts';
import { electronRuntime, runtimeEnvironment } from '../../build/electron-runtime.ts';
import { capture } from '../../build/run.ts';
import { demoAccounts } from '../../service/seed/company.ts';
import { setUpRig } from './rig.ts';
import { percentile, row, type Row } from './table.ts';

const rounds = 5;
const bareMain = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false });
  window.once('ready-to-show', () => { window.show(); app.exit(0); });
  window.loadURL('data:text/html,<p>ready</p>');
});`;

/** @returns seconds from the process's start to a window that can be used. */
export async function bench(): Promise<Row[]> {
  const rig = await setUpRig();
  try {
    const runtime = await electronRuntime({ report: () => {} });
    const env = { ...runtimeEnvironment(runtime), ...rig.display.env };
    const bareFolder = join(rig.data, 'bare');
    await mkdir(bareFolder, { recursive: true });
    await writeFile(join(bareFolder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.js' }));
    await writeFile(join(bareFolder, 'main.js'), bareMain);
    const time = async (work: () => Promise<void>): Promise<number> => {
      const begun = performance.now();
      await work();
      return (performance.now() - begun) / 1000;
    };
    const desk = async (profile: string): Promise<number> => {
      let stop = async (): Promise<void> => {};
      const seconds = await time(async () => {
        const running = await startDesktop({
          executable: runtime.executablePath,
          userData: join(rig.data, profile),
          service: rig.service.address,
          account: demoAccounts.agent,
          env,
        });
        stop = running.stop;
      });
      await stop();
      return seconds;
    };
    const bare: number[] = [];
    const cold: number[] = [];
    const warm: number[] = [];
    for (let n = 0; n < rounds; n++) {
      bare.push(
        await time(async () => {
          const args = [bareFolder, ...desktopArguments(join(rig.data, `bare-${n}`))];
          await capture(runtime.executablePath, args, { env: { ...desktopEnvironment(), ...env } });
        }),
      );
      cold.push(await desk(`profile-${n}`));
      warm.push(await desk(`profile-${n}`));
    }
    const floor = percentile(bare, 0.5);
    return [
      row('empty profile: sign-in, snapshot, usable', percentile(cold, 0.5), 's', { against: floor }),
      row('used profile: usable', percentile(warm, 0.5), 's', { against: floor }),
      row('a bare Electron window', floor, 's'),
    ];
  } finally {
    await rig.close();
  }
}
