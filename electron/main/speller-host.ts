// Changes when it is decided otherwise how the speller's process is kept running, and how windows and main get their way to it.
import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { SpelledLanguage, SpellingState } from '../../shared/ipc/spelling.ts';
import type { Log } from '../../shared/log.ts';
import { fromSpellerSchema, type ToSpeller } from '../speller/protocol.ts';

/** A running speller: the part of Electron's UtilityProcess that is used. */
export interface SpellerProcess {
  postMessage(message: ToSpeller, ports: MessagePortMain[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): unknown;
}

/** What keeping it needs. */
export interface SpellerHostOptions {
  /** Starts the process. @throws Error where its program is missing. */
  readonly launch: () => SpellerProcess;
  readonly openChannel: () => MessageChannelMain;
  /** Where the person's own dictionaries are looked for. */
  readonly folder: string;
  readonly timers: Timers;
  readonly log: Log;
  /** One finished log line of the process. */
  readonly onLogLine: (line: string) => void;
}

/** Main's side of the spell checker. Nothing here throws or rejects: without a checker nothing is marked. */
export interface SpellerHost {
  /**
   * Gives a page its way to the speller, and another one after each restart.
   * @param page its number among Electron's web contents.
   * @param give takes the page's end of a channel.
   */
  connect(page: number, give: (port: MessagePortMain) => void): void;
  disconnect(page: number): void;
  /** Starts the process: not before somebody can write, so that it slows no start down. */
  begin(): void;
  /** All words that are right in this page's fields. */
  know(page: number, words: string[]): void;
  /** In these languages nothing is marked. */
  setOff(languages: readonly SpelledLanguage[]): void;
  /** @returns what could have been meant, in the language of the text that was written last in this page. */
  suggest(page: number, word: string): Promise<string[]>;
  /** @returns the languages, and where their dictionaries lie; null while there is no checker. */
  languages(): Promise<SpellingState['languages'] | null>;
  stop(): void;
}

/** A menu that is waited for longer seems broken; then it comes without suggestions. */
const answerWithinMs = 1_500;
const restartAfterMs = 1_000;
/** A program that ends again and again is not started for ever. */
const mostStarts = 5;

/** See {@link SpellerHost}. */
export function createSpellerHost(options: SpellerHostOptions): SpellerHost {
  const { launch, openChannel, folder, timers, log, onLogLine } = options;
  interface Page {
    readonly give: (port: MessagePortMain) => void;
    words: string[];
  }
  const pages = new Map<number, Page>();
  const waiting = new Map<number, (answer: unknown) => void>();
  let off: SpelledLanguage[] = [];
  let running: SpellerProcess | null = null;
  let begun = false;
  let starts = 0;
  let turns = 0;

  const post = (message: ToSpeller, ports: MessagePortMain[] = []): void =>
    running?.postMessage(message, ports);

  const introduce = (id: number, { give, words }: Page): void => {
    if (running === null) return;
    const { port1, port2 } = openChannel();
    post({ t: 'window', window: id }, [port1]);
    post({ t: 'known', window: id, words });
    give(port2);
  };

  const hear = (raw: unknown): void => {
    const { success, data: message, error } = fromSpellerSchema.safeParse(raw);
    if (!success) return log.error('the speller said what nobody understands', { problem: error.message });
    if (message.t === 'log') return onLogLine(message.line);
    waiting.get(message.turn)?.(message.t === 'suggested' ? message.words : message.languages);
  };

  const start = (): void => {
    if (!begun || running !== null || starts >= mostStarts) return;
    starts += 1;
    let child: SpellerProcess;
    try {
      child = launch();
    } catch (error) {
      // It is not there, and will not be: nothing is marked, everything else goes on.
      starts = mostStarts;
      return log.warn('there is no spell checker', { error });
    }
    running = child;
    child.on('message', hear);
    child.once('exit', (code) => {
      if (running !== child) return;
      running = null;
      for (const answer of waiting.values()) answer(null);
      log.warn('the speller has ended', { code });
      timers.set(start, restartAfterMs);
    });
    post({ t: 'init', own: folder });
    post({ t: 'off', languages: off });
    for (const [id, page] of pages) introduce(id, page);
  };

  /** @returns the answer, or null where none comes. */
  const ask = (question: (turn: number) => ToSpeller): Promise<unknown> => {
    if (running === null) return Promise.resolve(null);
    const turn = ++turns;
    return new Promise((resolve) => {
      const timer = timers.set(() => answer(null), answerWithinMs);
      const answer = (value: unknown): void => {
        timers.clear(timer);
        waiting.delete(turn);
        resolve(value);
      };
      waiting.set(turn, answer);
      post(question(turn));
    });
  };

  return {
    connect: (id, give) => {
      const page: Page = { give, words: pages.get(id)?.words ?? [] };
      pages.set(id, page);
      introduce(id, page);
    },
    disconnect: (id) => {
      if (pages.delete(id)) post({ t: 'windowClosed', window: id });
    },
    begin: () => {
      begun = true;
      start();
    },
    know: (id, words) => {
      const page = pages.get(id);
      if (page === undefined) return;
      page.words = words;
      post({ t: 'known', window: id, words });
    },
    setOff: (languages) => {
      if (off.join() === languages.join()) return;
      off = [...languages];
      post({ t: 'off', languages: off });
    },
    suggest: async (window, word) =>
      ((await ask((turn) => ({ t: 'suggest', turn, window, word }))) as string[] | null) ?? [],
    languages: async () =>
      (await ask((turn) => ({ t: 'languages', turn }))) as SpellingState['languages'] | null,
    stop: () => {
      begun = false;
      const child = running;
      running = null;
      child?.kill();
    },
  };
}
