// Reads the rules of masking, all of them: there are few.
import type { Pool } from 'pg';
import type { MaskRule } from '../../shared/domain/mask.ts';

/** @returns every rule as it is committed, in force or not. */
export async function allMaskRules(pool: Pool): Promise<MaskRule[]> {
  const { rows } = await pool.query<{ body: MaskRule }>(
    `select body from record where kind = 'maskRule' limit 1000`,
  );
  return rows.map(({ body }) => body);
}
