// Changes when rich notes are drawn differently. Text stays text: nothing here reads HTML, and links are opened by main, which asks first.
import { memo, type ReactNode } from 'react';
import { marked } from '../../../shared/cache/places.ts';
import { useData } from '../../data/hooks.ts';
import { CallableText } from '../../state/CallableText.tsx';
import { Marks } from '../../ui/Text.tsx';
import { blocks, type Block, type Inline } from './rich.ts';
import css from './rich.module.css';

interface RichTextProps {
  text: string;
  /** Words of a search, which are marked; '' where there are none. */
  find: string;
}

/** A rich text, each block in its own direction. */
export const RichText = memo(function RichText({ text, find }: RichTextProps) {
  return (
    <div className={css.rich}>
      {blocks(text).map((block, at) => (
        // Blocks have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Drawn key={at} block={block} find={find} />
      ))}
    </div>
  );
});

function Drawn({ block, find }: { block: Block; find: string }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return (
        <p
          className={css.heading}
          data-level={block.level}
          role="heading"
          aria-level={block.level + 3}
          dir="auto"
        >
          <Parts parts={block.parts} find={find} />
        </p>
      );
    case 'list': {
      const items = block.items.map((parts, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at}>
          <Parts parts={parts} find={find} />
        </li>
      ));
      return block.numbered ? (
        <ol className={css.list} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul className={css.list}>{items}</ul>
      );
    }
    case 'text':
      return (
        <div className={css.lines}>
          {block.lines.map((parts, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at} dir="auto" className={css.line}>
              <Parts parts={parts} find={find} />
            </div>
          ))}
        </div>
      );
  }
}

function Parts({ parts, find }: { parts: readonly Inline[]; find: string }) {
  return parts.map((part, at) => {
    switch (part.kind) {
      case 'text':
        // oxlint-disable-next-line react/no-array-index-key
        return <CallableText key={at} text={part.text} className={css.link} find={find} />;
      case 'bold':
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <strong key={at}>
            <Parts parts={part.parts} find={find} />
          </strong>
        );
      case 'italic':
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <em key={at}>
            <Parts parts={part.parts} find={find} />
          </em>
        );
      case 'link':
        // oxlint-disable-next-line react/no-array-index-key
        return <Link key={at} text={part.text} href={part.href} find={find} />;
    }
  });
}

function Link({ text, href, find }: { text: string; href: string; find: string }) {
  const { main } = useData();
  return (
    <a
      className={css.link}
      href={href}
      title={href}
      rel="noreferrer noopener"
      onClick={(event) => {
        event.preventDefault();
        // Main shows where it leads and asks; a refusal is an answer, not a failure.
        main.request('external.open', { url: href }).catch(() => {});
      }}
      onAuxClick={(event) => event.preventDefault()}
    >
      <Marks parts={marked(text, find)} />
    </a>
  );
}
