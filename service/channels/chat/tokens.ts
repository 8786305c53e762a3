// Changes when the secret that opens a conversation for its customer is made or kept differently.
import { createHash, randomBytes } from 'node:crypto';

/** @returns a secret of 256 bits, to be given to the page and kept only as its hash. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** @returns what is stored of a token. A fast hash suffices: there is nothing to guess in 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** @returns the id of the command that does `what` to these ids, so that a repeat is the same command. */
export function commandIdFor(what: string, ...ids: (string | number)[]): string {
  return createHash('sha256')
    .update(`chat ${what} ${ids.join(' ')}`)
    .digest('hex')
    .slice(0, 32);
}
