// Changes when what is cleaned from texts, or how ids and cursors are made, does.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNewId, idSchema, uuidV7 } from '../../shared/domain/ids.ts';
import { cleanLine, cleanProse, filledLine, filledProse, line } from '../../shared/domain/text.ts';
import { compareCursors, cursorSchema, cursorStart } from '../../shared/sync/cursor.ts';

const any = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 })
    .map((units) => String.fromCharCode(...units)),
);

describe('texts from outside', () => {
  test('cleaning twice is cleaning once, and leaves no control characters', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(cleanProse(cleanProse(text))).toBe(cleanProse(text));
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
        for (const char of cleanProse(text)) {
          const code = char.codePointAt(0)!;
          expect(code < 0x20 ? char === '\n' || char === '\t' : code < 0x7f || code > 0x9f).toBe(true);
        }
        expect(cleanLine(text)).not.toMatch(/[\n\r\t]|[\u202a-\u202e\u2066-\u2069]|^\s|\s$/u);
      }),
    );
  });
  test('prose keeps its line breaks, of whatever system', () => {
    expect(cleanProse('a\r\nb\rc\nd\te\u0000\u0007')).toBe('a\nb\nc\nd\te');
  });
  test('a name cannot turn around what stands beside it', () => {
    expect(cleanLine('  Ida\u202e gpj.exe \u2066 ')).toBe('Ida gpj.exe');
  });
  test('accents are one character however they were typed', () => {
    expect(cleanLine('Zoe\u0308')).toBe('Zo\u00eb');
  });
  test('what must be filled is not filled with white space or unseen characters', () => {
    for (const empty of ['', '   ', '\n\t', '\u0000', '\u202e ']) {
      expect(filledLine(10).safeParse(empty).success, JSON.stringify(empty)).toBe(false);
    }
    expect(filledProse(10).safeParse(' \n ').success).toBe(false);
    expect(line(3).safeParse('abcd').success).toBe(false);
  });
});

describe('ids', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
  test('version 7: right form, sorted by time, time kept', () => {
    fc.assert(
      fc.property(time, time, random, random, (a, b, randomA, randomB) => {
        const [idA, idB] = [uuidV7(a, randomA), uuidV7(b, randomB)];
        expect(idA).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(idSchema.safeParse(idA).success).toBe(true);
        expect(Number.parseInt(idA.replaceAll('-', '').slice(0, 12), 16)).toBe(a);
        if (a < b) expect(idA < idB).toBe(true);
      }),
    );
  });
  test('a maker fills each id with its own randomness', () => {
    let count = 0;
    const newId = createNewId(
      () => 1000,
      (bytes) => bytes.fill(++count),
    );
    expect(newId()).not.toBe(newId());
  });
  test('an id is a plain word, so that it can stand anywhere', () => {
    for (const bad of ['', ' a', 'a b', '../a', 'a/b', '-a', 'ä', 'a'.repeat(65), "a'b"])
      expect(idSchema.safeParse(bad).success, bad).toBe(false);
    for (const good of ['queue-support', 'a', 'A.b_c-9'])
      expect(idSchema.safeParse(good).success, good).toBe(true);
  });
});

describe('SYNC-4: cursors', () => {
  const part = fc.bigInt({ min: 0n, max: 2n ** 63n });
  const cursor = fc.tuple(part, part);
  test('are ordered as numbers, first by transaction, and totally', () => {
    fc.assert(
      fc.property(cursor, cursor, cursor, (a, b, c) => {
        const [x, y, z] = [a, b, c].map(([xid, seq]) => `${xid}.${seq}`) as [string, string, string];
        const expected = a[0] === b[0] ? (a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1;
        expect(Math.sign(compareCursors(x, y))).toBe(expected);
        expect(Math.sign(compareCursors(y, x))).toBe(expected === 0 ? 0 : -expected);
        if (compareCursors(x, y) <= 0 && compareCursors(y, z) <= 0)
          expect(compareCursors(x, z)).toBeLessThanOrEqual(0);
        expect(compareCursors(cursorStart, x)).toBeLessThanOrEqual(0);
        expect(cursorSchema.safeParse(x).success).toBe(true);
      }),
    );
  });
  test('are not compared as text', () => {
    expect(compareCursors('9.1', '10.0')).toBeLessThan(0);
    expect(compareCursors('5.9', '5.10')).toBeLessThan(0);
  });
  test('are refused in any other form', () => {
    for (const bad of ['', '1', '1.', '.1', '-1.0', '1.0.0', '1e3.0', ' 1.0', '1.0\n', `${'9'.repeat(21)}.0`])
      expect(cursorSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  });
});
