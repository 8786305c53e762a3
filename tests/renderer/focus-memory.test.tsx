// @vitest-environment jsdom
// Changes when the keyboard finds its place in a tab again differently.
import { act, cleanup, render } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useFocusMemory } from '../../renderer/app/useFocusMemory.ts';
import { createWorkspace, WorkspaceContext } from '../../renderer/state/workspace.ts';

afterEach(cleanup);

interface TwoProps {
  shown: string;
  bare?: boolean;
}

/** Two tabs with a field each, or the second with none. */
function Two({ shown, bare = false }: TwoProps) {
  const host = useRef<HTMLDivElement>(null);
  useFocusMemory(host, shown);
  return (
    <div data-pane="main" tabIndex={-1}>
      <div ref={host}>
        {['a', 'b'].map((id) => (
          <div key={id} data-tab={id} data-shown={id === shown}>
            {(id === 'a' || !bare) && <input aria-label={id} />}
          </div>
        ))}
      </div>
    </div>
  );
}

function Place(props: TwoProps) {
  const [workspace] = useState(() => createWorkspace());
  return (
    <WorkspaceContext value={workspace}>
      <Two {...props} />
    </WorkspaceContext>
  );
}

test('what had the keyboard in a tab gets it straight from the tab before: in between nobody has it', () => {
  const page = render(<Place shown="a" />);
  const [a, b] = [page.getByLabelText('a'), page.getByLabelText('b')];
  act(() => b.focus());
  act(() => a.focus());
  const left: (EventTarget | null)[] = [];
  a.addEventListener('focusout', ({ relatedTarget }) => left.push(relatedTarget));
  page.rerender(<Place shown="b" />);
  expect(document.activeElement).toBe(b);
  expect(left).toEqual([b]);
});

test('where nothing had it yet the work area gets it: what is hidden is not typed into', () => {
  const page = render(<Place shown="a" bare />);
  act(() => page.getByLabelText('a').focus());
  page.rerender(<Place shown="b" bare />);
  expect(document.activeElement?.getAttribute('data-pane')).toBe('main');
});
