// Changes when what lies behind the cards changes: finding quick replies, history, new cases, refused commands.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, linesBeside, waysFor } from '../../../renderer/features/attention/conflict.ts';
import { shorten } from '../../../renderer/features/case/new-case.ts';
import { menuItems } from '../../../renderer/features/conversation/menu.ts';
import { findQuickReplies } from '../../../renderer/features/conversation/quick-replies.ts';
import { slashAt } from '../../../renderer/features/conversation/slash.ts';
import { writeBar } from '../../../renderer/features/conversation/can-write.ts';
import { browserName } from '../../../renderer/features/customer/browser.ts';
import { problemWith, savedValue } from '../../../renderer/features/customer/edit.ts';
import { explanationOf } from '../../../renderer/state/refusal-words.ts';
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import { errorKinds, type ErrorKind } from '../../../shared/errors.ts';

const reply = (id: string, title: string, over: Partial<QuickReply> = {}): QuickReply => ({
  id,
  title,
  text: `${title} text`,
  locale: 'en',
  tags: [],
  ownerId: null,
  ...over,
});

describe('quick replies', () => {
  const all = [
    reply('1', 'Refund on its way', { tags: ['money'] }),
    reply('2', 'Rückerstattung unterwegs', { locale: 'de' }),
    reply('3', 'Greeting'),
    reply('4', 'تحية', { locale: 'ar', text: 'أهلا' }),
  ];
  const ids = (search: string, languages: string[] = []) =>
    findQuickReplies(all, search, languages).map(({ id }) => id);

  it('are found by any words of title, tags or text, without accents', () => {
    expect(ids('rueck')).toEqual([]);
    expect(ids('ruck')).toEqual(['2']);
    expect(ids('#money way')).toEqual(['1']);
    expect(ids('اهلا')).toEqual(['4']);
  });

  it('come in the customer’s language first', () => {
    expect(ids('', ['de-AT', 'en'])[0]).toBe('2');
  });

  it('are the menu of /q; without a match a line says so and holds Enter, so that a search is not sent to the customer', () => {
    const items = (text: string, known = true) =>
      menuItems({
        slash: slashAt(text, text.length),
        replies: all,
        macros: [],
        scripts: [],
        articles: known ? [] : undefined,
        languages: ['en'],
        rest: text.startsWith('Hi') ? 'Hi' : '',
      });
    expect(items('/q gree').map(({ key }) => key)).toEqual(['3', 'manage']);
    expect(items('Hi /q gree').map(({ key }) => key)).toEqual(['3', 'save', 'manage']);
    expect(items('/m ')).toEqual([{ kind: 'manage', key: 'manage', page: 'macros' }]);
    const nothing = { kind: 'nothing', key: 'nothing', words: 'zzz', known: true };
    expect(items('/q zzz')).toEqual([nothing, { kind: 'manage', key: 'manage', page: 'quickReplies' }]);
    expect(items('/kb zzz')).toEqual([nothing]);
    expect(items('/kb ')).toEqual([{ ...nothing, words: '' }]);
    expect(items('/kb zzz', false)).toEqual([{ ...nothing, known: false }]);
    expect(items('/n call back')).toEqual([{ kind: 'note', key: 'note', text: 'call back' }]);
    expect(items('hello')).toEqual([]);
  });
});

describe('who may write', () => {
  const agent = { id: 'a1', role: 'agent' as const };
  it('follows the state, and says why not', () => {
    expect(writeBar({ state: 'active', agentId: 'a1' }, agent, 'public')).toBeNull();
    expect(writeBar({ state: 'open', agentId: null }, agent, 'public')).toBe('notAccepted');
    expect(writeBar({ state: 'active', agentId: 'a2' }, agent, 'public')).toBe('otherAgent');
    expect(
      writeBar({ state: 'active', agentId: 'a2' }, { id: 'a1', role: 'supervisor' }, 'public'),
    ).toBeNull();
    expect(writeBar({ state: 'wrapUp', agentId: 'a1' }, agent, 'public')).toBe('ended');
    expect(writeBar({ state: 'wrapUp', agentId: 'a1' }, agent, 'internal')).toBeNull();
    expect(writeBar({ state: 'closed', agentId: 'a1' }, agent, 'internal')).toBe('closed');
    expect(writeBar({ state: 'active', agentId: 'a1' }, null, 'internal')).toBe('signedOut');
  });
});

