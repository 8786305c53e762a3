// Changes when what is typed into the palette narrows it otherwise. Pure: the text in, kind and words out.
import { plain } from '../../shared/cache/text.ts';
import type { SearchType } from '../../shared/ipc/views.ts';

/** What the palette can be narrowed to. */
export type Filter = SearchType | 'session' | 'command';
export const filters: readonly Filter[] = [
  'customer',
  'case',
  'conversation',
  'message',
  'note',
  'article',
  'session',
  'command',
];

/** How each is called in the language of the window: one and many. */
export type FilterNames = Readonly<Record<Filter, readonly [one: string, many: string]>>;

/** What is asked for. */
export interface Asked {
  /** Null: everything. */
  filter: Filter | null;
  words: string;
  /** Only as they are typed: nobody is to guess what was meant. */
  literal: boolean;
}

const joiners = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
const name = (text: string): string => plain(text).replace(joiners, '').trim();
/** A word or two and a colon, also the wide one. */
const prefixed = /^\s*([^:：]{1,40})[:：]\s*(.*)$/su;

/** As any language of ours quotes. */
const quoted = /^["“”„«»]\s*(\S.*?)\s*["“”„«»]$/su;

function wordsOf(text: string): Pick<Asked, 'words' | 'literal'> {
  const words = text.trim();
  const literally = quoted.exec(words)?.[1];
  return { words: literally ?? words, literal: literally !== undefined };
}

/**
 * "case: lamp" asks for cases alone, in the words of the window and in English; ">" for commands. Any other text before a
 * colon is a part of what is looked for. What stands in quotation marks is looked for as it is typed.
 */
export function parseAsked(text: string, names: FilterNames): Asked {
  const command = /^\s*>\s*(.*)$/su.exec(text);
  if (command !== null) return { filter: 'command', ...wordsOf(command[1]!) };
  const found = prefixed.exec(text);
  if (found === null) return { filter: null, ...wordsOf(text) };
  const typed = name(found[1]!);
  const filter = filters.find(
    (one) => typed === one || typed === `${one}s` || names[one].some((word) => name(word) === typed),
  );
  return filter === undefined ? { filter: null, ...wordsOf(text) } : { filter, ...wordsOf(found[2]!) };
}

/** @returns the text that asks for these words within this; the filter's word is that of the window. */
export function askedText({ filter, words, literal }: Asked, names: FilterNames): string {
  const text = literal ? `"${words}"` : words;
  return filter === null ? text : `${names[filter][0].toLocaleLowerCase()}: ${text}`;
}
