// Changes when what people wrote is turned into elements differently. Text stays text: nothing here reads HTML.
import { memo } from 'react';
import { useData } from '../../data/hooks.ts';
import { linkify } from './linkify.ts';
import styles from './message.module.css';

/** A text by anybody, set right in its own direction, with addresses that main opens after asking. */
export const SafeText = memo(function SafeText({ text }: { text: string }) {
  const { main } = useData();
  return (
    <div className={styles.text} dir="auto">
      {linkify(text).map((part, index) => {
        if (part.href === null) return part.text;
        const { href } = part;
        return (
          <a
            // Parts have no other identity than their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className={styles.link}
            href={href}
            title={href}
            dir="ltr"
            rel="noreferrer noopener"
            onClick={(event) => {
              event.preventDefault();
              // Main asks the person first; a refusal is an answer, not a failure.
              main.request('external.open', { url: href }).catch(() => {});
            }}
            onAuxClick={(event) => event.preventDefault()}
          >
            {part.text}
          </a>
        );
      })}
    </div>
  );
});
