// Changes when dictionaries are found in other places, or read otherwise.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  computerFolders,
  findDictionaries,
  readDictionary,
  type DictionaryFolders,
} from '../../electron/speller/dictionaries.ts';
import { temporaryFolder } from '../main/support/fakes.ts';
import { shippedHunspell } from './with-dictionaries.ts';

async function folders(files: Record<string, string[]>): Promise<DictionaryFolders> {
  const root = temporaryFolder();
  for (const [folder, names] of Object.entries(files)) {
    await mkdir(join(root, folder), { recursive: true });
    for (const name of names) await writeFile(join(root, folder, name), '');
  }
  return {
    parley: join(root, 'parley'),
    own: join(root, 'own'),
    computer: () => [join(root, 'none'), join(root, 'computer')],
  };
}
const both = (...names: string[]): string[] => names.flatMap((name) => [`${name}.aff`, `${name}.dic`]);
const namesOf = (found: { files: readonly { words: string }[] }): string[] =>
  found.files.map(({ words }) => words.split('/').slice(-2).join('/'));

describe('a dictionary', () => {
  test('comes from the person’s own folder, else from Parley, else from the computer, else it is missing', async () => {
    const places = await folders({
      own: both('pl_PL'),
      parley: ['en_US.aff.gz', 'en_US.dic.gz', 'en_GB.aff.gz', 'en_GB.dic.gz', 'pl.aff.gz', 'pl.dic.gz'],
      computer: [...both('de_AT', 'de_DE', 'de_CH', 'pl_PL'), 'da_DK.aff', 'deu.aff', 'deu.dic'],
    });
    const pl = await findDictionaries('pl', places);
    expect([pl.from, ...namesOf(pl)]).toEqual(['own', 'own/pl_PL.dic']);
    const en = await findDictionaries('en', places);
    expect([en.from, ...namesOf(en)]).toEqual(['parley', 'parley/en_US.dic.gz', 'parley/en_GB.dic.gz']);
    const de = await findDictionaries('de', places);
    expect([de.from, ...namesOf(de)]).toEqual(['computer', 'computer/de_DE.dic']);
    // Its words are not there.
    expect(await findDictionaries('da', places)).toEqual({ from: null, files: [] });
  });

  test('is looked for where systems and LibreOffice keep them', () => {
    expect(computerFolders('de', 'linux', {})).toContain('/usr/share/hunspell');
    expect(computerFolders('de', 'win32', { ProgramFiles: 'P:' })[0]).toMatch(/LibreOffice.*dict-de$/);
    expect(computerFolders('de', 'win32', {})).toEqual([]);
  });
});

describe('read', () => {
  const pair = async (aff: string | Buffer, dic: string | Buffer, zip = false) => {
    const folder = temporaryFolder();
    const files = {
      affixes: join(folder, zip ? 'x.aff.gz' : 'x.aff'),
      words: join(folder, zip ? 'x.dic.gz' : 'x.dic'),
    };
    await writeFile(files.affixes, zip ? gzipSync(aff) : aff);
    await writeFile(files.words, zip ? gzipSync(dic) : dic);
    return files;
  };
  const opened = async (files: { affixes: string; words: string }) => {
    const { affixes, words } = await readDictionary(files);
    return (await shippedHunspell())(affixes, words);
  };

  test('in an old encoding, with flags that are single bytes, as German’s is: umlauts, compounds, genders', async () => {
    const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
    const aff = 'SET ISO8859-1\nTRY esianrtolcdugmphbyfvkwäüöß\nCOMPOUNDFLAG ä\nSFX ö Y 1\nSFX ö 0 n .\n';
    const dictionary = await opened(
      await pair(latin(aff), latin('5\nStraße/öä\nBrücke/öä\nbrücke/ä\nLampe/ö\nfür\n')),
    );
    for (const word of ['Straße', 'Straßen', 'Brücken', 'Straßebrücke', 'Lampen', 'für'])
      expect([word, dictionary.isRight(word)]).toEqual([word, true]);
    for (const word of ['Strase', 'fürn', 'Fürbrücke', 'Lampebrücke'])
      expect([word, dictionary.isRight(word)]).toEqual([word, false]);
    expect(dictionary.suggest('Strasse')).toContain('Straße');
  });

  test('packed, and with a byte order mark', async () => {
    const dictionary = await opened(await pair('\ufeffSET UTF-8\n', '\ufeff1\nzażółć\n', true));
    expect([dictionary.isRight('zażółć'), dictionary.isRight('zazolc')]).toEqual([true, false]);
  });

  test('hostile: nonsense, an unknown encoding, a bomb', async () => {
    const nonsense = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256));
    const dictionary = await opened(await pair(nonsense, nonsense));
    expect(dictionary.isRight('word')).toBe(false);
    await expect(readDictionary(await pair('SET KLINGON-1\n', '1\nx\n'))).rejects.toThrow('KLINGON');
    const bomb = await pair('SET UTF-8\n', Buffer.alloc(40_000_000, 'x\n'), true);
    await expect(readDictionary(bomb)).rejects.toThrow('larger');
    const large = await pair('SET UTF-8\n', Buffer.alloc(40_000_000, 'x\n'));
    await expect(readDictionary(large)).rejects.toThrow('too large');
  });
});
