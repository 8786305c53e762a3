// Changes when text from outside is set differently: mixed directions, found words, long ids.
import { Fragment, memo } from 'react';

/** Text of a customer or an agent, isolated, in the direction of its own first strong letter; of class `clip`, one line cut at its own end. */
export function Bidi({ children, className }: { children: string; className?: string | undefined }) {
  return (
    <bdi dir="auto" className={className}>
      {children}
    </bdi>
  );
}

/** Words of people within a sentence of ours: they keep their own direction (Unicode bidi, isolates). */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** Text in parts, those that were found marked; isolated. */
export function Marks({
  parts,
  className,
}: {
  parts: readonly { text: string; hit: boolean }[];
  className?: string | undefined;
}) {
  return (
    <bdi dir="auto" className={className}>
      {parts.map((part, at) => (
        <Fragment key={at}>{part.hit ? <mark>{part.text}</mark> : part.text}</Fragment>
      ))}
    </bdi>
  );
}

/** Text with the words of a search marked. Case and accents do not matter. */
export const Highlight = memo(function Highlight({
  text,
  query,
  className,
}: {
  text: string;
  query: string;
  className?: string | undefined;
}) {
  const words = query
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .map(fold);
  if (words.length === 0) return <Bidi className={className}>{text}</Bidi>;
  const parts = split(text, words);
  return (
    <bdi dir="auto" className={className}>
      {parts.map((part, at) => (
        <Fragment key={at}>{part.hit ? <mark>{part.text}</mark> : part.text}</Fragment>
      ))}
    </bdi>
  );
});

/** Lower case without accents, as long as the original, so that places stay places. */
function fold(text: string): string {
  let out = '';
  for (const letter of text) {
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    out += plain.length === letter.length ? plain : letter;
  }
  return out;
}

function split(text: string, words: string[]): { text: string; hit: boolean }[] {
  const folded = fold(text);
  const parts: { text: string; hit: boolean }[] = [];
  let from = 0;
  while (from < text.length) {
    let at = -1;
    let length = 0;
    for (const word of words) {
      const found = folded.indexOf(word, from);
      if (found >= 0 && (at < 0 || found < at || (found === at && word.length > length))) {
        at = found;
        length = word.length;
      }
    }
    if (at < 0) break;
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    parts.push({ text: text.slice(at, at + length), hit: true });
    from = at + length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false });
  return parts;
}
