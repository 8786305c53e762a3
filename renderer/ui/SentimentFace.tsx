// Changes when the seven levels of sentiment are drawn differently. Each has its own shape, so that colour never speaks alone.
import { memo } from 'react';
import { cx } from './cx.ts';
import css from './text.module.css';
import { useUi, type Level } from './words.tsx';

interface Face {
  colour: string;
  mouth: string;
  eyes: string;
  /** The outline tells the three negative steps apart at a glance: round, then squared, then filled. */
  outline: 'none' | 'round' | 'filled' | 'dashed';
}

const faces: Record<Level | 'unjudged', Face> = {
  unjudged: {
    colour: 'var(--sentiment-neutral)',
    eyes: 'M6 6.2 Q6 4.6 8 4.6 Q10 4.6 10 6.2 Q10 7.4 8 8.2 V9.2',
    mouth: 'M8 11.4 v.1',
    outline: 'dashed',
  },
  veryPositive: {
    colour: 'var(--sentiment-very-positive)',
    eyes: 'M5 6.4 Q5.9 5.2 6.8 6.4 M9.2 6.4 Q10.1 5.2 11 6.4',
    mouth: 'M4.6 9 Q8 13.6 11.4 9 Z',
    outline: 'round',
  },
  positive: {
    colour: 'var(--sentiment-positive)',
    eyes: 'M5.9 6.1 v.5 M10.1 6.1 v.5',
    mouth: 'M4.9 9.3 Q8 12.4 11.1 9.3',
    outline: 'round',
  },
  slightlyPositive: {
    colour: 'var(--sentiment-slightly-positive)',
    eyes: 'M5.9 6.2 v.5 M10.1 6.2 v.5',
    mouth: 'M5.4 9.8 Q8 11.2 10.6 9.8',
    outline: 'round',
  },
  neutral: {
    colour: 'var(--sentiment-neutral)',
    eyes: 'M5.9 6.3 v.5 M10.1 6.3 v.5',
    mouth: 'M5.6 10.2 H10.4',
    outline: 'round',
  },
  slightlyNegative: {
    colour: 'var(--sentiment-slightly-negative)',
    eyes: 'M5.9 6.3 v.5 M10.1 6.3 v.5',
    mouth: 'M5.4 10.9 Q8 9.3 10.6 10.9',
    outline: 'round',
  },
  negative: {
    colour: 'var(--sentiment-negative)',
    eyes: 'M4.8 5.4 L6.7 6.3 M11.2 5.4 L9.3 6.3',
    mouth: 'M4.9 11.4 Q8 8.2 11.1 11.4',
    outline: 'round',
  },
  veryNegative: {
    colour: 'var(--sentiment-very-negative)',
    eyes: 'M4.6 5 L7 6.6 M11.4 5 L9 6.6',
    mouth: 'M4.8 11.6 Q8 7.8 11.2 11.6',
    outline: 'filled',
  },
};

export interface SentimentFaceProps {
  /** `unjudged`: what was said cannot be judged. */
  level: Level | 'unjudged';
  /** In px. Default 16. */
  size?: number;
  /** Very negative may pulse once, where the agent is not looking. */
  pulse?: boolean;
  /** The pulse is over. */
  onPulsed?: (() => void) | undefined;
  /** True where its word stands beside it. */
  decorative?: boolean;
}

/** The face of one level, with its word in the tooltip and for screen readers. */
export const SentimentFace = memo(function SentimentFace({
  level,
  size = 16,
  pulse = false,
  onPulsed,
  decorative = false,
}: SentimentFaceProps) {
  const word = useUi().sentiment(level);
  const { colour, eyes, mouth, outline } = faces[level];
  const filled = outline === 'filled';
  const ink = filled ? 'var(--surface)' : colour;
  return (
    <span
      className={cx(css.face, pulse && level === 'veryNegative' && css.pulse)}
      title={decorative ? undefined : word}
      data-level={level}
      data-pulse={pulse && level === 'veryNegative'}
      onAnimationEnd={onPulsed}
    >
      <svg
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill="none"
        role={decorative ? undefined : 'img'}
        aria-label={decorative ? undefined : word}
        aria-hidden={decorative ? 'true' : undefined}
      >
        {filled ? (
          <path
            d="M5.2 .9 H10.8 L15.1 5.2 V10.8 L10.8 15.1 H5.2 L.9 10.8 V5.2 Z"
            fill={colour}
            stroke={colour}
            strokeLinejoin="round"
          />
        ) : (
          <circle
            cx="8"
            cy="8"
            r="7"
            stroke={colour}
            strokeWidth="1.4"
            {...(outline === 'dashed' ? { strokeDasharray: '2.2 2.2' } : {})}
          />
        )}
        <g stroke={ink} strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round">
          <path d={eyes} />
          <path d={mouth} fill={mouth.endsWith('Z') ? ink : 'none'} />
        </g>
      </svg>
    </span>
  );
});
