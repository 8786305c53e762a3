// Changes when Forge wants the Electron it packages in another form than a plain zip.
import { createWriteStream } from 'node:fs';
import { lstat, readdir, readFile, rename } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { once } from 'node:events';
import { crc32 } from 'node:zlib';

const UNIX = 3;
const VERSION = 20;
// 1 January 1980, the zip's oldest day: the same folder always gives the same bytes.
const DAY = 0x21;

/**
 * Writes a folder into a zip, stored without compression and with its Unix permissions; for what is read back at
 * once on the same machine. Files for which `skip` (given the path inside the zip) is true are left out.
 * @throws Error for an archive over 4 GiB, which this plain form cannot hold.
 */
export async function zipFolder(
  folder: string,
  target: string,
  skip: (path: string) => boolean = () => false,
): Promise<void> {
  const draft = `${target}.${process.pid}`;
  const out = createWriteStream(draft);
  const directory: Buffer[] = [];
  let position = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    position += bytes.length;
    if (position > 0xffff_ffff) throw new Error(`${folder} is too large for a plain zip.`);
    if (!out.write(bytes)) await once(out, 'drain');
  };
  for (const path of await filesIn(folder)) {
    if (skip(path)) continue;
    const file = join(folder, path);
    const { mode } = await lstat(file);
    const content = await readFile(file);
    const name = Buffer.from(path);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(0x0800, 2); // names are UTF-8
    facts.writeUInt16LE(DAY, 8);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE((mode << 16) >>> 0, 6);
    attributes.writeUInt32LE(position, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, VERSION, UNIX]), facts, attributes, name]));
    await write(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, name, content]));
  }
  const start = position;
  await write(Buffer.concat(directory));
  const end = Buffer.alloc(22);
  end.set([0x50, 0x4b, 5, 6]);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(position - start, 12);
  end.writeUInt32LE(start, 16);
  await write(end);
  out.end();
  await once(out, 'close');
  await rename(draft, target);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}
