// Changes when dictionaries are looked for in other places, under other names, or read otherwise.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DictionarySource, SpelledLanguage } from '../../shared/ipc/spelling.ts';

/** Where dictionaries lie: those that come with Parley, the person's own, the computer's. */
export interface DictionaryFolders {
  readonly parley: string;
  readonly own: string;
  readonly computer: (language: SpelledLanguage) => readonly string[];
}

/** The dictionaries of one language; a word that one of them has is right. */
export interface FoundDictionaries {
  readonly from: DictionarySource;
  /** Pairs of files: how words are bent, and the words. */
  readonly files: readonly { readonly affixes: string; readonly words: string }[];
}

const nothing: FoundDictionaries = { from: null, files: [] };
/** The largest that is known, Hungarian's, has 3 MB; whoever names a film by mistake must not fill the memory. */
const mostBytes = 32_000_000;

/**
 * Looks for a language's dictionaries. The person's own come first, so that a better one can be put there; then those
 * that come with Parley; then the computer's: the way for German, whose only free dictionary is under the GPL.
 */
export async function findDictionaries(
  language: SpelledLanguage,
  { own, parley, computer }: DictionaryFolders,
): Promise<FoundDictionaries> {
  const inOwn = await pairsIn(own, language);
  if (inOwn.length > 0) return { from: 'own', files: inOwn.slice(0, 2) };
  const shipped = await pairsIn(parley, language);
  // British and American English: both are right, whoever the customer is.
  if (shipped.length > 0) return { from: 'parley', files: shipped };
  for (const folder of computer(language)) {
    const [first] = await pairsIn(folder, language);
    if (first !== undefined) return { from: 'computer', files: [first] };
  }
  return nothing;
}

/** Folders in which systems keep Hunspell dictionaries. LibreOffice brings its own, also on Windows. */
export function computerFolders(
  language: SpelledLanguage,
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  if (platform !== 'win32')
    return [
      '/usr/share/hunspell',
      '/usr/share/myspell/dicts',
      '/usr/share/myspell',
      `/usr/lib/libreoffice/share/extensions/dict-${language}`,
    ];
  const roots = [env['ProgramFiles'], env['ProgramFiles(x86)']];
  return roots.flatMap((root) =>
    root === undefined || root === ''
      ? []
      : [join(root, 'LibreOffice', 'share', 'extensions', `dict-${language}`)],
  );
}

/** Whose spelling is meant where there are several. */
const homes: Record<SpelledLanguage, string> = { en: 'US', de: 'DE', pl: 'PL', da: 'DK', ar: 'EG', fa: 'IR' };

/** Pairs such as de.aff and de.dic, or de_DE_frami.aff and .dic; the plain one first, then the land of the same name. */
async function pairsIn(
  folder: string,
  language: SpelledLanguage,
): Promise<{ affixes: string; words: string }[]> {
  const names = new Set(await readdir(folder).catch(() => []));
  const isOurs = new RegExp(`^(${language}(?:[-_][A-Za-z_-]+)?)\\.aff(\\.gz)?$`);
  const found = [...names].flatMap((name) => {
    const [, base, zip = ''] = isOurs.exec(name) ?? [];
    if (base === undefined || !names.has(`${base}.dic${zip}`)) return [];
    return [{ base, affixes: join(folder, name), words: join(folder, `${base}.dic${zip}`) }];
  });
  const usual = [language, `${language}_${homes[language]}`];
  const rank = (base: string): number => {
    const at = usual.indexOf(base.replaceAll('-', '_'));
    return at === -1 ? usual.length : at;
  };
  return found.toSorted((a, b) => rank(a.base) - rank(b.base) || (a.base < b.base ? -1 : 1));
}

/**
 * Reads one pair as UTF-8, whatever it was written in.
 * @throws Error where a file is missing, too large, or says that it is in an encoding that nobody knows.
 */
export async function readDictionary(files: {
  readonly affixes: string;
  readonly words: string;
}): Promise<{ affixes: Uint8Array; words: Uint8Array }> {
  const [affixes, words] = await Promise.all([readBounded(files.affixes), readBounded(files.words)]);
  const encoding = /^SET[ \t]+(\S+)/m.exec(affixes.toString('latin1'))?.[1] ?? 'ISO8859-1';
  if (/^utf-?8$/i.test(encoding)) return { affixes, words };
  const label = encoding.replace(/^ISO-?8859/i, 'iso-8859').replace(/^microsoft-cp/i, 'windows-');
  const decoder = new TextDecoder(label);
  const bent = decoder.decode(affixes).replace(/^SET[ \t]+.*$/m, '');
  // Flags were one byte each, and must still be one sign each.
  const flags = /^FLAG[ \t]/m.test(bent) ? '' : 'FLAG UTF-8\n';
  return {
    affixes: Buffer.from(`SET UTF-8\n${flags}${bent}`),
    words: Buffer.from(decoder.decode(words)),
  };
}

async function readBounded(path: string): Promise<Buffer> {
  if ((await stat(path)).size > mostBytes) throw new Error('The dictionary is too large.');
  const bytes = await readFile(path);
  return withoutMark(path.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes);
}

/** Hunspell takes a byte order mark for a part of the first line. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
