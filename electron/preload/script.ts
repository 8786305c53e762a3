// Changes when it is judged otherwise in which script a text is being written.

/**
 * The engine cuts words out of one script alone: those in Arabic letters are none to a checker of English. So where what
 * is being written is mostly in the other script than its field's language, another language stands for it; which one
 * exactly, the checker finds out.
 * @param said the field's language, BCP 47.
 * @param text the last that was written in it.
 * @returns the language to cut words out by.
 */
export function languageByScript(said: string, text: string): string {
  const arabic = count(text, /\p{Script=Arabic}/gu);
  const latin = count(text, /\p{Script=Latin}/gu);
  const saysArabic = /^(ar|fa|ur|ckb|ps)\b/i.test(said);
  if (saysArabic) return latin > arabic ? 'en' : said;
  if (arabic <= latin) return said;
  // Letters that Arabic has not.
  return /[پچژگکی]/.test(text) ? 'fa' : 'ar';
}

const count = (text: string, letter: RegExp): number => text.match(letter)?.length ?? 0;
