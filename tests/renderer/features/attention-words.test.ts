// Changes when a refused command is called otherwise.
import { expect, it } from 'vitest';
import { actionOf } from '../../../renderer/features/attention/conflict.ts';
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

it('a list that was cut on its way is read as far as it is whole', () => {
  const cut = JSON.stringify([home, work]).slice(0, -10);
  expect(valueWords(t, () => null, 'contacts', cut)).toBe('Phone: 030 1234567');
  expect(valueWords(t, () => null, 'contacts', '[]')).toBe('None');
});
