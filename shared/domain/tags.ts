// Tags as sets: what a tag is, and what adding and taking away mean when several desks do it at once. Rule: SYNC-35.
//
// Every adding leaves a mark, the id of its command. Taking away takes the marks that its author has seen, and a tag is
// there while it has a mark. So the order in which commands arrive does not matter, and an adding that nobody has seen
// yet outlives a taking away.
import { z } from 'zod';
import { idSchema, type Id } from './ids.ts';
import { bounds, cleanLine } from './text.ts';

/** At most this many tags on one record. */
export const maxTags = 50;
/** At most this many marks are kept of one tag; an adding beyond them finds the tag there already. */
const maxMarks = 8;

export const tagSchema = z
  .string()
  .max(bounds.tag)
  .overwrite(cleanLine)
  .refine((tag) => tag.length > 0, 'must not be empty')
  // Some letters are longer once they are cleaned.
  .refine((tag) => tag.length <= bounds.tag, `must have at most ${bounds.tag} characters`);

/** The marks of one tag, by the tag's key. A tag without an entry was there from the beginning. */
export const tagMarksSchema = z
  .array(z.object({ tag: z.string().max(4 * bounds.tag), by: z.array(idSchema).max(maxMarks) }))
  .max(maxTags);

/** What case.tag and customer.tag hold besides the id of the record. */
export const tagEditShape = {
  add: z.array(tagSchema).max(maxTags),
  remove: z.array(tagSchema).max(maxTags),
  /** The marks of the removed tags as their author saw them: {@link marksOf}. */
  seen: z.array(idSchema).max(maxTags * maxMarks),
};

/** The tags of a case or a customer. */
export interface Tagged {
  tags: string[];
  tagMarks?: z.infer<typeof tagMarksSchema> | undefined;
}
/** See {@link tagEditShape}. */
export interface TagEdit {
  add: readonly string[];
  remove: readonly string[];
  seen: readonly Id[];
}

/** The mark of a tag that was there from the beginning. Everybody has seen it. */
const first: Id = '0';

/** @returns what two spellings of one tag have in common. */
export function tagKey(tag: string): string {
  return cleanLine(tag).toLowerCase();
}

/** @returns the marks of these tags on the record, for {@link TagEdit.seen}. */
export function marksOf(record: Tagged, tags: readonly string[]): Id[] {
  const keys = new Set(tags.map(tagKey));
  return (record.tagMarks ?? []).flatMap(({ tag, by }) => (keys.has(tag) ? by : []));
}

/**
 * @param commandId the mark that what is added gets.
 * @returns the tags after the edit, in the order of their keys; null where nothing changes; `full` where they would be
 * more than {@link maxTags}. A tag that is taken away and added in one edit is there.
 */
export function editTags(record: Tagged, edit: TagEdit, commandId: Id): Required<Tagged> | null | 'full' {
  const marks = new Map((record.tagMarks ?? []).map(({ tag, by }) => [tag, by]));
  const held = new Map<string, { tag: string; by: readonly Id[] }>();
  for (const tag of record.tags) {
    const key = tagKey(tag);
    if (!held.has(key)) held.set(key, { tag, by: marks.get(key) ?? [first] });
  }
  const before = JSON.stringify(inOrder(held));
  for (const tag of edit.remove) {
    const key = tagKey(tag);
    const here = held.get(key);
    if (here === undefined) continue;
    const left = here.by.filter((mark) => mark !== first && mark !== commandId && !edit.seen.includes(mark));
    if (left.length === 0) held.delete(key);
    else held.set(key, { ...here, by: left });
  }
  for (const tag of edit.add) {
    const key = tagKey(tag);
    const here = held.get(key);
    if (here === undefined) held.set(key, { tag, by: [commandId] });
    else if (!here.by.includes(commandId) && here.by.length < maxMarks)
      held.set(key, { ...here, by: sorted([...here.by, commandId]) });
  }
  const after = inOrder(held);
  if (JSON.stringify(after) === before) return null;
  if (after.length > maxTags && after.length > record.tags.length) return 'full';
  return {
    tags: after.map(([, { tag }]) => tag),
    tagMarks: after.flatMap(([tag, { by }]) =>
      by.length === 1 && by[0] === first ? [] : [{ tag, by: [...by] }],
    ),
  };
}

// The customers' page is built for browsers that sort in place only.
function sorted(names: string[]): string[] {
  names.sort();
  return names;
}

function inOrder<T>(held: ReadonlyMap<string, T>): [string, T][] {
  const entries = [...held];
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries;
}
