// A restore that ends as by kill -9 at a named step: "check", "load:<table>", "finish:<part>". Changes with those steps.
import { restoreBackup } from '../../../service/backup/restore.ts';

const [url = '', file = '', at = ''] = process.argv.slice(2);
await restoreBackup({
  url,
  file,
  replace: true,
  onProgress: ({ step, table, part }) => {
    const names = [step, `${step}:${table}`, `${step}:${part}`];
    if (names.includes(at)) process.kill(process.pid, 'SIGKILL');
  },
});
