// Changes when something is asked of the store once, without staying to listen.
import { AppError } from '../../shared/errors.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../shared/ipc/store.ts';
import type { Live } from './live.ts';

const longestMs = 5_000;

/** @returns the rows of a query as they are now. @throws AppError `timeout` when the store does not answer in 5 s. */
export function once<N extends QueryName>(
  live: Live,
  timers: Timers,
  name: N,
  args: QueryArgs<N>,
): Promise<QueryRows<N>> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const { rows, error } = live.peek(name, args);
      if (rows === undefined && error === null) return;
      timers.clear(timer);
      // Not before `stop` is there: it may be known at once.
      queueMicrotask(() => stop());
      if (rows === undefined) reject(new AppError(error!.kind, error!.message));
      else resolve(rows);
    };
    const timer = timers.set(() => {
      stop();
      reject(new AppError('timeout', 'The store did not answer in time.'));
    }, longestMs);
    const stop = live.watch(name, args, look);
    look();
  });
}
