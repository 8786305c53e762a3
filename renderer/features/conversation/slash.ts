// Changes when the composer learns another slash command, or when one is recognised.

/** Every slash command: where it may stand, whether words may follow it, and by what else it is called. */
export const slashCommands = [
  { name: 'q', anywhere: true, takesText: true, alias: '1' },
  { name: 'kb', anywhere: true, takesText: true },
  { name: 'n', anywhere: false, takesText: true },
  { name: 'm', anywhere: false, takesText: true },
  { name: 's', anywhere: false, takesText: true },
  { name: 'i', anywhere: false, takesText: false },
  { name: 'p', anywhere: false, takesText: false },
  { name: 't', anywhere: false, takesText: true, alias: '2' },
  { name: 'tq', anywhere: false, takesText: true, alias: '3' },
  { name: 'c', anywhere: false, takesText: true, alias: '4' },
  { name: 'case', anywhere: false, takesText: true },
  { name: 'end', anywhere: false, takesText: false },
] as const;
/** The name of a slash command, without its slash. */
export type SlashName = (typeof slashCommands)[number]['name'];
type Command = { name: SlashName; anywhere: boolean; takesText: boolean; alias?: string };

/** A slash command that is being typed: where it stands, which commands it may be, and the words after it. */
export interface Slash {
  /** UTF-16 offsets of the whole of it in the text; `end` is the caret. */
  start: number;
  end: number;
  /** Commands it may still become; exactly one once a space was typed. */
  options: SlashName[];
  /** What was typed after the command and one space; null before that space. */
  rest: string | null;
}

const longestRest = 80;

/**
 * @returns the slash command that ends at the caret, or null. One in the middle of a sentence must follow white space
 * ("and/or" is none), and only those that insert something may stand there; the others must begin the text.
 */
export function slashAt(text: string, caret: number): Slash | null {
  const lineStart = text.lastIndexOf('\n', caret - 1) + 1;
  for (
    let start = text.indexOf('/', lineStart);
    start !== -1 && start < caret;
    start = text.indexOf('/', start + 1)
  ) {
    if (start > 0 && !/\s/.test(text[start - 1]!)) continue;
    const typed = text.slice(start + 1, caret);
    const atBeginning = text.slice(0, start).trim() === '';
    const space = typed.search(/\s/);
    const name = (space === -1 ? typed : typed.slice(0, space)).toLowerCase();
    const allowed: Command[] = slashCommands.filter((command) => atBeginning || command.anywhere);
    if (space === -1) {
      const options = allowed
        .filter((command) => command.name.startsWith(name) || (name !== '' && command.alias === name))
        // Typed whole it comes first, so that Enter means it.
        .toSorted((a, b) => Number(b.name === name) - Number(a.name === name))
        .map((command) => command.name);
      if (options.length > 0) return { start, end: caret, options, rest: null };
      continue;
    }
    const exact = allowed.find(
      ({ name: own, alias, takesText }) => takesText && (own === name || alias === name),
    );
    const rest = typed.slice(space + 1);
    if (exact !== undefined && (exact.name === 'n' || rest.length <= longestRest)) {
      return { start, end: caret, options: [exact.name], rest };
    }
  }
  return null;
}

/** A text and where its caret is. */
export interface TextAndCaret {
  text: string;
  caret: number;
}

/** @returns the text with the slash command replaced by `insert`, the caret behind it. */
export function replaceSlash(
  text: string,
  slash: Pick<Slash, 'start' | 'end'>,
  insert: string,
): TextAndCaret {
  const before = text.slice(0, slash.start) + insert;
  return { text: before + text.slice(slash.end), caret: before.length };
}
