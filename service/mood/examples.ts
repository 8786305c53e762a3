// Changes when labelled examples leave the service in another form: the one that build/sentiment trains from.
import { moodLevels } from '../../shared/domain/mood.ts';
import type { Example } from '../db/moods.ts';

/** The file of one language. */
export interface ExampleFile {
  /** Such as "en.tsv". */
  name: string;
  /** Lines of `level<TAB>text`, as in build/sentiment/basics. */
  text: string;
  rows: number;
}

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replace(/\r\n?|\n/g, '\\n')
    .replaceAll('\t', ' ');

/**
 * @returns the examples as files, one for each language. Several agents may have labelled one message: where they disagree
 * it is left out, where they agree it stands once.
 */
export function exampleFiles(examples: readonly Example[]): ExampleFile[] {
  const byMessage = new Map<string, Example[]>();
  for (const one of examples) {
    const { messageId } = one.correction;
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), one]);
  }
  const lines = new Map<string, string[]>();
  for (const [first, ...others] of byMessage.values()) {
    if (first === undefined) continue;
    const { level, language } = first.correction;
    if (others.some(({ correction }) => correction.level !== level) || first.text.trim() === '') continue;
    // A tag from elsewhere names a file here: letters only.
    const name = /^[a-z]{2,3}$/.test(language) ? language : 'und';
    const line = `${String(moodLevels.indexOf(level) - 3)}\t${escaped(first.text)}`;
    lines.set(name, [...(lines.get(name) ?? []), line]);
  }
  return [...lines]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rows]) => ({ name: `${name}.tsv`, text: `${rows.join('\n')}\n`, rows: rows.length }));
}
