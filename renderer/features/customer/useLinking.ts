// Changes when linking a customer to a conversation works differently: with a way back, and told.
import { useCallback, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useToast } from '../../ui/Toast.tsx';

/** Somebody who is linked or to be linked. */
export interface Linkable {
  id: string;
  name: string;
}

/** Links and unlinks the customer of one conversation. */
export interface Linking {
  /** @param to null unlinks. */
  link: (to: Linkable | null) => void;
  error: ErrorData | null;
}

/** @param linked who is linked now, to go back to. */
export function useLinking(conversationId: string, linked: Linkable | null): Linking {
  const run = useRun();
  const t = useT();
  const toast = useToast();
  const [error, setError] = useState<ErrorData | null>(null);
  const link = useCallback<Linking['link']>(
    (to) => {
      const failed = (failure: unknown): void => setError(toErrorData(failure));
      const put = (one: Linkable | null): Promise<void> =>
        run('conversation.link', { conversationId, customerId: one?.id ?? null });
      setError(null);
      put(to).then(() => {
        const title =
          to === null
            ? t('customer.unlinked', { name: linked?.name ?? '' })
            : t('customer.linked', { name: to.name });
        toast({ title, action: { label: t('common.undo'), run: () => void put(linked).catch(failed) } });
      }, failed);
    },
    [run, t, toast, conversationId, linked],
  );
  return { link, error };
}
