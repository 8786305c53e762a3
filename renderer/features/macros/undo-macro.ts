// Changes when a run of a macro is taken back differently. The last step first; what has gone out stays, and is said to.
import type { Tagged } from '../../../shared/domain/tags.ts';
import { marksOf } from '../../../shared/domain/tags.ts';
import type { Run } from '../../data/data.ts';
import type { Drafts } from '../../data/drafts.ts';
import type { LoggedStep, MacroRun, Undo } from './macro-log.ts';

/** What a run is taken back through. */
export interface UndoHands {
  run: Run;
  drafts: Drafts;
  newId: () => string;
  /** What stands in the place of a note that was taken back. */
  noteWords: string;
  /** The tags as they are now. */
  tagged: (kind: 'case' | 'customer', id: string) => Promise<Tagged | null>;
}

/** @returns the run with what became of each step: `undone`, or `kept` where it cannot be taken back. Never throws. */
export async function undoMacro(run: MacroRun, hands: UndoHands): Promise<MacroRun> {
  const steps: LoggedStep[] = run.steps.map((step) => ({ ...step }));
  for (const step of steps.toReversed()) {
    if (step.state !== 'done') continue;
    try {
      step.state = step.undo !== null && (await takeBack(step.undo, hands)) ? 'undone' : 'kept';
    } catch {
      // Somebody has changed it since: their value stays.
      step.state = 'kept';
    }
    step.undo = null;
  }
  return { ...run, steps, undone: true };
}

async function takeBack(undo: Undo, { run, drafts, newId, noteWords, tagged }: UndoHands): Promise<boolean> {
  switch (undo.of) {
    case 'draft': {
      const now = drafts.get(undo.key).text;
      const { before, after } = undo;
      if (now === after) {
        drafts.set(undo.key, before, before.length);
        return true;
      }
      // The agent has gone on writing: only the words of the macro go, where they still stand as they were.
      const words = after.slice(before.trimEnd().length);
      if (!now.includes(words)) return false;
      const left = now.replace(words, '').replace(/^\n/, '');
      drafts.set(undo.key, left, left.length);
      return true;
    }
    case 'case':
      await run('case.update', { caseId: undo.caseId, set: undo.set, base: undo.base });
      return true;
    case 'tags': {
      const { kind, id, add, remove } = undo;
      const record = await tagged(kind, id);
      if (record === null) return false;
      const seen = marksOf(record, remove);
      if (kind === 'case') await run('case.tag', { caseId: id, add, remove, seen });
      else await run('customer.tag', { customerId: id, add, remove, seen });
      return true;
    }
    case 'note': {
      const { noteId, subjectKind, subjectId } = undo;
      await run('note.write', {
        noteId: newId(),
        subjectKind,
        subjectId,
        text: noteWords,
        supersedes: noteId,
      });
      return true;
    }
    case 'newCase': {
      const { caseId, conversationId, before } = undo;
      await run('conversation.link', { conversationId, caseId: before });
      await run('case.update', { caseId, set: { status: 'canceled' }, base: { status: 'open' } });
      return true;
    }
    case 'activity':
      await run('activity.update', {
        activityId: undo.activityId,
        set: { done: true },
        base: { done: false },
      });
      return true;
  }
}
