// @vitest-environment jsdom
// Changes when the window decides otherwise that what is said in a call is not written down for now. Rule: REC-9.
import { act, waitFor } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { expect, it } from 'vitest';
import { useWordsPause, type Words } from '../../../renderer/features/phone/useWordsPause.ts';
import { AppError } from '../../../shared/errors.ts';
import { show } from './show.tsx';

const before: Words = {
  conversationId: 'conversation-1',
  callId: 'call-1@exchange',
  mayBe: true,
  silent: false,
  recorded: true,
  paused: false,
};

/** What the call under test is drawn with, and what it gives. */
interface Stage {
  words: Words;
  draw: () => void;
  end: () => void;
}

function Talk({ stage }: { stage: Stage }): null {
  const [words, set] = useState(stage.words);
  const end = useWordsPause(words);
  useEffect(() => {
    Object.assign(stage, { end, draw: () => set(stage.words) });
  });
  return null;
}

/** A call whose words stand as is said; `told`: what the service was told of pauses. */
function talking() {
  const stage: Stage = { words: before, draw: () => {}, end: () => {} };
  const { desk } = show(<Talk stage={stage} />);
  return {
    desk,
    told: () => desk.commands.flatMap((command) => (command.type === 'call.pause' ? [command.args.on] : [])),
    become: (change: Partial<Words>): void => {
      stage.words = { ...stage.words, ...change };
      act(() => stage.draw());
    },
    end: () => stage.end(),
  };
}

it('REC-9: words pause with the recording and go on with it, each told once', async () => {
  const { told, become } = talking();
  become({ silent: true, recorded: false });
  become({ silent: true, recorded: false });
  await waitFor(() => expect(told()).toEqual([true]));
  become({ paused: true });
  become({ silent: false, recorded: true });
  await waitFor(() => expect(told()).toEqual([true, false]));
});

it('REC-9: what was ended stays ended, until it is recorded again', async () => {
  const { told, become, end } = talking();
  become({ recorded: null });
  end();
  await waitFor(() => expect(told()).toEqual([true]));
  become({ paused: true });
  // A card, typed and gone again, brings no words back.
  become({ silent: true });
  become({ silent: false });
  become({ recorded: true });
  await waitFor(() => expect(told()).toEqual([true, false]));
});

it('REC-9: where nothing is recorded words pause for card data alone, and go on after it', async () => {
  const { told, become } = talking();
  become({ recorded: null, silent: true });
  await waitFor(() => expect(told()).toEqual([true]));
  become({ paused: true });
  become({ silent: false });
  await waitFor(() => expect(told()).toEqual([true, false]));
});

it('REC-9: another window knows of a pause what is on the wire, and does not end it by itself', async () => {
  const { told, become } = talking();
  become({ recorded: null, paused: true });
  become({ silent: true });
  become({ silent: false });
  become({ recorded: true, mayBe: false });
  become({ mayBe: true });
  await waitFor(() => expect(told()).toEqual([false]));
});

it('REC-9: a store that is away is told again, with the moment that it was', async () => {
  const { desk, told, become } = talking();
  desk.refuse('call.pause', new AppError('gone', 'The store is being started.'));
  const began = desk.data.clock.now();
  become({ silent: true, recorded: false });
  await waitFor(() => expect(told().length).toBeGreaterThan(0), { timeout: 6_000 });
  const ats = desk.commands.flatMap(({ type, args }) => (type === 'call.pause' && args.on ? [args.at] : []));
  expect(ats[0]! - began).toBeLessThan(1_500);
});
