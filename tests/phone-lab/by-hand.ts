// Changes when somebody runs the lab by hand otherwise: `node tests/phone-lab/by-hand.ts [BEGINNING-OF-A-NAME...]`.
import { labHindrance, labPrograms } from '../../build/lab-programs.ts';
import { passThrough } from '../../build/run.ts';
import { labArguments } from './inside.ts';

const hindrance = await labHindrance();
if (hindrance !== null) {
  console.error(hindrance);
  process.exit(1);
}
await labPrograms((line) => console.log(line));
process.exitCode = await passThrough('unshare', labArguments(process.argv.slice(2)));
