// Changes when one of the small parts of the SIP engine must do something else: addresses, reasons, retries, the line.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asHeld, holdsUs } from '../../renderer/phone/call-media.ts';
import { createLineKeeper } from '../../renderer/phone/line-keeper.ts';
import { createReinvites } from '../../renderer/phone/reinvites.ts';
import { sayGoodbye } from '../../renderer/phone/say-again.ts';
import { addressOf, cancelCause, refusalCause, transferStatus } from '../../renderer/phone/sip-words.ts';
import { phoneMayReach } from '../../electron/main/phone-doors.ts';
import { phoneAccountSchema } from '../../shared/ipc/phone.ts';

/** Timers that run when told to. */
function handTimers() {
  const waiting = new Map<number, { run: () => void; ms: number }>();
  let next = 1;
  return {
    set: (run: () => void, ms: number): unknown => {
      waiting.set(next, { run, ms });
      return next++;
    },
    clear: (timer: unknown): void => void waiting.delete(timer as number),
    waits: (): number[] => [...waiting.values()].map(({ ms }) => ms),
    run: (): void => {
      for (const [id, { run }] of waiting) {
        waiting.delete(id);
        run();
      }
    },
  };
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('addresses', () => {
  test.each([
    ['+49 (30) 1234-567', 'sip:+49301234567@pbx.example'],
    ['tel:+4930123', 'sip:+4930123@pbx.example'],
    ['*43#', 'sip:*43%23@pbx.example'],
    ['ada@other.example', 'sip:ada@other.example'],
    ['sip:ada@other.example:5061', 'sip:ada@other.example:5061'],
    [
      'sip:ada@other.example;gr=urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'sip:ada@other.example;gr=urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    ],
  ])('%s', (typed, address) => expect(addressOf(typed, 'pbx.example')).toBe(address));

  test.each([
    '',
    '@',
    'a@b@c',
    'ada>,<sip:x',
    'a\r\nVia: x',
    '<b>',
    'a b@c d',
    '1@host/../x',
    '1@host;gr=x',
    '1@host;maddr=y',
  ])('%j is none', (typed) => expect(addressOf(typed, 'pbx.example')).toBeUndefined());

  test('whatever is typed, nothing that ends a header gets into an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(addressOf(typed, 'pbx.example') ?? '').not.toMatch(/[\s<>"\\]/);
      }),
    );
  });
});

test.each([
  [undefined, 'cancel'],
  ['SIP;cause=200;text="Call completed elsewhere"', 'elsewhere'],
  ['Q.850;cause=19', 'timeout'],
  ['SIP;cause=487', 'cancel'],
  ['SIP ;text="x";cause=480', 'timeout'],
])('a call taken back with the reason %j: %s', (reason, cause) => expect(cancelCause(reason)).toBe(cause));

test('refusals and the progress of a transfer are read', () => {
  expect([486, 603, 408, 480, 500].map(refusalCause)).toEqual([
    'busy',
    'refused',
    'unanswered',
    'unanswered',
    'failed',
  ]);
  expect(['SIP/2.0 200 OK', 'SIP/2.0 486 Busy', 'nonsense'].map(transferStatus)).toEqual([
    200,
    486,
    undefined,
  ]);
});

test('hold is said on the wire, and understood', () => {
  const sdp = 'm=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\na=sendrecv\r\na=x:sendrecv\r\n';
  expect(asHeld(sdp)).toContain('\r\na=sendonly\r\na=x:sendrecv\r\n');
  expect([sdp, asHeld(sdp)].map(holdsUs)).toEqual([false, true]);
});

describe('CALL-7: changes of a running call', () => {
  const make = (answers: number[], owner = true) => {
    const timers = handTimers();
    const sent: unknown[] = [];
    const ask = createReinvites({
      send: (options) => {
        sent.push(options);
        return Promise.resolve(answers.shift() ?? 200);
      },
      ready: () => Promise.resolve(),
      owner,
      over: () => false,
      timers,
      random: () => 0.5,
    });
    return { ask, sent, timers };
  };

  test('go one after the other', async () => {
    const { ask, sent } = make([]);
    expect(await Promise.all([ask({ hold: true }), ask({ hold: false })])).toEqual(['ok', 'ok']);
    expect(sent).toEqual([{ hold: true }, { hold: false }]);
  });
  test('that cross are tried again after a while, the longer one by who began the call', async () => {
    for (const [owner, wait] of [
      [true, 3050],
      [false, 1000],
    ] as const) {
      const { ask, timers } = make([491], owner);
      const asked = ask({ hold: true });
      await settle();
      expect(timers.waits()).toEqual([wait]);
      timers.run();
      expect(await asked).toBe('ok');
    }
  });
  test('that are refused are not tried again, and a call that is not there is gone', async () => {
    expect(await make([488]).ask({})).toBe('refused');
    expect(await make([481]).ask({})).toBe('gone');
  });
});

