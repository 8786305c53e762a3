// Changes when a step of a macro is done under other conditions. Pure.
import type { MacroCondition, MacroStep } from '../../../shared/domain/macro.ts';
import { missingVariables, type ReplyFacts } from '../../../shared/domain/variables.ts';

/** What conditions are about, as it is when a step's turn comes. */
export interface MacroFacts {
  channel: string;
  language: string;
  queueId: string;
  caseStatus: string | null;
  casePriority: string | null;
  caseKind: string | null;
  hasCase: boolean;
  hasCustomer: boolean;
}

/** @returns whether a condition holds; no condition always does. A language means its own tag and those below it. */
export function holds(condition: MacroCondition | undefined, facts: MacroFacts): boolean {
  if (condition === undefined) return true;
  const { of, is } = condition;
  const wanted = is.trim().toLowerCase();
  const value = facts[of];
  if (typeof value === 'boolean') return value === (wanted === 'yes');
  if (value === null) return false;
  const has = value.toLowerCase();
  return has === wanted || (of === 'language' && has.startsWith(`${wanted}-`));
}

/** @returns the text of a step that may hold variables, or null. */
export function textOf(step: MacroStep): string | null {
  return step.do === 'write' || step.do === 'send' || step.do === 'internal' || step.do === 'note'
    ? step.text
    : null;
}

/** @returns the variables that nobody knows, of the steps that would be done now, each once. */
export function missingIn(steps: readonly MacroStep[], facts: MacroFacts, known: ReplyFacts): string[] {
  const all = steps
    .filter((step) => holds(step.when, facts))
    .flatMap((step) => missingVariables(textOf(step) ?? '', known));
  return [...new Set(all)];
}
