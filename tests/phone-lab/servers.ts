// Changes when another server of the lab than the proxy is started otherwise: what carries sound, and what relays it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabPrograms } from '../../build/lab-programs.ts';
import { domain, ephemeralSecret, listens } from './kamailio.ts';
import { serverAddress } from './net.ts';
import { startProgram, type RunningProgram } from './programs.ts';

/** Between browsers (encrypted, ICE) and telephones (plain). */
export function startRtpengine(programs: LabPrograms): Promise<RunningProgram> {
  return startProgram(
    programs.program('rtpengine'),
    [
      '--config-file=none',
      `--interface=${serverAddress}`,
      '--listen-ng=127.0.0.1:2223',
      '--foreground',
      '--log-stderr',
      '--log-level=4',
      // Without the kernel's module.
      '--table=-1',
      '--port-min=30000',
      '--port-max=30199',
      '--num-threads=2',
      '--delete-delay=0',
    ],
    { env: programs.env },
  );
}

const relayPort = 3478;
/** The relay's address, for an account. */
export const relay = `turn:${serverAddress}:${relayPort}?transport=udp`;

/** A relay whose logins end by themselves. */
export async function startCoturn(programs: LabPrograms, folder: string): Promise<RunningProgram> {
  const file = join(folder, 'turnserver.conf');
  await writeFile(
    file,
    [
      `listening-ip=${serverAddress}`,
      `relay-ip=${serverAddress}`,
      `listening-port=${relayPort}`,
      'min-port=31000',
      'max-port=31199',
      'use-auth-secret',
      `static-auth-secret=${ephemeralSecret}`,
      `realm=${domain}`,
      'no-tls',
      'no-dtls',
      'no-cli',
      'no-multicast-peers',
      'log-file=stdout',
      'verbose',
      `pidfile=${join(folder, 'turnserver.pid')}`,
      `userdb=${join(folder, 'turndb')}`,
      '',
    ].join('\n'),
  );
  return startProgram(programs.program('turnserver'), ['-c', file], {
    env: programs.env,
    cwd: folder,
    ready: () => listens(relayPort),
  });
}