describe('CALL-32: goodbyes', () => {
  const make = (status: number) => {
    const timers = handTimers();
    const sent: string[] = [];
    const session = {
      bye: (options: { requestDelegate: { onReject(response: unknown): void } }) => {
        void Promise.resolve().then(() =>
          options.requestDelegate.onReject({ message: { statusCode: status } }),
        );
        return Promise.resolve({ message: 'BYE sip:ada' });
      },
    };
    const said = sayGoodbye(session as unknown as Parameters<typeof sayGoodbye>[0], {
      ready: () => Promise.resolve(),
      send: (text) => sent.push(text),
      timers,
    });
    return { said, sent, timers };
  };

  test.each([408, 480, 503])('one that was answered with %i is said again, a few times', async (status) => {
    const { said, sent, timers } = make(status);
    await said;
    const waits: number[] = [];
    for (let time = 0; time < 9; time += 1) {
      await settle();
      waits.push(...timers.waits());
      timers.run();
    }
    expect([sent, waits]).toEqual([
      ['BYE sip:ada', 'BYE sip:ada', 'BYE sip:ada', 'BYE sip:ada'],
      [2_000, 4_000, 8_000, 16_000],
    ]);
  });
  test('one to somebody who knows of no call is not', async () => {
    const { said, timers } = make(481);
    await said;
    await settle();
    expect(timers.waits()).toEqual([]);
  });
});

describe('CALL-8: the line', () => {
  const make = (results: ('ok' | 'refused' | 'failed')[], alive = true) => {
    const timers = handTimers();
    const lines: string[] = [];
    let aborted = 0;
    const keeper = createLineKeeper({
      connect: () => Promise.resolve(),
      register: () => Promise.resolve(results.shift() ?? 'failed'),
      ping: () => Promise.resolve(alive),
      abort: () => (aborted += 1),
      inCall: () => false,
      onLine: (line) => lines.push(line),
      timers,
      random: () => 0.5,
    });
    return { keeper, lines, timers, aborted: () => aborted };
  };

  test('waits longer each time, up to half a minute, and begins anew after it was there', async () => {
    const { keeper, timers } = make([]);
    keeper.start();
    const waits: number[] = [];
    for (let time = 0; time < 9; time += 1) {
      await settle();
      waits.push(...timers.waits());
      timers.run();
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });
  test('that was refused is left alone', async () => {
    const { keeper, lines, timers } = make(['refused']);
    keeper.start();
    await settle();
    keeper.lost();
    keeper.wake();
    expect(lines).toEqual(['registering', 'refused']);
    expect(timers.waits()).toEqual([]);
  });
  test('that does not answer a ping is given up at once', async () => {
    const { keeper, lines, timers, aborted } = make(['ok', 'ok'], false);
    keeper.start();
    await settle();
    timers.run();
    await settle();
    expect([lines, aborted()]).toEqual([['registering', 'ready', 'away'], 1]);
  });
  test('that is stopped stays so, whatever was under way', async () => {
    const { keeper, lines, timers } = make(['ok']);
    keeper.start();
    keeper.stop();
    await settle();
    timers.run();
    expect(lines).toEqual(['registering', 'off']);
  });
});

describe('CALL-10: doors', () => {
  test.each([
    ['app://desk/phone/index.html', true],
    ['wss://pbx.example/ws', true],
    ['wss://pbx.example:444/ws', false],
    ['ws://pbx.example/ws', false],
    ['wss://pbx.example.evil/', false],
    ['https://pbx.example/', false],
    ['nonsense', false],
  ])('%s: %s', (address, may) => expect(phoneMayReach(address, 'wss://pbx.example/ws')).toBe(may));

  test('no call goes in the clear, except within this machine', () => {
    const server = phoneAccountSchema.shape.server;
    const ok = (address: string): boolean => server.safeParse(address).success;
    expect(['wss://pbx.example/ws', 'ws://127.0.0.1:5066', 'ws://localhost:1/x'].map(ok)).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      ['ws://pbx.example', 'ws://127.0.0.1.evil', 'wss://user:pw@pbx.example', 'http://x'].map(ok),
    ).toEqual([false, false, false, false]);
  });
});
