// Changes when a refused command is called otherwise.
import { expect, it } from 'vitest';
import { actionOf } from '../../../renderer/features/attention/conflict.ts';
import { attentionView } from '../../../electron/store/attention.ts';
import type { Cache } from '../../../electron/store/db/cache.ts';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { en, type MessageKey } from '../../../shared/i18n/en.ts';
import { aCommand, anArticle } from '../../support/factories.ts';

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
