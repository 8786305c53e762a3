// The speller's process: answers windows and main until main ends it. Changes when it has other doors to the outside.
/* oxlint-disable unicorn/require-post-message-target-origin -- these are ports between processes, not windows */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spelledLanguages } from '../../shared/ipc/spelling.ts';
import { createLog } from '../../shared/log.ts';
import { createChecker } from './checker.ts';
import { computerFolders, findDictionaries, readDictionary, type DictionaryFolders } from './dictionaries.ts';
import { loadHunspell } from './hunspell.ts';
import { toSpellerSchema, type FromSpeller } from './protocol.ts';
import { createSpeller, type WindowPort } from './speller.ts';

/** A port as a utilityProcess gets it, and its parent: the shapes of Electron's, which is not imported here. */
interface NativePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  start(): void;
  close(): void;
}
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: NativePort[] }) => void): unknown;
}

const here = dirname(fileURLToPath(import.meta.url));
const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (parent === undefined) throw new Error('The speller is started by the desktop.');
const send = (message: FromSpeller): void => parent.postMessage(message);
const log = createLog((line) => send({ t: 'log', line }), Date.now).with({ process: 'speller' });

function open(own: string): ReturnType<typeof createSpeller> {
  const folders: DictionaryFolders = {
    own,
    parley: join(here, 'dictionaries'),
    computer: (language) => computerFolders(language, process.platform, process.env),
  };
  let hunspell: ReturnType<typeof loadHunspell> | undefined;
  const checker = createChecker({
    open: async (language) => {
      const { files, from } = await findDictionaries(language, folders);
      const started = performance.now();
      const read = await Promise.all(files.map(readDictionary));
      if (read.length === 0) return [];
      hunspell ??= loadHunspell(join(here, 'hunspell.wasm'));
      const openDictionary = await hunspell;
      const opened = read.map(({ affixes, words }) => openDictionary(affixes, words));
      log.info('a dictionary is open', { language, from, ms: Math.round(performance.now() - started) });
      return opened;
    },
    onProblem: (language, error) => log.warn('a dictionary cannot be read', { language, error }),
  });
  const languages = () =>
    Promise.all(
      spelledLanguages.map(async (language) => ({
        language,
        from: (await findDictionaries(language, folders)).from,
      })),
    );
  return createSpeller({ checker, languages, send });
}

function portOf(native: NativePort): WindowPort {
  return {
    post: (message) => native.postMessage(message),
    listen: (listener) => {
      native.on('message', ({ data }) => listener(data));
      native.start();
    },
    close: () => native.close(),
  };
}

let speller: ReturnType<typeof createSpeller> | null = null;
parent.on('message', ({ data, ports: [native] }) => {
  const { success, data: message, error } = toSpellerSchema.safeParse(data);
  if (!success) return log.error('main said what nobody understands', { problem: error.message });
  if (message.t === 'init') speller ??= open(message.own);
  else speller?.hear(message, native === undefined ? undefined : portOf(native));
});
