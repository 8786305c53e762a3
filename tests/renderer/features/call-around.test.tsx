// @vitest-environment jsdom
// Changes when what stands around a call is shown otherwise: who is calling, whom to call back, how well it was heard.
import { act, screen, waitFor, within } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Notes } from '../../../renderer/features/case/Notes.tsx';
import { CallPanel } from '../../../renderer/features/conversation/CallPanel.tsx';
import { Caller } from '../../../renderer/features/customer/Caller.tsx';
import { ArticleBody } from '../../../renderer/features/knowledge/ArticleBody.tsx';
import { ScriptPanel } from '../../../renderer/features/macros/ScriptPanel.tsx';
import { CallRecord } from '../../../renderer/features/phone/CallRecord.tsx';
import { Quality } from '../../../renderer/features/phone/Quality.tsx';
import type { ConversationCall } from '../../../shared/domain/call.ts';
import type { CallQuality } from '../../../shared/phone/engine.ts';
import type { Candidate } from '../../../shared/ipc/views.ts';
import { createFakePhone } from '../../support/fake-phone.ts';
import { conversationView, customerRow, madeAt, noteRow } from './rows.ts';
import type { FakeDesk } from './fake-desk.ts';
import { giveSizes, show, type Shown } from './show.tsx';

beforeEach(giveSizes);

const aCall = (over: Partial<ConversationCall> = {}): ConversationCall => ({
  callId: 'call-1@exchange',
  direction: 'in',
  from: '+4930555010',
  to: '',
  ringingAt: madeAt,
  answeredAt: madeAt,
  ...over,
});
const over = { endedAt: madeAt + 60_000, outcome: 'completed' } as const;
const viewOf = (call: ConversationCall) =>
  conversationView({
    conversation: { channel: 'voice', call },
    row: { title: 'Ada', channel: 'voice', call },
  });