describe('the form of a customer', () => {
  it('catches slips and saves nothing as nothing', () => {
    expect(problemWith('name', '  ')).toBe('missing');
    expect(problemWith('email', 'lena@')).toBe('email');
    expect(problemWith('email', '')).toBeNull();
    expect(problemWith('language', 'de-AT')).toBeNull();
    expect(problemWith('language', 'german!')).toBe('language');
    expect(savedValue('phone', ' ')).toBeNull();
    expect(savedValue('name', ' Lena ')).toBe('Lena');
  });
});

describe('the browser of a visitor', () => {
  it('is told by name where it can be, and as it is where not', () => {
    const chrome =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
    expect(browserName(chrome)).toBe('Chrome 131, Linux');
    expect(browserName(`${chrome} Edg/131.0.0.0`)).toBe('Edge 131, Linux');
    expect(
      browserName(
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      ),
    ).toBe('Safari 18, iPhone');
    expect(browserName('Firefox 147 on Windows')).toBe('Firefox 147 on Windows');
    expect(browserName('<b>Chrome/1</b>')).toBe('<b>Chrome/1</b>');
  });
});

describe('the title of a new case', () => {
  it('is cut at a word, within its bound, never inside a letter', () => {
    expect(shorten('one two three', 9)).toBe('one two…');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 4, max: 300 }),
        (text, max) => {
          const short = shorten(text, max);
          expect(short.length).toBeLessThanOrEqual(max);
          expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
        },
      ),
    );
  });
});

describe('a refused command', () => {
  it('has a sentence for every kind of refusal', () => {
    for (const kind of errorKinds) expect(explanationOf(kind)).toBeTypeOf('string');
  });

  const item = {
    type: 'case.update',
    kept: false,
    canForce: false,
    canNote: true,
    text: 'Hello' as string | null,
    sides: [] as { field: string; theirs: string | null; yours: string | null }[],
    refusal: { kind: 'state' as ErrorKind, message: '' },
  };
  const side = (field: string) => [{ field, theirs: 'a', yours: 'b' }];

  it('offers to keep words wherever there are words, and another place for them', () => {
    expect(waysFor(item)).toEqual(['asNote', 'elsewhere', 'drop']);
    expect(waysFor({ ...item, canNote: false })).toEqual(['elsewhere', 'drop']);
    expect(waysFor({ ...item, text: null })).toEqual(['drop']);
  });

  it('offers both sides of a conflict; a value that is words also as a note', () => {
    const conflict = { ...item, canForce: true, refusal: { kind: 'conflict' as const, message: '' } };
    expect(waysFor({ ...conflict, sides: side('status') })).toEqual(['force', 'theirs']);
    expect(waysFor({ ...conflict, sides: side('title') })).toEqual(['force', 'theirs', 'asNote']);
    expect(waysFor({ ...conflict, canForce: false, canNote: false, sides: side('title') })).toEqual([
      'theirs',
      'elsewhere',
    ]);
    expect(waysFor({ ...conflict, kept: true, sides: side('description') })).toEqual([
      'force',
      'both',
      'asNote',
    ]);
    const contacts = { ...conflict, type: 'customer.update', sides: side('contacts') };
    expect(waysFor(contacts)).toEqual(['chosen', 'force', 'theirs', 'asNote']);
    expect(isSame(conflict)).toBe(true);
    expect(waysFor(conflict)).toEqual(['drop']);
  });

  it('says which lines of two texts differ, whatever the space around them', () => {
    expect(linesBeside('one\ntwo \n\nthree', 'two\nfour')).toEqual([
      { text: 'one', differs: true },
      { text: 'two ', differs: false },
      { text: '', differs: false },
      { text: 'three', differs: true },
    ]);
  });
});
