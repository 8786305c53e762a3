// Changes when another file may be sent, or names are made harmless in another way.
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saysOnlyFiles, wordsOfFiles } from '../../shared/domain/attachment.ts';
import { cleanFileName, fileProblem, kindOf } from '../../shared/domain/file-kind.ts';
import { page, pdf, png, program } from '../support/file-bytes.ts';

describe('which files may be sent', () => {
  it('goes by the bytes, whatever the name says', () => {
    expect(kindOf(png())).toBe('image/png');
    expect(kindOf(pdf(100))).toBe('application/pdf');
    expect(kindOf(page)).toBe('text/plain');
    expect(kindOf(program)).toBeNull();
    expect(kindOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('text/plain');
  });

  it('says why not', () => {
    expect(fileProblem('a.png', png().length, png())).toBeNull();
    expect(fileProblem('a', 100, pdf(100))).toBeNull();
    expect(fileProblem('PHOTO.PNG', 10, page)).toBe('notItsName');
    expect(fileProblem('page.html', 10, page)).toBe('kind');
    expect(fileProblem('picture.svg', 10, page)).toBe('kind');
    expect(fileProblem('a.txt', 10, program)).toBe('kind');
    expect(fileProblem('a.txt', 0, Buffer.alloc(0))).toBe('empty');
    expect(fileProblem('a.pdf', 20 * 1024 * 1024 + 1, pdf(100))).toBe('tooLarge');
  });

  it('makes names harmless', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('C:\\Users\\x\\photo.png')).toBe('photo.png');
    expect(cleanFileName('invoice\u202egnp.exe')).toBe('invoicegnp.exe');
    expect(cleanFileName('.ht\u200baccess')).toBe('htaccess');
    expect(cleanFileName('\u0000\u202e')).toBe('file');
    expect(cleanFileName(`${'a'.repeat(500)}.pdf`)).toMatch(/^a{100,}….pdf$/);
  });

  it('leaves a name that is short, on one line and in no folder, whatever comes', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 600 }), (name) => {
        const clean = cleanFileName(name);
        expect(clean.length).toBeGreaterThan(0);
        expect(clean.length).toBeLessThanOrEqual(255);
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(clean).not.toMatch(/^\./);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });

  it('tells a message that is only files from one with words', () => {
    const attachments = [{ name: 'a.png' }, { name: 'b.pdf' }];
    expect(saysOnlyFiles({ text: wordsOfFiles(attachments), attachments })).toBe(true);
    expect(saysOnlyFiles({ text: 'Look', attachments })).toBe(false);
    expect(saysOnlyFiles({ text: '' })).toBe(false);
  });
});
