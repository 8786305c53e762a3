// Tags in use, for suggestions: of what was touched last, the most used first.
import { tagKey } from '../../../shared/domain/tags.ts';
import type { Cache } from './cache.ts';

/** Looking at every record would cost more than a suggestion is worth. */
const looked = 500;
const suggested = 100;

const newest = {
  case: `SELECT json_extract(body, '$.tags') AS tags FROM "case" ORDER BY updatedAt DESC LIMIT ${looked}`,
  customer: `SELECT json_extract(body, '$.tags') AS tags FROM customer ORDER BY row DESC LIMIT ${looked}`,
  article: `SELECT json_extract(body, '$.tags') AS tags FROM article WHERE status = 'published' ORDER BY updatedAt DESC LIMIT ${looked}`,
} as const;

/** At most 100. */
export function tagsInUse(cache: Cache, kind: 'case' | 'customer' | 'article'): string[] {
  const counts = new Map<string, { tag: string; count: number }>();
  for (const { tags } of cache.all<{ tags: string }>(newest[kind])) {
    for (const tag of JSON.parse(tags) as string[]) {
      const entry = counts.get(tagKey(tag)) ?? { tag, count: 0 };
      entry.count += 1;
      counts.set(tagKey(tag), entry);
    }
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
    .slice(0, suggested)
    .map(({ tag }) => tag);
}
