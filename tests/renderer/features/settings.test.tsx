// @vitest-environment jsdom
// Changes when the page about connection and data tells something else, or offers something else to do.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ConnectionPage } from '../../../renderer/features/settings/ConnectionPage.tsx';
import { createShell, ShellContext, type ShellStore } from '../../../renderer/state/shell.ts';
import { someDiagnostics } from '../../support/diagnostics.ts';
import type { FakeDesk } from './fake-desk.ts';
import { deskRow } from './rows.ts';
import { giveSizes, show, type Shown } from './show.tsx';

beforeEach(giveSizes);

let shell: ShellStore;
const open = (prepare: (desk: FakeDesk) => void = () => {}): Shown => {
  shell = createShell();
  return show(
    <ShellContext value={shell}>
      <ConnectionPage />
    </ShellContext>,
    prepare,
  );
};
/** What stands beside a name. */
const fact = (name: string): string =>
  screen.getByText(name).parentElement?.querySelector('dd')?.textContent ?? '';

it('a desk that is linked: state, service, what lies here and how much of it; nothing to press but the report', async () => {
  open((desk) => {
    desk.figures = someDiagnostics({
      records: { message: 1234, case: 56, note: 7 },
      bytes: { outbox: 90_112, cache: 41_300_000, search: 22_000_000, desk: 0, aside: 0, free: 12e9 },
    });
  });
  await waitFor(() => expect(fact('Messages')).toBe('1,234'));
  expect(screen.getByRole('status').textContent).toBe('Connected');
  expect(fact('Service')).toBe('https://parley.example');
  expect(fact('Version of the service')).toBe('0.1.0');
  expect(fact('Customers')).toBe('0');
  expect(fact('Local copy')).toBe('41 MB');
  expect(fact('Search index')).toBe('22 MB');
  expect(fact('Your changes')).toBe('90 kB');
  expect(fact('Free on this disk')).toBe('12 GB');
  expect(fact('Search')).toBe('Knows every text');
  expect(fact('To be sent')).toBe('All synced');
  expect(screen.queryByText('Damaged, kept aside')).toBeNull();
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual([
    'Export report',
    'Copy diagnostics',
  ]);
});

it('a desk that is offline: when it tries next, since when what waits, and a way to try now', async () => {
  const now = Date.now();
  const { desk, user } = open((fake) => {
    fake.rows(
      'desk.view',
      deskRow({
        link: {
          state: 'offline',
          since: now - 120_000,
          retryAt: now + 20_000,
          reason: 'No answer.',
          progress: null,
        },
        outbox: { waiting: 3, attention: 0 },
        clockOffset: -180_000,
      }),
    );
    fake.figures = someDiagnostics({
      linkedAt: now - 7_200_000,
      outbox: { waiting: 3, oldestAt: now - 3_600_000, acked: 0, attention: 0, drafts: 2 },
      indexLag: 12,
    });
  });
  await waitFor(() => expect(fact('Last connected')).toContain('2'));
  expect(fact('For')).toMatch(/^[12]:/);
  expect(fact('Next try in')).toMatch(/^0:/);
  expect(fact('To be sent')).toBe('3 changes saved here');
  expect(fact('Oldest of it, made')).toMatch(/60 min|1 h/);
  expect(fact('Half-written texts')).toBe('2');
  expect(fact('This machine’s clock')).toBe('3 minutes off');
  expect(fact('Search')).toBe('12 texts to read yet');
  await user.click(screen.getByRole('button', { name: 'Try now' }));
  await waitFor(() => expect(desk.retries).toBe(1));
});

it('what the service did not take: what kind, why, settled or not; and the way to settle it', async () => {
  const { user } = open((fake) => {
    fake.rows('desk.view', deskRow({ outbox: { waiting: 0, attention: 1 } }));
    fake.figures = someDiagnostics({
      refusals: [
        { at: Date.now(), command: 'case.update', kind: 'conflict', settled: false },
        { at: Date.now(), command: 'something.new', kind: 'internal', settled: true },
      ],
    });
  });
  const items = await screen.findAllByRole('listitem');
  expect(items.map((item) => item.textContent)).toEqual([
    expect.stringMatching(/^A change of a case.*Somebody else.*Needs you$/),
    expect.stringMatching(/^A change.*Settled$/),
  ]);
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(shell.state.getState().overlay).toEqual({ kind: 'attention' });
});

it('the figures follow the link, and go into the report and onto the clipboard as they are', async () => {
  const { desk, user } = open((fake) => {
    fake.figures = someDiagnostics({ records: { message: 1 } });
  });
  await waitFor(() => expect(fact('Messages')).toBe('1'));
  desk.figures = someDiagnostics({ records: { message: 2 } });
  desk.rows('desk.view', deskRow({ outbox: { waiting: 1, attention: 0 } }));
  await waitFor(() => expect(fact('Messages')).toBe('2'));
  await user.click(screen.getByRole('button', { name: 'Export report' }));
  await screen.findByRole('button', { name: 'Saved' });
  expect(desk.reports).toEqual([desk.figures]);
  await user.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
  await screen.findByRole('button', { name: 'Copied' });
  expect(JSON.parse(desk.copied[0] ?? '')).toEqual(desk.figures);
});
