// Changes when the day above messages is worded differently.
import type { IntlShape } from 'react-intl';
import type { Translate } from '../../state/intl.tsx';
import { localDay } from './rows.ts';

const day = 86_400_000;

/** @returns "Today", "Yesterday", a weekday with date within the year, or a full date. */
export function dayLabel(at: number, now: number, intl: IntlShape, t: Translate): string {
  if (localDay(at) === localDay(now)) return t('conversation.today');
  if (localDay(at) === localDay(now - day)) return t('conversation.yesterday');
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return intl.formatDate(at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}
