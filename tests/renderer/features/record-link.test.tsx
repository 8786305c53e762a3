// @vitest-environment jsdom
// Changes when a link to a record, or the bar between two panes, answers mouse and keyboard differently.
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { activeSession, activeTab, useRecordLink } from '../../../renderer/state/workspace.ts';
import { Resizer } from '../../../renderer/ui/Pane.tsx';
import { giveSizes, show } from './show.tsx';

beforeEach(giveSizes);

function Link({ id }: { id: string }) {
  const link = useRecordLink();
  return (
    <button type="button" {...link('case', id)}>
      {id}
    </button>
  );
}

describe('a link to a record on a page of a session', () => {
  const open = () => {
    const { workspace, user } = show(
      <>
        <Link id="one" />
        <Link id="two" />
      </>,
    );
    const now = workspace.state.getState;
    return { user, now };
  };
  it('opens a tab here; with Ctrl as well', async () => {
    const { user, now } = open();
    await user.click(screen.getByRole('button', { name: 'one' }));
    expect([activeSession(now()).kind, activeTab(now()).subjectId]).toEqual(['conversation', 'one']);
    await user.keyboard('{Control>}');
    await user.click(screen.getByRole('button', { name: 'two' }));
    await user.keyboard('{/Control}');
    expect([activeSession(now()).kind, activeTab(now()).subjectId]).toEqual(['conversation', 'two']);
  });
  it('with Shift a session of its own, with the middle button a tab behind', async () => {
    const { user, now } = open();
    fireEvent(
      screen.getByRole('button', { name: 'one' }),
      new MouseEvent('auxclick', { bubbles: true, button: 1 }),
    );
    expect(activeTab(now()).kind).toBe('conversation');
    expect(activeSession(now()).tabs.map(({ subjectId }) => subjectId)).toContain('one');
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('button', { name: 'two' }));
    await user.keyboard('{/Shift}');
    expect(activeSession(now()).id).toBe('case:two');
  });
});

describe('the bar between two panes', () => {
  const bar = (dir: 'ltr' | 'rtl') => {
    const sizes: number[] = [];
    show(
      <div style={{ direction: dir }}>
        <Resizer
          label="Left"
          pane="start"
          size={400}
          min={340}
          max={500}
          onResize={(size) => sizes.push(size)}
        />
      </div>,
    );
    const element = screen.getByRole('separator', { name: /Left/ });
    Object.assign(element, { setPointerCapture: () => {} });
    return { element, sizes };
  };
  it.each([
    ['ltr', [416, 384]],
    ['rtl', [384, 416]],
  ] as const)('is moved by arrows the way they point, as far as both have room: %s', (dir, moved) => {
    const { element, sizes } = bar(dir);
    for (const key of ['ArrowRight', 'ArrowLeft', 'Home', 'End']) fireEvent.keyDown(element, { key });
    expect(sizes).toEqual([...moved, 340, 500]);
    expect(element.getAttribute('aria-valuenow')).toBe('400');
  });
  it('is dragged, and goes no further than there is room', () => {
    const { element, sizes } = bar('ltr');
    fireEvent.pointerMove(element, { clientX: 300 });
    expect(sizes).toEqual([]);
    fireEvent.pointerDown(element, { button: 0, clientX: 100, pointerId: 1 });
    fireEvent.pointerMove(element, { clientX: 150, pointerId: 1 });
    fireEvent.pointerMove(element, { clientX: 900, pointerId: 1 });
    fireEvent.pointerUp(element, { pointerId: 1 });
    fireEvent.pointerMove(element, { clientX: 110, pointerId: 1 });
    expect(sizes).toEqual([450, 500]);
  });
});
