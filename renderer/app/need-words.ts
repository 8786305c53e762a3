// Changes when the reasons why somebody needs the agent are put into words differently.
import { useCallback } from 'react';
import { useT, type Translate } from '../state/intl.tsx';
import type { NeedReason } from '../state/needs.ts';
import { useUi, type UiWords } from '../ui/words.tsx';

/** @returns the reason in a few words. */
export function needWords(t: Translate, ui: UiWords, reason: NeedReason): string {
  switch (reason.kind) {
    case 'offer':
      return t('reason.offer', { time: ui.duration(reason.leftMs) });
    case 'sla':
      return t(reason.leftMs < 0 ? 'reason.slaLate' : 'reason.sla', {
        time: ui.rough(Math.abs(reason.leftMs)),
      });
    case 'held':
      return t('reason.held', { time: ui.duration(reason.ms) });
    case 'waiting':
      return t('reason.waiting', { time: ui.duration(reason.ms) });
    case 'unread':
      return t('reason.unread', { count: reason.count });
    case 'negative':
      return t('reason.negative', { level: t(`sentiment.${reason.level}`) });
    case 'falling':
      return t('reason.falling');
    case 'wrapUp':
      return t('reason.wrapUp');
  }
}

/** @returns what puts the weightiest two reasons into one line. */
export function useReasonWords(): (reasons: readonly NeedReason[]) => string {
  const t = useT();
  const ui = useUi();
  return useCallback(
    (reasons) => {
      const [first = '', second] = reasons.map((reason) => needWords(t, ui, reason));
      return second === undefined ? first : t('reason.and', { first, second });
    },
    [t, ui],
  );
}
