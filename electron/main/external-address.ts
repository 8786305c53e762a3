// Changes when another kind of address may leave Parley for the system's own programs.

/** An address that may be opened outside, rebuilt from its parsed parts. */
export interface ExternalAddress {
  readonly kind: 'web' | 'mail' | 'phone';
  /** What is handed to the system: never the text that came in. */
  readonly url: string;
  /** What the person is asked about: the host, the recipient or the number. */
  readonly target: string;
}

const longest = 2000;
/** Characters no address needs and tricks are made of: controls, white space, invisible and bidi ones, backslash. */
const unwanted = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\\]/u;
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ipv6Pattern = /^\[[0-9a-f:.]+\]$/;
const mailPattern = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;
const phonePattern = /^\+?[0-9]{2,20}$/;

/**
 * Reads an address that somebody, perhaps a customer, wrote.
 * @returns undefined unless it is plainly https:, mailto: or tel:.
 */
export function externalAddress(text: string): ExternalAddress | undefined {
  if (text.length === 0 || text.length > longest || unwanted.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const address = read(url, text);
  return address !== undefined && address.url.length <= longest ? address : undefined;
}

function read(url: URL, text: string): ExternalAddress | undefined {
  switch (url.protocol) {
    case 'https:':
      // "https:evil" and "https:/evil" would be read as a host too; nobody writes them in good faith.
      return /^https:\/\/[^/]/i.test(text) ? web(url) : undefined;
    case 'mailto:':
      return mail(url);
    case 'tel:':
      return phone(url);
    default:
      return undefined;
  }
}

function web(url: URL): ExternalAddress | undefined {
  // A login before the host is how "https://bank.example@evil.example" looks like the bank.
  if (url.username !== '' || url.password !== '') return undefined;
  if (!hostPattern.test(url.hostname) && !ipv6Pattern.test(url.hostname)) return undefined;
  // The parser has turned other scripts into punycode, so look-alike letters show themselves in `host`.
  return { kind: 'web', url: url.href, target: url.host };
}

/** Only the recipient, a subject and a text survive: `attach` and its kin have read files in the past. */
function mail(url: URL): ExternalAddress | undefined {
  const recipient = decoded(url.pathname);
  if (recipient === undefined || !mailPattern.test(recipient)) return undefined;
  const parts: string[] = [];
  for (const name of ['subject', 'body']) {
    const value = url.searchParams.get(name);
    if (value) parts.push(`${name}=${encodeURIComponent(value.replace(/\p{Cc}/gu, ' '))}`);
  }
  const query = parts.length === 0 ? '' : `?${parts.join('&')}`;
  const [local, domain] = recipient.split('@') as [string, string];
  return { kind: 'mail', url: `mailto:${encodeURIComponent(local)}@${domain}${query}`, target: recipient };
}

function phone(url: URL): ExternalAddress | undefined {
  const number = decoded(url.pathname)?.replace(/[-.()/]/g, '');
  // No `*` and `#`: on some phones such codes act at once.
  if (number === undefined || !phonePattern.test(number)) return undefined;
  return { kind: 'phone', url: `tel:${number}`, target: number };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
