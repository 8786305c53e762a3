// @vitest-environment jsdom
// Changes when a case is looked for to be chosen differently.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { CaseFinder } from '../../../renderer/features/case/CaseFinder.tsx';
import { caseRow } from './rows.ts';
import { giveSizes, show } from './show.tsx';

beforeEach(giveSizes);

it('what begins as was typed comes first, also while the hits are still those of the text before', async () => {
  const picked: string[] = [];
  const list = (text: string): object => ({
    view: 'all',
    sort: 'updated',
    text,
    customerId: null,
    limit: 28,
  });
  const newer = caseRow({ id: 'newer', number: 'C-10002', title: 'A blue lamp that hums' });
  const wanted = caseRow({ id: 'wanted', number: 'C-10001', title: 'Lamp that never came' });
  const { user } = show(
    <CaseFinder without={new Set()} customerId={null} onPick={({ id }) => picked.push(id)} />,
    (desk) => desk.rows('case.list', [newer, wanted], list('lamp')),
  );
  const field = screen.getByRole('combobox');
  await user.type(field, 'lamp');
  await screen.findByRole('option', { name: /Lamp that never came/ });
  await waitFor(() =>
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toMatchObject([
      expect.stringMatching(/^Lamp that never came/),
      expect.stringMatching(/^A blue lamp/),
    ]),
  );
  await user.keyboard('{ArrowDown}{Enter}');
  expect(picked).toEqual(['wanted']);
});
