// Changes when what people wrote is turned into elements differently. Text stays text: nothing here reads HTML.
import { Fragment, memo } from 'react';
import { marked } from '../../../shared/cache/places.ts';
import type { Message } from '../../../shared/domain/conversation.ts';
import { useData } from '../../data/hooks.ts';
import { CallableText } from '../../state/CallableText.tsx';
import { useT } from '../../state/intl.tsx';
import { Marks } from '../../ui/Text.tsx';
import { linkify } from './linkify.ts';
import styles from './message.module.css';

type Masked = NonNullable<Message['masked']>;

/** @returns the text in parts: what is as it was written, and what the service has covered, with the rule's name. */
export function partsOf(text: string, masked: Masked = []): { text: string; rule: string | null }[] {
  const parts: { text: string; rule: string | null }[] = [];
  let at = 0;
  for (const { start, end, rule } of masked.toSorted((a, b) => a.start - b.start)) {
    // A place beyond the text, or within the one before, is none.
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) parts.push({ text: text.slice(at, start), rule: null });
    parts.push({ text: text.slice(start, end), rule });
    at = end;
  }
  if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at), rule: null });
  return parts;
}

/** A text by anybody, set right in its own direction, with addresses that main opens after asking. */
export const SafeText = memo(function SafeText({
  text,
  masked,
  find = '',
}: {
  text: string;
  masked?: Masked | undefined;
  /** Words of a search, which are marked; '' where there are none. */
  find?: string | undefined;
}) {
  const t = useT();
  return (
    <div className={styles.text} dir="auto">
      {partsOf(text, masked).map((part, index) =>
        part.rule === null ? (
          // Parts have no other identity than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Linked key={index} text={part.text} find={find} />
        ) : (
          <mark
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className={styles.masked}
            title={t('conversation.masked', { rule: part.rule })}
          >
            <span aria-hidden="true">{part.text}</span>
            <span className="quiet-only">{t('conversation.masked', { rule: part.rule })}</span>
          </mark>
        ),
      )}
    </div>
  );
});

function Linked({ text, find }: { text: string; find: string }) {
  const { main } = useData();
  return (
    <Fragment>
      {linkify(text).map((part, index) => {
        // Parts have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        if (part.href === null)
          return <CallableText key={index} text={part.text} className={styles.link} find={find} />;
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
            {find === '' ? part.text : <Marks parts={marked(part.text, find)} />}
          </a>
        );
      })}
    </Fragment>
  );
}
