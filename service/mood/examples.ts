// Changes when labelled examples leave the service in another form: the one that build/sentiment trains from.
import { moodLevels } from '../../shared/domain/mood.ts';
import type { Example, TalkExample } from '../db/moods.ts';

/** The file of one language. */
export interface ExampleFile {
  /** Such as "en.tsv"; of whole conversations "en.jsonl". */
  name: string;
  /** Lines of `level<TAB>text`, as in build/sentiment/basics; of whole conversations lines of JSON. */
  text: string;
  rows: number;
}

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replace(/\r\n?|\n/g, '\\n')
    .replaceAll('\t', ' ');

/** @returns the examples of which all that have labelled the same say the same: the first of each. */
function agreed<E extends { correction: Example['correction'] }>(examples: readonly E[]): E[] {
  const byMessage = new Map<string, E[]>();
  for (const one of examples) {
    const { messageId } = one.correction;
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), one]);
  }
  return [...byMessage.values()].flatMap(([first, ...others]) =>
    first === undefined || others.some(({ correction }) => correction.level !== first.correction.level)
      ? []
      : [first],
  );
}

/** A tag from elsewhere names a file here: letters only. */
const fileOf = (language: string): string => (/^[a-z]{2,3}$/.test(language) ? language : 'und');
const step = (level: Example['correction']['level']): number => moodLevels.indexOf(level) - 3;

function asFiles(lines: readonly { language: string; line: string }[], ending: string): ExampleFile[] {
  const byName = new Map<string, string[]>();
  for (const { language, line } of lines) {
    const name = `${fileOf(language)}.${ending}`;
    byName.set(name, [...(byName.get(name) ?? []), line]);
  }
  return [...byName]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rows]) => ({ name, text: `${rows.join('\n')}\n`, rows: rows.length }));
}

/**
 * @returns the examples as files, one for each language. Several agents may have labelled one message: where they disagree
 * it is left out, where they agree it stands once.
 */
export function exampleFiles(examples: readonly Example[]): ExampleFile[] {
  const lines = agreed(examples)
    .filter(({ text }) => text.trim() !== '')
    .map(({ correction: { level, language }, text }) => ({
      language,
      line: `${String(step(level))}\t${escaped(text)}`,
    }));
  return asFiles(lines, 'tsv');
}

/** @returns whole conversations likewise, as in build/sentiment/conversations: one a line, as JSON. */
export function talkFiles(examples: readonly TalkExample[]): ExampleFile[] {
  const lines = agreed(examples)
    .filter(({ said }) => said.some((text) => text.trim() !== ''))
    .map(({ correction: { level, language }, said }) => ({
      language,
      line: JSON.stringify({ level: step(level), messages: said }),
    }));
  return asFiles(lines, 'jsonl');
}
