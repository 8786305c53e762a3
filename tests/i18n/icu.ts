// Changes when tests look into an ICU message differently.
import { isPluralElement, parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** One place of a message that counts something. */
export interface Counted {
  name: string;
  /** What is said in each case: `one`, `few`, `=0`... with `#` where the number stands. */
  cases: ReadonlyMap<string, string>;
}

/** What is in a message, apart from its grammar. */
export interface Anatomy {
  /** The placeholders. */
  names: ReadonlySet<string>;
  counted: readonly Counted[];
  /** Every piece of wording, of all cases. */
  wording: string;
}

/** @throws SyntaxError where the message is not ICU. */
export function anatomyOf(message: string): Anatomy {
  const names = new Set<string>();
  const counted: Counted[] = [];
  const pieces: string[] = [];
  const read = (elements: readonly MessageFormatElement[]): string => {
    let said = '';
    for (const element of elements) {
      if (element.type === TYPE.literal) {
        pieces.push(element.value);
        said += element.value;
      } else if (element.type === TYPE.pound) {
        said += '#';
      } else if (element.type === TYPE.argument) {
        names.add(element.value);
        said += `{${element.value}}`;
      } else if (isPluralElement(element)) {
        names.add(element.value);
        const cases = Object.entries(element.options).map(
          ([of, option]) => [of, read(option.value)] as const,
        );
        counted.push({ name: element.value, cases: new Map(cases) });
      } else {
        throw new SyntaxError(`Nobody needed this kind of element so far: ${message}`);
      }
    }
    return said;
  };
  read(parse(message));
  return { names, counted, wording: pieces.join(' ') };
}
