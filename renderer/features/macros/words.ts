// Changes when a step of a macro is told in other words.
import type { MacroStep } from '../../../shared/domain/macro.ts';
import type { Translate } from '../../state/intl.tsx';
import { textOf } from './conditions.ts';

/** Every kind of step, in the order in which they are offered. */
export const stepKinds = [
  'write',
  'send',
  'internal',
  'note',
  'article',
  'case',
  'newCase',
  'tag',
  'activity',
  'open',
  'end',
] as const satisfies readonly MacroStep['do'][];
/** The kind of a step, or null for a word that is none. */
export function stepKind(word: string): MacroStep['do'] | null {
  return stepKinds.find((kind) => kind === word) ?? null;
}

/** @returns what a step does, in a few words, such as "Change the case: Pending, High". */
export function describeStep(step: MacroStep, t: Translate): string {
  const label = t(`macro.step.${step.do}`);
  const detail = detailOf(step, t);
  return detail === '' ? label : `${label}: ${detail}`;
}

function detailOf(step: MacroStep, t: Translate): string {
  const text = textOf(step);
  if (text !== null) return text.replace(/\s+/g, ' ').slice(0, 80);
  switch (step.do) {
    case 'case':
      return [
        step.status === undefined ? '' : t(`caseStatus.${step.status}`),
        step.priority === undefined ? '' : t(`casePriority.${step.priority}`),
        step.category ?? '',
        step.toMe === true ? t('tools.toMe') : '',
      ]
        .filter(Boolean)
        .join(', ');
    case 'newCase':
    case 'activity':
      return step.title;
    case 'tag':
      return [...step.add.map((tag) => `+${tag}`), ...step.remove.map((tag) => `−${tag}`)].join(' ');
    case 'open':
      return t(`tools.of.${step.tab}`);
    default:
      return '';
  }
}
