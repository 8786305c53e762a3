// What applying a command needs and gives: the context, and either changes or a refusal.
import type { ErrorData } from '../errors.ts';
import type { Actor } from './commands.ts';
import type { Change } from './records.ts';
import { maxTags } from './tags.ts';

/** What applying needs besides the records. */
export interface ApplyContext {
  actor: Actor;
  /** The service's clock in the service, the desk's estimate of it at the desk; ms since the epoch. */
  now: number;
  /** True in the service: it numbers messages and cases. At the desk those stay null. */
  authority: boolean;
  /** The next case number; called at most once, only with authority. */
  nextCaseNumber?: (() => string) | undefined;
}

/** Either the changes (none when it was applied before), or why not. A refusal changes nothing. */
export type Outcome = { ok: true; changes: Change[] } | { ok: false; refusal: ErrorData };

/** @returns an outcome with these changes. */
export const done = (...changes: Change[]): Outcome => ({ ok: true, changes });
/** @returns a refusal. */
export const refuse = (kind: ErrorData['kind'], message: string, facts?: ErrorData['facts']): Outcome => ({
  ok: false,
  refusal: facts === undefined ? { kind, message } : { kind, message, facts },
});
/** @returns the refusal of a tag too many. */
export const tooManyTags = (): Outcome => refuse('tooLarge', `There can be at most ${maxTags} tags.`);
