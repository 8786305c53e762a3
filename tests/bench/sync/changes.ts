// What happens while a desk is away: cases that changed and messages that came, as rows on file and in the service's database.
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Pool } from 'pg';
import { createRandom } from '../../../service/seed/random.ts';
import { datasetNow, idAt } from './dataset.ts';
import type { Data } from './data.ts';

/** How much happens. */
export interface Happening {
  readonly cases: number;
  readonly messages: number;
}

/**
 * Writes changed cases (spread over all, a version further) and new messages (in conversations spread over all),
 * in turn as in life, to a file of rows.
 * @param round another round has other messages, and cases another version further.
 */
export async function writeChanges(
  data: Data,
  { cases, messages }: Happening,
  round: number,
  file: string,
): Promise<void> {
  const random = createRandom(900 + round);
  const wantCase = cases / data.size.cases;
  const wantMessage = messages / data.size.messages;
  const out = createWriteStream(file);
  let seenCases = 0;
  let seenMessages = 0;
  let n = 0;
  const held: string[] = [];
  const changed: string[] = [];
  for await (const line of createInterface({ input: createReadStream(data.rowsFile) })) {
    if (line.startsWith('{"kind":"case"')) {
      seenCases += 1;
      if (Math.floor(seenCases * wantCase) === Math.floor((seenCases - 1) * wantCase)) continue;
      const row = JSON.parse(line) as { id: string; record: Record<string, unknown> };
      const at = datasetNow + round * 3_600_000 + n++;
      const record = {
        ...row.record,
        updatedAt: at,
        status: 'pending',
        priority: random.pick(['low', 'normal', 'high']),
      };
      changed.push(
        `{"kind":"case","id":"${row.id}","version":${1 + round},"record":${JSON.stringify(record)}}`,
      );
    } else if (line.startsWith('{"kind":"message"')) {
      seenMessages += 1;
      if (Math.floor(seenMessages * wantMessage) === Math.floor((seenMessages - 1) * wantMessage)) continue;
      const { record } = JSON.parse(line) as { record: Record<string, unknown> };
      const at = datasetNow + round * 3_600_000 + n++;
      const id = idAt(random, at);
      const made = {
        ...record,
        id,
        seq: 1000 * round + Number(record['seq']),
        at,
        text: `${String(record['text'])} ${n}`,
      };
      held.push(`{"kind":"message","id":"${id}","version":1,"record":${JSON.stringify(made)}}`);
    }
  }
  const share = held.length / Math.max(1, changed.length);
  for (let i = 0, at = 0; i < Math.max(1, changed.length); i++) {
    const until = i + 1 >= changed.length ? held.length : Math.floor((i + 1) * share);
    const lines = [...changed.slice(i, i + 1), ...held.slice(at, until)];
    at = until;
    if (lines.length > 0 && !out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

const applyText = `
  with x as (select * from jsonb_to_recordset($1::jsonb) as x (place int, kind text, id text, record jsonb)),
  scoped as (
    select x.*, coalesce(
      (select r.scope from record r where r.kind = 'conversation' and r.id = x.record ->> 'conversationId'),
      'queue:' || (x.record ->> 'queueId')) as scope from x
  ), put as (
    insert into record (kind, id, scope, body) select kind, id, scope, record from scoped
    on conflict (kind, id) do update set body = excluded.body, version = record.version + 1, xid = pg_current_xact_id()
    returning kind, id, version
  )
  insert into feed (kind, id, op, scope, version, at)
  select s.kind, s.id, 'put', s.scope, p.version, $2 from scoped s join put p using (kind, id) order by s.place`;

/** Applies a file of changes to the service's database, as many small transactions would have. */
export async function applyChanges(pool: Pool, file: string, perTransaction = 50): Promise<number> {
  let lines: string[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    const items = lines.map((line, place) => line.replace('{', `{"place":${place},`));
    rows += lines.length;
    lines = [];
    if (items.length > 0) await pool.query(applyText, [`[${items.join(',')}]`, datasetNow]);
  };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    lines.push(line);
    if (lines.length >= perTransaction) await flush();
  }
  await flush();
  return rows;
}
