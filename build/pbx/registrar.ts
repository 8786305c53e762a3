// Changes when phones sign in to the demo exchange otherwise: digest (RFC 2617, MD5 as SIP.js does it), and who is where.
import { createHash } from 'node:crypto';
import type { WebSocket } from 'ws';
import { gruusOf, readAddress, urnOf, type Gruus } from './gruu.ts';

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
  /** Addresses that lead to this device alone; null where it has not asked for any. */
  readonly gruus: Gruus | null;
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
  /** @param gruu whether the device asks for addresses of its own. @returns what is kept. */
  put(binding: Omit<Binding, 'gruus'>, gruu: boolean): Binding;
  remove(user: string, contactUser: string): void;
  removeSocket(socket: WebSocket): void;
  /** The device that signed in last. */
  of(user: string): Binding | undefined;
  /** All of somebody's devices, the one that signed in last at the end. */
  allOf(user: string): readonly Binding[];
  /** The device that an address leads to: its contact, or one of its own addresses. */
  at(uri: string): Binding | undefined;
  users(): readonly string[];
}

const nonceMs = 300_000;
const noncesKept = 2_000;
const tempsKept = 8;

/** See {@link Registrar}. */
export function createRegistrar({ realm, password, now, secret }: RegistrarOptions): Registrar {
  const nonces = new Map<string, number>();
  /** By user and device: whoever connects anew takes the place of its own old connection, and of nobody else's. */
  const bindings = new Map<string, Binding & { temps: readonly string[] }>();
  const keyOf = ({ user, instance, contactUser }: Omit<Binding, 'gruus'>): string =>
    `${user} ${instance || contactUser}`;
  const allOf = (user: string): Binding[] =>
    [...bindings.values()].filter((one) => one.user === user && one.until > now());
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
    put: (given, gruu) => {
      const key = keyOf(given);
      const urn = gruu ? urnOf(given.instance) : undefined;
      const gruus = urn === undefined ? null : gruusOf(given.user, realm, urn, secret());
      // Each sign-in brings a temporary one; the earlier ones lead here as well (RFC 5627, 5.3).
      const temps = [...(bindings.get(key)?.temps ?? []), ...(gruus === null ? [] : [gruus.temp])];
      const binding = { ...given, gruus, temps: temps.slice(-tempsKept) };
      bindings.delete(key);
      bindings.set(key, binding);
      return binding;
    },
    remove: (user, contactUser) => {
      for (const [key, one] of bindings)
        if (one.user === user && one.contactUser === contactUser) bindings.delete(key);
    },
    removeSocket: (socket) => {
      for (const [key, binding] of bindings) if (binding.socket === socket) bindings.delete(key);
    },
    of: (user) => allOf(user).at(-1),
    allOf,
    at: (uri) => {
      const address = readAddress(uri);
      if (address === undefined) return undefined;
      const { user, gr } = address;
      return [...bindings.values()].find((one) =>
        gr === undefined
          ? one.contactUser === user
          : gr === ''
            ? one.temps.some((temp) => readAddress(temp)?.user === user)
            : one.gruus !== null && one.user === user && urnOf(one.instance) === gr,
      );
    },
    users: () => [...new Set([...bindings.values()].flatMap((one) => (one.until > now() ? one.user : [])))],
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
