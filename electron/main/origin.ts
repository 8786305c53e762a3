// Changes when our pages are served from another origin.

/** The scheme our pages are served with. */
export const appScheme = 'app';
/** The one host of that scheme. */
export const appHost = 'desk';
/** The origin of every page of ours, as a page itself sees it. */
export const appOrigin = `${appScheme}://${appHost}`;
/** The desk's page. */
export const deskUrl = `${appOrigin}/index.html`;

/**
 * Whether an address belongs to us. Compares parsed parts: Node gives the origin of a scheme of our own as "null",
 * and comparing beginnings of text would take `app://desk.example` for ours.
 */
export function isOurs(address: string): boolean {
  const parsed = parse(address);
  return (
    parsed !== undefined &&
    parsed.protocol === `${appScheme}:` &&
    parsed.host === appHost &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** Whether two addresses name the same document of ours, so that going there is only a reload. */
export function isSameDocument(current: string, next: string): boolean {
  const [a, b] = [parse(current), parse(next)];
  if (a === undefined || b === undefined || !isOurs(current) || !isOurs(next)) return false;
  return a.pathname === b.pathname && a.search === b.search;
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
