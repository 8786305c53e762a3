// Changes when a message is cut into sentences differently.

/** After these a full stop ends no sentence. */
const short = new Set(
  'a.m p.m am pm approx ca dr e.g f.eks godz i.e inkl kl m.in mr mrs ms nr no np ok pan st tel tj tlf ul usw vs z.b bzw mo di mi do fr sa so jan feb mar apr jun jul aug sep sept okt oct nov dec dez'.split(
    ' ',
  ),
);
const month =
  /^(jan|feb|mär|mar|apr|ma[ijy]|jun|jul|aug|sep|okt|oct|nov|dez|dec|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru)/iu;

/** @returns the sentences of a text with their marks, trimmed; lines end sentences too. */
export function sentencesOf(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split(/\n+/)) {
    let start = 0;
    for (const mark of line.matchAll(/[.!?؟…]+(?=[\s»"”)]|$)/gu)) {
      const end = mark.index + mark[0].length;
      if (mark[0] === '.' && !ends(line.slice(start, mark.index), line.slice(end))) continue;
      found.push(line.slice(start, end));
      start = end;
    }
    found.push(line.slice(start));
  }
  return found.map((one) => one.replace(/\s+/g, ' ').trim()).filter((one) => /[\p{L}\p{N}]/u.test(one));
}

/** Whether a full stop between these ends a sentence: not after "kl", nor in "24. November". */
function ends(before: string, after: string): boolean {
  const last = /[\p{L}\p{N}.]+$/u.exec(before)?.[0].toLowerCase() ?? '';
  if (short.has(last)) return false;
  const next = /^\s*(\S+)/u.exec(after)?.[1] ?? '';
  if (/^\d{1,2}(\.\d{1,2})?$/.test(last)) return next !== '' && /^\p{Lu}/u.test(next) && !month.test(next);
  return true;
}

/** @returns whether a sentence asks something. */
export const isQuestion = (sentence: string): boolean => /[?؟]["”»)\s]*$/u.test(sentence);
