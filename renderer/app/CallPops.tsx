// Changes when it pops up otherwise who is calling. Under the calls; it takes no keyboard and opens nothing by itself.
import { memo } from 'react';
import { Caller } from '../features/customer/Caller.tsx';
import { useRingingCalls } from './useCalls.ts';

/** Who the callers are, as long as it rings. */
export const CallPops = memo(function CallPops() {
  const ringing = useRingingCalls();
  return ringing.map(({ id, number }) => <Caller key={id} number={number} />);
});
