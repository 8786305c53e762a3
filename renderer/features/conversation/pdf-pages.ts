// Changes when it is told differently how many pages a PDF has. Pure: bytes in, a number out; nothing in the file is run.

/** So much of its beginning and of its end is looked through, in bytes: that is where writers put it. */
const lookedThrough = 1_000_000;
/** A dictionary that is longer than this is none of those that are looked for. */
const mostOfDictionary = 20_000;
/** Of so many nodes, the last ones, one is the root; a file that has more of them in plain sight is none of those. */
const mostNodes = 200;
/** More than this nobody prints: it is a number that somebody made up. */
const mostPages = 100_000;

/**
 * @param bytes a whole PDF.
 * @returns how many pages it says that it has (ISO 32000-1, 7.7.3.2 and F.3.3); null where that stands in a packed part.
 */
export function pdfPages(bytes: Uint8Array): number | null {
  const latin = new TextDecoder('latin1');
  const head = latin.decode(bytes.subarray(0, lookedThrough));
  const tail = latin.decode(bytes.subarray(Math.max(lookedThrough, bytes.length - lookedThrough)));
  const root = lastRoot(tail) ?? lastRoot(head);
  const count = root ?? numberIn(dictionaryAt(head, head.indexOf('/Linearized')), 'N');
  return count !== null && count >= 1 && count <= mostPages ? count : null;
}

/** The root of the pages is the one without a parent; what was saved last stands last. */
function lastRoot(text: string): number | null {
  const nodes = [...text.matchAll(/\/Type\s{0,8}\/Pages\b/g)].slice(-mostNodes).toReversed();
  for (const { index } of nodes) {
    const node = dictionaryAt(text, index);
    const count = /\/Parent\b/.test(node) ? null : numberIn(node, 'Count');
    if (count !== null) return count;
  }
  return null;
}

/** @returns the dictionary of the object around a place. */
function dictionaryAt(text: string, at: number): string {
  if (at < 0) return '';
  const before = text.slice(Math.max(0, at - mostOfDictionary), at);
  const after = text.slice(at, at + mostOfDictionary);
  const from = before.lastIndexOf('obj');
  const to = after.indexOf('endobj');
  return from < 0 || to < 0 ? '' : before.slice(from) + after.slice(0, to);
}

function numberIn(dictionary: string, key: string): number | null {
  const found = new RegExp(`/${key}\\s{0,8}(\\d{1,9})(?!\\d|\\s{1,8}\\d{1,9}\\s{1,8}R)`).exec(dictionary);
  return found === null ? null : Number(found[1]);
}
