// Starts the embedded Postgres of a folder and says its process; to be killed, so that the server is left behind.
import { startPostgres } from '../../../service/db/postgres.ts';
import { quiet } from '../../support/postgres.ts';

const [data = '', how] = process.argv.slice(2);
const postgres = await startPostgres({ data, log: quiet, sharedBuffersMb: 32, durable: how !== 'lax' });
process.stdout.write(`${postgres.server().pid}\n`);
setInterval(() => {}, 1000);
