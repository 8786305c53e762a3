// @vitest-environment jsdom
// Changes when files are handled differently in the window.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Attachment } from '../../../shared/domain/attachment.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { page, pdf, png } from '../../support/file-bytes.ts';
import { until } from '../../support/until.ts';
import { conversationView, messageRow } from './rows.ts';
import { conversationTabId, giveSizes, isDisabled, valueOf, type Shown } from './show.tsx';
import { mine, open, reply, sent, tab } from './talk.tsx';

/** Its button ends the tab, or has it again: as a window that was killed. */
function Window({ begins }: { begins: boolean }) {
  const [here, setHere] = useState(begins);
  return (
    <>
      <button type="button" onClick={() => setHere(!here)}>
        power
      </button>
      {here && tab}
    </>
  );
}

const file = (name: string, bytes: Buffer): File => new File([new Uint8Array(bytes)], name);
async function paste(...files: File[]): Promise<void> {
  fireEvent.paste(await reply(), { clipboardData: { files, types: ['Files'] } });
}

beforeEach(() => {
  giveSizes();
  let made = 0;
  URL.createObjectURL = () => `blob:${++made}`;
  URL.revokeObjectURL = () => {};
});

describe('files of a message', () => {
  it('are handed over, shown beside the words, and go without any words', async () => {
    const { desk, user } = open([messageRow()]);
    await paste(file('plan.pdf', pdf(600_000)));
    await user.type(await reply(), '{Enter}');
    await waitFor(() =>
      expect(sent(desk)).toMatchObject([
        {
          text: '📎 plan.pdf',
          attachments: [{ name: 'plan.pdf', bytes: 600_000, mediaType: 'application/pdf' }],
        },
      ]),
    );
    expect(screen.queryByRole('button', { name: 'Send without plan.pdf' })).toBeNull();
  });

  it('are told what is wrong with them, and hold nothing up', async () => {
    const { desk, user } = open([messageRow()]);
    await paste(file('photo.png', page), file('setup.exe', Buffer.from([0, 1, 2])));
    await screen.findByText('This is not what its name says.');
    await screen.findByText('Only pictures, PDF and text can be sent.');
    await user.type(await reply(), 'Hello{Enter}');
    await waitFor(() => expect(sent(desk)).toHaveLength(1));
    expect(sent(desk)[0]).not.toHaveProperty('attachments');
  });

  it('for colleagues never go to the customer with a change of mode', async () => {
    const { desk, user } = open([messageRow()]);
    await user.click(await screen.findByRole('radio', { name: /Internal/ }));
    const field = await screen.findByRole('textbox', { name: 'Internal message' });
    fireEvent.paste(field, { clipboardData: { files: [file('secret.png', png(4, 4))], types: ['Files'] } });
    await screen.findByRole('button', { name: 'Send without secret.png' });
    await user.click(screen.getByRole('radio', { name: /Reply/ }));
    expect(screen.queryByRole('button', { name: 'Send without secret.png' })).toBeNull();
    await user.type(await reply(), 'Hello{Enter}');
    await waitFor(() => expect(sent(desk)).toHaveLength(1));
    expect(sent(desk)[0]).not.toHaveProperty('attachments');
  });

  it('FILE-7 that are still being taken in hold a message back, which then goes by itself with all of them', async () => {
    const { desk, user } = open([messageRow()]);
    const release = desk.files.hold();
    await paste(file('plan.pdf', pdf(6000)), file('lamp.png', png(4, 4)));
    // In the same breath: also a file that nobody has looked into yet is waited for.
    await user.type(await reply(), 'Both of them{Enter}');
    await screen.findByText('Sends when the files are in. Esc takes it back.');
    expect(sent(desk)).toEqual([]);
    // Until it goes, the words are where a crash leaves them.
    expect(valueOf(await reply())).toBe('Both of them');
    expect(desk.data.drafts.get('reply:conversation-1').text).toBe('Both of them');
    await user.keyboard('{Enter}');
    release();
    await waitFor(() => expect(sent(desk)).toHaveLength(1));
    expect(sent(desk)).toMatchObject([
      { text: 'Both of them', attachments: [{ name: 'plan.pdf' }, { name: 'lamp.png' }] },
    ]);
    expect(screen.queryByText(/Sends when/)).toBeNull();
    expect(valueOf(await reply())).toBe('');
  });

  it('FILE-7 hold back only what was sent: Esc, the button, another word and a file taken out end it', async () => {
    const { desk, user } = open([messageRow()]);
    const release = desk.files.hold();
    const waits = (): Promise<HTMLElement> => screen.findByText(/Sends when the file is in/);
    const over = (): Promise<void> =>
      waitFor(() => expect(screen.queryByText(/Sends when the file is in/)).toBeNull());
    await paste(file('plan.pdf', pdf(6000)), file('setup.exe', Buffer.from([0, 1, 2])));
    await screen.findByText('Only pictures, PDF and text can be sent.');
    await user.type(await reply(), 'Here{Enter}');
    await waits();
    await user.keyboard('{Escape}');
    await over();
    await user.keyboard('{Enter}');
    await waits();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await over();
    await user.keyboard('{Enter}');
    await waits();
    await user.keyboard('!');
    await over();
    await user.keyboard('{Enter}');
    await waits();
    await user.click(screen.getByRole('button', { name: 'Send without plan.pdf' }));
    await over();
    release();
    await waitFor(() => expect(desk.files.dropped).toHaveLength(1));
    expect(sent(desk)).toEqual([]);
    expect(valueOf(await reply())).toBe('Here!');
  });

  it('FILE-7 that are refused stop the message that waits for them; Enter then sends without', async () => {
    const { desk, user } = open([messageRow()]);
    const release = desk.files.hold();
    await paste(file('plan.pdf', pdf(6000)));
    await user.type(await reply(), 'See the plan{Enter}');
    await screen.findByText(/Sends when the file is in/);
    await paste(file('photo.png', page));
    await screen.findByText(/Not sent: \u2068?photo.png\u2069? was refused. Enter sends without it./);
    expect(sent(desk)).toEqual([]);
    await user.type(await reply(), '{Enter}');
    await screen.findByText(/Sends when the file is in/);
    release();
    await waitFor(() => expect(sent(desk)).toMatchObject([{ attachments: [{ name: 'plan.pdf' }] }]));
    expect(screen.queryByText(/Not sent/)).toBeNull();
  });

  it('FILE-7 SEND-2 a message that waits for them is looked at by the guard when it is sent, and again when it goes', async () => {
    const { desk, user } = open([messageRow()]);
    const release = desk.files.hold();
    await paste(file('plan.pdf', pdf(6000)));
    await user.type(await reply(), 'Pay with 4111 1111 1111 1111{Enter}');
    await screen.findByText(/looks like a card number/);
    await user.click(screen.getByRole('button', { name: 'Send anyway' }));
    await screen.findByText(/Sends when the file is in/);
    const messages = [messageRow(), messageRow({ id: 'm3', seq: 3, text: 'Please wait' })];
    desk.rows('conversation.messages', { total: 2, messages });
    desk.rows('conversation.view', conversationView({ conversation: { lastSeq: 3 } }));
    await screen.findAllByText('Please wait');
    release();
    await screen.findByText('Meanwhile the customer wrote:');
    expect(screen.queryByText(/looks like a card number/)).toBeNull();
    expect(sent(desk)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send anyway' }));
    await waitFor(() => expect(sent(desk)).toHaveLength(1));
  });

  it('FILE-8 that a crash cuts off are named as missing, with the words still there; nothing goes without them by itself', async () => {
    const { desk, user } = open([messageRow()], undefined, <Window begins />);
    const release = desk.files.hold();
    await paste(file('plan.pdf', pdf(6000)));
    await user.type(await reply(), 'Here it is{Enter}');
    await screen.findByText(/Sends when the file is in/);
    const power = screen.getByRole('button', { name: 'power' });
    await user.click(power);
    await user.click(power);
    await screen.findByText('Parley was closed before this file was in. Add it again.');
    await screen.findByText(/Not sent: Parley was closed before \u2068?plan.pdf\u2069? was in/);
    expect(valueOf(await reply())).toBe('Here it is');
    release();
    await user.click(power);
    await user.click(power);
    await screen.findByText('Parley was closed before this file was in. Add it again.');
    expect(sent(desk)).toEqual([]);
    await paste(file('plan.pdf', pdf(6000)));
    await until(() => screen.queryByRole('progressbar', { name: 'plan.pdf' }) === null, {
      what: 'a file that is whole',
    });
    await user.click(screen.getAllByRole('button', { name: 'Send without plan.pdf' })[1]!);
    await user.click(await reply());
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(sent(desk)).toMatchObject([{ text: 'Here it is', attachments: [{ name: 'plan.pdf' }] }]),
    );
  });

  const messageId = '01900000-0000-7000-8000-000000000001';
  /** A window that was killed when its store had all of a file already, so many ms ago. */
  async function killedAfter(ago: number): Promise<Shown> {
    const shown = open([messageRow()], undefined, <Window begins={false} />);
    const { desk, workspace } = shown;
    const bytes = pdf(600);
    const { handlers } = desk.files;
    await handlers['file.begin']({
      id: 'f9',
      conversationId: 'conversation-1',
      name: 'plan.pdf',
      bytes: 600,
    });
    await handlers['file.piece']({ id: 'f9', at: 0, data: bytes.toString('base64') });
    desk.data.drafts.set('reply:conversation-1', 'Here it is', 10);
    const at = Date.now() - ago;
    const kept = { messageId, mode: 'public', body: 'Here it is', without: [], looked: false, at };
    workspace.actions.setView(conversationTabId, 'filesOnTheWay', [
      { id: 'f9', name: 'plan.pdf', problem: null },
    ]);
    workspace.actions.setView(conversationTabId, 'sendLater', kept);
    await shown.user.click(screen.getByRole('button', { name: 'power' }));
    return shown;
  }

  it('FILE-8 that were whole when the window was killed go with their message, once, under its own id', async () => {
    const { desk, user } = await killedAfter(3_000);
    await waitFor(() =>
      expect(sent(desk)).toMatchObject([{ messageId, text: 'Here it is', attachments: [{ id: 'f9' }] }]),
    );
    const power = screen.getByRole('button', { name: 'power' });
    await user.click(power);
    await user.click(power);
    expect(valueOf(await reply())).toBe('');
    expect(sent(desk)).toHaveLength(1);
  });

  it('FILE-8 of a message that is found too late stand beside its words again, and that is said', async () => {
    const { desk, user } = await killedAfter(180_000);
    await screen.findByText(/was not sent before Parley was closed/);
    await screen.findByRole('button', { name: 'Send without plan.pdf' });
    expect(valueOf(await reply())).toBe('Here it is');
    expect(sent(desk)).toEqual([]);
    await user.click(await reply());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent(desk)).toMatchObject([{ attachments: [{ id: 'f9' }] }]));
  });

  it('that the service will not have say why, and are sent again on demand', async () => {
    const attachments = [
      { id: 'f1', name: 'a.pdf', mediaType: 'application/pdf', bytes: 5, sha256: 'a'.repeat(64) },
    ];
    const { desk, user } = open([messageRow({ ...mine, delivery: 'sent', attachments, text: 'See' })]);
    const store = desk.files.handlers;
    await store['file.begin']({ id: 'f1', conversationId: 'conversation-1', name: 'a.pdf', bytes: 5 });
    desk.files.set('f1', { state: 'refused', problem: 'tooMany' });
    await screen.findByText('A message holds at most 10 files.');
    // What did not work says so, and can be tried again.
    desk.refuse('file.retry', new AppError('storage', 'disk full'));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText(/disk refused to save/);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Waits to be uploaded')).toBeDefined();
  });

  it('that cannot be forgotten after they were taken out say so', async () => {
    const { desk, user } = open([messageRow()]);
    await paste(file('plan.pdf', pdf(6000)));
    await screen.findByRole('button', { name: 'Send without plan.pdf' });
    await until(() => screen.queryByRole('progressbar', { name: 'plan.pdf' }) === null, {
      what: 'a file that is whole',
    });
    desk.refuse('file.drop', new AppError('storage', 'disk full'));
    await user.click(screen.getByRole('button', { name: 'Send without plan.pdf' }));
    await screen.findByText('plan.pdf is out of the message, but not yet off this computer.');
    expect(desk.files.dropped).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(desk.files.dropped).toHaveLength(1));
  });
});

