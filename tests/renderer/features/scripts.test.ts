// Changes when a script is offered elsewhere, its text is parted differently, or other small things of the composer change.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../shared/domain/people.ts';
import { emojis } from '../../../renderer/features/conversation/emoji.ts';
import { findEmoji } from '../../../renderer/features/conversation/EmojiPicker.tsx';
import { partsOf } from '../../../renderer/features/conversation/SafeText.tsx';
import { bestScript, partsOfText, readTicks } from '../../../renderer/features/macros/script-state.ts';
import { tagsOf } from '../../../renderer/features/macros/useKeeping.ts';
import type { Script } from '../../../shared/domain/macro.ts';

const script = (id: string, over: Partial<Script> = {}): Script => ({
  id,
  ownerId: null,
  title: id,
  locale: null,
  channel: null,
  queueId: null,
  steps: [{ id: `${id}-1`, title: 'One', text: '', macroId: null, scriptId: null }],
  ...over,
});
const here = { channel: 'chat', queueId: 'queue-1', language: 'de-AT' };

describe('the script that is offered by itself', () => {
  it('is the one meant most closely: by queue, then channel, then language', () => {
    const all = [
      script('any'),
      script('german', { locale: 'de' }),
      script('chat', { channel: 'chat' }),
      script('queue', { queueId: 'queue-1' }),
    ];
    expect(bestScript(all, here)?.id).toBe('queue');
    expect(bestScript(all.slice(0, 3), here)?.id).toBe('chat');
    expect(bestScript(all.slice(0, 2), here)?.id).toBe('german');
    expect(bestScript(all.slice(0, 1), here)?.id).toBe('any');
  });

  it('is none that is meant for elsewhere', () => {
    const others = [
      script('french queue', { queueId: 'queue-2' }),
      script('mail', { channel: 'email' }),
      script('polish', { locale: 'pl' }),
    ];
    expect(bestScript(others, here)).toBeNull();
  });
});

describe('what is kept of a script', () => {
  it('is read from whatever was kept', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (saved) => {
        expect(readTicks(saved)).toMatchObject({ done: expect.any(Array), trail: expect.any(Array) });
      }),
    );
  });

  it('tells what is said from what is done', () => {
    expect(partsOfText('Look first.\n> Hello {name}\n>And more')).toEqual({
      told: 'Look first.',
      said: 'Hello {name}\nAnd more',
    });
  });
});

describe('tags in a line', () => {
  it('are parted by any comma, without # and without doubles', () => {
    expect(tagsOf('#refund, late ،مال,, late')).toEqual(['refund', 'late', 'مال']);
  });
});

describe('a masked message', () => {
  it('shows every letter once, in order, whatever the marks say', () => {
    const mark = fc.record({ start: fc.nat(30), end: fc.nat(40), rule: fc.constant('Cards') });
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(mark, { maxLength: 6 }), (text, masked) => {
        const parts = partsOf(text, masked);
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
    );
    expect(partsOf('ab••', [{ start: 2, end: 4, rule: 'Cards' }])).toEqual([
      { text: 'ab', rule: null },
      { text: '••', rule: 'Cards' },
    ]);
  });
});

describe('emoji', () => {
  it('are found in each of the six languages, and each has words in all of them', () => {
    for (const word of ['thanks', 'danke', 'dziękuję', 'tak', 'شكرا', 'سپاس'])
      expect(
        findEmoji(word).map(({ sign }) => sign),
        word,
      ).toContain('🙏');
    expect(findEmoji('zzz')).toEqual([]);
    expect(new Set(emojis.map(({ sign }) => sign)).size).toBe(emojis.length);
    for (const { sign, names } of emojis)
      for (const locale of locales) expect(names[locale], sign).not.toBe('');
  });
});
