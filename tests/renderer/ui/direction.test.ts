// The direction of a field's text: by its first letter, the interface's where there is none.
import { describe, expect, test } from 'vitest';
import { directionOf } from '../../../renderer/ui/direction.ts';

describe('the direction of what is typed', () => {
  test.each([
    ['Hello', 'ltr'],
    ['  12. مرحبا', 'rtl'],
    ['سلام 42', 'rtl'],
    ['Grüße an سلام', 'ltr'],
    ['שלום', 'rtl'],
    ['', undefined],
    ['4711 😀 ...', undefined],
  ])('%j runs %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction);
  });

  test('a very long text is not read through', () => {
    expect(directionOf(`${'1'.repeat(1_000_000)}a`)).toBeUndefined();
  });
});
