// Changes when articles are narrowed or ordered by something else.
import { locales, type Locale } from '../../../shared/domain/people.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import { useNow, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useTabView } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './knowledge.module.css';

const day = 86_400_000;
const ages = { any: null, week: 7, month: 30, halfYear: 182, year: 365 } as const;
type Age = keyof typeof ages;

/** How the articles are narrowed and ordered. */
export interface ArticleFilter {
  only: Locale | 'any';
  tag: string | null;
  age: Age;
  sort: 'relevance' | 'newest';
}
const none: ArticleFilter = { only: 'any', tag: null, age: 'any', sort: 'relevance' };

/** A filter that is kept with its tab, as arguments of the search. */
export interface FilterState {
  filter: ArticleFilter;
  set: (change: Partial<ArticleFilter>) => void;
  clear: () => void;
  /** How many of them narrow or order. */
  count: number;
  args: Pick<QueryArgs<'article.search'>, 'only' | 'tag' | 'since' | 'sort'>;
}

/** @param tabId what it is kept with. */
export function useArticleFilter(tabId: string): FilterState {
  const [saved, save] = useTabView<Partial<ArticleFilter>>(tabId, 'articles.filter', none);
  // By whole days, so that the question stays the same while it is asked.
  const today = useNow(day);
  const filter: ArticleFilter = {
    only: locales.find((one) => one === saved.only) ?? 'any',
    tag: typeof saved.tag === 'string' ? saved.tag : null,
    age: saved.age !== undefined && Object.hasOwn(ages, saved.age) ? saved.age : 'any',
    sort: saved.sort === 'newest' ? 'newest' : 'relevance',
  };
  const days = ages[filter.age];
  return {
    filter,
    set: (change) => save({ ...filter, ...change }),
    clear: () => save(none),
    count:
      Number(filter.only !== 'any') +
      Number(filter.tag !== null) +
      Number(days !== null) +
      Number(filter.sort !== 'relevance'),
    args: {
      ...(filter.only === 'any' ? {} : { only: filter.only }),
      ...(filter.tag === null ? {} : { tag: filter.tag }),
      ...(days === null ? {} : { since: today - days * day }),
      ...(filter.sort === 'relevance' ? {} : { sort: filter.sort }),
    },
  };
}

const anyTag = '\n';

/** Language, tag, time of the last change, order. */
export function Filters({ state }: { state: FilterState }) {
  const t = useT();
  const { filter, set, clear, count } = state;
  const { rows: tags } = useQuery('tag.list', { kind: 'article' });
  const known = [...new Set([...(filter.tag === null ? [] : [filter.tag]), ...(tags ?? [])])];
  return (
    <div className={styles.filters} role="group" aria-label={t('knowledge.filters')}>
      <Select
        label={t('knowledge.filter.language')}
        value={filter.only}
        onChange={(only) => set({ only })}
        options={[
          { value: 'any' as const, label: t('knowledge.filter.anyLanguage') },
          ...locales.map((value) => ({ value, label: localeNames[value] })),
        ]}
      />
      <Select
        label={t('knowledge.filter.tag')}
        value={filter.tag ?? anyTag}
        onChange={(tag) => set({ tag: tag === anyTag ? null : tag })}
        options={[
          { value: anyTag, label: t('knowledge.filter.anyTag') },
          ...known.map((value) => ({ value, label: value })),
        ]}
      />
      <Select
        label={t('knowledge.filter.age')}
        value={filter.age}
        onChange={(age) => set({ age })}
        options={(Object.keys(ages) as Age[]).map((value) => ({
          value,
          label: t(`knowledge.filter.age.${value}`),
        }))}
      />
      <Select
        label={t('knowledge.sort')}
        value={filter.sort}
        onChange={(sort) => set({ sort })}
        options={(['relevance', 'newest'] as const).map((value) => ({
          value,
          label: t(`knowledge.sort.${value}`),
        }))}
      />
      {count > 0 && (
        <Button size="small" variant="quiet" onClick={clear}>
          {t('knowledge.filter.clear')}
        </Button>
      )}
    </div>
  );
}
