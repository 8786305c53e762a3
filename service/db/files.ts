// SQL of files: pieces as they come in, one body for all who sent the same, and what nobody refers to any more.
import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { recordingPrefix } from '../../shared/domain/call-media.ts';
import { inTransaction } from './pool.ts';

/** A file as it is known. */
export interface StoredFile {
  id: string;
  conversationId: string;
  /** 'customer', or 'agent:<id>'. */
  owner: string;
  name: string;
  media: string;
  bytes: number;
  /** Bytes that have come. */
  received: number;
  /** Null until it is whole. */
  sha256: string | null;
}

/** See {@link createFileStore}. */
export interface FileStore {
  find(id: string): Promise<StoredFile | undefined>;
  /** How many files a conversation has from customers or from agents, and their bytes. */
  total(conversationId: string, customers: boolean): Promise<{ files: number; bytes: number }>;
  /** Makes the file; one that is there stays. */
  begin(file: Omit<StoredFile, 'received' | 'sha256'>, now: number): Promise<void>;
  /** Appends the piece that begins at `at`, in bytes. @returns the file; unchanged where `at` is not where it ends. */
  add(id: string, at: number, n: number, bytes: Buffer): Promise<StoredFile>;
  piece(sha256: string, n: number): Promise<Buffer | undefined>;
  /** Forgets files from before this that no message holds. @returns how many. */
  sweep(before: number): Promise<number>;
  /** Conversations with recordings that came before this, the oldest first, at most 1,000. */
  recordedBefore(before: number): Promise<string[]>;
  /** Forgets recordings from before this that their conversation does not hold (any more). @returns how many. */
  sweepRecordings(before: number, conversationId?: string): Promise<number>;
}

const columns = `id, conversation_id as "conversationId", owner, name, media, bytes, received, sha256`;

/** Bytes that no file has any more. */
const dropPieces = `delete from file_piece p where not exists (select 1 from file where id = p.blob)
  and not exists (select 1 from file where sha256 = p.blob)`;

/** @returns the files of the service's database. */
export function createFileStore(pool: Pool): FileStore {
  const find = async (client: Pool | ClientBase, id: string, lock = ''): Promise<StoredFile | undefined> =>
    (await client.query<StoredFile>(`select ${columns} from file where id = $1 ${lock}`, [id])).rows[0];

  return {
    find: (id) => find(pool, id),
    async total(conversationId, customers) {
      const { rows } = await pool.query<{ files: string; bytes: string }>(
        `select count(*) as files, coalesce(sum(bytes), 0) as bytes from file
         where conversation_id = $1 and (owner = 'customer') = $2`,
        [conversationId, customers],
      );
      return { files: Number(rows[0]?.files), bytes: Number(rows[0]?.bytes) };
    },
    async begin({ id, conversationId, owner, name, media, bytes }, now) {
      await pool.query(
        `insert into file (id, conversation_id, owner, name, media, bytes, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing`,
        [id, conversationId, owner, name, media, bytes, now],
      );
    },
    add: (id, at, n, bytes) =>
      transaction(pool, async (client) => {
        const file = await find(client, id, 'for update');
        if (file === undefined) throw new Error('A piece came for a file that was never begun.');
        if (file.received !== at || file.sha256 !== null) return file;
        const received = at + bytes.length;
        await client.query('insert into file_piece (blob, n, bytes) values ($1, $2, $3)', [id, n, bytes]);
        const sha256 = received === file.bytes ? await settle(client, id, n) : null;
        await client.query('update file set received = $2, sha256 = $3 where id = $1', [
          id,
          received,
          sha256,
        ]);
        return { ...file, received, sha256 };
      }),
    async piece(sha256, n) {
      const text = 'select bytes from file_piece where blob = $1 and n = $2';
      return (await pool.query<{ bytes: Buffer }>(text, [sha256, n])).rows[0]?.bytes;
    },
    async sweep(before) {
      const found = `select 1 from record r where r.kind = 'message' and r.body ->> 'conversationId' = f.conversation_id
        and r.body -> 'attachments' @> jsonb_build_array(jsonb_build_object('id', f.id))`;
      await pool.query(`update file f set kept = true where not kept and at < $1 and exists (${found})`, [
        before,
      ]);
      const { rowCount } = await pool.query(
        `delete from file where not kept and at < $1 and not starts_with(id, '${recordingPrefix}')`,
        [before],
      );
      if (rowCount !== null && rowCount > 0) await pool.query(dropPieces);
      return rowCount ?? 0;
    },
    async recordedBefore(before) {
      const { rows } = await pool.query<{ id: string }>(
        `select conversation_id as id, min(at) as first from file
         where starts_with(id, '${recordingPrefix}') and at < $1 group by 1 order by 2 limit 1000`,
        [before],
      );
      return rows.map(({ id }) => id);
    },
    async sweepRecordings(before, conversationId) {
      const held = `select 1 from record r where r.kind = 'conversation' and r.id = f.conversation_id
        and r.body -> 'call' -> 'recording' -> 'parts'
          @> jsonb_build_array(jsonb_build_object('file', jsonb_build_object('id', f.id)))`;
      const { rowCount } = await pool.query(
        `delete from file f where starts_with(id, '${recordingPrefix}') and at < $1
         and ($2::text is null or conversation_id = $2) and not exists (${held})`,
        [before, conversationId ?? null],
      );
      if (rowCount !== null && rowCount > 0) await pool.query(dropPieces);
      return rowCount ?? 0;
    },
  };
}

async function transaction<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await inTransaction(client, () => work(client));
  } finally {
    client.release();
  }
}

/** Gives what has come its hash as a name; where the same is there already, it goes. */
async function settle(client: ClientBase, id: string, last: number): Promise<string> {
  const hash = createHash('sha256');
  for (let n = 0; n <= last; n++) {
    const text = 'select bytes from file_piece where blob = $1 and n = $2';
    const { rows } = await client.query<{ bytes: Buffer }>(text, [id, n]);
    hash.update(rows[0]?.bytes ?? '');
  }
  const sha256 = hash.digest('hex');
  // Two that end at once must not both find nothing there.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 4110))', [sha256]);
  const { rowCount } = await client.query('select 1 from file_piece where blob = $1 limit 1', [sha256]);
  if (rowCount === 0) await client.query('update file_piece set blob = $2 where blob = $1', [id, sha256]);
  else await client.query('delete from file_piece where blob = $1', [id]);
  return sha256;
}
