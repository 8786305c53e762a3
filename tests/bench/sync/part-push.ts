// Takes the bench of what the service accepts (tests/bench/push.ts) into the one run.
import { bench } from '../push.ts';
import type { Row } from '../table.ts';
import type { Context } from './context.ts';

/** See the head of this file. */
export async function pushPart({ small }: Context): Promise<Row[]> {
  return bench(small ? ['1'] : []);
}
