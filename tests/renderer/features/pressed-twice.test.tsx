// @vitest-environment jsdom
// Changes when a press that makes something new counts otherwise while the last one has not been answered.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { CaseCard } from '../../../renderer/features/case/CaseCard.tsx';
import { Notes } from '../../../renderer/features/case/Notes.tsx';
import { CustomerCard } from '../../../renderer/features/customer/CustomerCard.tsx';
import type { FakeDesk } from './fake-desk.ts';
import { conversationView } from './rows.ts';
import { giveSizes, show, valueOf } from './show.tsx';

beforeEach(giveSizes);

const made = (desk: FakeDesk): string[] => desk.commands.map(({ type }) => type);

it('a note is saved once while its key is held, and the next one too', async () => {
  const { desk, user } = show(<Notes subjectKind="case" subjectId="case-1" />, (fake) =>
    fake.rows('note.list', []),
  );
  const field = await screen.findByRole('textbox', { name: 'Write a note' });
  for (const times of [1, 2]) {
    await user.type(field, 'call back');
    for (const repeat of [false, true, true])
      fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true, repeat });
    await waitFor(() => expect(valueOf(field)).toBe(''));
    expect(made(desk)).toEqual(Array.from({ length: times }, () => 'note.write'));
  }
});

it('a case is made once', async () => {
  const { desk, user } = show(<CaseCard conversationId="conversation-1" />, (fake) => {
    fake.rows('conversation.view', conversationView({ case: null }));
    fake.rows('case.list', []);
  });
  await user.click(await screen.findByRole('button', { name: 'Create case' }));
  const form = await screen.findByRole<HTMLFormElement>('form', { name: 'New case' });
  fireEvent.submit(form);
  fireEvent.submit(form);
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  expect(made(desk)).toEqual(['case.create']);
});

it('a customer is made once, and linked once', async () => {
  const { desk, user } = show(<CustomerCard conversationId="conversation-1" customerId={null} />, (fake) =>
    fake.rows('conversation.view', conversationView()),
  );
  await user.click(await screen.findByRole('button', { name: 'New customer' }));
  const form = await screen.findByRole('form', { name: 'New customer' });
  fireEvent.submit(form);
  fireEvent.submit(form);
  await waitFor(() => expect(made(desk)).toContain('conversation.link'));
  expect(made(desk)).toEqual(['customer.create', 'conversation.link']);
});
