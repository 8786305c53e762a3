// Changes when articles are found, read or sent beside a conversation differently.
import { ArrowLeft, ExternalLink, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ArticleHit } from '../../../shared/ipc/views.ts';
import { useDraft, useQuery } from '../../data/hooks.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Highlight } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ArticleBody } from './ArticleBody.tsx';
import { plainExcerpt } from './blocks.ts';
import { useSendArticle } from './useSendArticle.ts';
import { cx } from '../../ui/cx.ts';
import styles from './knowledge.module.css';

const most = 10;

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
  const { rows: view } = useQuery('conversation.view', { id: conversationId ?? 'none' });
  const language =
    (conversationId === null ? null : (view?.customer?.language ?? view?.conversation.visitor.language)) ??
    locale;
  // What was searched is kept per conversation, like everything half done.
  const draft = useDraft(`articles:${conversationId ?? 'all'}`);
  const text = draft.text.slice(0, bounds.search);
  const search = useDeferredValue(text);
  const { rows: hits, error } = useQuery('article.search', { text: search, locale: language });
  const [reading, setReading] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();

  const [heard, setHeard] = useState(asked);
  if (asked !== heard) {
    setHeard(asked);
    setReading(null);
  }
  useEffect(() => {
    if (asked > 0) field.current?.focus();
  }, [asked]);

  if (reading !== null) {
    return (
      <Reading
        articleId={reading}
        conversationId={conversationId}
        onBack={() => {
          setReading(null);
          requestAnimationFrame(() => field.current?.focus());
        }}
      />
    );
  }
  // The best ten, as the field does: who needs the eleventh needs another word.
  const shown = hits?.slice(0, most) ?? [];
  const index = Math.min(active, shown.length - 1);
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
            if (event.key === 'ArrowDown') setActive(Math.min(shown.length - 1, index + 1));
            else if (event.key === 'ArrowUp') setActive(Math.max(-1, index - 1));
            else if (event.key === 'Enter' && shown.length > 0) setReading(shown[Math.max(0, index)]!.id);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      {error !== null && <ErrorNote error={error} />}
      {hits === undefined && error === null && <SkeletonRows count={4} height={32} />}
      {hits !== undefined && hits.length === 0 && (
        <EmptyState title={t('knowledge.notFound')}>{t('knowledge.notFoundText')}</EmptyState>
      )}
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

function Hit({
  id,
  hit,
  query,
  active,
  onOpen,
}: {
  id: string;
  hit: ArticleHit;
  query: string;
  active: boolean;
  onOpen: () => void;
}) {
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
        <Highlight className={cx('clamp', styles.hitName)} text={hit.title} query={query} />
        <span className={styles.locale} title={t('knowledge.language')}>
          {hit.locale.toUpperCase()}
        </span>
      </span>
      <Highlight
        className={cx('clamp', styles.excerpt)}
        text={plainExcerpt(hit.excerpt === '' ? hit.summary : hit.excerpt)}
        query={query}
      />
    </div>
  );
}

function Reading({
  articleId,
  conversationId,
  onBack,
}: {
  articleId: string;
  conversationId: string | null;
  onBack: () => void;
}) {
  const t = useT();
  const link = useRecordLink();
  const { rows: article } = useQuery('article.view', { id: articleId });
  const { possible, send, insert } = useSendArticle(conversationId);
  const [done, setDone] = useState<'sent' | 'inserted' | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const deliver = (found: Article): void => {
    setError(null);
    send(found)
      .then(() => setDone('sent'))
      .catch((failure: unknown) => setError(toErrorData(failure)));
  };
  return (
    <section
      className={styles.search}
      aria-label={t('knowledge.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div className={styles.bar}>
        <IconButton ref={back} label={t('knowledge.back')} onClick={onBack}>
          <ArrowLeft size={16} aria-hidden="true" className={styles.arrow} />
        </IconButton>
        <span className={styles.push} />
        <IconButton label={t('knowledge.openTab')} {...link('article', articleId)}>
          <ExternalLink size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={styles.reading}>
        {article === undefined && <SkeletonRows count={8} height={14} />}
        {article === null && <EmptyState title={t('knowledge.gone')}>{t('knowledge.goneText')}</EmptyState>}
        {article !== undefined && article !== null && <ArticleBody article={article} />}
      </div>
      {article !== undefined && article !== null && conversationId !== null && (
        <div className={styles.actions}>
          {error !== null && <ErrorNote error={error} />}
          {!possible && <p className={styles.quiet}>{t('knowledge.notNow')}</p>}
          <div className={styles.buttons}>
            <Button variant="primary" disabled={!possible} onClick={() => deliver(article)}>
              {t('knowledge.send')}
            </Button>
            <Button
              disabled={!possible}
              onClick={() => {
                insert(article);
                setDone('inserted');
              }}
            >
              {t('knowledge.insert')}
            </Button>
            <span role="status" className={styles.done}>
              {done === null ? '' : t(`knowledge.${done}`)}
            </span>
          </div>
        </div>
      )}
    </section>
  );
}
