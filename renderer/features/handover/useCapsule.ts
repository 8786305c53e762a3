// Changes when a capsule is gathered or edited differently before it is sent. What the agent changed in it is kept like a draft.
import { useMemo } from 'react';
import { z } from 'zod';
import { machineZone, makeCapsule } from '../../../shared/capsule/index.ts';
import type { Capsule } from '../../../shared/domain/handover.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useDraft, useQuery } from '../../data/hooks.ts';

/** The lists of a capsule, in the order in which they are read. */
export const sections = ['asked', 'promised', 'open', 'tried'] as const;
export type Section = (typeof sections)[number];

const editSchema = z.object({
  kind: z.enum(['transfer', 'queue', 'consult']).catch('transfer'),
  toId: z.string().max(64).nullable().catch(null),
  comment: z.string().max(1000).catch(''),
  /** The new text by the place and text of a line; '' took it away. */
  lines: z.record(z.string(), z.string().max(500)).catch({}),
  withDraft: z.boolean().catch(true),
});
/** What the agent has chosen and written in the panel. */
export type HandoverForm = z.infer<typeof editSchema>;
const untouched: HandoverForm = { kind: 'transfer', toId: null, comment: '', lines: {}, withDraft: true };

/** @returns the half-filled panel of a conversation: it outlives tabs, windows and crashes. */
export function useHandoverForm(conversationId: string): {
  form: HandoverForm;
  set: (change: Partial<HandoverForm>) => void;
  clear: () => void;
} {
  const draft = useDraft(`handover:${conversationId}`);
  const form = useMemo(() => readForm(draft.text), [draft.text]);
  const set = (change: Partial<HandoverForm>): void => draft.set(JSON.stringify({ ...form, ...change }), 0);
  return { form, set, clear: draft.clear };
}

function readForm(text: string): HandoverForm {
  if (text === '') return untouched;
  try {
    return editSchema.catch(untouched).parse(JSON.parse(text));
  } catch {
    return untouched;
  }
}

const macroRuns = z.array(z.object({ title: z.string(), at: z.number(), undone: z.boolean() }));
/** Titles of the macros that ran here and were not taken back, oldest first. */
function macrosOf(text: string): string[] {
  try {
    const runs = macroRuns.safeParse(JSON.parse(text));
    return runs.success
      ? runs.data
          .filter(({ undone }) => !undone)
          .map(({ title }) => title)
          .toReversed()
      : [];
  } catch {
    return [];
  }
}

/** What is read of a long conversation: its newest messages. */
const read = 500;
const none: readonly never[] = [];

/** @returns the capsule of a conversation as this desk sees it now, without the agent's changes. */
export function useCapsule({ conversation }: ConversationView): Capsule {
  const { id, caseId } = conversation;
  const { rows: talk } = useQuery('conversation.messages', { id, limit: read });
  const { rows: own } = useQuery('note.list', { subjectKind: 'conversation', subjectId: id });
  // Without a case nothing is there under this id.
  const { rows: onCase } = useQuery('note.list', { subjectKind: 'case', subjectId: caseId ?? id });
  const { text: draft } = useDraft(`reply:${id}`);
  const { text: macros } = useDraft(`macros:${id}`);
  return useMemo(() => {
    const { messages } = talk ?? { messages: none };
    const since = messages[0]?.at ?? 0;
    // Notes of an older talk about the same case promise nothing in this one.
    const notes = [...(own ?? none), ...(onCase ?? none)].filter(({ at }) => at >= since);
    return makeCapsule(
      { messages, notes, tried: macrosOf(macros), draft: draft.trim() === '' ? '' : draft },
      machineZone,
    );
  }, [talk, own, onCase, draft, macros]);
}

export const lineKey = (section: Section, text: string): string => `${section}:${text}`;

/** @returns the capsule with the agent's changes: lines taken away or written anew. */
export function edited(capsule: Capsule, { lines, withDraft }: HandoverForm): Capsule {
  const change = <T extends { text: string }>(section: Section, list: readonly T[]): T[] =>
    list.flatMap((line) => {
      const text = (lines[lineKey(section, line.text)] ?? line.text).trim();
      return text === '' ? [] : [{ ...line, text }];
    });
  return {
    asked: change('asked', capsule.asked),
    promised: change('promised', capsule.promised),
    open: change('open', capsule.open),
    tried: change('tried', capsule.tried),
    mood: capsule.mood,
    draft: withDraft ? capsule.draft.slice(0, 16_000) : '',
  };
}
