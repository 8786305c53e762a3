// Changes when our components are given other words. ui/ knows nothing of ours, so here it is told.
import { useMemo, type ReactNode } from 'react';
import { useNow } from '../data/hooks.ts';
import { useIntl, useT, type Translate } from '../state/intl.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { ToastProvider } from '../ui/Toast.tsx';
import { UiWordsContext, type ErrorLike, type UiWords } from '../ui/words.tsx';
import type { ErrorKind } from '../../shared/errors.ts';
import { createSpans } from './spans.ts';

/** Words, clock, tooltips and toasts for everything below. */
export function UiProvider({ children }: { children: ReactNode }) {
  const t = useT();
  const intl = useIntl();
  const words = useMemo((): UiWords => {
    const spans = createSpans(intl.locale, t('time.now'));
    return {
      ...spans,
      sentiment: (level) => t(level === 'unjudged' ? 'mood.unjudged' : `sentiment.${level}`),
      channel: (channel) => t(`channel.${channel}`),
      error: (error) => errorWords(t, error),
      due: (time) => t('time.due', { time }),
      overdue: (time) => t('time.overdue', { time }),
      close: t('common.close'),
      retry: t('common.retry'),
      dismiss: t('common.dismiss'),
      notices: t('pane.notices'),
      loading: t('common.loading'),
      more: t('common.more'),
      resize: (pane) => t('pane.resize', { pane }),
      useNow,
    };
  }, [t, intl]);
  return (
    <UiWordsContext value={words}>
      <TooltipProvider>
        <ToastProvider>{children}</ToastProvider>
      </TooltipProvider>
    </UiWordsContext>
  );
}

/** @returns what happened, what is safe, what to do. */
export function errorWords(t: Translate, error: ErrorLike): string {
  const kind = error.kind as ErrorKind;
  if (kind === 'taken') {
    const by = error.facts?.['by'];
    return typeof by === 'string' && by !== '' ? t('error.taken', { by }) : t('error.takenUnknown');
  }
  return t(`error.${kind}`, { message: error.message });
}
