// Changes when a draft that replaces a published article, or one that waits for its review, means something else.
import { describe, expect, test } from 'vitest';
import { aCommand, actingAgent, anAgent, anArticle, row } from '../support/factories.ts';
import { createTable, type Table } from './table.ts';

const alice = actingAgent('agent-a');
const supervisor = actingAgent('agent-s', 'supervisor');

const world = (): Table =>
  createTable([
    row('agent', anAgent('agent-a', { queueIds: ['queue-a'] })),
    row('article', anArticle('article-a', { title: 'Old words', body: 'Old body', tags: ['old'] })),
  ]);
const draft = (table: Table, ofId: string | null): void => {
  const article = anArticle('article-d', { title: 'New words', body: 'New body', tags: ['new'] });
  table.run(alice, aCommand('article.draft', { article, caseId: null, ofId }), 1);
  table.run(alice, aCommand('article.submit', { articleId: 'article-d' }), 2);
};
const review = (verdict: 'publish' | 'return') =>
  aCommand('article.review', { articleId: 'article-d', verdict, comment: 'Well said' });

describe('a draft that is deleted', () => {
  const remove = (articleId: string) => aCommand('article.remove', { articleId });
  test('is gone, twice is once, and it can be drafted again under its id', () => {
    const table = world();
    draft(table, null);
    expect(table.run(alice, remove('article-d'), 3)).toMatchObject({ ok: true });
    expect(table.get('article', 'article-d')).toBeUndefined();
    expect(table.run(alice, remove('article-d'), 4)).toEqual({ ok: true, changes: [] });
    draft(table, null);
    expect(table.get('article', 'article-d')?.title).toBe('New words');
  });
  test('only by its author and supervisors, and only while it is a draft', () => {
    const table = world();
    draft(table, null);
    expect(table.run(actingAgent('agent-b'), remove('article-d'), 3)).toMatchObject({ ok: false });
    expect(table.run(alice, remove('article-a'), 3)).toMatchObject({ ok: false });
    expect(table.run(supervisor, remove('article-a'), 3)).toMatchObject({ ok: false });
    expect(table.run(supervisor, remove('article-d'), 3)).toMatchObject({ ok: true });
  });
});

describe('a draft that is to replace a published article', () => {
  test('takes its place under its id once it is published, and is put away', () => {
    const table = world();
    draft(table, 'article-a');
    expect(table.get('article', 'article-a')?.title).toBe('Old words');
    table.run(supervisor, review('publish'), 3);
    expect(table.get('article', 'article-a')).toMatchObject({
      status: 'published',
      title: 'New words',
      body: 'New body',
      tags: ['new'],
      updatedAt: 3,
    });
    expect(table.get('article', 'article-d')).toMatchObject({ status: 'archived', submittedAt: null });
    // Told twice it is the same.
    const before = table.dump();
    expect(table.run(supervisor, review('publish'), 4)).toEqual({ ok: true, changes: [] });
    expect(table.dump()).toEqual(before);
  });
  test('leaves the published one as it is when it comes back', () => {
    const table = world();
    draft(table, 'article-a');
    table.run(supervisor, review('return'), 3);
    expect(table.get('article', 'article-a')?.title).toBe('Old words');
    expect(table.get('article', 'article-d')).toMatchObject({ status: 'draft', submittedAt: null });
  });
  test('is published by itself where the other one is not there', () => {
    const table = world();
    draft(table, 'article-gone');
    table.run(supervisor, review('publish'), 3);
    expect(table.get('article', 'article-d')).toMatchObject({ status: 'published', title: 'New words' });
  });
});

describe('a draft that waits for its review', () => {
  const edit = (title: string) => aCommand('article.update', { articleId: 'article-d', set: { title } });
  test('is taken back by an edit of its author, so that nobody publishes what nobody read', () => {
    const table = world();
    draft(table, null);
    table.run(alice, edit('Better words'), 3);
    expect(table.get('article', 'article-d')).toMatchObject({ title: 'Better words', submittedAt: null });
    expect(table.run(supervisor, review('publish'), 4)).toMatchObject({ ok: false });
  });
  test('still waits after an edit of its reviewer, and after one that changes nothing', () => {
    const table = world();
    draft(table, null);
    table.run(supervisor, edit('Polished'), 3);
    table.run(alice, edit('Polished'), 4);
    expect(table.get('article', 'article-d')).toMatchObject({ title: 'Polished', submittedAt: 2 });
  });
});
