// Changes when a half-written article is kept, saved or compared with what is saved differently.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import { sameValue } from '../../../shared/domain/compare.ts';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { localeSchema, type Locale } from '../../../shared/domain/people.ts';
import { cleanLine, cleanProse } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDraft, useRun } from '../../data/hooks.ts';
import type { Drafts } from '../../data/drafts.ts';

/** What an author writes. */
export interface ArticleValues {
  title: string;
  summary: string;
  body: string;
  locale: Locale;
  tags: string[];
}
type Field = keyof ArticleValues;

const headSchema = z.object({
  /** The body apart: it is journaled by itself. */
  title: z.string(),
  summary: z.string(),
  locale: localeSchema,
  tags: z.array(z.string()),
  /** Set while it has not been saved as a draft yet. */
  fresh: z.object({ caseId: z.string().nullable(), ofId: z.string().nullable() }).nullable(),
  emptied: z.boolean(),
  /** The values that were there when writing began. */
  base: z
    .object({ title: z.string(), summary: z.string(), locale: localeSchema, tags: z.array(z.string()) })
    .nullable(),
});
type Head = z.infer<typeof headSchema>;

const headKey = (id: string): string => `article:${id}`;
const bodyKey = (id: string): string => `article:${id}:body`;
const baseKey = (id: string): string => `article:${id}:base`;
/** Where the id of a draft that is not saved yet is kept, by what it is about: a case, the article it is to replace, or 'new'. */
export const freshKey = (about: string): string => `article-for:${about}`;

function readHead(text: string): Head | null {
  if (text === '') return null;
  try {
    return headSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Puts a new article into the journal, not into the knowledge base: its author reads it first. */
export function beginArticle(
  drafts: Drafts,
  id: string,
  { body, ...values }: ArticleValues,
  fresh: NonNullable<Head['fresh']>,
): void {
  const head: Head = { ...values, fresh, emptied: false, base: null };
  drafts.set(headKey(id), JSON.stringify(head), 0);
  drafts.set(bodyKey(id), body, 0);
  drafts.set(freshKey(fresh.caseId ?? fresh.ofId ?? 'new'), id, 0);
}

/** An article while it is written. */
export interface ArticleForm {
  values: ArticleValues;
  /** Not saved yet at all. */
  fresh: boolean;
  /** What is written differs from what is saved. */
  changed: boolean;
  error: ErrorData | null;
  set: <F extends Field>(field: F, value: ArticleValues[F]) => void;
  /** @returns whether it is safe on this machine. */
  save: () => Promise<boolean>;
  /** @returns a function that brings it back. */
  discard: () => () => void;
}

const empty: ArticleValues = { title: '', summary: '', body: '', locale: 'en', tags: [] };
const pick = ({ title, summary, body, locale, tags }: ArticleValues): ArticleValues => ({
  title: cleanLine(title),
  summary: cleanProse(summary),
  body: cleanProse(body),
  locale,
  tags: tags.map(cleanLine),
});

/** @returns the form; null while there is neither a saved article nor one in the journal. */
export function useArticleForm(articleId: string, article: Article | null): ArticleForm | null {
  const run = useRun();
  const draft = useDraft(headKey(articleId));
  const body = useDraft(bodyKey(articleId));
  const base = useDraft(baseKey(articleId));
  const head = useMemo(() => readHead(draft.text), [draft.text]);
  const about = useDraft(
    freshKey(head?.fresh == null ? articleId : (head.fresh.caseId ?? head.fresh.ofId ?? 'new')),
  );
  const [error, setError] = useState<ErrorData | null>(null);
  const bodyTouched = body.text !== '' || head?.emptied === true;
  const saved = article ?? empty;
  const values: ArticleValues = {
    title: head?.title ?? saved.title,
    summary: head?.summary ?? saved.summary,
    locale: head?.locale ?? saved.locale,
    tags: head?.tags ?? saved.tags,
    body: bodyTouched ? body.text : saved.body,
  };
  const begun = head !== null || bodyTouched;
  const same = article !== null && sameValue(pick(values), pick(article));
  const fresh = head?.fresh ?? null;

  const discard = useCallback(() => {
    setError(null);
    const kept = [draft, body, base, ...(fresh === null ? [] : [about])];
    for (const one of kept) one.clear();
    return () => {
      for (const one of kept) one.set(one.text, one.caret);
    };
  }, [draft, body, base, about, fresh]);

  // What is saved needs no journal any more; what was written since it was saved is an edit of it.
  useEffect(() => {
    if (article === null || !begun) return;
    if (same) discard();
    else if (head?.fresh != null) {
      draft.set(JSON.stringify({ ...head, fresh: null, base: baseOf(article) }), 0);
      base.set(article.body, 0);
      about.clear();
    }
  }, [article, begun, same, head, draft, base, about, discard]);

  if (article === null && head === null) return null;
  const set: ArticleForm['set'] = (field, value) => {
    const now: Head = head ?? {
      title: saved.title,
      summary: saved.summary,
      locale: saved.locale,
      tags: saved.tags,
      fresh: null,
      emptied: false,
      base: article === null ? null : baseOf(article),
    };
    if (head === null && article !== null) base.set(article.body, 0);
    if (field !== 'body') {
      draft.set(JSON.stringify({ ...now, [field]: value }), 0);
      return;
    }
    const text = value as string;
    draft.set(JSON.stringify({ ...now, emptied: text === '' }), 0);
    body.set(text, text.length);
  };
  const save = async (): Promise<boolean> => {
    setError(null);
    try {
      const wanted = pick(values);
      if (fresh !== null) await run('article.draft', { article: { id: articleId, ...wanted }, ...fresh });
      else if (article !== null && !same) {
        const from: ArticleValues = {
          ...(head?.base ?? baseOf(article)),
          body: bodyTouched ? base.text : article.body,
        };
        const fields = (Object.keys(wanted) as Field[]).filter(
          (field) => !sameValue(wanted[field], pick(from)[field]),
        );
        const only = (of: ArticleValues): Partial<ArticleValues> =>
          Object.fromEntries(fields.map((field) => [field, of[field]]));
        await run('article.update', { articleId, set: only(wanted), base: only(from) });
      }
      return true;
    } catch (failure) {
      setError(toErrorData(failure));
      return false;
    }
  };
  return { values, fresh: fresh !== null, changed: begun && !same, error, set, save, discard };
}

const baseOf = ({ title, summary, locale, tags }: Article): NonNullable<Head['base']> => ({
  title,
  summary,
  locale,
  tags,
});
