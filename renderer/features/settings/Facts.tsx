// Changes when facts and amounts are listed differently in the settings.
import type { ReactNode } from 'react';
import { useIntl } from '../../state/intl.tsx';
import css from './connection.module.css';

/** Facts by name. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={css.facts}>{children}</dl>;
}

export interface FactProps {
  name: string;
  children: ReactNode;
}

/** One fact. */
export function Fact({ name, children }: FactProps) {
  return (
    <div className={css.fact}>
      <dt className={css.name}>{name}</dt>
      <dd className={css.value}>{children}</dd>
    </div>
  );
}

/** One amount of a plot. */
export interface Bar {
  name: string;
  amount: number;
  /** As it is read. */
  text: string;
}

/** Amounts beside each other: a bar to look at, a number to read. The longest bar is the largest amount. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ amount }) => amount));
  return (
    <dl className={css.bars} aria-label={label}>
      {bars.map(({ name, amount, text }) => (
        <div key={name} className={css.bar}>
          <dt className={css.name}>{name}</dt>
          <dd className={css.amount}>
            <span className={css.track} aria-hidden="true">
              <span className={css.fill} style={{ inlineSize: `${(100 * amount) / most}%` }} />
            </span>
            <span className={css.number}>{text}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** @returns what writes a size: "812 kB", "41.3 MB", in the agent's language. */
export function useBytes(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) => {
    const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
    let at = 0;
    let amount = bytes / 1000;
    while (amount >= 1000 && at < units.length - 1) {
      amount /= 1000;
      at += 1;
    }
    const unit = units[at] ?? 'kilobyte';
    const maximumFractionDigits = amount < 10 && at > 0 ? 1 : 0;
    return intl.formatNumber(amount, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits });
  };
}
