// Changes when two lists of contacts are compared, or brought together, differently.
import { customerSchema, type Contact } from '../../../shared/domain/people.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';

type Side = AttentionView['sides'][number];

/** Whose form of one contact is kept. */
export type Chosen = 'yours' | 'theirs';

/** One contact of two lists. */
export interface ContactLine {
  key: string;
  /** Null where that side has it not. */
  yours: Contact | null;
  theirs: Contact | null;
  same: boolean;
  /** Who has changed it, seen from what the author began with: that is kept unless the agent says otherwise. */
  suggested: Chosen;
}

const contactSchema = customerSchema.shape.contacts.unwrap().element;

/** @returns the contacts of a text. What the service told may be cut in the middle: those that are whole are read. */
export function contactsIn(value: string): Contact[] {
  return Array.from(value.matchAll(/\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g)).flatMap(([one]) => {
    try {
      return contactSchema.safeParse(JSON.parse(one)).data ?? [];
    } catch {
      return [];
    }
  });
}

/** The same address twice in a list is one and another one. */
function byKey(list: readonly Contact[]): Map<string, Contact> {
  const found = new Map<string, Contact>();
  for (const one of list) {
    const key = `${one.kind} ${one.value.trim().toLowerCase()}`;
    let again = '';
    while (found.has(key + again)) again += '+';
    found.set(key + again, one);
  }
  return found;
}
const isSame = (a: Contact | null, b: Contact | null): boolean =>
  a?.value === b?.value && a?.label === b?.label && a?.preferred === b?.preferred;

/** @returns both lists, one contact a line: those that are there now first, in their order. */
export function contactLines({ theirs, yours, seen }: Side): ContactLine[] {
  const [there, mine, before] = [theirs, yours, seen ?? null].map((text) => byKey(contactsIn(text ?? '')));
  return [...new Set([...there!.keys(), ...mine!.keys()])].map((key) => {
    const of = (list: Map<string, Contact> | undefined): Contact | null => list?.get(key) ?? null;
    const line = { key, yours: of(mine), theirs: of(there), same: isSame(of(mine), of(there)) };
    // The author has not touched it: it is somebody else who has.
    const untouched = seen !== undefined && isSame(line.yours, of(before));
    return { ...line, suggested: untouched ? 'theirs' : 'yours' };
  });
}

/** @returns the list that was chosen, with at most one contact of a kind that is preferred: the agent's own. */
export function contactsChosen(
  lines: readonly ContactLine[],
  chosen: Readonly<Record<string, Chosen>>,
): Contact[] {
  const kept = lines.flatMap((line) => {
    const how = chosen[line.key] ?? line.suggested;
    const contact = line[how];
    return contact === null ? [] : [{ contact, own: how === 'yours' && !line.same }];
  });
  return kept.map(({ contact }) => {
    const rivals = kept.filter((one) => one.contact.kind === contact.kind && one.contact.preferred === true);
    const first = (rivals.find(({ own }) => own) ?? rivals[0])?.contact;
    if (contact.preferred !== true || contact === first) return contact;
    const { kind, value, label } = contact;
    return { kind, value, label };
  });
}
