// Changes when long lists are drawn differently: only the rows in view exist.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import { useScrollPlace } from './useScrollPlace.ts';
import css from './list.module.css';

export interface VirtualListProps<T> {
  /** Its name. */
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Height of a row in px; measured when rows differ. */
  rowHeight: number;
  /** Rows of different heights are measured as they appear. */
  measured?: boolean;
  /** Draws a row: plain elements, memoised. */
  render: (item: T, index: number) => ReactNode;
  /** Where it was scrolled to, in px, when it was last seen. */
  initialOffset?: number;
  /** Told where it is scrolled to, at rest. */
  onOffset?: (offset: number) => void;
  className?: string | undefined;
}

/** A list of any length. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, keyOf, rowHeight, measured = false, render, initialOffset = 0, onOffset } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(items[index]!),
    overscan: 8,
    initialOffset,
  });
  useScrollPlace(scroller, initialOffset, onOffset);
  return (
    <div ref={scroller} className={props.className ?? css.scroller}>
      <div
        role="list"
        aria-label={label}
        className={css.sizer}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((row) => (
          <div
            key={row.key}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            data-index={row.index}
            ref={measured ? virtualizer.measureElement : undefined}
            className={css.row}
            style={{
              transform: `translateY(${String(row.start)}px)`,
              ...(measured ? {} : { height: row.size }),
            }}
          >
            {render(items[row.index]!, row.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