describe('files that somebody sent', () => {
  const sentFile = (over: Partial<Attachment> = {}): MessageView =>
    messageRow({
      text: 'See',
      attachments: [
        { id: 'f1', name: 'log.txt', mediaType: 'text/plain', bytes: 5, sha256: 'a'.repeat(64), ...over },
      ],
    });

  it('FILE-5 are looked for again by themselves while they are not there yet', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    try {
      const picture = png(4, 4);
      const { desk } = open([sentFile({ name: 'photo.png', mediaType: 'image/png', bytes: picture.length })]);
      await screen.findByText('Not there yet. It comes by itself.');
      expect(isDisabled(screen.getByRole('button', { name: 'Open photo.png' }))).toBe(true);
      desk.files.give('f1', picture);
      await act(() => vi.advanceTimersByTimeAsync(2_000));
      await waitFor(() =>
        expect(isDisabled(screen.getByRole('button', { name: 'Open photo.png' }))).toBe(false),
      );
      expect(screen.queryByText('Not there yet. It comes by itself.')).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('FILE-6 that are text are read as text, and no more than their beginning', async () => {
    const hostile = '<img src=x onerror="globalThis.hit=1">\u202Eevil';
    const long = Buffer.from(`${hostile}\n${'line\n'.repeat(50_000)}`);
    const { desk, user } = open([sentFile({ bytes: long.length })]);
    desk.files.give('f1', long);
    await user.click(await screen.findByRole('button', { name: 'Open log.txt' }));
    const shown = await screen.findByRole('group', { name: 'Text' });
    expect(shown.textContent).toContain(hostile);
    expect(shown.querySelector('img')).toBeNull();
    expect(shown.textContent?.length).toBeLessThan(200_001);
    const dialog = screen.getByRole('dialog', { name: 'log.txt' });
    within(dialog).getByText('Only the beginning is shown. Save the file to read all of it.');
    expect(within(dialog).getByRole('link', { name: 'Save' }).getAttribute('download')).toBe('log.txt');
  });

  it('FILE-6 that are PDF say what they are and are saved, whatever their sender calls them', async () => {
    const bytes = pdf(6000);
    const { desk, user } = open([sentFile({ name: 'plan.txt', bytes: bytes.length })]);
    desk.files.give('f1', bytes);
    await user.click(await screen.findByRole('button', { name: 'Open plan.txt' }));
    const dialog = await screen.findByRole('dialog', { name: 'plan.txt' });
    await within(dialog).findByText(/^PDF document/);
    expect(within(dialog).queryByRole('group', { name: 'Text' })).toBeNull();
    within(dialog).getByRole('link', { name: 'Save' });
  });
});
