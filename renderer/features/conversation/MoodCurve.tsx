// Changes when the small curve of a mood looks different.
import { sentimentWindow } from '../../../shared/sentiment/types.ts';
import { curveOf } from './curve.ts';
import styles from './sentiment.module.css';

/** The scores of the last messages, the newest at the end of the line of reading. Its words stand beside it. */
export function MoodCurve({
  steps,
  width,
  height,
}: {
  steps: readonly number[];
  width: number;
  height: number;
}) {
  const { points, path } = curveOf(steps, sentimentWindow, width, height, 3);
  const last = points.at(-1);
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} className={styles.zero} />
      {path !== '' && <path d={path} className={styles.path} />}
      {points.slice(0, -1).map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={1.5} className={styles.dot} />
      ))}
      {last !== undefined && <circle cx={last.x} cy={last.y} r={2.5} className={styles.dot} />}
    </svg>
  );
}
