// Changes when the composer's slash commands are recognised differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceSlash, slashAt } from '../../../renderer/features/conversation/slash.ts';

const at = (text: string) => slashAt(text, text.length);

describe('a slash command in the composer', () => {
  it('offers every command after a lone slash', () => {
    expect(at('/')?.options).toEqual(['q', 'kb', 'n', 'm', 's', 'i', 'p', 't', 'tq', 'c', 'case', 'end']);
  });

  it('narrows while its name is typed, in either case', () => {
    expect(at('/k')?.options).toEqual(['kb']);
    expect(at('/EN')?.options).toEqual(['end']);
    expect(at('/x')).toBeNull();
  });

  it('means the command that is typed whole, and knows the numbers of another desk', () => {
    expect(at('/t')?.options).toEqual(['t', 'tq']);
    expect(at('/c')?.options).toEqual(['c', 'case']);
    expect(at('/1')?.options).toEqual(['q']);
    expect(at('/2 anna')).toMatchObject({ options: ['t'], rest: 'anna' });
    expect(at('/3 billing')).toMatchObject({ options: ['tq'], rest: 'billing' });
    expect(at('/4')?.options).toEqual(['c']);
    expect(at('/5')).toBeNull();
  });

  it('takes the words after a command that takes words', () => {
    expect(at('/q money back')).toMatchObject({ options: ['q'], rest: 'money back' });
    expect(at('/n promised a call / at ten')).toMatchObject({
      options: ['n'],
      rest: 'promised a call / at ten',
    });
    expect(at('/end now')).toBeNull();
  });

  it('is none inside a word, and only inserts in the middle of a sentence', () => {
    expect(at('and/or')).toBeNull();
    expect(at('https://example.com/q')).toBeNull();
    expect(at('As written here: /kb inv')).toMatchObject({ options: ['kb'], rest: 'inv', start: 17 });
    expect(at('Please wait /end')).toBeNull();
    expect(at('Please wait /')?.options).toEqual(['q', 'kb']);
  });

  it('looks only at the line of the caret, and only before it', () => {
    expect(at('/q refund\nDear Anna')).toBeNull();
    expect(slashAt('/q refund', 2)).toMatchObject({ options: ['q'], rest: null, end: 2 });
  });

  it('is replaced by what was chosen, the caret behind it', () => {
    const text = 'See /kb inv please';
    const slash = slashAt(text, 11);
    expect(slash).not.toBeNull();
    expect(replaceSlash(text, slash!, 'the article')).toEqual({ text: 'See the article please', caret: 15 });
  });

  it('always lies within the text and begins with a slash', () => {
    const words = fc.array(fc.constantFrom('/', 'q', 'kb', 'n', ' ', '\n', 'end', 'a', '1', 'é'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, fc.nat(), (parts, seed) => {
        const text = parts.join('');
        const caret = text.length === 0 ? 0 : seed % (text.length + 1);
        const slash = slashAt(text, caret);
        if (slash === null) return;
        expect(text[slash.start]).toBe('/');
        expect(slash.end).toBe(caret);
        expect(slash.options.length).toBeGreaterThan(0);
        expect(text.slice(slash.start, slash.end)).not.toContain('\n');
        const removed = replaceSlash(text, slash, '');
        expect(removed.text).toBe(text.slice(0, slash.start) + text.slice(caret));
      }),
    );
  });
});
