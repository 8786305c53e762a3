// Changes when commands are found by other words than their names.
import { describe, expect, test } from 'vitest';
import { matching } from '../../renderer/app/palette-entries.ts';
import { locales } from '../../shared/domain/people.ts';
import { messagesOf, type MessageKey } from '../../shared/i18n/index.ts';

describe.each(locales)('%s', (locale) => {
  const messages = messagesOf(locale);
  const commands = (Object.keys(messages) as MessageKey[])
    .filter((key) => key.startsWith('command.') && !messages[key].includes('{'))
    .map((key) => ({ key, title: messages[key] }));

  test('every command is found by its whole name, typed as it is written', () => {
    const lost = commands.filter(
      (command) => !matching(commands, command.title).some(({ key }) => key === command.key),
    );
    expect(lost).toEqual([]);
  });

  test('no two commands have the same name', () => {
    const names = new Set(commands.map(({ title }) => title));
    expect(names.size).toBe(commands.length);
  });
});
