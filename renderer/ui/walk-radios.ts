// Changes when choices that stand side by side are gone through by other keys.
import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Arrows go from one radio of a group to the next, around its ends, and take it (WAI-ARIA Authoring Practices, "Radio Group"). Left and
 * right are as they are seen. For `onKeyDown` of each radio.
 */
export function walkRadios(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const group = event.currentTarget.closest('[role="radiogroup"]');
  const radios = [...(group?.querySelectorAll<HTMLElement>('[role="radio"]:not(:disabled)') ?? [])];
  const at = radios.indexOf(event.currentTarget);
  if (at < 0) return;
  const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const mirrored = sideways && getComputedStyle(event.currentTarget).direction === 'rtl';
  const next = radios.at((at + (mirrored ? -step : step)) % radios.length);
  event.preventDefault();
  event.stopPropagation();
  next?.focus();
  next?.click();
}
