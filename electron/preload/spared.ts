// Changes when other parts of a text are no words to be checked: addresses, numbers, commands.

/** The longest text that is looked through, in characters; in a longer one its addresses may be marked. */
const most = 100_000;

/**
 * Words that stand within an e-mail address, a web address, a file's path, a slash command, a variable or a number of
 * something (C-1042) are no slips; the engine takes such things apart and asks for each part by itself.
 * @param text of the field, as it is.
 * @returns whether a word, as the engine cuts it out, stands within such a thing.
 */
export function sparedIn(text: string): (word: string) => boolean {
  const things: string[] = [];
  for (const [thing] of text.slice(0, most).matchAll(/\S+/g)) {
    const core = thing.replace(/^[("'“„«‚‘[]+|[)"'”“»’\].,;:!?…]+$/gu, '');
    const isThing =
      /[@\\_{}<>]|:\/\/|\p{N}/u.test(core) ||
      /^[/#~]/.test(core) ||
      // A name of a host or a file: letters, a dot, letters, none of it at an end of a sentence.
      /\p{L}\.\p{L}/u.test(core);
    if (isThing) things.push(core.normalize('NFKC').toLowerCase());
  }
  if (things.length === 0) return () => false;
  const all = ` ${things.join(' ')} `;
  return (word) => standsIn(all, word.toLowerCase());
}

/** As a whole: neither a letter nor a digit before it or after it. */
function standsIn(all: string, word: string): boolean {
  for (let at = all.indexOf(word); at !== -1; at = all.indexOf(word, at + 1)) {
    const around = `${all[at - 1] ?? ''}${all[at + word.length] ?? ''}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}
