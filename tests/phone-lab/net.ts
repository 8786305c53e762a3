// Changes when the lab's networks look otherwise: the agent's machine in a namespace of its own, one cable to ours.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../build/run.ts';
import { until } from '../support/until.ts';

/** Where servers and customers are: the namespace that the lab runs in. */
export const serverAddress = '10.99.0.2';
const firstAddress = '10.99.0.1';

/** The agent's machine, and the cable between. */
export interface AgentNet {
  /** A program that starts Chromium there, with the arguments it is given. */
  readonly browser: string;
  /** What `nsenter` is told to run a program there. */
  readonly inside: readonly string[];
  address(): string;
  /** Takes the cable's life away without anybody being told, and gives it back. */
  dark(on: boolean): Promise<void>;
  /** The agent's machine has another address from now on, as when it changes from one network to another. */
  move(): Promise<void>;
  close(): void;
}

// An address that nobody has: what is sent there is lost, and no error tells of it.
const nobody = '02:00:00:00:00:99';

/** Lays the cable. Only in a namespace of the lab's own. @throws Error where the kernel refuses. */
export async function openAgentNet(folder: string, chromium: string): Promise<AgentNet> {
  // It ends when its input does, and with it the namespace.
  const holder = spawn('unshare', ['--net', 'cat'], { stdio: ['pipe', 'ignore', 'inherit'] });
  await once(holder, 'spawn');
  const { pid } = holder;
  if (pid === undefined) throw new Error('The namespace of the agent was not made.');
  const own = await readlink('/proc/self/ns/net');
  await until(async () => (await readlink(`/proc/${pid}/ns/net`)) !== own, {
    what: 'the namespace of the agent',
  });
  const inside = ['--target', String(pid), '--net', '--'];
  const there = (...command: string[]): Promise<string> => must('nsenter', [...inside, ...command]);
  const noVersion6 = 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6';
  await must('sh', ['-c', noVersion6]);
  await there('sh', '-c', noVersion6);
  await must('ip', ['link', 'set', 'lo', 'up']);
  await must('ip', [
    'link',
    'add',
    'server0',
    'type',
    'veth',
    'peer',
    'name',
    'agent0',
    'netns',
    String(pid),
  ]);
  await must('ip', ['addr', 'add', `${serverAddress}/24`, 'dev', 'server0']);
  await must('ip', ['link', 'set', 'server0', 'up']);
  await there('ip', 'link', 'set', 'lo', 'up');
  await there('ip', 'addr', 'add', `${firstAddress}/24`, 'dev', 'agent0');
  await there('ip', 'link', 'set', 'agent0', 'up');
  // Browsers look for the way to the world to learn which address is theirs.
  await there('ip', 'route', 'add', 'default', 'via', serverAddress);
  const browser = join(folder, 'chromium-there');
  await writeFile(browser, `#!/bin/sh\nexec nsenter ${inside.join(' ')} ${chromium} "$@"\n`);
  await chmod(browser, 0o755);

  let address = firstAddress;
  let moves = 0;
  const neighbours = async (on: boolean): Promise<void> => {
    const change = (to: string, link: string): string[] =>
      on
        ? ['ip', 'neigh', 'replace', to, 'lladdr', nobody, 'dev', link, 'nud', 'permanent']
        : ['ip', 'neigh', 'del', to, 'dev', link];
    await must('ip', change(address, 'server0').slice(1));
    await there(...change(serverAddress, 'agent0'));
  };
  return {
    browser,
    inside,
    address: () => address,
    dark: neighbours,
    move: async () => {
      const old = address;
      moves += 1;
      address = `10.99.0.${10 + moves}`;
      await there('ip', 'addr', 'del', `${old}/24`, 'dev', 'agent0');
      await there('ip', 'addr', 'add', `${address}/24`, 'dev', 'agent0');
      await there('ip', 'route', 'replace', 'default', 'via', serverAddress);
    },
    close: () => holder.stdin.end(),
  };
}
