// @vitest-environment jsdom
// Changes when pictures in long lists, or words under the pointer, are made differently.
import { cleanup, fireEvent, render } from '@testing-library/react';
import { AlarmClock, ChevronsUp, CircleDot, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { glyph } from '../../../renderer/ui/glyph.tsx';
import { titleWhenPointed } from '../../../renderer/ui/title.ts';

afterEach(cleanup);

const drawn = (node: ReactElement): [string, string[], string] => {
  const { container } = render(node);
  const svg = container.querySelector('svg')!;
  const attributes = [...svg.attributes].map(({ name, value }) => `${name}=${value}`).toSorted();
  return [svg.tagName, attributes, svg.innerHTML];
};

test.each<[string, LucideIcon]>([
  ['a circle', CircleDot],
  ['an arrow', ChevronsUp],
  ['one with another name in the library', AlarmClock],
])('%s is drawn just as the library draws it', (_, Shape) => {
  const own = glyph(Shape, 14)({ className: 'mark', 'data-status': 'open' });
  const theirs = <Shape size={14} aria-hidden="true" className="mark" data-status="open" />;
  expect(drawn(own)).toEqual(drawn(theirs));
  // The library's drawing was found: it is not the library's component that is shown.
  expect(own.type).toBe('svg');
});

test('what an element says under the pointer is written when the pointer comes', () => {
  let made = 0;
  const words = (): string => `the ${String((made += 1))}th`;
  const { getByText } = render(<time {...titleWhenPointed(words)}>12:00</time>);
  expect(made).toBe(0);
  fireEvent.pointerEnter(getByText('12:00'));
  expect(getByText('12:00').title).toBe('the 1th');
});
