// Changes when the speller's process is kept running otherwise, or windows and main reach it otherwise.
import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';
import { describe, expect, test } from 'vitest';
import { createSpellerHost, type SpellerProcess } from '../../electron/main/speller-host.ts';
import { languagesOff } from '../../electron/main/spelling.ts';
import { createSpeller, type WindowPort } from '../../electron/speller/speller.ts';
import type { FromSpeller, ToPreload, ToSpeller } from '../../electron/speller/protocol.ts';
import { fakeChannel, manualTimers, memoryLog } from '../main/support/fakes.ts';
import { checkerWithDictionaries } from './with-dictionaries.ts';

class FakeSpeller extends EventEmitter {
  readonly heard: ToSpeller[] = [];
  readonly ports: MessagePortMain[] = [];
  killed = false;
  postMessage(message: ToSpeller, ports: MessagePortMain[]): void {
    this.heard.push(message);
    this.ports.push(...ports);
  }
  kill(): void {
    this.killed = true;
    this.emit('exit', 0);
  }
  last<T extends ToSpeller['t']>(t: T): Extract<ToSpeller, { t: T }> {
    return this.heard.findLast((message) => message.t === t) as Extract<ToSpeller, { t: T }>;
  }
  say(message: unknown): void {
    this.emit('message', message);
  }
}
function host(launch?: () => SpellerProcess) {
  const started: FakeSpeller[] = [];
  const timers = manualTimers();
  const log = memoryLog();
  const lines: string[] = [];
  const speller = createSpellerHost({
    launch:
      launch ??
      (() => {
        const process = new FakeSpeller();
        started.push(process);
        return process;
      }),
    openChannel: fakeChannel,
    folder: '/own',
    timers,
    log,
    onLogLine: (line) => void lines.push(line),
  });
  return { speller, started, timers, log, lines };
}

describe('main’s side', () => {
  test('starts nothing before somebody can write; then tells it all that was said before', () => {
    const { speller, started } = host();
    const given: MessagePortMain[] = [];
    speller.connect(7, (port) => void given.push(port));
    speller.know(7, ['Quillfeather']);
    speller.setOff(['pl']);
    expect(started).toEqual([]);
    speller.begin();
    speller.begin();
    expect(started).toHaveLength(1);
    expect(started[0]!.heard).toEqual([
      { t: 'init', own: '/own' },
      { t: 'off', languages: ['pl'] },
      { t: 'window', window: 7 },
      { t: 'known', window: 7, words: ['Quillfeather'] },
    ]);
    expect([given.length, started[0]!.ports.length]).toEqual([1, 1]);
  });

  test('after its end starts it again, with new ways to it, but not for ever', () => {
    const { speller, started, timers } = host();
    const given: MessagePortMain[] = [];
    speller.connect(7, (port) => void given.push(port));
    speller.know(7, ['Quillfeather']);
    speller.begin();
    for (let time = 1; time < 5; time += 1) {
      started.at(-1)!.emit('exit', 1);
      timers.runNext();
      expect(started).toHaveLength(time + 1);
    }
    expect(given).toHaveLength(5);
    expect(started[4]!.last('known').words).toEqual(['Quillfeather']);
    started[4]!.emit('exit', 1);
    timers.runNext();
    expect(started).toHaveLength(5);
  });

  test('a menu waits for suggestions, but not when they do not come or the speller ends', async () => {
    const { speller, started, timers } = host();
    expect(await speller.suggest(7, 'refnud')).toEqual([]);
    speller.begin();
    const process = started[0]!;
    const asked = speller.suggest(7, 'refnud');
    expect(process.last('suggest')).toMatchObject({ window: 7, word: 'refnud' });
    process.say({ t: 'suggested', turn: process.last('suggest').turn, words: ['refund'] });
    expect(await asked).toEqual(['refund']);
    expect(timers.pending()).toEqual([]);
    const late = speller.suggest(7, 'x');
    timers.runNext();
    expect(await late).toEqual([]);
    const cut = speller.languages();
    process.emit('exit', 1);
    expect(await cut).toBeNull();
  });

  test('without its program, all of it is quiet', async () => {
    let tried = 0;
    const { speller, log } = host(() => {
      tried += 1;
      throw new Error('missing');
    });
    speller.begin();
    speller.begin();
    speller.connect(1, () => expect.fail('There is nothing to connect to.'));
    speller.know(1, ['x']);
    expect([await speller.suggest(1, 'x'), await speller.languages(), tried]).toEqual([[], null, 1]);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
  });

  test('nonsense of the process is written down, and changes nothing', async () => {
    const { speller, started, log } = host();
    speller.begin();
    started[0]!.say({ t: 'suggested', turn: 'x' });
    started[0]!.say({ t: 'suggested', turn: 999, words: [] });
    expect(log.lines.map(({ level }) => level)).toEqual(['error']);
    speller.stop();
    expect(started[0]!.killed).toBe(true);
  });

  test('the switch turns every language off, the single ones only theirs', () => {
    expect(languagesOff({})).toEqual([]);
    expect(languagesOff({ spellingOff: ['pl'] })).toEqual(['pl']);
    expect(languagesOff({ spellcheck: false })).toHaveLength(6);
  });
});

