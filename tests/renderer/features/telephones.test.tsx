// @vitest-environment jsdom
// Changes when numbers of colleagues and queues are set, picked or shown differently, or the last calls are.
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { CallBar } from '../../../renderer/features/phone/CallBar.tsx';
import { DialDialog } from '../../../renderer/features/phone/DialDialog.tsx';
import { TelephonesPage } from '../../../renderer/features/settings/TelephonesPage.tsx';
import type { Queue } from '../../../shared/domain/queue.ts';
import { AppError } from '../../../shared/errors.ts';
import type { QueryRows } from '../../../shared/ipc/store.ts';
import { createFakePhone } from '../../support/fake-phone.ts';
import { aTalk } from '../../support/factories.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationRow, me } from './rows.ts';
import { giveSizes, isDisabled, show, valueOf } from './show.tsx';

beforeEach(giveSizes);

const colleague = (id: string, name: string, over: object = {}): QueryRows<'agent.list'>[number] => ({
  ...me,
  id,
  handle: id,
  name,
  presence: null,
  ...over,
});
const agents = [
  colleague('bea', 'Bea Lund', { telephone: { number: '102', by: 'admin' } }),
  colleague('ben', 'Bent Dahl', { telephone: { number: null, by: 'admin' } }),
  colleague('kai', 'Kai Moor', { telephone: { number: '900', by: 'operator' } }),
];
const queues: Queue[] = [
  {
    id: 'q1',
    name: 'Billing',
    channels: ['voice'],
    offerMs: 1000,
    telephone: { number: '701', by: 'admin' },
  },
  { id: 'q2', name: 'Bikes', channels: ['voice'], offerMs: 1000 },
];
const people = (desk: FakeDesk): void => {
  desk.rows('agent.list', agents);
  desk.rows('queue.list', queues);
  desk.rows('customer.list', []);
};

it('CALL-17, CALL-18: a call is passed on to a colleague by number, or to a queue; who has no telephone cannot be picked', async () => {
  const phone = createFakePhone();
  const { user } = show(<CallBar />, (desk) => {
    people(desk);
    desk.rows('offer.ringing', []);
    desk.data.phone.attach(phone.port);
  });
  act(phone.start);
  phone.far.ring({ name: 'Ada', number: '+15550100' });
  await user.click(await screen.findByRole('button', { name: 'Answer' }));
  await user.click(await screen.findByRole('button', { name: 'Pass on' }));
  const field = screen.getByRole('combobox', { name: 'Name, number or address' });
  await user.type(field, 'b');
  const names = async (): Promise<(string | null)[]> =>
    (await screen.findAllByRole('option')).map(({ textContent }) => textContent);
  await waitFor(async () => expect(await names()).toHaveLength(3));
  const [bea, ben, billing] = await screen.findAllByRole('option');
  expect(bea?.textContent).toMatch(/Bea Lund.*102/);
  expect(ben?.textContent).toMatch(/Bent Dahl.*No telephone/);
  expect(ben?.getAttribute('aria-disabled')).toBe('true');
  expect(billing?.textContent).toMatch(/Billing.*701.*Queue/);
  await user.click(billing!);
  expect(valueOf(field)).toBe('701');
  await screen.findByText(/To the queue Billing/);
  // In a queue there is nobody to ask.
  expect(screen.queryByText('Ask first')).toBeNull();
  await user.click(screen.getByText('Pass on now'));
  await waitFor(() => expect(phone.far.transferredTo).toEqual(['701']));
});

it('CALL-17: the name that somebody signs in with is dialled by the number; nobody is called who has none', async () => {
  const phone = createFakePhone();
  const { user } = show(<DialDialog open onOpenChange={() => {}} />, (desk) => {
    people(desk);
    desk.rows('call.last', []);
    desk.data.phone.attach(phone.port);
  });
  act(phone.start);
  const field = await screen.findByRole('combobox', { name: 'Name, number or address' });
  await user.type(field, 'ben');
  await screen.findByText(/No telephone/);
  expect(isDisabled((await screen.findByText('Call')).closest('button')!)).toBe(true);
  await user.clear(field);
  await user.type(field, 'bea');
  await user.keyboard('{Escape}{Enter}');
  await waitFor(() => expect(phone.far.called()).toBeDefined());
  expect(phone.phone.state().calls[0]?.party.number).toBe('102');
});

it('CALL-19: the last calls come from the store, each number once, and Enter on nothing brings back the newest', async () => {
  const phone = createFakePhone();
  const { user } = show(<DialDialog open onOpenChange={() => {}} />, (desk) => {
    people(desk);
    const talk = (id: string, number: string, at: number, title = number) =>
      conversationRow({
        id,
        title,
        channel: 'voice',
        call: aTalk(id, { from: number, ringingAt: at, endedAt: at + 5, outcome: 'completed' }).call,
      });
    desk.rows('call.last', [
      talk('c3', '+15550101', 300),
      talk('c2', '+15550100', 200, 'Ada Lovelace'),
      talk('c1', '+15550101', 100),
    ]);
    desk.data.phone.attach(phone.port);
  });
  act(phone.start);
  const list = await screen.findByRole('region', { name: 'Last calls' });
  await waitFor(() => expect(within(list).getAllByRole('button')).toHaveLength(2));
  within(list).getByText('Ada Lovelace');
  const field = screen.getByRole('combobox', { name: 'Name, number or address' });
  await user.click(field);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(valueOf(field)).toBe('+15550101'));
});

