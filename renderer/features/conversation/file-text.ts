// Changes when a text file that somebody sent is read to be looked at differently. Pure: bytes in, text out.

/** So much of a file is looked at, in bytes, and so many of its lines: the rest is for a program of its own. */
export const shownTextBytes = 200_000;
const mostLines = 4_000;

/** A text to look at. */
export interface FileText {
  text: string;
  /** There is more of it in the file. */
  cut: boolean;
}

// What moves a cursor or rings a bell says nothing on a page; tabs and ends of lines stay.
// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f]/g;

/**
 * @param bytes the file, or its first bytes. @param whole its size in bytes.
 * @returns its text: as UTF-8 where it is that, else as the older machines of the West wrote it, so that nothing is refused.
 */
export function textOf(bytes: Uint8Array, whole: number): FileText {
  const head = bytes.subarray(0, shownTextBytes);
  const short = head.length < whole;
  const lines = decode(head, short)
    .replace(/\r\n?/g, '\n')
    .replace(unseen, '')
    .split('\n', mostLines + 1);
  return {
    text: lines.slice(0, mostLines).join('\n'),
    cut: short || lines.length > mostLines,
  };
}

function decode(bytes: Uint8Array, short: boolean): string {
  try {
    // A letter that is cut in half at the end is left out, not complained of.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: short });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
