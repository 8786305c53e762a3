// Changes when a refused command is called otherwise.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionOf } from '../../../renderer/state/refusal-words.ts';
import { contactLines, contactsChosen, type Chosen } from '../../../renderer/features/attention/contacts.ts';
import { fieldName, itemAsText, valueWords } from '../../../renderer/features/attention/words.ts';
import type { Translate } from '../../../renderer/state/intl.tsx';
import { attentionView } from '../../../electron/store/attention.ts';
import type { Cache } from '../../../electron/store/db/cache.ts';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { en, type MessageKey } from '../../../shared/i18n/en.ts';
import type { Contact } from '../../../shared/domain/people.ts';
import { aCommand, aCustomer, anArticle } from '../../support/factories.ts';

it('what was refused has a name of its own where somebody wrote something', () => {
  const types =
    'article.draft article.update article.submit article.remove article.review feedback.give activity.create ' +
    'activity.update savedView.put quickReply.put macro.put script.put handover.offer message.edit case.merge';
  for (const type of types.split(' ')) {
    const action = actionOf({ type, kept: false });
    expect([type, action]).not.toEqual([type, 'other']);
    expect(en[`attention.action.${action}` as MessageKey]).toBeTruthy();
  }
});

it('and is told by its title, never by the name of a command', () => {
  const cache = {
    get: (kind: string, id: string) =>
      kind === 'article' ? anArticle(id, { title: 'The lamp' }) : undefined,
  } as unknown as Cache;
  const titleOf = (command: AgentCommand): string =>
    attentionView(cache, { n: 1, command, madeAt: 1, refusal: { kind: 'forbidden', message: 'No.' } }).title;
  const article = anArticle('a', { title: 'A new one' });
  expect(titleOf(aCommand('article.draft', { article }) as AgentCommand)).toBe('A new one');
  expect(titleOf(aCommand('article.submit') as AgentCommand)).toBe('The lamp');
  expect(titleOf(aCommand('savedView.remove') as AgentCommand)).toBe('');
});

const t: Translate = (key) => en[key];
const work: Contact = { kind: 'email', value: 'work@lena.example', label: 'Work "1" {x}', preferred: true };
const home: Contact = { kind: 'phone', value: '030 1234567', label: '' };

it('two lists of contacts are set side by side as people read them, one contact a line', () => {
  const cache = {
    get: (kind: string, id: string) =>
      kind === 'customer' ? aCustomer(id, { contacts: [home] }) : undefined,
  } as unknown as Cache;
  const args = { customerId: 'cu', set: { contacts: [home, work] }, base: { contacts: [] } };
  const command = aCommand('customer.update', args) as AgentCommand;
  const refusal = { kind: 'conflict' as const, message: 'No.', facts: { field: 'contacts' } };
  const item = attentionView(cache, { n: 1, command, madeAt: 1, refusal });
  const text = itemAsText(t, () => null, item, 'now');
  expect(text).toContain('Further contacts');
  expect(text).toContain('Phone: 030 1234567\nE-mail: work@lena.example (Work "1" {x}, Preferred)');
  expect(text).not.toContain('[{');
  expect(item.text).toBe('contacts: 030 1234567, work@lena.example');
  expect(fieldName(t, 'contacts')).toBe('Further contacts');
});

describe('two lists of contacts', () => {
  const contact = fc.record({
    kind: fc.constantFrom('email', 'phone', 'social'),
    value: fc.constantFrom('a@x.example', 'A@x.example', 'b{"}', '۰۳۰ 1', '\\"'),
    label: fc.constantFrom('', 'Work'),
    preferred: fc.constantFrom(undefined, true as const),
  }) as fc.Arbitrary<Contact>;
  const lists = fc.array(contact, { maxLength: 6 });
  const plain = (all: readonly Contact[]): unknown => JSON.parse(JSON.stringify(all));

  it('SYNC-39 give, line by line, each of them again, and never two preferred ones of a kind', () => {
    fc.assert(
      fc.property(lists, lists, lists, fc.array(fc.boolean()), (yours, theirs, seen, picks) => {
        const [a, b, c] = [yours, theirs, seen].map((all) => JSON.stringify(all));
        const lines = contactLines({ field: 'contacts', yours: a!, theirs: b!, seen: c! });
        const all = (how: Chosen): Record<string, Chosen> =>
          Object.fromEntries(lines.map(({ key }) => [key, how]));
        const bare = (some: readonly Contact[]): string[] =>
          some.map(({ kind, value, label }) => `${kind} ${value} ${label}`).toSorted();
        expect(bare(contactsChosen(lines, all('yours')))).toEqual(bare(yours));
        expect(bare(contactsChosen(lines, all('theirs')))).toEqual(bare(theirs));
        const mixed = lines.map(({ key }, at): [string, Chosen] => [key, picks[at] ? 'yours' : 'theirs']);
        for (const made of [contactsChosen(lines, {}), contactsChosen(lines, Object.fromEntries(mixed))])
          for (const kind of ['email', 'phone', 'social'])
            expect(made.filter((one) => one.kind === kind && one.preferred).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('SYNC-39 what only one of them has changed is as that one left it, without a choice', () => {
    fc.assert(
      fc.property(lists, lists, (seen, changed) => {
        const [before, after] = [JSON.stringify(seen), JSON.stringify(changed)];
        const one = (yours: string, theirs: string): unknown =>
          plain(
            contactLines({ field: 'contacts', yours, theirs, seen: before })
              .flatMap((line) => line[line.suggested] ?? [])
              .toSorted((x, y) => JSON.stringify(x).localeCompare(JSON.stringify(y))),
          );
        const wanted = plain(changed.toSorted((x, y) => JSON.stringify(x).localeCompare(JSON.stringify(y))));
        expect(one(after, before)).toEqual(wanted);
        expect(one(before, after)).toEqual(wanted);
      }),
    );
  });
});

it('a list that was cut on its way is read as far as it is whole', () => {
  const cut = JSON.stringify([home, work]).slice(0, -10);
  expect(valueWords(t, () => null, 'contacts', cut)).toBe('Phone: 030 1234567');
  expect(valueWords(t, () => null, 'contacts', '[]')).toBe('None');
});
