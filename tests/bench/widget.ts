// Measures the size of the chat page's script, as built and as sent.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from '../../build/build.ts';
import { inRepository } from '../../build/paths.ts';
import { row, type Row } from './table.ts';

/** @returns its size plain, gzipped (level 9) and with Brotli, in kB of 1,000 bytes. */
export async function bench(): Promise<Row[]> {
  await build({ report: () => {} });
  const script = await readFile(inRepository('dist', 'widget', 'widget.js'));
  const plain = script.length / 1000;
  return [
    row('chat page, plain', plain, 'kB'),
    row('chat page, gzip', gzipSync(script, { level: 9 }).length / 1000, 'kB', { limit: 20 }),
    row('chat page, brotli', brotliCompressSync(script).length / 1000, 'kB'),
  ];
}
