// Changes when dense tables look or answer the keyboard differently: only the rows in view exist.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import {
  memo,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { usePainted } from './after-paint.ts';
import { useScrollPlace } from './useScrollPlace.ts';
import css from './table.module.css';

/** One column. */
export interface Column<T> {
  key: string;
  label: string;
  /** A CSS grid track such as "96px" or "minmax(120px, 2fr)". */
  track: string;
  /** Left out where the table is narrower than this, in px. */
  from?: number;
  /** Makes it the order of the rows; absent where it cannot be. */
  onSort?: (() => void) | undefined;
  sorted?: boolean;
  render: (row: T) => ReactNode;
}

/** How a row was opened: what an event says of it. */
export interface OpenHow {
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  /** Of a mouse: 1 is the middle one. */
  button?: number;
}

export interface RowTableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** The row the keyboard is at. */
  active: string | null;
  onActive: (key: string) => void;
  /** On Enter, a click or a middle click, with the keys that were held. */
  onOpen: (row: T, how: OpenHow) => void;
  /** Where it was scrolled to, in px, when it was last seen. */
  initialOffset?: number;
  /** Told where it is scrolled to, at rest. */
  onOffset?: (offset: number) => void;
  /** Where there are more rows than these: called when the last of them comes near. */
  onEnd?: (() => void) | undefined;
  /** Shown instead of rows. */
  empty?: ReactNode;
}

/** In px, as in table.module.css. */
const headHeight = 30;
const usualHeight = 36;
/** Rows kept ready above and below those in view. */
const spare = 6;
/** So many of those in view are there first: what one begins to read is painted before what one reads later. */
const firstRows = 12;

/** A table to read down and to open from: arrows move, Enter opens. */
export function RowTable<T>(props: RowTableProps<T>) {
  const { label, rows, keyOf, active, onActive, onOpen, initialOffset = 0, onOffset, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const gauge = useRef<HTMLDivElement>(null);
  const measured = useMeasures(scroller, gauge);
  const { width } = measured;
  const height = measured.height || usualHeight;
  const { columns: given } = props;
  // The same array as long as it is the same columns: each row is drawn anew only for news of its own.
  const columns = useMemo(
    () => given.filter(({ from }) => from === undefined || width === 0 || width >= from),
    [given, width],
  );
  // The same as long as the rows are: otherwise the places of all of them are worked out at each step of a scroll.
  const keyAt = useCallback((index: number) => keyOf(rows[index]!), [rows, keyOf]);
  // What is in sight is painted first, and of that its beginning.
  const whole = usePainted(true, false);
  const overscan = whole ? spare : 0;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: keyAt,
    overscan,
    initialOffset,
    // The head stands above the first row and stays over those that scroll.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height]);
  const index = useMemo(() => rows.findIndex((row) => keyOf(row) === active), [rows, keyOf, active]);
  useScrollPlace(scroller, initialOffset, onOffset);

  const inView = virtualizer.getVirtualItems();
  const items = whole ? inView : inView.slice(0, firstRows);
  const near = inView.at(-1)?.index === rows.length - 1;
  useEffect(() => {
    if (near) onEnd?.();
  }, [near, onEnd]);

  const go = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (row === undefined) return;
    onActive(keyOf(row));
    virtualizer.scrollToIndex(next, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / height) - 2);
    const row = rows[index];
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'PageDown') go(index + page);
    else if (event.key === 'PageUp') go(index - page);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(rows.length - 1);
    else if (event.key === 'Enter' && row !== undefined) onOpen(row, event);
    else return;
    event.preventDefault();
  };
  /** @returns the row that an event of a mouse was on. */
  const rowAt = (event: MouseEvent<HTMLDivElement>): T | undefined => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    return row === null ? undefined : rows[Number(row.dataset['index'])];
  };
  const tracks = { '--tracks': columns.map(({ track }) => track).join(' ') } as CSSProperties;
  return (
    // A grid owns the keyboard for all of its rows (WAI-ARIA); there is no element for it.
    <div
      ref={scroller}
      className={css.scroller}
      style={tracks}
      role="grid"
      aria-label={label}
      // -1 says that there are more than can be told.
      aria-rowcount={onEnd === undefined ? rows.length + 1 : -1}
      aria-activedescendant={index === -1 ? undefined : `${id}-${String(index)}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && index === -1) go(0);
      }}
    >
      <div ref={gauge} className={css.gauge} aria-hidden="true" />
      <div role="row" aria-rowindex={1} className={css.head}>
        {columns.map((column) => (
          <Head key={column.key} column={column} />
        ))}
      </div>
      {rows.length === 0 && props.empty !== undefined && (
        <div role="row">
          <div role="gridcell">{props.empty}</div>
        </div>
      )}
      {/* Reached through the grid: the keyboard never leaves it. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        role="rowgroup"
        className={css.sizer}
        style={{ height: virtualizer.getTotalSize() }}
        onClick={(event) => {
          const row = rowAt(event);
          if (row === undefined) return;
          onActive(keyOf(row));
          onOpen(row, event);
        }}
        onAuxClick={(event) => {
          const row = rowAt(event);
          if (event.button === 1 && row !== undefined) onOpen(row, event);
        }}
      >
        {items.map((item) => (
          <BodyRow<T>
            key={item.key}
            id={`${id}-${String(item.index)}`}
            row={rows[item.index]!}
            index={item.index}
            columns={columns}
            height={height}
            start={item.start - headHeight}
            selected={item.index === index}
          />
        ))}
      </div>
    </div>
  );
}

interface BodyRowProps<T> {
  id: string;
  row: T;
  index: number;
  columns: readonly Column<T>[];
  /** In px, as is `start`: where it stands below the head. */
  height: number;
  start: number;
  selected: boolean;
}

/** One row. Scrolling draws only those that come into view. */
const BodyRow = memo(function BodyRow<T>({
  id,
  row,
  index,
  columns,
  height,
  start,
  selected,
}: BodyRowProps<T>) {
  return (
    <div
      id={id}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={css.row}
      style={{ height, transform: `translateY(${String(start)}px)` }}
    >
      {columns.map((column) => (
        <div key={column.key} role="gridcell" className={css.cell}>
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}) as <T>(props: BodyRowProps<T>) => ReactNode;

function Head<T>({ column }: { column: Column<T> }) {
  const { label, onSort, sorted = false } = column;
  return (
    <div role="columnheader" className={css.headCell} aria-sort={sorted ? 'ascending' : undefined}>
      {onSort === undefined ? (
        <span className={css.headText}>{label}</span>
      ) : (
        <button type="button" className={css.sort} data-sorted={sorted} onClick={onSort}>
          <span className={css.headText}>{label}</span>
          {sorted && <ArrowDown size={12} aria-hidden="true" />}
        </button>
      )}
    </div>
  );
}

/** @returns the width of the table and the height of a row, which follows the density in use, both in px; 0 before they are known. */
function useMeasures(scroller: RefObject<HTMLElement | null>, gauge: RefObject<HTMLElement | null>) {
  const [measures, setMeasures] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const width = scroller.current?.clientWidth ?? 0;
      const height = gauge.current?.offsetHeight ?? 0;
      setMeasures((before) =>
        before.width === width && before.height === height ? before : { width, height },
      );
    };
    // Before rows are drawn: they are drawn once.
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    for (const { current } of [scroller, gauge]) if (current !== null) observer.observe(current);
    return () => observer.disconnect();
  }, [scroller, gauge]);
  return measures;
}
