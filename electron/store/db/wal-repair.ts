// What of a write-ahead log was committed, also where a bit of it has turned: SQLite stops there without a word. Changes with the log's format (sqlite.org/fileformat2.html, section 4).
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { sidecars } from './lasting.ts';

/** The write-ahead log of a closed database, as it lay there when it was read. */
export interface Log {
  /** SQLite would pass over something in it that was committed. */
  damaged: boolean;
  /** Something was committed of which it is not known any more to which page it belongs. */
  astray: boolean;
  /** Committed frames that were hit. */
  hits: number;
  /** @returns whether it still lies there as it was read. */
  unchanged(): boolean;
  /**
   * Writes the database with everything committed in it, synced. Whole pages go in as they are, encrypted and
   * authenticated one by one: one that was hit fails when it is read.
   * @param how `mended`: heads of frames set right, for pages that are whole; `kept`: as it is written; `left out`: older
   * pages in the places of what was hit; a number: as it was before the commit with that hit, counted from 0.
   * @throws a file system error.
   */
  fold(to: string, how: 'mended' | 'kept' | 'left out' | number): void;
}

type Sum = readonly [number, number];

interface Head {
  page: number;
  /** Pages of the database after this commit; 0 where none ends here. */
  pages: number;
}

interface Frame {
  /** Where its page begins. */
  at: number;
  written: Head;
  /** What its head was if the page is whole; a bit of the page may look the same. What it is shows when it is read. */
  mended: Head | null;
  salts: string;
  /** Of this generation, by its salts or by its sum. Behind the newest lie frames of older ones, linked to each other. */
  ours: boolean;
  sum: Sum;
  /** Its sum follows from that of the frame before. So that one was written first, and a commit in it was synced first. */
  linked: boolean;
  /** And from that sum as it is written there: SQLite asks for this. */
  plain: boolean;
  /** Page and head are known to be what was written. */
  whole: boolean;
}

const headBytes = 32;
const frameHeadBytes = 24;
const same = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1];

/**
 * Reads the log beside a database, if there is one. A commit counts when its chain of sums is whole, or when a later
 * frame was linked to it: with `synchronous=FULL` that one was only written once the commit was on the disk. The torn
 * end that a power cut leaves has no such frame behind it, and does not count.
 * @throws a file system error.
 */
