// What windows see of the knowledge base: articles found, narrowed and ranked; drafts, reviews, what was said of an article.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Feedback } from '../../shared/domain/feedback.ts';
import { anArticle, row } from '../support/factories.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';

let scene: ViewScene;
beforeEach(async () => {
  scene = await setViewScene();
});
afterEach(() => scene.desk.close());

const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
const aFeedback = (id: string, over: Partial<Feedback> = {}) =>
  row('feedback', {
    id,
    articleId: 'a',
    authorId: 'bob',
    authorName: 'Bob',
    helpful: null,
    text: '',
    at: 1,
    settledAt: null,
    ...over,
  });

test('articles narrowed by language, tag and time, and sorted by what fits or by time', async () => {
  await scene.seed(
    row('article', anArticle('body', { title: 'Lamps', body: 'About the parcel', updatedAt: 9 })),
    row('article', anArticle('tag', { title: 'Boxes', tags: ['Parcel'], updatedAt: 5 })),
    row('article', anArticle('title', { title: 'Return: a parcel', tags: ['Zurück'], updatedAt: 2 })),
    row('article', anArticle('de', { title: 'Paket', body: 'parcel', locale: 'de', updatedAt: 7 })),
    row('article', anArticle('draft', { title: 'Parcel', status: 'draft', updatedAt: 8 })),
  );
  await scene.indexed();
  const search = async (over: object) =>
    ids(await scene.window.query('article.search', { text: 'parcel', locale: 'en-GB', ...over }));
  expect(await search({})).toEqual(['title', 'tag', 'body', 'de']);
  expect(await search({ locale: 'de' })).toEqual(['de', 'title', 'tag', 'body']);
  expect(await search({ sort: 'newest' })).toEqual(['body', 'de', 'tag', 'title']);
  expect(await search({ only: 'de-AT' })).toEqual(['de']);
  expect(await search({ since: 6 })).toEqual(['body', 'de']);
  expect(await search({ tag: 'zurück' })).toEqual(['title']);
  expect(await search({ tag: 'zur' })).toEqual([]);
  expect(await search({ text: '', tag: 'parcel' })).toEqual(['tag']);
  expect(await scene.window.query('tag.list', { kind: 'article' })).toEqual(['Parcel', 'Zurück']);
});

test('drafts are their author’s, and what waits for a review is shown to those who review', async () => {
  const by = (authorId: string, over = {}) => ({ status: 'draft' as const, authorId, ...over });
  await scene.seed(
    row('article', anArticle('mine', by('ada', { updatedAt: 2 }))),
    row('article', anArticle('waits', by('ada', { updatedAt: 3, submittedAt: 3 }))),
    row('article', anArticle('theirs', by('bob', { submittedAt: 1 }))),
    row('article', anArticle('out', { authorId: 'ada' })),
  );
  expect(ids(await scene.window.query('article.drafts', {}))).toEqual(['waits', 'mine']);
  expect(await scene.window.query('article.reviews', {})).toEqual([]);
});

test('a supervisor sees what waits for a review, and what was suggested and is not dealt with', async () => {
  const own = await setViewScene('supervisor');
  await own.seed(
    row('article', anArticle('a', { title: 'Lamps' })),
    row('article', anArticle('late', { status: 'draft', authorId: 'bob', submittedAt: 9 })),
    row('article', anArticle('early', { status: 'draft', authorId: 'bob', submittedAt: 4 })),
    row('article', anArticle('half', { status: 'draft', authorId: 'bob' })),
    aFeedback('new', { text: 'Name both', at: 2 }),
    aFeedback('old', { text: 'Name the button', at: 1 }),
    aFeedback('done', { text: 'Shorter', settledAt: 3 }),
    aFeedback('rated', { helpful: false }),
  );
  const waiting = await own.window.query('article.reviews', {});
  expect(waiting.map(({ id, authorName }) => [id, authorName])).toEqual([
    ['early', 'Agent bob'],
    ['late', 'Agent bob'],
  ]);
  const open = await own.window.query('feedback.open', {});
  expect(open.map(({ id, title }) => [id, title])).toEqual([
    ['old', 'Lamps'],
    ['new', 'Lamps'],
  ]);
  own.desk.close();
});

test('what agents said of an article: each counts once, and one’s own is known', async () => {
  await scene.seed(
    row('article', anArticle('a', { title: 'Lamps' })),
    aFeedback('1', { helpful: false, at: 1 }),
    aFeedback('2', { helpful: true, at: 2 }),
    aFeedback('3', { authorId: 'ada', helpful: true, text: 'Name the button', at: 3 }),
    aFeedback('4', { articleId: 'b', helpful: false }),
  );
  const said = await scene.window.query('feedback.of', { id: 'a' });
  expect(said).toMatchObject({ helpful: 2, unhelpful: 0, mine: { id: '3', text: 'Name the button' } });
  expect(await scene.window.query('feedback.open', {})).toEqual([]);
});
