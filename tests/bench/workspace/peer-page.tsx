// A bare React page that a session switch and a keystroke are measured against: lists of messages that are swapped, one text field, a table.
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** What the page shows. */
export interface PeerWish {
  /** How many messages each list has. */
  lists: number[];
  /** How many rows the table has; 0 for no table. */
  rows: number;
}

const words = 'the order came late but the second parcel was fine thank you for asking about it again'.split(
  ' ',
);
const textOf = (n: number): string =>
  Array.from({ length: 6 + ((n * 7) % 40) }, (_, at) => words[(n * 13 + at * 5) % words.length]).join(' ');

const Message = memo(function Message({ n }: { n: number }) {
  return (
    <div style={{ padding: '6px 16px', textAlign: n % 2 === 0 ? 'start' : 'end' }}>
      <small>10:{String(n % 60).padStart(2, '0')}</small>
      <div>{textOf(n)}</div>
    </div>
  );
});

function List({ count, shown }: { count: number; shown: boolean }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    overscan: 6,
    initialOffset: count * 64,
  });
  return (
    <div
      ref={scroller}
      style={{ position: 'absolute', inset: 0, overflow: 'auto', visibility: shown ? 'visible' : 'hidden' }}
    >
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            style={{ position: 'absolute', width: '100%', transform: `translateY(${String(item.start)}px)` }}
          >
            <Message n={item.index} />
          </div>
        ))}
      </div>
    </div>
  );
}

const Row = memo(function Row({ n }: { n: number }) {
  return (
    <div style={{ display: 'flex', height: 32 }}>
      {Array.from({ length: 8 }, (_, at) => (
        <span key={at} style={{ width: 140, overflow: 'hidden', whiteSpace: 'nowrap' }}>
          {textOf(n + at)}
        </span>
      ))}
    </div>
  );
});

function Table({ count }: { count: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 8,
  });
  return (
    <div ref={scroller} id="table" style={{ position: 'absolute', inset: 0, overflow: 'auto' }}>
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((item) => (
          <div
            key={item.key}
            style={{ position: 'absolute', width: '100%', transform: `translateY(${String(item.start)}px)` }}
          >
            <Row n={item.index} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Page({ lists, rows }: PeerWish) {
  const [on, setOn] = useState(0);
  const [text, setText] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.altKey && event.key === 'ArrowDown') setOn((before) => (before + 1) % lists.length);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [lists]);
  if (rows > 0) return <Table count={rows} />;
  return (
    <>
      <div style={{ position: 'absolute', inset: '0 0 60px' }}>
        {lists.map((count, at) => (
          // They never move.
          // oxlint-disable-next-line react/no-array-index-key
          <List key={at} count={count} shown={at === on} />
        ))}
      </div>
      <textarea
        aria-label="Reply"
        style={{ position: 'absolute', bottom: 0, width: '100%' }}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </>
  );
}

const wish = JSON.parse(decodeURIComponent(location.hash.slice(1))) as PeerWish;
createRoot(document.querySelector('#root')!).render(<Page {...wish} />);
document.title = 'peer';
