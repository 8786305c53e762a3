// Changes when a script is offered by itself elsewhere, or its ticks are kept differently. Pure.
import { z } from 'zod';
import type { Script } from '../../../shared/domain/macro.ts';

const ticksSchema = z.object({
  scriptId: z.string().max(64).nullable(),
  /** Steps that are done, of any script of this conversation. */
  done: z.array(z.string().max(64)).max(1000),
  /** The scripts that led here, the last one last. */
  trail: z.array(z.string().max(64)).max(20),
});
/** Which script a tab shows, and what is ticked. */
export type Ticks = z.infer<typeof ticksSchema>;
const noTicks: Ticks = { scriptId: null, done: [], trail: [] };

/** @returns what was kept with a tab; nothing ticked where that is damaged. */
export function readTicks(saved: unknown): Ticks {
  const parsed = ticksSchema.safeParse(saved);
  return parsed.success ? parsed.data : noTicks;
}

/** Where a conversation is. */
interface Where {
  channel: string;
  queueId: string;
  language: string;
}

/** @returns the script that is meant for this place most closely: by queue, then channel, then language; null where none fits. */
export function bestScript(scripts: readonly Script[], { channel, queueId, language }: Where): Script | null {
  const spoken = language.toLowerCase().split('-')[0];
  const fits = ({ channel: on, queueId: of, locale }: Script): boolean =>
    (on === null || on === channel) &&
    (of === null || of === queueId) &&
    (locale === null || locale === spoken);
  const rank = ({ channel: on, queueId: of, locale }: Script): number =>
    (of === null ? 0 : 4) + (on === null ? 0 : 2) + (locale === null ? 0 : 1);
  const found = scripts.filter(fits).toSorted((a, b) => rank(b) - rank(a) || (a.title < b.title ? -1 : 1));
  return found[0] ?? null;
}

/** @returns a step's text in two parts: what the agent is told, and, of lines that begin with ">", what is said to the customer. */
export function partsOfText(text: string): { told: string; said: string } {
  const lines = text.split('\n');
  const isSaid = (line: string): boolean => /^\s*>/.test(line);
  return {
    told: lines
      .filter((line) => !isSaid(line))
      .join('\n')
      .trim(),
    said: lines
      .filter(isSaid)
      .map((line) => line.replace(/^\s*>\s?/, ''))
      .join('\n')
      .trim(),
  };
}
