// Changes when dense tables look or answer the keyboard differently: only the rows in view exist.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
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

/** A table to read down and to open from: arrows move, Enter opens. */
export function RowTable<T>(props: RowTableProps<T>) {
  const { label, rows, keyOf, active, onActive, onOpen, initialOffset = 0, onOffset, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const width = useWidth(scroller);
  const columns = props.columns.filter(({ from }) => from === undefined || width === 0 || width >= from);
  const height = rowHeight();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 10,
    initialOffset,
    // The head stands above the first row and stays over those that scroll.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const index = rows.findIndex((row) => keyOf(row) === active);
  useLayoutEffect(() => {
    if (scroller.current !== null && initialOffset > 0) scroller.current.scrollTop = initialOffset;
    // Once, when it appears.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || onOffset === undefined) return undefined;
    const atRest = (): void => onOffset(element.scrollTop);
    element.addEventListener('scrollend', atRest);
    return () => element.removeEventListener('scrollend', atRest);
  }, [onOffset]);

  const near = virtualizer.getVirtualItems().at(-1)?.index === rows.length - 1;
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
  const tracks = { gridTemplateColumns: columns.map(({ track }) => track).join(' ') };
  return (
    // A grid owns the keyboard for all of its rows (WAI-ARIA); there is no element for it.
    <div
      ref={scroller}
      className={css.scroller}
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
      <div role="row" aria-rowindex={1} className={css.head} style={tracks}>
        {columns.map((column) => (
          <Head key={column.key} column={column} />
        ))}
      </div>
      {rows.length === 0 && props.empty !== undefined && (
        <div role="row">
          <div role="gridcell">{props.empty}</div>
        </div>
      )}
      <div role="rowgroup" className={css.sizer} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index]!;
          const at: CSSProperties = {
            ...tracks,
            height,
            transform: `translateY(${String(item.start - headHeight)}px)`,
          };
          return (
            // Reached through the grid: the keyboard never leaves it.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus
            <div
              key={item.key}
              id={`${id}-${String(item.index)}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === index}
              className={css.row}
              style={at}
              onClick={(event) => {
                onActive(keyOf(row));
                onOpen(row, event);
              }}
              onAuxClick={(event) => {
                if (event.button === 1) onOpen(row, event);
              }}
            >
              {columns.map((column) => (
                <div key={column.key} role="gridcell" className={css.cell}>
                  {column.render(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

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

/** @returns the height of a row in px, by the density in use. */
function rowHeight(): number {
  return Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 36;
}

function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
