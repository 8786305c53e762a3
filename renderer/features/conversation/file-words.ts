// Changes when files are told differently: their sizes, and why one cannot be sent.
import type { IntlShape } from 'react-intl';
import { attachmentBounds } from '../../../shared/domain/attachment.ts';
import type { Translate } from '../../state/intl.tsx';
import { interrupted } from './useFiles.ts';
import type { Stopping } from './useSendLater.ts';

const problems = ['empty', 'tooLarge', 'kind', 'notItsName', 'tooMany', 'lost', 'interrupted'] as const;
type Problem = (typeof problems)[number];

/** @returns "340 kB" or "2.1 MB" in the agent's language. */
export function sizeOf(bytes: number, intl: IntlShape): string {
  const large = bytes >= 1_000_000;
  return intl.formatNumber(large ? bytes / 1_000_000 : Math.max(1, bytes / 1000), {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: large ? 1 : 0,
  });
}

/** @returns why a file cannot be sent. */
export function problemWords(problem: string, intl: IntlShape, t: Translate): string {
  const known = problems.find((one) => one === problem);
  const values = { count: attachmentBounds.count, size: sizeOf(20_000_000, intl) };
  return t(`conversation.files.problem.${known ?? ('lost' satisfies Problem)}`, values);
}

/** @param here whether the agent is at the composer, where Enter sends. @returns why a message did not go. */
export function stoppedWords({ name, problem }: Stopping, here: boolean, t: Translate): string {
  const cut = problem === interrupted;
  if (here) return t(cut ? 'composer.laterInterruptedEnter' : 'composer.laterStoppedEnter', { name });
  return t(cut ? 'composer.laterInterrupted' : 'composer.laterStopped', { name });
}