export function readLog(file: string): Log | null {
  const name = `${file}-wal`;
  if (!existsSync(name)) return null;
  const bytes = readFileSync(name);
  if (bytes.length < headBytes + frameHeadBytes) return null;
  const magic = bytes.readUInt32BE(0);
  const sized = bytes.readUInt32BE(8);
  const headSum = sumAt(bytes, 24);
  const headWhole =
    magic >>> 1 === 0x377f0682 >>> 1 &&
    bytes.readUInt32BE(4) === 3007000 &&
    same(add([0, 0], bytes, 0, 24, (magic & 1) === 0), headSum);
  const pageBytes = headWhole ? (sized === 1 ? 65_536 : sized) : 8192;
  const filePages = existsSync(file) ? Math.ceil(statSync(file).size / pageBytes) : 0;
  const salts = headWhole ? bytes.toString('hex', 16, 24) : saltsOf(bytes, pageBytes);
  const walked = (little: boolean): Frame[] => walk(bytes, pageBytes, little, salts, filePages);
  let frames = walked(headWhole ? (magic & 1) === 0 : true);
  if (!headWhole && frames.every(({ linked }) => !linked)) frames = walked(false);
  const limit = filePages + frames.length + 1;
  const likely = ({ page, pages }: Head): boolean => page > 0 && page <= limit && pages <= limit;
  const known = (frame: Frame): boolean =>
    frame.whole || frame.mended !== null || (frame.salts === salts && likely(frame.written));
  const commits = (frame: Frame): boolean =>
    known(frame) && ((likely(frame.written) && frame.written.pages > 0) || (frame.mended?.pages ?? 0) > 0);
  let end = 0;
  let clean = true;
  frames.forEach((frame, i) => {
    clean &&= frame.whole || frame.mended !== null;
    if (!commits(frame) || (!clean && frames[i + 1]?.linked !== true)) return;
    end = i + 1;
    clean = true;
  });
  const committed = frames.slice(0, end);
  const hits = committed.flatMap((frame, i) => (frame.whole ? [] : [i]));
  const until = (i: number): Frame[] => frames.slice(0, 1 + frames.slice(0, i).findLastIndex(commits));
  return {
    damaged: end > 0 && (!headWhole || committed.some((frame) => !frame.plain || frame.salts !== salts)),
    astray: committed.some((frame) => !known(frame)),
    hits: hits.length,
    unchanged: () => existsSync(name) && readFileSync(name).equals(bytes),
    fold: (to, how) => {
      for (const suffix of ['', ...sidecars]) rmSync(to + suffix, { force: true });
      if (existsSync(file)) copyFileSync(file, to);
      else writeFileSync(to, '');
      const handle = openSync(to, 'r+');
      try {
        let size = 0;
        for (const frame of typeof how === 'number' ? until(hits[how] ?? 0) : committed) {
          const { page, pages } = (how === 'mended' ? frame.mended : null) ?? frame.written;
          if (pages > 0 && pages <= limit) size = pages;
          if (frame.whole || (how === 'mended' && known(frame)) || (how === 'kept' && likely(frame.written)))
            writeSync(handle, bytes, frame.at, pageBytes, (page - 1) * pageBytes);
        }
        if (size > 0) ftruncateSync(handle, size * pageBytes);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
}

/** Reads all frames of this generation; a sum that was hit is set right, and a head that may have been is reckoned. */
function walk(bytes: Buffer, pageBytes: number, little: boolean, salts: string, filePages: number): Frame[] {
  const frames: Frame[] = [];
  // What the sum before a frame may be: as it is written there, or as it follows.
  let before: Sum[] = [sumAt(bytes, 24), add([0, 0], bytes, 0, 24, little)];
  let earlier = before;
  const limit = filePages + bytes.length / pageBytes;
  for (
    let at = headBytes;
    at + frameHeadBytes + pageBytes <= bytes.length;
    at += frameHeadBytes + pageBytes
  ) {
    const body = at + frameHeadBytes;
    const sum = sumAt(bytes, at + 16);
    const nexts = before.map((from) =>
      add(add(from, bytes, at, at + 8, little), bytes, body, body + pageBytes, little),
    );
    const previous = frames.at(-1);
    const written = bytes.toString('hex', at + 8, at + 16);
    const mayFollow = written === salts || previous === undefined || previous.ours;
    const via = mayFollow ? nexts.findIndex((next) => same(next, sum)) : -1;
    // Only its sum was hit.
    if (previous !== undefined && via === 1) Object.assign(previous, { whole: true, ours: true });
    if (previous !== undefined && via === 0 && !previous.whole) mend(previous, earlier);
    frames.push({
      at: body,
      written: { page: bytes.readUInt32BE(at), pages: bytes.readUInt32BE(at + 4) },
      mended: null,
      salts: written,
      ours: written === salts || via >= 0,
      sum,
      linked: via >= 0,
      plain: via === 0,
      whole: via >= 0,
    });
    earlier = before;
    before = via >= 0 ? [sum] : [sum, nexts[0] ?? sum];
  }
  return frames.slice(0, frames.findLastIndex(({ ours }) => ours) + 1);

  /** The sum can be taken back over the page. What then is missing is the head, if the page is whole. */
  function mend(frame: Frame, from: Sum[]): void {
    let [a, b] = frame.sum;
    const read = (at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
    for (let at = frame.at + pageBytes - 8; at >= frame.at; at -= 8) {
      b = (b - read(at + 4) - a) >>> 0;
      a = (a - read(at) - b) >>> 0;
    }
    for (const [first, second] of from) {
      const head = Buffer.alloc(8);
      head[little ? 'writeUInt32LE' : 'writeUInt32BE']((a - first - second) >>> 0, 0);
      head[little ? 'writeUInt32LE' : 'writeUInt32BE']((b - second - a) >>> 0, 4);
      const page = head.readUInt32BE(0);
      const pages = head.readUInt32BE(4);
      if (page > 0 && page <= limit && pages <= limit)
        Object.assign(frame, { mended: { page, pages }, ours: true });
    }
  }
}

const sumAt = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];

/** Without the head: the first that two frames in a row have. */
function saltsOf(bytes: Buffer, pageBytes: number): string {
  const step = frameHeadBytes + pageBytes;
  const of = (at: number): string => bytes.toString('hex', at + 8, at + 16);
  for (let at = headBytes; at + 2 * step <= bytes.length; at += step)
    if (of(at) === of(at + step)) return of(at);
  return of(headBytes);
}

/** The sum of section 4.2, taken on over these bytes. */
function add(from: Sum, bytes: Buffer, start: number, end: number, little: boolean): Sum {
  let [a, b] = from;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = start; at < end; at += 8) {
    a = (a + view.getUint32(at, little) + b) >>> 0;
    b = (b + view.getUint32(at + 4, little) + a) >>> 0;
  }
  return [a, b];
}
