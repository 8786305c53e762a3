// Changes when the direction of what somebody types is found differently.

const strong = /[\p{L}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** As far as is looked for a first letter. */
const looked = 500;

/**
 * @returns the direction of a field's text by its first letter (Unicode bidi, rules P2 and P3); undefined while there is
 * none, so that an empty field and its placeholder run as the interface does. `dir="auto"` would run them from the left,
 * and takes Chromium seconds on a very long text.
 */
export function directionOf(text: string): 'ltr' | 'rtl' | undefined {
  const first = strong.exec(text.slice(0, looked))?.[0];
  if (first === undefined) return undefined;
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}
