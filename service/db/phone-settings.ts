// SQL of the settings of telephones that an admin has made: one row, with its secrets, which only the service reads.
import type { Pool } from 'pg';

/** See {@link createSettingsStore}. */
export interface SettingsStore {
  /** @returns what was written last, unchecked; null where nothing was. */
  read(): Promise<{ rev: number; settings: unknown } | null>;
  /** @returns false where somebody has written since `base`. */
  write(base: number, settings: object): Promise<boolean>;
}

const key = 'phone_settings';

/** @returns it over the service's database. */
export function createSettingsStore(pool: Pool): SettingsStore {
  return {
    async read() {
      const { rows } = await pool.query<{ value: string }>('select value from meta where key = $1', [key]);
      const text = rows[0]?.value;
      return text === undefined ? null : (JSON.parse(text) as { rev: number; settings: unknown });
    },
    async write(base, settings) {
      const value = JSON.stringify({ rev: base + 1, settings });
      const { rowCount } = await pool.query(
        `insert into meta (key, value) select $1, $2 where $3 = 0 or exists (select 1 from meta where key = $1)
         on conflict (key) do update set value = excluded.value where (meta.value::jsonb ->> 'rev')::int = $3`,
        [key, value, base],
      );
      return rowCount === 1;
    },
  };
}
