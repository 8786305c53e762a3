// Changes when it is decided otherwise who checks words on a platform, or how settings and pages bear on it.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageChannelMain, utilityProcess, WebContents } from 'electron';
import type { Settings } from '../../shared/ipc/main.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import { spelledLanguages, type SpelledLanguage, type SpellingState } from '../../shared/ipc/spelling.ts';
import type { Log } from '../../shared/log.ts';
import type { Speller } from './context-menu.ts';
import { childEnvironment } from './launch-options.ts';
import type { SettingsFile } from './settings.ts';
import { createSpellerHost } from './speller-host.ts';

/** What it is made of. */
export interface SpellingOptions {
  readonly platform: NodeJS.Platform;
  /** The folder of package.json; may be an asar. */
  readonly appFolder: string;
  /** The person's data. */
  readonly userFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
  readonly openChannel: () => MessageChannelMain;
  readonly settings: SettingsFile;
  /** Tells the page that the person wants this word to be right. */
  readonly onLearn: (contents: WebContents, word: string) => void;
  readonly timers: Timers;
  readonly log: Log;
  readonly onLogLine: (line: string) => void;
}

/** The spell checker as main's other parts see it. On macOS all of this does nothing: the system checks. */
export interface Spelling {
  /** A page wants its ports. */
  connect(contents: WebContents): void;
  /** Somebody can write from now on. */
  begin(): void;
  know(contents: WebContents | undefined, words: string[]): void;
  state(): Promise<SpellingState>;
  /** For the menu of a page; null where the system knows by itself. */
  spellerOf(contents: WebContents): Speller | null;
  stop(): void;
}

/** @returns the languages in which nothing is marked. */
export function languagesOff({
  spellcheck,
  spellingOff,
}: Pick<Settings, 'spellcheck' | 'spellingOff'>): readonly SpelledLanguage[] {
  return spellcheck === false ? spelledLanguages : (spellingOff ?? []);
}

/** See {@link Spelling}. */
export function createSpelling(options: SpellingOptions): Spelling {
  const { settings, onLearn } = options;
  const folder = join(options.userFolder, 'dictionaries');
  if (options.platform === 'darwin') return bySystem(folder);
  const host = createSpellerHost({
    ...options,
    folder,
    launch: () => {
      const entry = join(options.appFolder, 'dist', 'electron', 'speller', 'index.cjs');
      if (!existsSync(entry)) throw new Error('Its program is missing.');
      // So that whoever has a dictionary of their own finds where it belongs.
      mkdirSync(folder, { recursive: true });
      return options.utilityProcess.fork(entry, [], {
        serviceName: 'Parley Speller',
        stdio: 'ignore',
        env: childEnvironment(options.env),
      });
    },
  });
  host.setOff(languagesOff(settings.get()));
  settings.onChange((next) => host.setOff(languagesOff(next)));
  return {
    connect: (contents) => {
      const { id } = contents;
      contents.once('destroyed', () => host.disconnect(id));
      host.connect(id, (port) => {
        if (contents.isDestroyed()) port.close();
        else contents.postMessage('parley:spelling', null, [port]);
      });
    },
    begin: host.begin,
    know: (contents, words) => {
      if (contents !== undefined) host.know(contents.id, words);
    },
    state: async () => {
      const languages = await host.languages();
      return { by: languages === null ? 'none' : 'parley', languages: languages ?? [], folder };
    },
    spellerOf: (contents) => ({
      suggest: (word) => host.suggest(contents.id, word),
      learn: (word) => onLearn(contents, word),
    }),
    stop: host.stop,
  };
}

function bySystem(folder: string): Spelling {
  return {
    connect: () => {},
    begin: () => {},
    know: () => {},
    state: async () => ({ by: 'system', languages: [], folder }),
    spellerOf: () => null,
    stop: () => {},
  };
}
