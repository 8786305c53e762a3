// Changes when numbers in what people wrote are shown, or pressed, otherwise. Text stays text.
import { Fragment } from 'react';
import { callable } from './callable.ts';
import { useDial } from './dialling.ts';
import { useT } from './intl.tsx';

/** A text whose numbers can be pressed; what would be called is shown before. @param className how a number looks. */
export function CallableText({ text, className }: { text: string; className: string | undefined }) {
  const t = useT();
  const dial = useDial();
  if (dial === null) return text;
  return (
    <Fragment>
      {callable(text).map((part, index) =>
        part.number === null ? (
          part.text
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
            {part.text}
          </button>
        ),
      )}
    </Fragment>
  );
}
