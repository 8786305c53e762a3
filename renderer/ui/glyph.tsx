// Changes when pictures in long lists are made differently: put together once, where the library does it for each line anew.
import type { LucideIcon } from 'lucide-react';
import { createElement, type ReactElement } from 'react';

type Node = readonly [tag: string, attributes: Readonly<Record<string, string>>];

/** What of it differs from line to line. */
export interface GlyphProps {
  className?: string | undefined;
  'data-status'?: string;
  'data-priority'?: string;
}

/** The library's own drawing, as its components hand it on; nothing where a newer one keeps it elsewhere. */
function nodesOf(Shape: LucideIcon): { name: string; node: readonly Node[] } | null {
  const { render } = Shape as unknown as {
    render?: (props: object, ref: null) => ReactElement<{ icon?: unknown }>;
  };
  const icon = render?.({}, null).props.icon as { name?: unknown; node?: unknown } | undefined;
  if (typeof icon?.name !== 'string' || !Array.isArray(icon.node)) return null;
  return { name: icon.name, node: icon.node as Node[] };
}

/**
 * @param size in px.
 * @returns what draws this picture, looking just as the component does: a plain element, for nobody's ears.
 */
export function glyph(Shape: LucideIcon, size: number): (props?: GlyphProps) => ReactElement {
  const drawing = nodesOf(Shape);
  if (drawing === null) return (props) => <Shape size={size} aria-hidden="true" {...props} />;
  const { name, node } = drawing;
  const parts = node.map(([tag, attributes]) => createElement(tag, attributes));
  return ({ className = '', ...rest } = {}) => (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`lucide lucide-${name} ${className}`.trimEnd()}
      aria-hidden="true"
      {...rest}
    >
      {parts}
    </svg>
  );
}
