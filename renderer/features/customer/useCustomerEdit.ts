// Changes when the details of a customer are saved differently: compare-and-set against what the agent saw, with a way back.
import { useCallback, useState } from 'react';
import type { CommandOf } from '../../../shared/domain/commands.ts';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useToast } from '../../ui/Toast.tsx';

type Details = CommandOf<'customer.update'>['args']['set'];

/** Saves details of one customer. */
export interface CustomerEditing {
  /** @param said what the toast says that offers to undo it. */
  save: (set: Details, base: Details, said: string) => void;
  error: ErrorData | null;
}

/** A toast is a line or two, whatever was typed. */
const longest = 90;

export function useCustomerEdit({ id }: Pick<CustomerRow, 'id'>): CustomerEditing {
  const run = useRun();
  const t = useT();
  const toast = useToast();
  const [error, setError] = useState<ErrorData | null>(null);
  const save = useCallback<CustomerEditing['save']>(
    (set, base, said) => {
      const failed = (failure: unknown): void => setError(toErrorData(failure));
      const put = (to: Details, from: Details): Promise<void> =>
        run('customer.update', { customerId: id, set: to, base: from });
      setError(null);
      put(set, base).then(() => {
        const undo = { label: t('common.undo'), run: () => void put(base, set).catch(failed) };
        toast({ title: said.length > longest ? `${said.slice(0, longest)}…` : said, action: undo });
      }, failed);
    },
    [run, id, t, toast],
  );
  return { save, error };
}
