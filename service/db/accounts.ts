// SQL of accounts and tokens. Tokens are kept only as hashes; times are ms since the epoch.
import type { Pool } from 'pg';
import type { Role } from '../../shared/domain/people.ts';

/** An account as it is kept. */
export interface StoredAccount {
  readonly agentId: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly disabled: boolean;
}

/** A token that has been looked up. */
export interface StoredToken {
  readonly agentId: string;
  readonly deskId: string;
  readonly role: Role;
  readonly expiresAt: number;
  /** Revoked, or its account is disabled. */
  readonly revoked: boolean;
}

/** Makes or replaces an account. */
export async function saveAccount(
  pool: Pool,
  account: { agentId: string; handle: string; passwordHash: string; role: Role },
): Promise<void> {
  await pool.query(
    `insert into account (agent_id, handle, password_hash, role) values ($1, $2, $3, $4)
     on conflict (agent_id) do update set handle = excluded.handle, password_hash = excluded.password_hash, role = excluded.role`,
    [account.agentId, account.handle, account.passwordHash, account.role],
  );
}

/** @returns the account of a handle, letter case aside. */
export async function findAccount(pool: Pool, handle: string): Promise<StoredAccount | undefined> {
  const { rows } = await pool.query<StoredAccount>(
    `select agent_id as "agentId", password_hash as "passwordHash", role, disabled from account where lower(handle) = lower($1)`,
    [handle],
  );
  return rows[0];
}

/** Keeps a token's hash. */
export async function saveToken(
  pool: Pool,
  token: { hash: string; agentId: string; deskId: string; now: number; expiresAt: number },
): Promise<void> {
  await pool.query(
    'insert into token (hash, agent_id, desk_id, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [token.hash, token.agentId, token.deskId, token.now, token.expiresAt],
  );
}

/** @returns the tokens with these hashes, by hash, whatever their state. */
export async function findTokens(pool: Pool, hashes: readonly string[]): Promise<Map<string, StoredToken>> {
  const { rows } = await pool.query<Omit<StoredToken, 'expiresAt'> & { hash: string; expires: string }>(
    `select t.hash, t.agent_id as "agentId", t.desk_id as "deskId", a.role, t.expires_at as expires,
       t.revoked or a.disabled as revoked
     from token t join account a using (agent_id) where t.hash = any($1)`,
    [hashes],
  );
  return new Map(rows.map(({ hash, expires, ...token }) => [hash, { ...token, expiresAt: Number(expires) }]));
}

/** Moves the end of a token that is being used. */
export async function extendToken(pool: Pool, hash: string, expiresAt: number): Promise<void> {
  await pool.query('update token set expires_at = greatest(expires_at, $2) where hash = $1 and not revoked', [
    hash,
    expiresAt,
  ]);
}

/** Ends a token. @returns whose it was. */
export async function revokeToken(
  pool: Pool,
  hash: string,
): Promise<{ agentId: string; deskId: string } | undefined> {
  const { rows } = await pool.query<{ agentId: string; deskId: string }>(
    `update token set revoked = true where hash = $1 returning agent_id as "agentId", desk_id as "deskId"`,
    [hash],
  );
  return rows[0];
}

/** Forgets tokens that ended before `before`. */
export async function dropOldTokens(pool: Pool, before: number): Promise<void> {
  await pool.query('delete from token where expires_at < $1', [before]);
}
