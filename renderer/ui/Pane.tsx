// Changes when the window's panes, or the bars that resize them, behave differently.
import { memo, useRef, type KeyboardEvent, type PointerEvent, type ReactNode, type Ref } from 'react';
import { cx } from './cx.ts';
import css from './pane.module.css';
import { useUi } from './words.tsx';

export interface PaneProps {
  ref?: Ref<HTMLElement>;
  /** Its name: a landmark, and a stop of F6. */
  label: string;
  /** Which pane it is, for F6. */
  name: string;
  className?: string | undefined;
  children: ReactNode;
}

/** One part of the window, reachable with F6. */
export function Pane({ ref, label, name, className, children }: PaneProps) {
  return (
    <section ref={ref} aria-label={label} data-pane={name} tabIndex={-1} className={cx(css.pane, className)}>
      {children}
    </section>
  );
}

export interface ResizerProps {
  /** What it resizes. */
  label: string;
  /** On which side of the bar the resized pane is. */
  pane: 'start' | 'end';
  /** In px. */
  size: number;
  min: number;
  max: number;
  onResize: (size: number) => void;
}

const step = 16;

/** A bar to drag, or to move with the arrow keys. */
export const Resizer = memo(function Resizer(props: ResizerProps) {
  const { label, pane, size, min, max, onResize } = props;
  const ui = useUi();
  const drag = useRef<{ x: number; size: number } | null>(null);
  const set = (next: number): void => onResize(Math.round(Math.min(max, Math.max(min, next))));
  /** 1 where moving right makes the pane larger. */
  const sign = (element: Element): number =>
    (getComputedStyle(element).direction === 'rtl' ? -1 : 1) * (pane === 'start' ? 1 : -1);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, size };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const from = drag.current;
    if (from !== null) set(from.size + (event.clientX - from.x) * sign(event.currentTarget));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = { ArrowRight: step, ArrowLeft: -step }[event.key];
    if (by !== undefined) set(size + by * sign(event.currentTarget));
    else if (event.key === 'Home') set(min);
    else if (event.key === 'End') set(max);
    else return;
    event.preventDefault();
  };
  return (
    // A window splitter is a focusable separator (WAI-ARIA), for which there is no element.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions jsx-a11y/no-noninteractive-tabindex
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={ui.resize(label)}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={css.resizer}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
});
