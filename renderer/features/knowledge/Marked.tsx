// Changes when found words are shown differently.
import { Fragment, memo } from 'react';
import { marked } from '../../../shared/cache/places.ts';

/** Text with the words of a search marked. */
export const Marked = memo(function Marked({ text, find }: { text: string; find: string }) {
  if (find.trim() === '') return text;
  return marked(text, find).map((part, at) => (
    <Fragment key={at}>{part.hit ? <mark>{part.text}</mark> : part.text}</Fragment>
  ));
});
