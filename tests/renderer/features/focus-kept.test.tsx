// @vitest-environment jsdom
// Changes when the keyboard goes elsewhere once what had it has gone.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ContextSection } from '../../../renderer/app/ContextSection.tsx';
import { Notes } from '../../../renderer/features/case/Notes.tsx';
import { CustomerCard } from '../../../renderer/features/customer/CustomerCard.tsx';
import { SignIn } from '../../../renderer/features/sign-in/SignIn.tsx';
import { AppError } from '../../../shared/errors.ts';
import { conversationView, noteRow } from './rows.ts';
import { giveSizes, show } from './show.tsx';

beforeEach(() => {
  giveSizes();
  Element.prototype.checkVisibility = () => true;
});
const focused = (): Element | null => document.activeElement;

describe('beside a conversation', () => {
  it('stays in the part whose form was saved', async () => {
    const { user } = show(
      <ContextSection name="customer" title="Customer" asked={0}>
        <CustomerCard conversationId="conversation-1" customerId={null} />
      </ContextSection>,
      (desk) => desk.rows('conversation.view', conversationView()),
    );
    await user.click(await screen.findByRole('button', { name: 'New customer' }));
    await user.click(await screen.findByRole('button', { name: 'Create customer' }));
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
    const part = screen.getByRole('button', { name: 'Customer' }).closest('[data-open]');
    await waitFor(() => expect(focused()).not.toBe(document.body));
    expect(part?.contains(focused())).toBe(true);
  });

  it('is in the field for the next note once an older one was changed', async () => {
    const { user } = show(
      <ContextSection name="notes" title="Notes" asked={0}>
        <Notes subjectKind="case" subjectId="case-1" />
      </ContextSection>,
      (desk) => desk.rows('note.list', [noteRow()]),
    );
    await user.click(await screen.findByRole('button', { name: 'Edit note' }));
    await user.type(await screen.findByRole('textbox', { name: 'Edit the note' }), '!');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Edit the note' })).toBeNull());
    await waitFor(() => expect(focused()).toBe(screen.getByRole('textbox', { name: 'Write a note' })));
  });
});

describe('signing in', () => {
  const open = (error?: AppError) =>
    show(<SignIn service="https://parley.example" handle="" />, (desk) => {
      if (error !== undefined) desk.refuse('account.signIn', error);
    });

  it('goes to the first field that is empty', async () => {
    const { user } = open();
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    expect(focused()).toBe(screen.getByLabelText('Name'));
  });

  it.each([
    ['unreachable', 'Service address'],
    ['notFound', 'Service address'],
    ['unauthenticated', 'Password'],
  ] as const)('after %s goes to what is to be typed anew', async (kind, label) => {
    const { user } = open(new AppError(kind, 'refused'));
    await user.type(screen.getByLabelText('Name'), 'mara');
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    await screen.findByRole('button', { name: 'Sign in' });
    await waitFor(() => expect(screen.getByRole('status').textContent).not.toBe(''));
    expect(focused()).toBe(screen.getByLabelText(label));
  });
});
