// Changes when windows or main are answered otherwise, or what is known in one window counts otherwise.
import type { DictionarySource, SpelledLanguage } from '../../shared/ipc/spelling.ts';
import type { Checker } from './checker.ts';
import { askedSchema, type FromSpeller, type ToPreload, type ToSpeller } from './protocol.ts';
import { knownWords, type KnownWords } from './words.ts';

/** A window's port. */
export interface WindowPort {
  post(message: ToPreload): void;
  listen(listener: (message: unknown) => void): void;
  close(): void;
}

/** What the speller is made of. */
export interface SpellerOptions {
  readonly checker: Checker;
  readonly languages: () => Promise<{ language: SpelledLanguage; from: DictionarySource }[]>;
  readonly send: (message: FromSpeller) => void;
}

/** Answers whoever asks. */
export interface Speller {
  /** @param port what came along with a `window` message. */
  hear(message: Exclude<ToSpeller, { t: 'init' }>, port?: WindowPort): void;
}

interface Window {
  port: WindowPort | null;
  known: KnownWords;
  /** What its last text was in. */
  language: SpelledLanguage | null;
}

/** See {@link Speller}. */
export function createSpeller({ checker, languages, send }: SpellerOptions): Speller {
  const windows = new Map<number, Window>();
  let off: ReadonlySet<SpelledLanguage> = new Set();

  const windowOf = (id: number): Window => {
    const known = windows.get(id);
    if (known !== undefined) return known;
    const fresh: Window = { port: null, known: knownWords([]), language: null };
    windows.set(id, fresh);
    return fresh;
  };

  const answer = async (window: Window, port: WindowPort, raw: unknown): Promise<void> => {
    const { success, data } = askedSchema.safeParse(raw);
    if (!success) return;
    const { language, wrong } = await checker.check(data.words, data.language, window.known, off);
    window.language = language;
    if (window.port === port) port.post({ turn: data.turn, wrong });
  };

  const suggest = async (id: number, word: string): Promise<string[]> => {
    const language = windows.get(id)?.language ?? null;
    return language === null ? [] : checker.suggest(word, language);
  };

  return {
    hear: (message, port) => {
      switch (message.t) {
        case 'window': {
          if (port === undefined) return;
          const window = windowOf(message.window);
          window.port?.close();
          window.port = port;
          return port.listen((raw) => void answer(window, port, raw));
        }
        case 'windowClosed':
          windows.get(message.window)?.port?.close();
          return void windows.delete(message.window);
        case 'known': {
          const window = windowOf(message.window);
          window.known = knownWords(message.words);
          return window.port?.post({ again: true });
        }
        case 'off':
          off = new Set(message.languages);
          for (const { port: each } of windows.values()) each?.post({ again: true });
          return undefined;
        case 'suggest':
          void suggest(message.window, message.word).then((words) =>
            send({ t: 'suggested', turn: message.turn, words }),
          );
          return undefined;
        case 'languages':
          void languages().then((found) => send({ t: 'languages', turn: message.turn, languages: found }));
          return undefined;
      }
    },
  };
}
