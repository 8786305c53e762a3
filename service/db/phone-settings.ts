// SQL of the settings of telephones that an admin has made: one row, its secrets sealed.
import type { Pool } from 'pg';

/** What lies there, unchecked. */
export interface StoredSettings {
  readonly settings: unknown;
  /** The secrets of it; absent where an older Parley has written, whose secrets stand among the settings. */
  readonly sealed?: string | undefined;
}

/** See {@link createSettingsStore}. */
export interface SettingsStore {
  /** @returns what was written last; null where nothing was. */
  read(): Promise<(StoredSettings & { rev: number }) | null>;
  /** @returns false where somebody has written since `base`. */
  write(base: number, stored: Required<StoredSettings>): Promise<boolean>;
  /** The same with its secrets sealed, in place of what an older Parley has written, of which nothing is left. */
  hide(rev: number, stored: Required<StoredSettings>): Promise<void>;
}

const key = 'phone_settings';

/** @returns it over the service's database. */
export function createSettingsStore(pool: Pool): SettingsStore {
  return {
    async read() {
      const { rows } = await pool.query<{ value: string }>('select value from meta where key = $1', [key]);
      const text = rows[0]?.value;
      return text === undefined ? null : (JSON.parse(text) as StoredSettings & { rev: number });
    },
    async write(base, stored) {
      const value = JSON.stringify({ rev: base + 1, ...stored });
      const { rowCount } = await pool.query(
        `insert into meta (key, value) select $1, $2 where $3 = 0 or exists (select 1 from meta where key = $1)
         on conflict (key) do update set value = excluded.value where (meta.value::jsonb ->> 'rev')::int = $3`,
        [key, value, base],
      );
      return rowCount === 1;
    },
    async hide(rev, stored) {
      const { rowCount } = await pool.query(
        `update meta set value = $2 where key = $1 and (value::jsonb ->> 'rev')::int = $3 and not value::jsonb ? 'sealed'`,
        [key, JSON.stringify({ rev, ...stored }), rev],
      );
      if (rowCount === 1) await rewrite(pool);
    },
  };
}

/** What was overwritten still lies in the table's file until the table is written anew. It has a few rows. */
async function rewrite(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // Behind a long backup it would keep everybody else waiting: then the ordinary vacuum has to do.
    await client.query(`set lock_timeout = '1s'`);
    await client.query('vacuum full meta').catch(() => {});
    await client.query('reset lock_timeout');
  } finally {
    client.release();
  }
}
