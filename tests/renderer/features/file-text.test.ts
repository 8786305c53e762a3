// Changes when files are read differently to be looked at: their text, and how many pages they say they have.
import { describe, expect, it } from 'vitest';
import { shownTextBytes, textOf } from '../../../renderer/features/conversation/file-text.ts';
import { pdfPages } from '../../../renderer/features/conversation/pdf-pages.ts';
import { pdf } from '../../support/file-bytes.ts';

describe('a text', () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('FILE-6 keeps its letters where it is cut, and says that it was', () => {
    const bytes = utf8(`x${'ä'.repeat(shownTextBytes)}`);
    const { text, cut } = textOf(bytes.subarray(0, shownTextBytes + 1), bytes.length);
    expect([new Set(text), cut]).toEqual([new Set('xä'), true]);
    expect(textOf(utf8('a\r\nb\rc'), 6)).toEqual({ text: 'a\nb\nc', cut: false });
    expect(textOf(utf8('x\n'.repeat(10_000)), 20_000).cut).toBe(true);
  });

  it('FILE-6 of an older machine is read too, and what moves a cursor is left out', () => {
    expect(textOf(new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]), 6).text).toBe('Müller');
    expect(textOf(utf8('\ufeffa\u001b[2Jb\fc\td'), 12).text).toBe('a[2Jbc\td');
  });
});

describe('the pages of a PDF', () => {
  const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  const node = (words: string): string => `7 0 obj\n<< /Type /Pages ${words} >>\nendobj\n`;

  it('FILE-6 are those of its root as it was saved last', () => {
    const first = node('/Kids [8 0 R] /Count 3');
    expect(pdfPages(latin(`%PDF-1.7\n${first}${node('/Parent 7 0 R /Count 9')}`))).toBe(3);
    expect(pdfPages(latin(`%PDF-1.7\n${first}${' '.repeat(2_500_000)}${node('/Count 4')}`))).toBe(4);
    expect(pdfPages(latin('%PDF-1.7\n1 0 obj\n<</Linearized 1/L 90/O 3/N 12/T 8>>\nendobj'))).toBe(12);
  });

  it('FILE-6 are not guessed, whatever a file says', () => {
    expect(pdfPages(latin('%PDF-1.7\n'))).toBeNull();
    expect(pdfPages(latin(node('/Count 12 0 R')))).toBeNull();
    for (const count of ['0', '-3', '999999999', '9999999999'])
      expect(pdfPages(latin(node(`/Count ${count}`)))).toBeNull();
    expect(pdfPages(latin('/Type /Pages '.repeat(150_000)))).toBeNull();
    expect(pdfPages(pdf(3_000_000))).toBeNull();
  });
});
