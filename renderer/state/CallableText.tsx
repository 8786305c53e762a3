// Changes when numbers in what people wrote are shown, or pressed, otherwise. Text stays text.
import { Fragment, type ReactNode } from 'react';
import { marked } from '../../shared/cache/places.ts';
import { callable } from './callable.ts';
import { useDial } from './dialling.ts';
import { useT } from './intl.tsx';

interface CallableTextProps {
  text: string;
  /** How a number looks. */
  className: string | undefined;
  /** Words of a search, which are marked; '' where there are none. */
  find?: string;
}

/** A text whose numbers can be pressed; what would be called is shown before. */
export function CallableText({ text, className, find = '' }: CallableTextProps) {
  const t = useT();
  const dial = useDial();
  if (dial === null) return marks(text, find);
  return (
    <Fragment>
      {callable(text).map((part, index) =>
        part.number === null ? (
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>{marks(part.text, find)}</Fragment>
        ) : (
          <button
            // Parts have no other identity than their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            type="button"
            className={className}
            dir="ltr"
            title={t('phone.callNumber', { number: part.number })}
            onClick={() => dial(part.number)}
          >
            {marks(part.text, find)}
          </button>
        ),
      )}
    </Fragment>
  );
}

function marks(text: string, find: string): ReactNode {
  if (find.trim() === '') return text;
  return marked(text, find).map((part, at) => (
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={at}>{part.hit ? <mark>{part.text}</mark> : part.text}</Fragment>
  ));
}
