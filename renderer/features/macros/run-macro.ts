// Changes when a step of a macro does something else. Steps are done in order; the first that fails ends the run.
import type { Activity } from '../../../shared/domain/activity.ts';
import type { Case, CaseEdit } from '../../../shared/domain/case.ts';
import type { Macro, MacroStep } from '../../../shared/domain/macro.ts';
import type { Customer } from '../../../shared/domain/people.ts';
import { marksOf, tagKey } from '../../../shared/domain/tags.ts';
import { fillVariables, type ReplyFacts } from '../../../shared/domain/variables.ts';
import { toErrorData } from '../../../shared/errors.ts';
import type { Run } from '../../data/data.ts';
import type { Drafts } from '../../data/drafts.ts';
import { holds, textOf, type MacroFacts } from './conditions.ts';
import type { LoggedStep, MacroRun, Undo } from './macro-log.ts';

/** Where a macro runs. */
export interface MacroPlace {
  conversationId: string;
  queueId: string;
  customer: Pick<Customer, 'id' | 'tags' | 'tagMarks'> | null;
  /** The linked case, whole. */
  case: Case | null;
  agentId: string;
  facts: MacroFacts;
  known: ReplyFacts;
  /** Values the agent gave for variables nobody knows. */
  asked: Readonly<Record<string, string>>;
}

/** What a macro acts through. */
export interface MacroHands {
  run: Run;
  drafts: Drafts;
  newId: () => string;
  now: () => number;
  /** An article's title and first words, with the article attached to the reply. @returns false where there is none. */
  article: (articleId: string) => Promise<{ title: string; text: string } | null>;
  open: (tab: 'case' | 'customer' | 'article', id: string) => void;
}

/** Thrown by a step that has nothing to act on. */
class CannotDo extends Error {
  readonly why: string;
  constructor(why: 'noCase' | 'noCustomer' | 'noArticle') {
    super(why);
    this.why = why;
  }
}
interface Done {
  detail: string;
  undo: Undo | null;
}
const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 120);

/** Runs a macro. Never throws: what failed is in the log. @param onStep hears of each step as it is done. */
export async function runMacro(
  macro: Macro,
  place: MacroPlace,
  hands: MacroHands,
  onStep: (run: MacroRun) => void = () => {},
): Promise<MacroRun> {
  const steps: LoggedStep[] = macro.steps.map((step) => ({
    do: step.do,
    detail: short(textOf(step) ?? ''),
    state: 'notReached',
    why: null,
    undo: null,
  }));
  const run: MacroRun = {
    id: hands.newId(),
    macroId: macro.id,
    title: macro.title,
    at: hands.now(),
    steps,
    undone: false,
  };
  // Steps see what the steps before them did.
  const here = { ...place, facts: { ...place.facts } };
  for (const [at, step] of macro.steps.entries()) {
    const logged = steps[at]!;
    if (holds(step.when, here.facts)) {
      try {
        Object.assign(logged, await doStep(step, here, hands), { state: 'done' });
      } catch (error) {
        const why = error instanceof CannotDo ? error.why : toErrorData(error).kind;
        Object.assign(logged, { state: 'failed', why });
      }
    } else logged.state = 'skipped';
    onStep({ ...run, steps: steps.map((one) => ({ ...one })) });
    if (logged.state === 'failed') break;
  }
  return { ...run, steps };
}

async function doStep(step: MacroStep, place: MacroPlace, hands: MacroHands): Promise<Done> {
  const { run, newId } = hands;
  const { conversationId } = place;
  const text = fillVariables(textOf(step) ?? '', place.known, place.asked);
  switch (step.do) {
    case 'write':
      return { detail: short(text), undo: write(hands, conversationId, text) };
    case 'send':
    case 'internal': {
      const audience = step.do === 'send' ? 'public' : 'internal';
      await run('message.send', { messageId: newId(), conversationId, audience, text, articleId: null });
      return { detail: short(text), undo: null };
    }
    case 'note': {
      const noteId = newId();
      const about =
        place.case === null
          ? { subjectKind: 'conversation' as const, subjectId: conversationId }
          : { subjectKind: 'case' as const, subjectId: place.case.id };
      await run('note.write', { noteId, ...about, text, supersedes: null });
      return { detail: short(text), undo: { of: 'note', noteId, ...about } };
    }
    case 'article': {
      const article = await hands.article(step.articleId);
      if (article === null) throw new CannotDo('noArticle');
      return { detail: short(article.title), undo: write(hands, conversationId, article.text) };
    }
    case 'case':
      return editCase(step, place, hands);
    case 'newCase':
      return newCase(step, place, hands);
    case 'tag':
      return tag(step, place, hands);
    case 'activity': {
      const { kind, title, inHours } = step;
      const activity: Pick<Activity, 'id' | 'kind' | 'title' | 'text' | 'caseId' | 'conversationId'> & {
        customerId: string | null;
        ownerId: string;
        dueAt: number;
      } = {
        id: newId(),
        kind,
        title,
        text: '',
        caseId: place.case?.id ?? null,
        conversationId,
        customerId: place.customer?.id ?? null,
        ownerId: place.agentId,
        dueAt: Math.round(hands.now() + inHours * 3_600_000),
      };
      await run('activity.create', { activity });
      return { detail: short(title), undo: { of: 'activity', activityId: activity.id } };
    }
    case 'open': {
      const id = { case: place.case?.id, customer: place.customer?.id, article: step.articleId }[step.tab];
      if (id == null)
        throw new CannotDo(
          step.tab === 'case' ? 'noCase' : step.tab === 'customer' ? 'noCustomer' : 'noArticle',
        );
      hands.open(step.tab, id);
      return { detail: '', undo: null };
    }
    case 'end':
      await run('conversation.end', { conversationId });
      return { detail: '', undo: null };
  }
}

