// Changes when the packaged app is put together differently.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseVersion } from '@electron/fuses';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { fusesToSet } from './build/fuses.ts';
import { appManifest, belongsInApp, unpackedFromAsar } from './build/package-contents.ts';

// Set by build/package.ts, and only where Electron's own download does not work.
const zipFolder = process.env['PARLEY_ELECTRON_ZIP_DIR'];
const standIn = zipFolder !== undefined;
const target = `${process.platform}-${process.arch}`;

export default {
  outDir: 'release',
  packagerConfig: {
    name: 'Parley',
    executableName: 'parley',
    appBundleId: 'org.parley.desktop',
    // Offered to macOS; taken only by whoever says so in the settings.
    protocols: [{ name: 'Calls', schemes: ['tel', 'callto', 'sip', 'sips'] }],
    asar: { unpack: unpackedFromAsar(standIn) },
    // What belongs in the app is listed file by file, so there is nothing left to prune.
    prune: false,
    ignore: (path: string) => !belongsInApp(path, target),
    ...(standIn ? { electronZipDir: zipFolder } : {}),
  },
  // The native module brings its binaries along; nothing is compiled.
  rebuildConfig: { onlyModules: [] },
  hooks: {
    packageAfterCopy: async (_config: unknown, appFolder: string) => {
      const file = join(appFolder, 'package.json');
      const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
      await writeFile(file, JSON.stringify(appManifest(manifest), null, 2));
    },
  },
  plugins: [new FusesPlugin({ version: FuseVersion.V1, ...fusesToSet(standIn) })],
};
