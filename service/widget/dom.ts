// The only place that makes elements. Text goes in as text; there is no way here to pass markup.

type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

/** Attributes by name; true is an empty attribute, false and null leave it out. */
export type Attributes = Record<string, string | number | boolean | null>;

/** @returns a new element. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: readonly (Node | string | null)[] = [],
  listeners: Listeners = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  attach(element, attributes);
  for (const child of children) if (child !== null) element.append(child);
  for (const [type, listener] of Object.entries(listeners))
    element.addEventListener(type, listener as EventListener);
  return element;
}

/** Sets attributes, removing those that are false or null. */
export function attach(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Sets the text only when it differs, so that screen readers hear nothing twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows or hides an element. */
export function show(element: HTMLElement, visible: boolean): void {
  element.hidden = !visible;
}

/** Follows the direction of what is typed, by its first letter. The browser's own dir=auto takes seconds on a pasted megabyte. */
export function followDirection(input: HTMLInputElement | HTMLTextAreaElement): void {
  const follow = (): void => {
    const letter = /\p{L}/u.exec(input.value.slice(0, 500))?.[0];
    const direction =
      letter === undefined ? null : /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter) ? 'rtl' : 'ltr';
    attach(input, { dir: direction });
  };
  input.addEventListener('input', follow);
  follow();
}

const svg = 'http://www.w3.org/2000/svg';

/** @returns a line icon, 24 units square, hidden from screen readers. */
export function icon(...paths: string[]): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  attach(element, { viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  for (const d of paths) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', d);
    element.append(path);
  }
  return element;
}

export const icons = {
  chat: () =>
    icon('M20 11.5a7.5 7.5 0 0 1-7.5 7.5H5l1.6-2.7A7.5 7.5 0 1 1 20 11.5Z', 'M9.2 10.2h6.2M9.2 13.4h3.8'),
  close: () => icon('M6 6l12 12M18 6L6 18'),
  down: () => icon('M6 9.5l6 6 6-6'),
  send: () => icon('M4.5 12h14M13 6l6 6-6 6'),
  clip: () =>
    icon(
      'M17.5 11.5l-5.6 5.6a3.6 3.6 0 0 1-5.1-5.1l6.4-6.4a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.2-5.2',
    ),
  save: () => icon('M12 5v10M8 11l4 4 4-4M5 19h14'),
  reply: () => icon('M10 7L5 12l5 5', 'M5 12h8a6 6 0 0 1 6 6'),
  clock: () => icon('M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z', 'M12 8.5V12l2.3 1.6'),
  sent: () => icon('M5.5 12.5l4.2 4.2L18.5 8'),
  read: () => icon('M2 12.5l4.2 4.2L15 8', 'M11.8 16.7L20.5 8'),
  star: () => icon('M12 3.6l2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 17l-5.2 2.8 1-5.9L3.5 9.8l5.9-.8L12 3.6Z'),
  leave: () =>
    icon('M14 5H7a1.5 1.5 0 0 0-1.5 1.5v11A1.5 1.5 0 0 0 7 19h7', 'M11 12h9M16.5 8.5L20 12l-3.5 3.5'),
};

/**
 * Text with its http and https addresses as links; everything else stays text.
 * @returns nodes to append.
 */
export function linked(text: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'\u0600-\u06ff]{3,2000}/gi)) {
    const address = match[0].replace(/[.,;:!?)\]}]+$/, '');
    if (!URL.canParse(address)) continue;
    nodes.push(document.createTextNode(text.slice(at, match.index)));
    nodes.push(
      h('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow', dir: 'ltr' }, [address]),
    );
    at = match.index + address.length;
  }
  nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}