it('CALL-17: admins give numbers; what the operator says is shown, and nobody gets a number that somebody has', async () => {
  const { desk, user } = show(<TelephonesPage />, people);
  const bent = await screen.findByRole('textbox', { name: 'Bent Dahl' });
  expect(isDisabled(screen.getByRole('textbox', { name: 'Kai Moor' }))).toBe(true);
  await user.type(bent, '102');
  await screen.findByText('This is the number of Bea Lund.');
  expect(isDisabled(screen.getByRole('button', { name: 'Save' }))).toBe(true);
  await user.type(bent, '3');
  expect(JSON.parse(desk.data.drafts.get('form:telephones:ben').text)).toEqual({ number: '1023' });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(desk.data.drafts.get('form:telephones:ben').text).toBe(''));
  expect(desk.commands).toMatchObject([
    { type: 'agent.telephone', args: { agentId: 'ben', number: '1023' } },
  ]);
});

it('REC-1: admins say what of a queue’s calls is recorded, and for how long it is kept', async () => {
  const { desk, user } = show(<TelephonesPage />, people);
  const billing = await screen.findByRole('region', { name: 'Billing' });
  await user.click(within(billing).getByRole('combobox', { name: /^Recording/ }));
  await user.click(await screen.findByRole('option', { name: /Every call/ }));
  const days = within(billing).getByRole('textbox', { name: /days/ });
  await user.clear(days);
  await screen.findByText(/From 1 to/);
  expect(isDisabled(within(billing).getByRole('button', { name: 'Save' }))).toBe(true);
  await user.type(days, '30');
  await user.click(within(billing).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(desk.commands).toHaveLength(1));
  expect(desk.commands).toMatchObject([
    {
      type: 'queue.recording',
      args: { queueId: 'q1', rule: { mode: 'always', tell: 'tone', days: 30 } },
    },
  ]);
});

it('CALL-24: where telephones sign in is said by admins; secrets go in, are not journaled, and are not shown again', async () => {
  const { desk, user } = show(<TelephonesPage />, (fake) => {
    people(fake);
    fake.phoneSettings = {
      from: 'admin',
      rev: 4,
      settings: {
        server: 'wss://phone.example.org',
        domain: 'example.org',
        seconds: 3_600,
        dtmf: 'rtp',
        others: 'name',
        ice: ['turn:turn.example.org'],
        exchange: false,
        turn: true,
      },
    };
  });
  const server = await screen.findByRole('textbox', { name: 'Where telephones sign in' });
  await user.clear(server);
  await user.type(server, 'http://phone.example.org');
  await screen.findByText(/It begins with wss/);
  expect(isDisabled(screen.getByRole('button', { name: 'Save' }))).toBe(true);
  await user.clear(server);
  await user.type(server, 'wss://other.example.org');
  const secret = screen.getByLabelText('What the exchange says when it brings calls');
  await user.type(secret, 'short');
  await screen.findByText(/At least 16/);
  await user.type(secret, '-and-now-long-enough');
  expect(JSON.parse(desk.data.drafts.get('form:telephones').text)).toMatchObject({
    server: 'wss://other.example.org',
  });
  expect(desk.data.drafts.get('form:telephones').text).not.toContain('long-enough');
  desk.refuse('phone.settings', new AppError('unreachable', 'away'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.getAllByRole('status').length).toBeGreaterThan(0));
  expect(valueOf(secret)).toBe('short-and-now-long-enough');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/^Saved/);
  expect(valueOf(secret)).toBe('');
  expect(desk.phoneEdits).toEqual([
    {
      base: 4,
      server: 'wss://other.example.org',
      domain: 'example.org',
      seconds: 3_600,
      dtmf: 'rtp',
      others: 'name',
      ice: ['turn:turn.example.org'],
      exchange: 'short-and-now-long-enough',
    },
  ]);
  expect(desk.data.drafts.get('form:telephones').text).toBe('');
});

it('CALL-24: what the operator’s file says is shown and cannot be changed', async () => {
  show(<TelephonesPage />, (fake) => {
    people(fake);
    fake.phoneSettings = {
      from: 'operator',
      rev: 0,
      settings: {
        server: 'wss://phone.example.org',
        domain: 'example.org',
        seconds: 3_600,
        dtmf: 'info',
        others: 'none',
        ice: [],
        exchange: true,
        turn: false,
      },
    };
  });
  const server = await screen.findByRole('textbox', { name: 'Where telephones sign in' });
  expect(valueOf(server)).toBe('wss://phone.example.org');
  expect(isDisabled(server)).toBe(true);
});

it('CALL-25: secrets that the service cannot open any more are said anew, all of them', async () => {
  const { desk, user } = show(<TelephonesPage />, (fake) => {
    people(fake);
    fake.phoneSettings = {
      from: 'admin',
      rev: 4,
      locked: 'missing',
      settings: {
        server: 'wss://phone.example.org',
        domain: 'example.org',
        seconds: 3_600,
        dtmf: 'rtp',
        others: 'name',
        ice: ['stun:stun.example.org'],
        exchange: true,
        turn: false,
      },
    };
  });
  await screen.findByText(/no key to these secrets any more/);
  expect(screen.getAllByText('Cannot be read any more. Enter it anew.')).toHaveLength(2);
  await user.type(screen.getByLabelText('Secret shared with the exchange'), 'long-enough-for-it-1');
  expect(isDisabled(screen.getByRole('button', { name: 'Save' }))).toBe(true);
  await user.type(
    screen.getByLabelText('What the exchange says when it brings calls'),
    'long-enough-for-it-2',
  );
  desk.refuse('phone.settings', new AppError('storage', 'no key', { field: 'key' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/Nothing was saved/);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/^Saved/);
  expect(desk.phoneEdits).toMatchObject([
    { base: 4, secret: 'long-enough-for-it-1', exchange: 'long-enough-for-it-2' },
  ]);
});
