// Accounts and the tokens of those who have signed in: who may come in, as whom, and until when.
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Now } from '../shared/domain/ids.ts';
import type { Agent, Role } from '../shared/domain/people.ts';
import { AppError } from '../shared/errors.ts';
import {
  extendToken,
  findAccount,
  findTokens,
  revokeToken,
  saveAccount,
  saveToken,
  type StoredToken,
} from './db/accounts.ts';
import { getRecord } from './db/records.ts';
import type { Passwords } from './passwords.ts';

/** An account to make. The agent's record is made by whoever makes the account. */
export interface NewAccount {
  readonly agentId: string;
  readonly handle: string;
  readonly password: string;
  readonly role: Role;
}

/** One who has signed in, by token. */
export interface SignedIn {
  readonly hash: string;
  readonly agent: Agent;
  readonly deskId: string;
  readonly expiresAt: number;
}

/** See {@link createAccounts}. */
export interface Accounts {
  create(account: NewAccount): Promise<void>;
  /** @throws AppError `unauthenticated`, the same for an unknown handle, a wrong password and a closed account. */
  signIn(
    handle: string,
    password: string,
    deskId: string,
  ): Promise<{ token: string; expiresAt: number; agent: Agent }>;
  /** Checks a token and moves its end. @throws AppError `unauthenticated`, or `forbidden` when it was revoked. */
  check(token: string): Promise<SignedIn>;
  /** Ends a token. @returns its hash and whose it was; undefined for one that never was. */
  signOut(token: string): Promise<{ hash: string; agentId: string; deskId: string } | undefined>;
  /** @returns what has become of these tokens, by hash. */
  look(hashes: readonly string[]): Promise<Map<string, StoredToken>>;
  /** Moves the end of a token in use. @returns its new end, in ms since the epoch. */
  extend(hash: string): Promise<number>;
}

/** What the accounts need. */
export interface AccountDeps {
  pool: Pool;
  passwords: Passwords;
  now: Now;
  /** How long a token lives without being used, in ms. */
  tokenMs: number;
}

/** @returns what is kept of a token. 256 random bits need no slow hash. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** @returns the accounts over a database. */
export function createAccounts({ pool, passwords, now, tokenMs }: AccountDeps): Accounts {
  const agentOf = async (agentId: string, role: Role): Promise<Agent> => {
    const agent = await getRecord(pool, 'agent', agentId);
    if (agent === undefined) throw new AppError('unauthenticated', 'This account has no agent any more.');
    return { ...agent, role };
  };
  return {
    async create({ agentId, handle, password, role }) {
      await saveAccount(pool, { agentId, handle, role, passwordHash: await passwords.hash(password) });
    },
    async signIn(handle, password, deskId) {
      const account = await findAccount(pool, handle);
      const right = await passwords.matches(password, account?.passwordHash ?? null);
      if (!right || account === undefined || account.disabled) {
        throw new AppError('unauthenticated', 'The name or the password is not right.');
      }
      const agent = await agentOf(account.agentId, account.role);
      const token = randomBytes(32).toString('base64url');
      const expiresAt = now() + tokenMs;
      await saveToken(pool, { hash: tokenHash(token), agentId: agent.id, deskId, now: now(), expiresAt });
      return { token, expiresAt, agent };
    },
    async check(token) {
      const hash = tokenHash(token);
      const found = (await findTokens(pool, [hash])).get(hash);
      if (found === undefined || found.expiresAt <= now()) {
        throw new AppError('unauthenticated', 'The sign-in has expired.');
      }
      if (found.revoked)
        throw new AppError('forbidden', 'This desk was signed out, or the account was closed.');
      const agent = await agentOf(found.agentId, found.role);
      const expiresAt = now() + tokenMs;
      await extendToken(pool, hash, expiresAt);
      return { hash, agent, deskId: found.deskId, expiresAt };
    },
    async signOut(token) {
      const hash = tokenHash(token);
      const whose = await revokeToken(pool, hash);
      return whose === undefined ? undefined : { hash, ...whose };
    },
    look: (hashes) => findTokens(pool, hashes),
    async extend(hash) {
      const expiresAt = now() + tokenMs;
      await extendToken(pool, hash, expiresAt);
      return expiresAt;
    },
  };
}
