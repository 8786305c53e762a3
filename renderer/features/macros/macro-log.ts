// Changes when something else is remembered of the macros that ran in a conversation. Kept like a draft: over restarts.
import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import { caseEditSchema } from '../../../shared/domain/case.ts';
import { idSchema } from '../../../shared/domain/ids.ts';
import { noteSubjectSchema } from '../../../shared/domain/note.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useData, useDraft } from '../../data/hooks.ts';

const tags = z.array(z.string().max(bounds.tag)).max(50);
/** What takes a step back; the values are those of before. */
export const undoSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('draft'), key: z.string().max(200), before: z.string(), after: z.string() }),
  z.object({ of: z.literal('case'), caseId: idSchema, set: caseEditSchema, base: caseEditSchema }),
  z.object({
    of: z.literal('tags'),
    kind: z.enum(['case', 'customer']),
    id: idSchema,
    add: tags,
    remove: tags,
  }),
  z.object({
    of: z.literal('note'),
    noteId: idSchema,
    subjectKind: noteSubjectSchema,
    subjectId: idSchema,
  }),
  z.object({
    of: z.literal('newCase'),
    caseId: idSchema,
    conversationId: idSchema,
    before: idSchema.nullable(),
  }),
  z.object({ of: z.literal('activity'), activityId: idSchema }),
]);
export type Undo = z.infer<typeof undoSchema>;

const stepSchema = z.object({
  do: z.string().max(20),
  /** What it did, as far as words can say it. */
  detail: z.string().max(120),
  state: z.enum(['done', 'skipped', 'failed', 'notReached', 'undone', 'kept']),
  /** Kind of the error that stopped it, or why it could not be done. */
  why: z.string().max(40).nullable(),
  undo: undoSchema.nullable(),
});
export type LoggedStep = z.infer<typeof stepSchema>;

const runSchema = z.object({
  id: z.string().max(64),
  macroId: idSchema,
  title: z.string().max(bounds.title),
  at: z.number(),
  steps: z.array(stepSchema).max(30),
  undone: z.boolean(),
});
/** One run of a macro. */
export type MacroRun = z.infer<typeof runSchema>;

const mostRuns = 10;

/** @returns the runs in a conversation, newest first, and how to change them. */
export function useMacroLog(conversationId: string): {
  runs: readonly MacroRun[];
  put: (run: MacroRun) => void;
} {
  const key = `macros:${conversationId}`;
  const { drafts } = useData();
  const { text } = useDraft(key);
  const runs = useMemo(() => readRuns(text), [text]);
  const put = useCallback(
    (run: MacroRun) => {
      const before = readRuns(drafts.get(key).text);
      let next = [run, ...before.filter(({ id }) => id !== run.id)]
        .toSorted((a, b) => b.at - a.at)
        .slice(0, mostRuns);
      // The oldest go when there is no room for their texts.
      while (next.length > 1 && JSON.stringify(next).length > bounds.note) next = next.slice(0, -1);
      const kept = JSON.stringify(next);
      drafts.set(key, kept.length > bounds.note ? '' : kept, 0);
    },
    [drafts, key],
  );
  return { runs, put };
}

/** @returns what was kept; damaged words give nothing. */
export function readRuns(text: string): MacroRun[] {
  if (text === '') return [];
  try {
    const parsed = z.array(runSchema).max(mostRuns).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
