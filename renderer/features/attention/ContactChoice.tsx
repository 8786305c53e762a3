// Changes when it is chosen differently whose form of each contact is kept.
import { useId } from 'react';
import type { Contact } from '../../../shared/domain/people.ts';
import { useT } from '../../state/intl.tsx';
import type { Chosen, ContactLine } from './contacts.ts';
import { contactWords } from './words.ts';
import styles from './attention.module.css';

interface ContactChoiceProps {
  lines: readonly ContactLine[];
  chosen: Readonly<Record<string, Chosen>>;
  onChoose: (key: string, chosen: Chosen) => void;
}

const sides = ['yours', 'theirs'] as const;

/** Both lists, contact by contact: what both have is only said, of what differs one side is chosen. */
export function ContactChoice({ lines, chosen, onChoose }: ContactChoiceProps) {
  const t = useT();
  const name = useId();
  const words = (contact: Contact | null): string =>
    contact === null ? t('attention.contact.without') : contactWords(t, contact);
  return (
    <div className={styles.sides}>
      <p className={styles.field}>{t('customer.contact.title')}</p>
      <div className={styles.choices}>
        {sides.map((side) => (
          <p key={side} className={styles.name}>
            {t(`attention.${side}`)}
          </p>
        ))}
        {lines.map((line) =>
          line.same ? (
            <p key={line.key} className={styles.both}>
              <bdi>{words(line.theirs)}</bdi>
            </p>
          ) : (
            <div
              key={line.key}
              className={styles.choice}
              role="radiogroup"
              aria-label={(line.yours ?? line.theirs)?.value ?? ''}
            >
              {sides.map((side) => (
                <label key={side} className={styles.option} data-without={line[side] === null}>
                  <input
                    type="radio"
                    name={`${name} ${line.key}`}
                    checked={(chosen[line.key] ?? line.suggested) === side}
                    onChange={() => onChoose(line.key, side)}
                  />
                  <bdi>{words(line[side])}</bdi>
                </label>
              ))}
            </div>
          ),
        )}
      </div>
    </div>
  );
}
