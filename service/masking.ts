// Masks what customers and agents write by the rules in force, before anything of it is stored. Rules: MASK-1, MASK-2.
import type { Reopening } from '../shared/domain/conversation.ts';
import type { MaskRule } from '../shared/domain/mask.ts';
import { rulesInForce } from '../shared/domain/mask-rules.ts';
import { maskText } from '../shared/domain/mask-text.ts';
import type { Change, RecordKind, RecordOf } from '../shared/domain/records.ts';
import { bounds } from '../shared/domain/text.ts';
import type { FeedEntry } from './context.ts';

/** What a command is about to change, masked. @param read gives records as they are before. */
export type Mask = (
  changes: readonly Change[],
  read: <K extends RecordKind>(kind: K, id: string) => RecordOf<K> | undefined,
) => Change[];

/** The rules in force in this process. */
export interface Masking {
  mask: Mask;
  /** Takes every rule there is. */
  set(rules: readonly MaskRule[]): void;
  /** Follows the log. */
  hear(entries: readonly FeedEntry[]): void;
}

/** @returns the entry with what its supervisor wrote masked. */
const masked = (one: Reopening, rules: Parameters<typeof maskText>[1]): Reopening => ({
  ...one,
  reason: maskText(one.reason, rules).text.slice(0, bounds.reason),
});

/** @returns masking by the built-in rule, until others are set. */
export function createMasking(): Masking {
  const all = new Map<string, MaskRule>();
  let { customer, agent } = rulesInForce([]);

  const settle = (): void => {
    ({ customer, agent } = rulesInForce([...all.values()]));
  };

  const mask: Mask = (changes, read) =>
    changes.map((change): Change => {
      if (change.op !== 'put') return change;
      switch (change.kind) {
        case 'message': {
          const { record } = change;
          const rules =
            record.authorKind === 'customer' ? customer : record.authorKind === 'agent' ? agent : [];
          const before = read('message', record.id);
          if (rules.length === 0 || before?.text === record.text) return change;
          const { text, masked } = maskText(record.text, rules);
          // A desk has masked by the same rules; what it has told holds where nothing more is found.
          if (text === record.text) return change;
          return { ...change, record: { ...record, text, masked } };
        }
        case 'conversation': {
          const { record } = change;
          if (customer.length === 0 && agent.length === 0) return change;
          const before = read('conversation', record.id);
          let next = record;
          if (before?.subject !== record.subject)
            next = { ...next, subject: maskText(record.subject, customer).text.slice(0, bounds.title) };
          if (record.rating !== null && before?.rating?.comment !== record.rating.comment) {
            const comment = maskText(record.rating.comment, customer).text.slice(0, 2000);
            next = { ...next, rating: { ...record.rating, comment } };
          }
          const known = before?.reopened?.length ?? 0;
          if ((record.reopened?.length ?? 0) > known)
            next = {
              ...next,
              reopened: record.reopened?.map((one, at) => (at < known ? one : masked(one, agent))),
            };
          return next === record ? change : { ...change, record: next };
        }
        case 'note': {
          const { record } = change;
          if (agent.length === 0 || read('note', record.id)?.text === record.text) return change;
          const text = maskText(record.text, agent).text;
          return text === record.text ? change : { ...change, record: { ...record, text } };
        }
        default:
          return change;
      }
    });

  return {
    mask,
    set: (rules) => {
      all.clear();
      for (const rule of rules) all.set(rule.id, rule);
      settle();
    },
    hear: (entries) => {
      let changed = false;
      for (const entry of entries) {
        if (entry.kind !== 'maskRule') continue;
        changed = true;
        if (entry.op === 'put') all.set(entry.id, entry.record);
        else all.delete(entry.id);
      }
      if (changed) settle();
    },
  };
}
