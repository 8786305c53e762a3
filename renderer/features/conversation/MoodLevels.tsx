// Changes when the right level is chosen differently, of a message or of a whole conversation.
import { sentimentLevels, type SentimentLevel } from '../../../shared/sentiment/types.ts';
import { useT } from '../../state/intl.tsx';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import styles from './sentiment.module.css';

/** What opens at the edge of what is seen is brought in. */
const intoView = (element: HTMLElement | null): void => element?.scrollIntoView?.({ block: 'nearest' });

/** The seven levels by face and word, the best first. @param now cannot be chosen: it stands already. */
export function MoodLevels({
  label,
  now,
  onChoose,
}: {
  label: string;
  now: SentimentLevel | null;
  onChoose: (level: SentimentLevel) => void;
}) {
  const t = useT();
  return (
    <div ref={intoView} role="group" aria-label={label} className={styles.levels}>
      {sentimentLevels.toReversed().map((one) => (
        <button
          key={one}
          type="button"
          className={styles.choice}
          disabled={one === now}
          onClick={() => onChoose(one)}
        >
          <SentimentFace level={one} size={16} decorative />
          {t(`sentiment.${one}`)}
        </button>
      ))}
    </div>
  );
}
