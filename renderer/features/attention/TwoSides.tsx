// Changes when the two sides of a conflict are set side by side differently.
import { useId } from 'react';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { useT } from '../../state/intl.tsx';
import { linesBeside } from './conflict.ts';
import { fieldName, valueWords, type NameOf } from './words.ts';
import styles from './attention.module.css';

type Side = AttentionView['sides'][number];

/** Beyond this a value is a text: it is set in full, can be scrolled, and says which lines differ. */
const shortText = 120;

/** What the agent wants and what is there now, field by field. */
export function TwoSides({ sides, nameOf }: { sides: readonly Side[]; nameOf: NameOf }) {
  return sides.map((side) => <Field key={side.field} side={side} nameOf={nameOf} />);
}

function Field({ side, nameOf }: { side: Side; nameOf: NameOf }) {
  const t = useT();
  const { field } = side;
  const yours = valueWords(t, nameOf, field, side.yours);
  const theirs = valueWords(t, nameOf, field, side.theirs);
  const long = [yours, theirs].some((text) => text.length > shortText || text.includes('\n'));
  return (
    <div className={styles.sides}>
      <p className={styles.field}>{fieldName(t, field)}</p>
      <div className={styles.pair}>
        <Value text={yours} other={theirs} long={long} label={t('attention.yours')} />
        <Value text={theirs} other={yours} long={long} label={t('attention.theirs')} />
      </div>
    </div>
  );
}

interface ValueProps {
  text: string;
  other: string;
  long: boolean;
  label: string;
}

function Value({ text, other, long, label }: ValueProps) {
  const id = useId();
  return (
    <div className={styles.side}>
      <p id={id} className={styles.name}>
        {label}
      </p>
      {long ? (
        // The keyboard scrolls it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.long} tabIndex={0} role="group" aria-labelledby={id}>
          {linesBeside(text, other).map((line, at) => (
            <p key={at} dir="auto" className={styles.line} data-differs={line.differs}>
              {line.text === '' ? '\u00a0' : line.text}
            </p>
          ))}
        </div>
      ) : (
        <p className={styles.value}>
          <bdi>{text}</bdi>
        </p>
      )}
    </div>
  );
}
