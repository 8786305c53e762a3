// What a process did to the files of a folder, read from strace's output. Changes with strace, or with the calls that SQLite and Node make.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One call that changed something on disk, or made it last. Offsets and lengths in bytes. */
export type DiskOp =
  | { op: 'mkdir'; path: string }
  | { op: 'open'; fd: number; path: string; create: boolean; truncate: boolean }
  | { op: 'close'; fd: number }
  | { op: 'write'; fd: number; at: number | null; data: Buffer }
  | { op: 'copy'; from: number; to: number; fromAt: number | null; toAt: number | null; bytes: number }
  | { op: 'clone'; from: number; to: number }
  | { op: 'truncate'; fd: number; bytes: number }
  | { op: 'sync'; fd: number }
  | { op: 'rename'; from: string; to: string }
  | { op: 'unlink'; path: string };

const calls = [
  'openat',
  'open',
  'creat',
  'close',
  'write',
  'pwrite64',
  'ftruncate',
  'fsync',
  'fdatasync',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'mkdir',
  'mkdirat',
  'copy_file_range',
  'sendfile',
  'ioctl',
];
/** Calls that would change files behind our back: a recording with one of them is worth nothing. */
const blind = ['writev', 'pwritev', 'pwritev2', 'fallocate', 'truncate', 'link', 'linkat'];

/** @returns whether this machine can record: Linux, with strace allowed to trace. */
export function canRecord(): boolean {
  return (
    process.platform === 'linux' &&
    spawnSync('strace', ['-o', '/dev/null', '-e', 'trace=close', 'true']).status === 0
  );
}

/** @returns the program to run Node with, so that every call lands in `file`. */
export function recordTo(file: string): [string, ...string[]] {
  const traced = [...calls, ...blind].join(',');
  return [
    'strace',
    '-f',
    '-qq',
    '--seccomp-bpf',
    '-xx',
    '-s',
    '4000000',
    '-e',
    `trace=${traced}`,
    '-o',
    file,
  ];
}

/** @returns what was done, in the order in which the calls returned. Failed calls are left out. */
export function readRecording(file: string): DiskOp[] {
  const open = new Map<string, string>();
  const ops: DiskOp[] = [];
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      open.set(pid, rest.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(rest);
    const whole = resumed === null ? rest : (open.get(pid) ?? '') + (resumed[1] ?? '');
    if (resumed !== null) open.delete(pid);
    const call = /^(\w+)\((.*)\)\s+= (-?\d+|\?)/s.exec(whole);
    if (call === null) continue;
    const made = toOp(call[1]!, splitArguments(call[2]!), Number(call[3]));
    if (made !== null) ops.push(made);
  }
  return ops;
}

/** Strings are hex all over, so a comma outside of [] and {} always parts two arguments. */
function splitArguments(text: string): string[] {
  if (!/[[{]/.test(text)) return text.split(', ');
  return text.replaceAll(/[[{][^\]}]*[\]}]/g, (inner) => inner.replaceAll(', ', ';')).split(', ');
}

const bytesOf = (quoted: string): Buffer =>
  Buffer.from(quoted.replace(/^"|"(\.\.\.)?$/g, '').replaceAll('\\x', ''), 'hex');
const textOf = (quoted: string): string => bytesOf(quoted).toString('utf8');
const placeOf = (text: string | undefined): number | null => {
  const found = /\d+/.exec(text ?? '');
  return found === null || text === 'NULL' ? null : Number(found[0]);
};

function toOp(name: string, args: string[], result: number): DiskOp | null {
  if (!(result >= 0)) return null;
  const fd = Number(args[0]);
  if (name === 'openat' || name === 'open') {
    const [path = '', flags = ''] = name === 'open' ? args : args.slice(1);
    const create = flags.includes('O_CREAT');
    return { op: 'open', fd: result, path: textOf(path), create, truncate: flags.includes('O_TRUNC') };
  }
  if (name === 'close') return { op: 'close', fd };
  if (name === 'write' || name === 'pwrite64') {
    const data = bytesOf(args[1]!).subarray(0, result);
    if (data.length !== result) throw new Error('strace has cut a string short.');
    return { op: 'write', fd, at: name === 'write' ? null : Number(args[3]), data };
  }
  if (name === 'ftruncate') return { op: 'truncate', fd, bytes: Number(args[1]) };
  if (name === 'fsync' || name === 'fdatasync') return { op: 'sync', fd };
  if (name === 'rename') return { op: 'rename', from: textOf(args[0]!), to: textOf(args[1]!) };
  if (name === 'renameat' || name === 'renameat2')
    return { op: 'rename', from: textOf(args[1]!), to: textOf(args[3]!) };
  if (name === 'unlink') return { op: 'unlink', path: textOf(args[0]!) };
  if (name === 'unlinkat') return { op: 'unlink', path: textOf(args[1]!) };
  if (name === 'mkdir') return { op: 'mkdir', path: textOf(args[0]!) };
  if (name === 'mkdirat') return { op: 'mkdir', path: textOf(args[1]!) };
  if (name === 'copy_file_range') {
    const to = Number(args[2]);
    return { op: 'copy', from: fd, to, fromAt: placeOf(args[1]), toAt: placeOf(args[3]), bytes: result };
  }
  if (name === 'sendfile')
    return { op: 'copy', from: Number(args[1]), to: fd, fromAt: placeOf(args[2]), toAt: null, bytes: result };
  if (name === 'ioctl')
    return /FICLONE|BTRFS_IOC_CLONE/.test(args[1] ?? '')
      ? { op: 'clone', from: Number(args[2]), to: fd }
      : null;
  throw new Error(`A call that this recording cannot follow: ${name}.`);
}
