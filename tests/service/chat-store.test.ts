// Changes when the chat finds something else in the service's records. Over a real Postgres.
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChatStore, customerByEmail } from '../../service/db/chat.ts';
import { createPool } from '../../service/db/pool.ts';
import { aCustomer } from '../support/factories.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { stopTestPostgres } from '../support/service.ts';

let pool: Pool;
beforeAll(async () => {
  pool = createPool(await testDatabase(), quiet, 1);
  const contact = (value: string, kind: 'email' | 'social' = 'email') => ({
    kind,
    value,
    label: 'Büro "1"\\',
  });
  const customers = [
    aCustomer('first', { email: 'Lena@Example.com' }),
    aCustomer('further', { email: 'office@example.com', contacts: [contact('Work@Lena.example')] }),
    aCustomer('social', { email: null, contacts: [contact('handle@lena.example', 'social')] }),
    aCustomer('twin', { email: null, contacts: [contact('both@example.com')] }),
    aCustomer('other-twin', { email: 'BOTH@example.com' }),
    aCustomer('self', { email: 'self@example.com', contacts: [contact('SELF@example.com')] }),
  ];
  for (const one of customers)
    await pool.query(`insert into record (kind, id, scope, body) values ('customer', $1, 'all', $2)`, [
      one.id,
      JSON.stringify(one),
    ]);
});
afterAll(async () => {
  await pool?.end();
  await stopTestPostgres();
});

test.each([
  ['lena@example.COM', 'first'],
  ['work@lena.EXAMPLE', 'further'],
  ['self@example.com', 'self'],
  // A handle is no address, and what two have is nobody's.
  ['handle@lena.example', undefined],
  ['both@example.com', undefined],
  ['nobody@example.com', undefined],
  ['"}]', undefined],
])('whoever writes from %s is %s', async (address, whose) => {
  expect(await createChatStore(pool).customerByEmail(address)).toBe(whose);
});

test('no address is looked for in every customer', async () => {
  await pool.query(
    `insert into record (kind, id, scope, body)
     select 'customer', 'many-' || n, 'all', jsonb_build_object('email', 'many-' || n || '@example.com', 'contacts',
       jsonb_build_array(jsonb_build_object('kind', 'email', 'value', 'More-' || n || '@example.com', 'label', '')))
     from generate_series(1, 5000) n`,
  );
  await pool.query('analyze record');
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${customerByEmail}`, [
    'a@example.com',
  ]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('customer_email');
  expect(plan).toContain('customer_contacts');
});
