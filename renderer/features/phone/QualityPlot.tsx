// Changes when the quality of a call is drawn otherwise. Small and calm: a line between bad and good, nothing that blinks.
import css from './call-media.module.css';

interface QualityPlotProps {
  /** Estimates of what a listener would say, 1 to 4.5, oldest first. */
  opinions: readonly number[];
  /** So many fit; fewer begin at the left. */
  most: number;
  width: number;
  height: number;
  /** What it shows, in words; without it the words stand beside. */
  label?: string;
}

/** The opinions as a line. */
export function QualityPlot({ opinions, most, width, height, label }: QualityPlotProps) {
  const step = width / Math.max(1, most - 1);
  const y = (mos: number): number => 1 + (1 - (mos - 1) / 3.5) * (height - 2);
  const points = opinions.map((mos, at) => `${(at * step).toFixed(1)},${y(mos).toFixed(1)}`).join(' ');
  return (
    <svg
      className={css.plot}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {/* Below this line people complain. */}
      <line x1="0" x2={width} y1={y(3.6)} y2={y(3.6)} className={css.bar} />
      <polyline points={points} className={css.curve} />
    </svg>
  );
}