describe('CALL-20: the conversation of a call', () => {
  it('offers to call back when it is over, and asks with the number first', async () => {
    const phone = createFakePhone();
    phone.start();
    const open = (call: ConversationCall) =>
      show(<CallPanel view={viewOf(call)} call={call} />, (fake) => fake.data.phone.attach(phone.port));
    const running = open(aCall());
    // Nobody here has it: another telephone does.
    await screen.findByText('Not on this phone');
    expect(screen.queryByRole('button')).toBeNull();
    running.unmount();

    const { user, shell } = open(aCall(over));
    await user.click(await screen.findByRole('button', { name: /^Call \+49/ }));
    expect(shell.state.getState().overlay).toEqual({ kind: 'dial', to: '+4930555010', name: 'Ada' });
    expect(phone.phone.state().calls).toEqual([]);
  });

  it('in a window that does not see the phone says nothing that may be untrue, and offers nothing', async () => {
    const running = show(<CallPanel view={viewOf(aCall())} call={aCall()} />);
    await screen.findByText('On the call');
    running.unmount();
    show(<CallPanel view={viewOf(aCall(over))} call={aCall(over)} />);
    await screen.findByText('Completed');
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('who is calling', () => {
  const known = (id: string, name: string): Candidate => customerRow({ id, name });
  it.each<[string, Candidate[], string | null]>([
    ['nobody', [], 'No customer has this number'],
    ['one', [known('ada', 'Ada')], null],
    ['several', [known('ada', 'Ada'), known('bo', 'Bo <b>')], '2 customers have this number'],
  ])('%s who has the number', async (_how, rows, words) => {
    const { user, workspace } = show(<Caller number="+15550100" />, (fake) =>
      fake.rows('customer.byNumber', rows, { number: '+15550100' }),
    );
    const region = await screen.findByRole('region', { name: 'Who is calling' });
    if (words !== null) within(region).getByText(words);
    expect(within(region).queryAllByRole('button')).toHaveLength(rows.length);
    const [first] = rows;
    if (first === undefined) return;
    // To look answers nothing.
    await user.click(within(region).getAllByRole('button')[0]!);
    expect(JSON.stringify(workspace.state.getState())).toContain(first.id);
  });
});

describe('HEAR-1: how well a call is heard', () => {
  const heard = (mos: number): CallQuality => ({
    id: 'call-1',
    jitterMs: 4,
    roundTripMs: null,
    loss: 0.031,
    concealed: 0,
    mos,
    sent: 0,
    heard: 0,
  });
  const curve = (svg: Element): number =>
    (svg.querySelector('polyline')?.getAttribute('points') ?? '').split(' ').length;

  it('is a word and a plot that grows with the call, and figures for whoever asks', async () => {
    let tell = (_quality: CallQuality): void => {};
    function Live() {
      const [quality, set] = useState(heard(4.4));
      useEffect(() => {
        tell = set;
      }, []);
      return <Quality quality={quality} />;
    }
    const { user } = show(<Live />);
    const button = screen.getByRole('button', { name: 'Call quality: Good' });
    expect(curve(button)).toBe(1);
    for (let second = 0; second < 5; second += 1) act(() => tell(heard(2)));
    expect(curve(button)).toBe(6);
    expect(button.getAttribute('aria-label')).toBe('Call quality: Bad');
    await user.click(button);
    await screen.findByText('3.1%');
    screen.getByText('4 ms');
    screen.getByText('not known');
  });

  it('stays with the call as a small plot with its mean, its worst and its figures', async () => {
    const point = { jitterMs: 12, roundTripMs: 80, loss: 0.02 };
    const points = [4.4, 2.1, 4.4].map((mos) => ({ ...point, mos }));
    const quality = { ...point, mos: 4.3, worst: 2.1, everyMs: 1_000, points };
    const call = aCall({ ...over, quality });
    show(<CallRecord conversationId="conversation-1" />, (fake) => {
      fake.rows('conversation.view', viewOf(call));
      fake.rows('agent.list', []);
    });
    const plot = await screen.findByRole('img', { name: 'The whole call: Good, worst: Bad' });
    expect(curve(plot)).toBe(3);
    screen.getByText('80 ms');
    screen.getByText('12 ms');
  });
});

describe('CALL-20: a number in a text', () => {
  it.each([undefined, 'rich'] as const)('of a note can be pressed, and asks (%s)', async (format) => {
    const phone = createFakePhone();
    phone.start();
    const text = 'Her **office** is +49 40 7654321, order 12345678.';
    const { user, shell } = show(<Notes subjectKind="case" subjectId="case-1" />, (fake) => {
      fake.rows('note.list', [noteRow({ text, ...(format === undefined ? {} : { format }) })]);
      fake.data.phone.attach(phone.port);
    });
    await user.click(await screen.findByRole('button', { name: '+49 40 7654321' }));
    expect(shell.state.getState().overlay).toMatchObject({ kind: 'dial', to: '+49407654321' });
    expect(screen.queryByRole('button', { name: '12345678' })).toBeNull();
    expect(phone.phone.state().calls).toEqual([]);
  });

  const withPhone = (fake: FakeDesk): void => {
    const phone = createFakePhone();
    phone.start();
    fake.data.phone.attach(phone.port);
  };
  const asksFor = async ({ user, shell }: Shown): Promise<void> => {
    await user.click(await screen.findByRole('button', { name: '+49 40 7654321' }));
    expect(shell.state.getState().overlay).toMatchObject({ kind: 'dial', to: '+49407654321' });
  };

  it('of a note that a search has found is pressed as well, beside what is marked', async () => {
    const note = noteRow({ text: 'Her office is +49 40 7654321.' });
    const shown = show(<Notes subjectKind="case" subjectId="case-1" />, (fake) => {
      fake.rows('note.list', [note]);
      withPhone(fake);
    });
    await screen.findByRole('button', { name: '+49 40 7654321' });
    act(() => shown.shell.seek({ subjectId: 'case-1', part: 'note', id: note.id, find: 'office 7654321' }));
    await waitFor(() =>
      expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
        'office',
        '7654321',
      ]),
    );
    await asksFor(shown);
  });

  it('of an article, beside what a search has found in it', async () => {
    const article = {
      title: 'Warranty',
      summary: 'Whom to ask.',
      body: 'Call the maker at +49 40 7654321.',
      locale: 'en',
      tags: [],
      updatedAt: madeAt,
    } as const;
    const shown = show(<ArticleBody article={{ ...article, tags: [] }} find="maker" />, withPhone);
    await asksFor(shown);
    expect(document.querySelector('mark')?.textContent).toBe('maker');
  });

  it('of a step of a script', async () => {
    const step = { id: 'one', title: 'Ask', text: 'Reach the depot: +49 40 7654321.' };
    const script = {
      id: 'script-1',
      title: 'Parcels',
      ownerId: null,
      locale: null,
      channel: null,
      queueId: null,
      steps: [{ ...step, macroId: null, scriptId: null }],
      updatedAt: madeAt,
    };
    const panel = <ScriptPanel conversationId="conversation-1" tabId="tab" asked={0} chosen="" />;
    const shown = show(panel, (fake) => {
      fake.rows('conversation.view', conversationView({}));
      fake.rows('script.list', [script]);
      fake.rows('macro.list', []);
      withPhone(fake);
    });
    await asksFor(shown);
    expect(shown.desk.commands).toEqual([]);
  });
});
