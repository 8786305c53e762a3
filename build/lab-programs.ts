// Changes when tests against real telephone servers need another program, or get it from elsewhere. Nothing of this is
// part of the product, and nothing of the machine's own is changed: Debian's packages are unpacked into the user's cache.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { cacheFolder } from './paths.ts';
import { capture, must } from './run.ts';

/** Programs that were unpacked. */
export interface LabPrograms {
  /** A program by its name: kamailio, rtpengine, baresip, turnserver. */
  program(name: string): string;
  /** A folder below the unpacked root, such as "kamailio/modules" of the libraries. */
  library(name: string): string;
  /** What to start them with, so that they find their libraries. */
  readonly env: NodeJS.ProcessEnv;
}

const packages = [
  'kamailio',
  'kamailio-websocket-modules',
  'kamailio-tls-modules',
  'kamailio-utils-modules',
  'kamailio-autheph-modules',
  'rtpengine-daemon',
  'baresip-core',
  'coturn',
];
/** Another list of packages is another folder. */
const version = 1;

/** How the lab is put apart from the machine: its own network, its own processes, which all end with it. */
export const apart = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

/**
 * What keeps this machine from running real telephone servers in namespaces of their own.
 * @returns a sentence, or null when nothing does.
 */
export async function labHindrance(platform: NodeJS.Platform = process.platform): Promise<string | null> {
  if (platform !== 'linux') return `Network namespaces are Linux's; this is ${platform}.`;
  for (const program of ['unshare', 'nsenter', 'ip', 'apt-get', 'dpkg-deb', 'openssl'])
    if ((await capture('which', [program])).code !== 0) return `The program ${program} is not there.`;
  const made = await capture('unshare', [
    ...apart,
    'sh',
    '-c',
    'ip link set lo up && ip link add lab0 type veth peer name lab1',
  ]);
  return made.code === 0
    ? null
    : `The kernel gives no network namespace with a pair of links: ${made.stderr.trim().slice(0, 200)}`;
}

/**
 * Gets the programs, from the cache or from Debian's packages (about half a minute, once).
 * @throws Error with apt's words when they cannot be had.
 */
export async function labPrograms(report: (line: string) => void): Promise<LabPrograms> {
  const cache = cacheFolder(process.env);
  const folder = join(cache, `phone-lab-${version}`);
  await withLock(
    `${folder}.lock`,
    () => report('Another run is fetching the telephone servers; waiting for it'),
    async () => {
      if (existsSync(folder)) return;
      report(`Fetching telephone servers for tests: ${packages.join(' ')}`);
      await mkdir(cache, { recursive: true });
      const work = await mkdtemp(join(cache, '.phone-lab-'));
      try {
        await unpack(work);
        await rename(work, folder);
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
  );
  const root = join(folder, 'root');
  const arch = (await readdir(join(root, 'usr', 'lib'))).find((name) => name.endsWith('-linux-gnu'));
  if (arch === undefined) throw new Error(`There are no libraries in ${root}.`);
  const libraries = join(root, 'usr', 'lib', arch);
  // Plugins of the same package: some libraries lie in a folder of their own.
  const path = [
    libraries,
    join(root, 'lib', arch),
    join(libraries, 'kamailio'),
    join(libraries, 'blas'),
    join(libraries, 'lapack'),
  ];
  return {
    program: (name) => {
      const found = ['bin', 'sbin']
        .map((bin) => join(root, 'usr', bin, name))
        .find((file) => existsSync(file));
      if (found === undefined) throw new Error(`The packages hold no ${name}.`);
      return found;
    },
    library: (name) => {
      const found = [join(libraries, name), join(root, 'usr', 'lib', name)].find((one) => existsSync(one));
      if (found === undefined) throw new Error(`The packages hold no ${name}.`);
      return found;
    },
    env: { ...process.env, LD_LIBRARY_PATH: path.filter((one) => existsSync(one)).join(':'), LC_ALL: 'C' },
  };
}

/** Downloads what this machine lacks of the packages and theirs, and unpacks it. Nothing is installed or started. */
async function unpack(work: string): Promise<void> {
  const debs = join(work, 'debs');
  await mkdir(join(debs, 'partial'), { recursive: true });
  const download = (): Promise<unknown> =>
    must(
      'apt-get',
      [
        '-q',
        '-y',
        '--download-only',
        '--no-install-recommends',
        '-o',
        `Dir::Cache::archives=${debs}`,
        '-o',
        'APT::Sandbox::User=root',
        '-o',
        'DPkg::Lock::Timeout=300',
        'install',
        '--reinstall',
        ...packages,
      ],
      { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } },
    );
  // The lists of packages may be missing, or older than the packages.
  await download().catch(async () => {
    await must('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', 'update']);
    await download();
  });
  const root = join(work, 'root');
  await mkdir(root);
  for (const deb of (await readdir(debs)).filter((name) => name.endsWith('.deb')))
    await must('dpkg-deb', ['-x', join(debs, deb), root]);
  await rm(debs, { recursive: true });
  await writeFile(join(work, 'packages.txt'), `${packages.join('\n')}\n`);
}
