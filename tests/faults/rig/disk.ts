// A disk that forgets: what was synced stays, of everything else chance decides, sector by sector. Changes with what a power cut may do.
//
// A file's bytes last when the file was synced, its name when its folder was. Of what was written since, any 512-byte
// sectors may have arrived, in any order; of names made, moved and removed since, any may have.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Random } from '../../../service/seed/random.ts';
import type { DiskOp } from './recording.ts';

type Change = { at: number; data: Buffer } | { size: number };
interface FileNode {
  kind: 'file';
  now: Bytes;
  lasting: Bytes;
  since: Change[];
}
interface FolderNode {
  kind: 'folder';
  now: Map<string, Node>;
  lasting: Map<string, Node>;
  /** Each one happens as a whole or not at all. */
  since: [name: string, node: Node | null][][];
}
type Node = FileNode | FolderNode;

const sector = 512;
const newFile = (): FileNode => ({ kind: 'file', now: createBytes(), lasting: createBytes(), since: [] });
const newFolder = (): FolderNode => ({ kind: 'folder', now: new Map(), lasting: new Map(), since: [] });

/** See the head of this file. */
export interface Disk {
  /** Carries out what a process did. Other folders than `root` are none of its business. */
  play(op: DiskOp): void;
  /** What lies in the folder after the power was cut now, written to `target`. */
  cutTo(target: string, random: Random): void;
  /** The path that is open under this number. */
  pathOf(fd: number): string | undefined;
  /** Whether everything that was written to this file has been synced. @throws when there is no such file. */
  isSynced(path: string): boolean;
}

/** @param root the folder that is watched; it is there for good, and empty. */
export function createDisk(root: string): Disk {
  const top = newFolder();
  const open = new Map<number, { node: Node; path: string; at: number }>();
  const inside = (path: string): boolean => path.startsWith(`${root}/`);

  function find(path: string): Node | undefined {
    if (path === root) return top;
    if (!inside(path)) return undefined;
    let node: Node | undefined = top;
    for (const name of path.slice(root.length + 1).split('/'))
      node = node?.kind === 'folder' ? node.now.get(name) : undefined;
    return node;
  }
  function change(...names: [path: string, node: Node | null][]): void {
    const folder = find(dirname(names[0]![0]));
    if (folder?.kind !== 'folder') throw new Error(`There is no folder for ${names[0]![0]}`);
    const entries = names.map(([path, node]): [string, Node | null] => [basename(path), node]);
    for (const [name, node] of entries) {
      if (node === null) folder.now.delete(name);
      else folder.now.set(name, node);
    }
    folder.since.push(entries);
  }
  function fileOf(fd: number): { node: FileNode; path: string; at: number } | null {
    const found = open.get(fd);
    return found?.node.kind === 'file' ? (found as { node: FileNode; path: string; at: number }) : null;
  }
  function write(node: FileNode, at: number, data: Buffer): void {
    node.now.write(at, data);
    node.since.push({ at, data });
  }
  function resize(node: FileNode, size: number): void {
    node.now.resize(size);
    node.since.push({ size });
  }

  return {
    pathOf: (fd) => open.get(fd)?.path,
    isSynced: (path) => {
      const node = find(path);
      if (node === undefined) throw new Error(`There is no ${path}`);
      return node.since.length === 0;
    },
    play: (op) => {
      if (op.op === 'mkdir') {
        if (inside(op.path)) change([op.path, newFolder()]);
      } else if (op.op === 'open') {
        open.delete(op.fd);
        if (op.path !== root && !inside(op.path)) return;
        let node = find(op.path);
        if (node === undefined && op.create) change([op.path, (node = newFile())]);
        if (node === undefined) return;
        if (op.truncate && node.kind === 'file') resize(node, 0);
        open.set(op.fd, { node, path: op.path, at: 0 });
      } else if (op.op === 'close') {
        open.delete(op.fd);
      } else if (op.op === 'write') {
        const file = fileOf(op.fd);
        if (file === null) return;
        write(file.node, op.at ?? file.at, op.data);
        if (op.at === null) file.at += op.data.length;
      } else if (op.op === 'copy' || op.op === 'clone') {
        const to = fileOf(op.to);
        if (to === null) return;
        const from = fileOf(op.from);
        if (from === null) throw new Error('Copied from a file that is not watched.');
        if (op.op === 'clone') {
          resize(to.node, 0);
          return write(to.node, 0, Buffer.from(from.node.now.all()));
        }
        const start = op.fromAt ?? from.at;
        write(to.node, op.toAt ?? to.at, Buffer.from(from.node.now.all().subarray(start, start + op.bytes)));
        if (op.fromAt === null) from.at += op.bytes;
        if (op.toAt === null) to.at += op.bytes;
      } else if (op.op === 'truncate') {
        const file = fileOf(op.fd);
        if (file !== null) resize(file.node, op.bytes);
      } else if (op.op === 'sync') {
        const node = open.get(op.fd)?.node;
        if (node === undefined) return;
        if (node.kind === 'file') for (const one of node.since) carryOut(node.lasting, one);
        else node.lasting = new Map(node.now);
        node.since = [];
      } else if (op.op === 'rename') {
        const node = find(op.from);
        if (node !== undefined) change([op.from, null], [op.to, node]);
      } else if (find(op.path) !== undefined) change([op.path, null]);
    },
    cutTo: (target, random) => {
      // Now nearly everything, now nearly nothing has arrived.
      const share = random.pick([0, 0.1, 0.5, 0.9, 1]);
      const survives = (): boolean => random.chance(share);
      const lay = (node: Node, path: string): void => {
        if (node.kind === 'file') return writeFileSync(path, afterCut(node, survives));
        mkdirSync(path, { recursive: true });
        const names = new Map(node.lasting);
        for (const entries of node.since) {
          if (!survives()) continue;
          for (const [name, one] of entries) {
            if (one === null) names.delete(name);
            else names.set(name, one);
          }
        }
        for (const [name, one] of names) lay(one, join(path, name));
      };
      lay(top, target);
    },
  };
}

/** The bytes of a file that grows and shrinks in place. */
interface Bytes {
  write(at: number, data: Buffer): void;
  resize(size: number): void;
  all(): Buffer;
}

function createBytes(from: Buffer = Buffer.alloc(0)): Bytes {
  let room = Buffer.from(from);
  let size = from.length;
  const bytes: Bytes = {
    all: () => room.subarray(0, size),
    write: (at, data) => {
      if (at + data.length > size) bytes.resize(at + data.length);
      data.copy(room, at);
    },
    resize: (to) => {
      if (to > room.length) {
        const more = Buffer.alloc(to * 2);
        room.copy(more, 0, 0, size);
        room = more;
      }
      // What lies behind the end is nothing when the file grows again.
      room.fill(0, Math.min(size, to), Math.max(size, to));
      size = to;
    },
  };
  return bytes;
}

function carryOut(bytes: Bytes, change: Change): void {
  if ('size' in change) bytes.resize(change.size);
  else bytes.write(change.at, change.data);
}

function afterCut(file: FileNode, survives: () => boolean): Buffer {
  const bytes = createBytes(file.lasting.all());
  for (const change of file.since) {
    if ('size' in change) {
      if (survives()) bytes.resize(change.size);
      continue;
    }
    for (let at = 0; at < change.data.length; ) {
      const length = Math.min(sector - ((change.at + at) % sector), change.data.length - at);
      if (survives()) bytes.write(change.at + at, change.data.subarray(at, at + length));
      at += length;
    }
  }
  return bytes.all();
}
