// Changes when phones sign in to the demo exchange otherwise: digest (RFC 2617, MD5 as SIP.js does it), and who is where.
import { createHash } from 'node:crypto';
import type { WebSocket } from 'ws';

/** Where a phone can be reached. */
export interface Binding {
  readonly user: string;
  /** The user part of its contact; stays the same over its connections. */
  readonly contactUser: string;
  readonly contact: string;
  /** What the device calls itself (RFC 5626, 4.1), whatever its connection; '' where it says nothing. */
  readonly instance: string;
  readonly socket: WebSocket;
  /** ms since 1970. */
  readonly until: number;
}

/** What the registrar needs. */
export interface RegistrarOptions {
  readonly realm: string;
  /** The password of a login; undefined: there is none. Asked anew each time, so that one may expire. */
  readonly password: (login: string) => string | undefined;
  readonly now: () => number;
  /** A text that nobody can guess. */
  readonly secret: () => string;
}

/** Knows who is signed in. */
export interface Registrar {
  /** The header to ask for a password with. */
  challenge(stale?: boolean): string;
  /** @returns whether an Authorization header is right for this user and request. */
  proves(header: string | undefined, method: string, user: string): boolean;
  /** Whether it answers a question that was not asked here, or too long ago: then it says nothing about the password. */
  stale(header: string): boolean;
  put(binding: Binding): void;
  remove(user: string): void;
  removeSocket(socket: WebSocket): void;
  of(user: string): Binding | undefined;
  byContact(contactUser: string): Binding | undefined;
  users(): readonly string[];
}

const nonceMs = 300_000;
const noncesKept = 2_000;

/** See {@link Registrar}. */
export function createRegistrar({ realm, password, now, secret }: RegistrarOptions): Registrar {
  const nonces = new Map<string, number>();
  const bindings = new Map<string, Binding>();
  const of = (user: string): Binding | undefined => {
    const binding = bindings.get(user);
    return binding !== undefined && binding.until > now() ? binding : undefined;
  };
  const isStale = (header: string): boolean => {
    const given = nonces.get(fieldOf(header, 'nonce'));
    return given === undefined || given < now() - nonceMs;
  };
  return {
    stale: (header) => header.length <= 4_000 && isStale(header),
    challenge: (stale = false) => {
      const nonce = secret();
      nonces.set(nonce, now());
      if (nonces.size > noncesKept) nonces.delete(nonces.keys().next().value ?? '');
      return `WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}", qop="auth", algorithm=MD5${stale ? ', stale=true' : ''}`;
    },
    proves: (header, method, user) => {
      if (header === undefined || header.length > 4_000) return false;
      const field = (name: string): string => fieldOf(header, name);
      if (isStale(header)) return false;
      const login = field('username');
      const known = password(login);
      if (known === undefined || userOf(login) !== user) return false;
      const ours = md5(`${login}:${realm}:${known}`);
      const asked = md5(`${method}:${field('uri')}`);
      const parts = [ours, field('nonce'), field('nc'), field('cnonce'), field('qop'), asked];
      return md5(parts.join(':')) === field('response');
    },
    put: (binding) => void bindings.set(binding.user, binding),
    remove: (user) => void bindings.delete(user),
    removeSocket: (socket) => {
      for (const [user, binding] of bindings) if (binding.socket === socket) bindings.delete(user);
    },
    of,
    byContact: (contactUser) => [...bindings.values()].find((one) => one.contactUser === contactUser),
    users: () => [...bindings.keys()].filter((user) => of(user) !== undefined),
  };
}

/** A short-lived login is "until:user"; a plain one is the user. */
export function userOf(login: string): string {
  return login.slice(login.indexOf(':') + 1);
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function fieldOf(header: string, name: string): string {
  return new RegExp(`(?:^|[ ,])${name}="?([^",]+)"?`).exec(header)?.[1] ?? '';
}