function write({ drafts }: MacroHands, conversationId: string, text: string): Undo {
  const key = `reply:${conversationId}`;
  const before = drafts.get(key).text;
  const after = before.trim() === '' ? text : `${before.trimEnd()}\n${text}`;
  drafts.set(key, after, after.length);
  return { of: 'draft', key, before, after };
}

async function editCase(
  step: Extract<MacroStep, { do: 'case' }>,
  place: MacroPlace,
  { run }: MacroHands,
): Promise<Done> {
  const record = place.case;
  if (record === null) throw new CannotDo('noCase');
  const set: CaseEdit = {
    ...(step.status === undefined ? {} : { status: step.status }),
    ...(step.priority === undefined ? {} : { priority: step.priority }),
    ...(step.category === undefined ? {} : { category: step.category }),
    ...(step.toMe === true ? { ownerId: place.agentId } : {}),
  };
  const fields = Object.keys(set) as (keyof typeof set & keyof Case)[];
  const before = Object.fromEntries(fields.map((field) => [field, record[field]])) as CaseEdit;
  await run('case.update', { caseId: record.id, set, base: before });
  place.case = { ...record, ...(set as Partial<Case>) };
  place.facts = { ...place.facts, caseStatus: place.case.status, casePriority: place.case.priority };
  const detail = set.category ?? '';
  return { detail: short(detail), undo: { of: 'case', caseId: record.id, set: before, base: set } };
}

async function newCase(
  step: Extract<MacroStep, { do: 'newCase' }>,
  place: MacroPlace,
  { run, newId, now }: MacroHands,
): Promise<Done> {
  const { title, kind, priority } = step;
  const { conversationId, queueId, customer } = place;
  const before = place.case?.id ?? null;
  const caseId = newId();
  const made = { title, description: '', kind, priority, category: null, queueId, conversationId };
  await run('case.create', { ...made, caseId, customerId: customer?.id ?? null });
  place.case = {
    ...made,
    id: caseId,
    number: null,
    status: 'open',
    customerId: customer?.id ?? null,
    ownerId: place.agentId,
    tags: [],
    createdAt: now(),
    updatedAt: now(),
    dueAt: null,
  };
  place.facts = {
    ...place.facts,
    hasCase: true,
    caseStatus: 'open',
    casePriority: priority,
    caseKind: kind,
  };
  return { detail: short(title), undo: { of: 'newCase', caseId, conversationId, before } };
}

async function tag(
  step: Extract<MacroStep, { do: 'tag' }>,
  place: MacroPlace,
  { run }: MacroHands,
): Promise<Done> {
  const record = step.of === 'case' ? place.case : place.customer;
  if (record === null) throw new CannotDo(step.of === 'case' ? 'noCase' : 'noCustomer');
  const held = new Set(record.tags.map(tagKey));
  const add = step.add.filter((one) => !held.has(tagKey(one)));
  const remove = step.remove.filter((one) => held.has(tagKey(one)));
  const seen = marksOf(record, remove);
  if (add.length + remove.length > 0) {
    if (step.of === 'case') await run('case.tag', { caseId: record.id, add, remove, seen });
    else await run('customer.tag', { customerId: record.id, add, remove, seen });
  }
  const detail = [...add.map((one) => `+${one}`), ...remove.map((one) => `−${one}`)].join(' ');
  return {
    detail: short(detail),
    undo: { of: 'tags', kind: step.of, id: record.id, add: remove, remove: add },
  };
}
