// Changes when it is decided otherwise which words of a text are wrong, in which language, and what could have been meant.
import { spelledLanguages, spellingBounds, type SpelledLanguage } from '../../shared/ipc/spelling.ts';
import type { Dictionary } from './hunspell.ts';
import { asInDictionary, canBeJudged, type KnownWords } from './words.ts';

/** What the checker needs. */
export interface CheckerOptions {
  /**
   * Opens a language's dictionaries; called once for each. None: nothing of that language is marked. A rejection counts
   * as none, and is told.
   */
  readonly open: (language: SpelledLanguage) => Promise<readonly Dictionary[]>;
  readonly onProblem: (language: SpelledLanguage, error: unknown) => void;
}

/** What a text was judged as. */
export interface Judged {
  /** The language that it turned out to be in; null where nothing could be judged. */
  readonly language: SpelledLanguage | null;
  /** As they were given. */
  readonly wrong: readonly string[];
}

/** Judges words. Nothing here throws or rejects, whatever it is given. */
export interface Checker {
  /**
   * @param language of the field, BCP 47. Where most words are wrong in it and right in another language, it is that one:
   * agents write in several languages a day, and a field's language is a guess.
   * @param off languages in which nothing is marked.
   */
  check(
    words: readonly string[],
    language: string,
    known: KnownWords,
    off?: ReadonlySet<SpelledLanguage>,
  ): Promise<Judged>;
  /** @returns what could have been meant, best first; at most five. */
  suggest(word: string, language: SpelledLanguage): Promise<string[]>;
}

/** So many answers are kept for each language: a text is asked for as a whole at each pause in typing. */
const mostKept = 20_000;
/** Fewer wrong words say nothing about the language. */
const leastWrong = 3;

/** @returns the language that a tag begins with, or null where words cannot be checked in it. */
export function spelledLanguage(tag: string): SpelledLanguage | null {
  const [first = ''] = tag.toLowerCase().split(/[-_]/);
  return spelledLanguages.find((locale) => locale === first) ?? null;
}

/** See {@link Checker}. */
export function createChecker({ open, onProblem }: CheckerOptions): Checker {
  interface Opened {
    readonly dictionaries: readonly Dictionary[];
    readonly answers: Map<string, boolean>;
  }
  const opened = new Map<SpelledLanguage, Promise<Opened>>();

  const openedIn = (language: SpelledLanguage): Promise<Opened> => {
    const known = opened.get(language);
    if (known !== undefined) return known;
    const opening = open(language)
      .catch((error: unknown) => {
        onProblem(language, error);
        return [];
      })
      .then((dictionaries) => ({ dictionaries, answers: new Map<string, boolean>() }));
    opened.set(language, opening);
    return opening;
  };

  const isRight = ({ dictionaries, answers }: Opened, word: string): boolean => {
    const kept = answers.get(word);
    if (kept !== undefined) return kept;
    const right = dictionaries.some((dictionary) => dictionary.isRight(word));
    if (answers.size >= mostKept) answers.clear();
    answers.set(word, right);
    return right;
  };

  /** The wrong ones; null where there is no dictionary. */
  const wrongIn = async (
    words: ReadonlyMap<string, string>,
    language: SpelledLanguage,
  ): Promise<string[] | null> => {
    const one = await openedIn(language);
    if (one.dictionaries.length === 0) return null;
    return [...words].flatMap(([given, word]) => (isRight(one, word) ? [] : [given]));
  };

  return {
    check: async (given, tag, known, off = new Set()) => {
      const words = new Map<string, string>();
      for (const word of given.slice(0, spellingBounds.words))
        if (canBeJudged(word) && !known.has(word)) words.set(word, asInDictionary(word));
      const asked = spelledLanguage(tag);
      const first = asked === null || off.has(asked) ? null : await wrongIn(words, asked);
      const enough = Math.max(leastWrong, words.size / 2);
      if (first !== null && first.length < enough) return { language: asked, wrong: first };
      // Too much is wrong, or this language cannot be checked: perhaps it is written in another one.
      let best: { language: SpelledLanguage | null; wrong: string[] } = {
        language: asked,
        wrong: first ?? [],
      };
      let fewest = Math.min(first?.length ?? Infinity, words.size) / 2;
      for (const language of words.size < leastWrong ? [] : spelledLanguages) {
        if (language === asked || off.has(language)) continue;
        const wrong = await wrongIn(words, language);
        if (wrong === null || wrong.length >= fewest) continue;
        best = { language, wrong };
        fewest = wrong.length;
      }
      return best;
    },
    suggest: async (word, language) => {
      if (!canBeJudged(word)) return [];
      const { dictionaries } = await openedIn(language);
      const asked = asInDictionary(word);
      const found = new Set(dictionaries.flatMap((dictionary) => dictionary.suggest(asked)));
      return [...found].slice(0, spellingBounds.suggestions);
    },
  };
}
