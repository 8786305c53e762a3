// What agents write richly and in one line is read as they mean it, and nothing of it becomes anything but text.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readActivity, fromField, toField } from '../../../renderer/features/case/activity-line.ts';
import {
  blocks,
  inlines,
  isRich,
  toggleLines,
  toggleMark,
  type Inline,
} from '../../../renderer/features/case/rich.ts';
import { fixedZone } from '../../../shared/capsule/zone.ts';

const textOf = (parts: readonly Inline[]): string =>
  parts.map((part) => ('text' in part ? part.text : textOf(part.parts))).join('');
const linksIn = (parts: readonly Inline[]): string[] =>
  parts.flatMap((part) => (part.kind === 'link' ? [part.href] : 'parts' in part ? linksIn(part.parts) : []));

describe('rich notes', () => {
  test('know headings, lists, emphasis and links', () => {
    expect(blocks('## Plan\n- **one**\n- two\n1. first\nplain *words*').map(({ kind }) => kind)).toEqual([
      'heading',
      'list',
      'list',
      'text',
    ]);
    expect(inlines('a **b *c*** d')[1]).toMatchObject({ kind: 'bold' });
    expect(linksIn(inlines('[shop](https://shop.example/a) https://x.example/b.'))).toEqual([
      'https://shop.example/a',
      'https://x.example/b',
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'http://shop.example',
    'https://user:pass@shop.example/',
    'file:///etc/passwd',
  ])('never lead to %s', (address) => {
    expect(linksIn(inlines(`[shop](${address}) ${address}`))).toEqual([]);
  });

  test('any text is read, without losing a word', () => {
    const piece = fc.constantFrom(
      '**',
      '*',
      '[',
      '](https://a.example)',
      'word',
      ' ',
      '- ',
      '# ',
      '\n',
      '<b>',
      '\u202e',
      '1. ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const shown = blocks(text)
          .map((block) =>
            block.kind === 'list'
              ? block.items.map(textOf).join(' ')
              : block.kind === 'heading'
                ? textOf(block.parts)
                : block.lines.map(textOf).join(' '),
          )
          .join(' ');
        const words = (of: string): number => of.split('word').length;
        expect(words(shown)).toBe(words(text));
        expect(shown.split('<b>').length).toBe(text.split('<b>').length);
      }),
      { numRuns: 500 },
    );
  });

  test('a plain text stays plain, signs are put and taken away', () => {
    expect(isRich('See https://a.example, 3 * 4 * 5\nand more')).toBe(false);
    expect(isRich('**now**')).toBe(true);
    const bold = toggleMark({ text: 'a word b', start: 2, end: 6 }, '**');
    expect(bold.text).toBe('a **word** b');
    expect(toggleMark(bold, '**').text).toBe('a word b');
    const list = toggleLines({ text: 'a\nb', start: 0, end: 3 }, 'list');
    expect(list.text).toBe('- a\n- b');
    expect(toggleLines({ ...list, start: 0 }, 'list').text).toBe('a\nb');
  });
});

describe('one line to do', () => {
  const zone = fixedZone(60);
  // A Wednesday, 09:00 there.
  const now = Date.UTC(2026, 10, 18, 8, 0);
  test.each([
    ['call back tomorrow 10:00', 'call', '2026-11-19T10:00'],
    ['morgen 10:00 zurückrufen', 'call', '2026-11-19T10:00'],
    ['oddzwonić jutro 10:00', 'call', '2026-11-19T10:00'],
    ['ring tilbage i morgen 10:00', 'call', '2026-11-19T10:00'],
    ['معاودة الاتصال غدًا 10:00', 'call', '2026-11-19T10:00'],
    ['فردا ۱۰:۰۰ تماس بگیر', 'call', '2026-11-19T10:00'],
    ['send an email on friday', 'email', '2026-11-20T18:00'],
    ['look for the parcel', 'task', ''],
  ])('%s', (line, kind, due) => {
    const read = readActivity(line, now, zone);
    expect([read.kind, toField(read.dueAt, zone), read.title]).toEqual([kind, due, line]);
    expect(fromField(due, zone)).toBe(read.dueAt);
  });
});
