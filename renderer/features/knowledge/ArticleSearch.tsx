// Changes when articles are found beside a conversation differently.
import { Library, Search, SlidersHorizontal } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import type { ArticleHit } from '../../../shared/ipc/views.ts';
import { useDraft, useQuery } from '../../data/hooks.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { sessionIdOf, tabIdOf, useTabView, useWorkspaceActions, windowBag } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { plainExcerpt } from './blocks.ts';
import { Filters, useArticleFilter } from './Filters.tsx';
import { Marked } from './Marked.tsx';
import { Reading } from './Reading.tsx';
import styles from './knowledge.module.css';

/** Beside a conversation the best ten, as the field does: who needs the eleventh needs another word. */
const mostBeside = 10;
const mostWide = 50;

interface ArticleSearchProps {
  /** Whom an article can be sent to; null beside anything else. */
  conversationId: string | null;
  /** Gives the keyboard to the search when it changes to another number above 0: /kb asks for it. */
  asked?: number;
}

/** Articles as one types, from this machine, so also offline; read in place, sent from there. */
export function ArticleSearch({ conversationId, asked = 0 }: ArticleSearchProps) {
  const t = useT();
  const locale = useLocale();
  const actions = useWorkspaceActions();
  const { rows: view } = useQuery('conversation.view', { id: conversationId ?? 'none' });
  const language =
    (conversationId === null ? null : (view?.customer?.language ?? view?.conversation.visitor.language)) ??
    locale;
  // What was searched is kept per conversation, like everything half done.
  const draft = useDraft(`articles:${conversationId ?? 'all'}`);
  const bag =
    conversationId === null
      ? windowBag
      : tabIdOf(sessionIdOf('conversation', conversationId), 'conversation', conversationId);
  const filter = useArticleFilter(bag);
  const [filtering, setFiltering] = useTabView(bag, 'articles.filtering', false);
  const text = draft.text.slice(0, bounds.search);
  const search = useDeferredValue(text);
  const { rows: hits, error } = useQuery('article.search', {
    text: search,
    locale: language,
    ...filter.args,
  });
  const [reading, setReading] = useTabView<string | null>(bag, 'articles.reading', null);
  const [active, setActive] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();

  const heard = useRef(0);
  /** The search is to have the keyboard, once it shows. */
  const returns = useRef(false);
  useEffect(() => {
    if (asked === heard.current) return;
    heard.current = asked;
    if (reading === null) field.current?.focus();
    else {
      returns.current = true;
      setReading(null);
    }
  }, [asked, reading, setReading]);
  useLayoutEffect(() => {
    if (reading !== null || !returns.current) return;
    returns.current = false;
    // Not in the next frame: that may come before the article has gone.
    field.current?.focus();
  }, [reading]);

  if (reading !== null) {
    return (
      <Reading
        key={reading}
        articleId={reading}
        conversationId={conversationId}
        find={search}
        onBack={() => {
          returns.current = true;
          setReading(null);
        }}
      />
    );
  }
  const shown = hits?.slice(0, conversationId === null ? mostWide : mostBeside) ?? [];
  const index = Math.min(active, shown.length - 1);
  const step: Record<string, number> = {
    ArrowDown: Math.min(shown.length - 1, index + 1),
    ArrowUp: Math.max(-1, index - 1),
    PageDown: Math.min(shown.length - 1, index + 5),
    PageUp: Math.max(0, index - 5),
  };
  return (
    <section className={styles.search} aria-label={t('knowledge.title')}>
      <div className={styles.bar}>
        <TextField
          ref={field}
          type="search"
          label={t('knowledge.search')}
          hideLabel
          placeholder={t('knowledge.search')}
          icon={<Search size={14} aria-hidden="true" />}
          value={text}
          maxLength={bounds.search}
          aria-controls={listId}
          aria-activedescendant={index >= 0 ? `${listId}-${String(index)}` : undefined}
          onChange={(value) => {
            draft.set(value, value.length);
            setActive(-1);
          }}
          onKeyDown={(event) => {
            const to = step[event.key];
            if (to !== undefined) setActive(to);
            else if (event.key === 'Enter' && shown.length > 0) setReading(shown[Math.max(0, index)]!.id);
            else return;
            event.preventDefault();
          }}
        />
        <IconButton
          label={
            filter.count === 0 ? t('knowledge.filters') : t('knowledge.filtersOn', { count: filter.count })
          }
          pressed={filtering}
          aria-expanded={filtering}
          onClick={() => setFiltering(!filtering)}
        >
          <SlidersHorizontal size={15} aria-hidden="true" />
          {filter.count > 0 && <span className={styles.dot} aria-hidden="true" />}
        </IconButton>
        {conversationId !== null && (
          <IconButton label={t('knowledge.openBase')} onClick={() => actions.openTab('knowledge', null)}>
            <Library size={15} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {filtering && <Filters state={filter} />}
      {error !== null && <ErrorNote error={error} />}
      {hits === undefined && error === null && <SkeletonRows count={4} height={32} />}
      {hits !== undefined && hits.length === 0 && (
        <EmptyState
          title={t('knowledge.notFound')}
          action={
            filter.count > 0 && (
              <Button size="small" onClick={filter.clear}>
                {t('knowledge.filter.clear')}
              </Button>
            )
          }
        >
          {t('knowledge.notFoundText')}
        </EmptyState>
      )}
      <span className="quiet-only" role="status">
        {search === '' || hits === undefined ? '' : t('knowledge.count', { count: shown.length })}
      </span>
      <div id={listId} role="listbox" aria-label={t('knowledge.results')} className={styles.hits}>
        {shown.map((hit, at) => (
          <Hit
            key={hit.id}
            id={`${listId}-${String(at)}`}
            hit={hit}
            query={search}
            active={at === index}
            onOpen={() => setReading(hit.id)}
          />
        ))}
      </div>
    </section>
  );
}

interface HitProps {
  id: string;
  hit: ArticleHit;
  query: string;
  active: boolean;
  onOpen: () => void;
}

function Hit({ id, hit, query, active, onOpen }: HitProps) {
  const t = useT();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) line.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={styles.hit}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen();
      }}
    >
      <span className={styles.hitTitle}>
        <bdi dir="auto" className={cx('clamp', styles.hitName)}>
          <Marked text={hit.title} find={query} />
        </bdi>
        <span className={styles.locale} title={t('knowledge.language')}>
          {hit.locale.toUpperCase()}
        </span>
      </span>
      <bdi dir="auto" className={cx('clamp', styles.excerpt)}>
        <Marked text={plainExcerpt(hit.excerpt === '' ? hit.summary : hit.excerpt)} find={query} />
      </bdi>
    </div>
  );
}
