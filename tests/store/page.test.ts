// A page of a snapshot as bytes: what is read of it is what a parser makes of the whole, however it is written; anything else is refused.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPage } from '../../electron/store/bulk/page.ts';
import { BadSegment } from '../../electron/store/bulk/segment-file.ts';
import type { RawRow } from '../../electron/store/db/cache-builder.ts';
import { recordKinds } from '../../shared/domain/records.ts';

const read = (text: string): { head: unknown; rows: RawRow[] } => {
  const rows: RawRow[] = [];
  const head = readPage(Buffer.from(text, 'utf8'), (some) => void rows.push(...some));
  return { head, rows };
};
const head = { sent: 3, total: 9, cursor: null };
const page = (rows: string): string => `{"t":"snapshot","rows":${rows},"sent":3,"total":9,"cursor":null}`;

const row = fc.record({
  kind: fc.constantFrom(...recordKinds),
  id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}$/),
  version: fc.nat(),
  record: fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }),
});
/** The fields of an object in any order, and white space of any kind between them. */
const written = fc
  .tuple(fc.array(row, { maxLength: 30 }), fc.constantFrom(undefined, 1, '\t', '  '), fc.boolean())
  .map(([rows, space, turned]) => ({
    rows,
    text: JSON.stringify(
      {
        t: 'snapshot',
        rows: turned
          ? rows.map(({ kind, id, version, record }) => ({
              record,
              version,
              id,
              kind,
              more: [{ record: 1 }],
            }))
          : rows,
        ...head,
      },
      null,
      space,
    ),
  }));

test('SYNC-45: a page is read as a parser reads it, whatever is in its records, and each record keeps the text it came as', () => {
  fc.assert(
    fc.property(written, ({ rows, text }) => {
      const found = read(text);
      expect(found.head).toMatchObject(head);
      expect(found.rows.map(({ kind, id, version, record }) => ({ kind, id, version, record }))).toEqual(
        // As JSON has it: it knows no -0.
        JSON.parse(JSON.stringify(rows)),
      );
      for (const { record, body } of found.rows) {
        const kept = body!.toString('utf8');
        expect(JSON.parse(kept)).toEqual(record);
        expect(kept).toBe(kept.trim());
        expect(text).toContain(kept);
      }
    }),
  );
});

test('SYNC-45: pages larger than what is parsed at once lose nothing between the parts', () => {
  const rows = Array.from({ length: 700 }, (_, n) => ({
    kind: 'note',
    id: `n${n}`,
    version: n,
    record: { text: `${'"]}{[\\'.repeat(n % 50)} ü${n}`, rows: [{ record: n }] },
  }));
  const found = read(page(JSON.stringify(rows)));
  expect(found.rows.map(({ id, version, record }) => ({ kind: 'note', id, version, record }))).toEqual(rows);
  expect(found.rows.map(({ body }) => body!.toString('utf8'))).toEqual(
    rows.map(({ record }) => JSON.stringify(record)),
  );
});

const one = '{"kind":"note","id":"n1","version":1,"record":{}}';
test.each([
  [
    'a field spelled with escapes',
    page('[{"kind":"note","id":"n1","version":1,"r\\u0065cord":{"a":1}}]'),
    { a: 1 },
  ],
  ['a field twice', page('[{"kind":"note","id":"n1","version":1,"record":1,"record":{"a":1}}]'), { a: 1 }],
])('%s is read as a parser reads it', (_what, text, record) => {
  const [found] = read(text).rows;
  expect(found!.record).toEqual(record);
  if (found!.body !== undefined) expect(JSON.parse(found!.body.toString('utf8'))).toEqual(record);
});

test.each([
  ['nothing', ''],
  ['no JSON', '{"t":"snapshot","rows":[}'],
  ['cut off', page(`[${one}]`).slice(0, -9)],
  ['cut off in a text', page(`[${one}]`).slice(0, 40)],
  ['something behind', `${page(`[${one}]`)}x`],
  ['two frames', page('[]') + page('[]')],
  ['rows that are no array', page('{}')],
  ['rows that are missing', '{"t":"snapshot","sent":3,"total":9,"cursor":null}'],
  ['rows twice', `{"rows":[${one}],${page('[]').slice(1)}`],
  ['a row that is no object', page(`[${one},1]`)],
  ['a row that is no object, first', page(`[1,${one}]`)],
  ['a row that is an array', page(`[[${one}]]`)],
  ['no comma between rows', page(`[${one} ${one}]`)],
  ['a comma too many', page(`[${one},]`)],
  ['a kind that is none', page(`[${one.replace('note', 'spell')}]`)],
  ['an id that is none', page(`[${one.replace('n1', '../n1')}]`)],
  ['a version that is none', page(`[${one.replace(':1,', ':1.5,')}]`)],
  ['a row without a record', page('[{"kind":"note","id":"n1","version":1}]')],
  ['more rows than agreed', page(`[${Array.from({ length: 2001 }, () => one).join(',')}]`)],
  ['another frame', page('[]').replace('snapshot', 'delta')],
  ['a cursor that is none', page('[]').replace('null', '"x"')],
])('SYNC-45: a page with %s is refused', (_what, text) => {
  expect(() => read(text)).toThrow(BadSegment);
});

test('SYNC-45: any bytes are a page or refused, and never anything else', () => {
  const mangled = fc
    .tuple(written, fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([{ text }, at, byte]) => {
      const bytes = Buffer.from(text, 'utf8');
      bytes[at % bytes.length] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(mangled, (bytes) => {
      const rows: RawRow[] = [];
      try {
        readPage(bytes, (some) => void rows.push(...some));
      } catch (error) {
        expect(error).toBeInstanceOf(BadSegment);
        return;
      }
      const whole = JSON.parse(bytes.toString('utf8')) as { rows: RawRow[] };
      expect(rows.map(({ id, record }) => ({ id, record }))).toEqual(
        whole.rows.map(({ id, record }) => ({ id, record })),
      );
    }),
  );
});
