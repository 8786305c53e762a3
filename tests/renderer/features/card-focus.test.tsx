// @vitest-environment jsdom
// Changes when the window notices otherwise that card data is about to be typed, in it or in another one of this desk. Rule: REC-3.
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useCardElsewhere, useTellCards } from '../../../renderer/features/phone/useCardElsewhere.ts';
import { useCardTypedHere } from '../../../renderer/features/phone/useCardTyping.ts';

/** A channel as browsers have it, but at once. */
class Channel extends EventTarget {
  static readonly all = new Set<Channel>();
  constructor() {
    super();
    Channel.all.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of Channel.all)
      if (other !== this) other.dispatchEvent(new MessageEvent('message', { data }));
  }
  close(): void {
    Channel.all.delete(this);
  }
}
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('BroadcastChannel', Channel);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const after = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));
const focus = (label: string): void => act(() => screen.getByLabelText(label).focus());
const quietMs = 5_000;

function Fields() {
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/autocomplete-valid */}
      <input aria-label="Card" autoComplete="billing cc-number" />
      <input aria-label="Name" autoComplete="name" />
    </>
  );
}
function Here() {
  return <output>{String(useCardTypedHere(true))}</output>;
}
function Elsewhere({ wanted = true }: { wanted?: boolean }) {
  return <output>{String(useCardElsewhere(wanted))}</output>;
}
function OwnWindow() {
  useTellCards();
  return null;
}
const said = (): string => screen.getByRole('status').textContent;

it('REC-3: an empty payment field that has the focus is enough, for as long as it has it; any other is not', () => {
  render(
    <>
      <Fields />
      <Here />
    </>,
  );
  focus('Name');
  expect(said()).toBe('false');
  focus('Card');
  expect(said()).toBe('true');
  after(10 * quietMs);
  expect(said()).toBe('true');
  focus('Name');
  expect(said()).toBe('true');
  after(quietMs);
  expect(said()).toBe('false');
});

it('REC-3: a card in a session’s own window pauses the call of the main one, until a moment after it', () => {
  const own = render(
    <>
      <Fields />
      <OwnWindow />
    </>,
  );
  const main = render(<Elsewhere wanted={false} />);
  focus('Card');
  expect(said()).toBe('false');
  // It is said again: a recording may begin while the card is typed.
  main.rerender(<Elsewhere />);
  after(1_000);
  expect(said()).toBe('true');
  after(10 * quietMs);
  expect(said()).toBe('true');
  focus('Name');
  after(quietMs);
  after(quietMs);
  expect(said()).toBe('false');

  focus('Card');
  expect(said()).toBe('true');
  // A window that dies takes nothing back.
  own.unmount();
  after(quietMs);
  expect(said()).toBe('false');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  act(() => new Channel().postMessage({ card: true }));
  expect(said()).toBe('false');
});
