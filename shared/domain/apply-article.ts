// Commands of the knowledge base: drafted, edited, submitted, reviewed; rated and suggested.
//
//   draft --submit--> draft in review --publish--> published, or archived where it replaced another
//     ^-----return, or an edit of its author---/
import { clash, withGiven } from './compare.ts';
import type { Actor, CommandOf } from './commands.ts';
import type { Article } from './knowledge.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

type ArticleCommand = CommandOf<
  | 'article.draft'
  | 'article.update'
  | 'article.submit'
  | 'article.remove'
  | 'article.review'
  | 'feedback.give'
  | 'feedback.settle'
>;

/** @returns whether this actor may edit an article: a draft its author and supervisors, a published one supervisors. */
export function mayEditArticle(actor: Actor, article: Article): boolean {
  if (actor.kind !== 'agent') return false;
  return actor.role !== 'agent' || (article.status === 'draft' && article.authorId === actor.id);
}

/** See {@link import('./apply.ts').applyCommand}. */
export function applyArticleCommand(
  records: Records,
  command: ArticleCommand,
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only agents work on the knowledge base.');
  switch (command.type) {
    case 'article.draft': {
      const { article, caseId, ofId = null } = command.args;
      if (records.get('article', article.id) !== undefined) return done();
      return done(
        put('article', {
          ...article,
          status: 'draft',
          updatedAt: now,
          authorId: actor.id,
          caseId,
          ...(ofId === null ? {} : { ofId }),
          submittedAt: null,
        }),
      );
    }
    case 'feedback.give':
      return give(records, command, actor, now);
    case 'feedback.settle': {
      const feedback = records.get('feedback', command.args.feedbackId);
      if (feedback === undefined) return refuse('notFound', 'There is no such suggestion.');
      if (actor.role === 'agent') return refuse('forbidden', 'Suggestions are dealt with by supervisors.');
      return feedback.settledAt === null ? done(put('feedback', { ...feedback, settledAt: now })) : done();
    }
    default:
  }
  const before = records.get('article', command.args.articleId);
  // Twice is once.
  if (command.type === 'article.remove' && before === undefined) return done();
  if (before === undefined) return refuse('notFound', 'There is no such article.');
  if (command.type === 'article.review') {
    if (actor.role === 'agent') return refuse('forbidden', 'Articles are reviewed by supervisors.');
    const { verdict, comment } = command.args;
    const waits = before.submittedAt != null && before.status === 'draft';
    if (!waits) {
      const same = before.review?.verdict === verdict && before.review.comment === comment;
      return same ? done() : refuse('state', 'The article does not wait for a review.');
    }
    const review = { byName: actor.name, at: now, verdict, comment };
    const reviewed = { ...before, submittedAt: null, review, updatedAt: now };
    if (verdict === 'return') return done(put('article', reviewed));
    const old = before.ofId == null ? undefined : records.get('article', before.ofId);
    if (old === undefined) return done(put('article', { ...reviewed, status: 'published' }));
    // It takes the other one's place, under the id that messages and links know.
    const { title, summary, body, locale, tags } = before;
    return done(
      put('article', { ...old, title, summary, body, locale, tags, review, updatedAt: now }),
      put('article', { ...reviewed, status: 'archived' }),
    );
  }
  if (!mayEditArticle(actor, before))
    return refuse('forbidden', 'A published article is edited by supervisors, a draft by its author.');
  if (command.type === 'article.remove') {
    if (before.status !== 'draft') return refuse('state', 'Only a draft is removed.');
    return done({ kind: 'article', id: before.id, op: 'remove' });
  }
  if (command.type === 'article.submit') {
    if (before.status !== 'draft') return refuse('state', 'Only a draft is submitted.');
    if (before.submittedAt != null) return done();
    return done(put('article', { ...before, submittedAt: now }));
  }
  const refused = clash(before, command.args.set, command.args.base);
  if (refused !== null) return refused;
  const next = withGiven(before, command.args.set);
  if (next === before) return done();
  // What waits is what its reviewer reads: its author's edit takes it back, a supervisor's does not.
  const back = before.submittedAt != null && actor.role === 'agent' ? { submittedAt: null } : {};
  return done(put('article', { ...next, ...back, updatedAt: now }));
}

function give(
  records: Records,
  { args }: CommandOf<'feedback.give'>,
  actor: Extract<Actor, { kind: 'agent' }>,
  now: number,
): Outcome {
  const { feedbackId, articleId, helpful, text } = args;
  const before = records.get('feedback', feedbackId);
  if (before !== undefined && before.authorId !== actor.id)
    return refuse('forbidden', 'Somebody else has said this.');
  if (records.get('article', articleId) === undefined) return refuse('notFound', 'There is no such article.');
  if (before?.helpful === helpful && before.text === text && before.articleId === articleId) return done();
  const by = { authorId: actor.id, authorName: actor.name };
  // A new suggestion is to be looked at again; another rating is not.
  const settledAt = before?.text === text ? before.settledAt : null;
  return done(put('feedback', { id: feedbackId, articleId, ...by, helpful, text, at: now, settledAt }));
}