describe('the process', () => {
  function speller() {
    const sent: FromSpeller[] = [];
    const { checker } = checkerWithDictionaries();
    const waiting = new Set<() => void>();
    const made = createSpeller({
      checker,
      languages: async () => [{ language: 'en', from: 'parley' }],
      send: (message) => {
        sent.push(message);
        waiting.forEach((look) => look());
      },
    });
    const window = (id: number) => {
      const said: ToPreload[] = [];
      let hear: (message: unknown) => void = () => {};
      let closed = false;
      const port: WindowPort = {
        post: (message) => {
          said.push(message);
          waiting.forEach((look) => look());
        },
        listen: (listener) => (hear = listener),
        close: () => (closed = true),
      };
      made.hear({ t: 'window', window: id }, port);
      return { said, ask: (message: unknown) => hear(message), closed: () => closed };
    };
    /** Resolves once it is so. */
    const heard = (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    return { made, sent, window, heard };
  }

  test('answers each window by its own names, and suggests in the language that it wrote in last', async () => {
    const { made, sent, window, heard } = speller();
    const [one, other] = [window(1), window(2)];
    made.hear({ t: 'known', window: 1, words: ['Kwxlt'] });
    expect(one.said).toEqual([{ again: true }]);
    one.ask({ turn: 1, language: 'en', words: ['Kwxlt', 'refnud'] });
    other.ask({ turn: 1, language: 'pl', words: ['Kwxlt', 'dziekuje'] });
    await heard(() => one.said.length === 2 && other.said.length === 1);
    expect(one.said[1]).toEqual({ turn: 1, wrong: ['refnud'] });
    expect(other.said[0]).toEqual({ turn: 1, wrong: ['Kwxlt', 'dziekuje'] });
    made.hear({ t: 'suggest', turn: 9, window: 2, word: 'dziekuje' });
    await heard(() => sent.length === 1);
    expect(sent[0]).toMatchObject({ t: 'suggested', turn: 9, words: expect.arrayContaining(['dziękuję']) });
    made.hear({ t: 'suggest', turn: 10, window: 3, word: 'refnud' });
    await heard(() => sent.length === 2);
    expect(sent[1]).toEqual({ t: 'suggested', turn: 10, words: [] });
  });

  test('what is switched off is told to every window, to look again', async () => {
    const { made, window, heard } = speller();
    const one = window(1);
    made.hear({ t: 'off', languages: ['en'] });
    expect(one.said).toEqual([{ again: true }]);
    one.ask({ turn: 2, language: 'en', words: ['refnud'] });
    await heard(() => one.said.length === 2);
    expect(one.said[1]).toEqual({ turn: 2, wrong: [] });
  });

  test('a page that came anew has a new way; nonsense from one has no answer', async () => {
    const { window, heard } = speller();
    const before = window(1);
    const now = window(1);
    expect(before.closed()).toBe(true);
    for (const nonsense of [
      null,
      'x',
      { turn: -1, language: 'en', words: [] },
      { turn: 1, language: 'en', words: [7] },
    ])
      now.ask(nonsense);
    now.ask({ turn: 3, language: 'x'.repeat(35), words: ['refnud'] });
    await heard(() => now.said.length === 1);
    expect(now.said).toEqual([{ turn: 3, wrong: [] }]);
  });
});
