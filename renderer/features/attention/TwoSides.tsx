// Changes when the two sides of a conflict are set side by side differently.
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
  const name = fieldName(t, field);
  return (
    <div className={styles.sides}>
      <p className={styles.field}>{name}</p>
      <dl>
        <div className={styles.side}>
          <dt>{t('attention.yours')}</dt>
          <Value text={yours} other={theirs} long={long} label={`${name}, ${t('attention.yours')}`} />
        </div>
        <div className={styles.side}>
          <dt>{t('attention.theirs')}</dt>
          <Value text={theirs} other={yours} long={long} label={`${name}, ${t('attention.theirs')}`} />
        </div>
      </dl>
    </div>
  );
}

function Value({ text, other, long, label }: { text: string; other: string; long: boolean; label: string }) {
  if (!long)
    return (
      <dd>
        <bdi>{text}</bdi>
      </dd>
    );
  return (
    // The keyboard scrolls it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <dd className={styles.long} tabIndex={0} role="group" aria-label={label}>
      {linesBeside(text, other).map((line, at) => (
        <p key={at} dir="auto" className={styles.line} data-differs={line.differs}>
          {line.text === '' ? '\u00a0' : line.text}
        </p>
      ))}
    </dd>
  );
}
