// Changes when the window needs to know something else from main before its first paint.
import { createContext, use } from 'react';
import type { z } from 'zod';
import type { mainContract } from '../../shared/ipc/main.ts';

/** What main says of itself and of this machine. */
export type Hello = z.output<(typeof mainContract.requests)['app.hello']['output']>;

export const HelloContext = createContext<Hello | null>(null);

/** @returns what main said at the start. */
export function useHello(): Hello {
  const hello = use(HelloContext);
  if (hello === null) throw new Error('No HelloContext above this component.');
  return hello;
}
