// @vitest-environment jsdom
// Tags by keyboard: where the keyboard is when tags come and go.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { TagField } from '../../../renderer/ui/TagField.tsx';

afterEach(cleanup);
const words = { title: 'Tags', add: 'Add a tag', remove: (tag: string) => `Remove ${tag}` };
const field = (tags: readonly string[]) => (
  <TagField tags={tags} onAdd={() => {}} onRemove={() => {}} input={() => null} words={words} />
);

test('the keyboard goes on to the next tag when its own goes, whatever came in between', () => {
  const { rerender } = render(field(['a', 'b', 'c']));
  const button = screen.getByRole('button', { name: 'Remove b' });
  button.focus();
  fireEvent.keyDown(button, { key: 'Delete' });
  // Somebody else's tag comes first.
  rerender(field(['a', 'b', 'c', 'd']));
  expect(document.activeElement).toBe(button);
  rerender(field(['a', 'c', 'd']));
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove c');
});
