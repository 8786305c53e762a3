// Changes when a customer's details are checked or compared differently before they are saved.
import { contactKinds, mostContacts, type Contact, type ContactKind } from '../../../shared/domain/people.ts';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import type { Visitor } from '../../../shared/domain/conversation.ts';

/** The details an agent can edit, as typed: an empty text is "none". */
export interface CustomerForm {
  name: string;
  email: string;
  phone: string;
  organisation: string;
  city: string;
  language: string;
}
/** One of the details. */
export type CustomerField = keyof CustomerForm;
export const customerFields: readonly CustomerField[] = [
  'name',
  'email',
  'phone',
  'organisation',
  'city',
  'language',
];

/** @returns the form of a customer that is not known yet, from what the visitor has told. */
export function formFromVisitor(visitor: Visitor | null): CustomerForm {
  return {
    name: visitor?.name ?? '',
    email: visitor?.email ?? '',
    phone: '',
    organisation: '',
    city: '',
    language: visitor?.language === undefined || visitor.language === '' ? 'en' : visitor.language,
  };
}

/** What is wrong with a detail, as the last part of a translation key. */
export type FieldProblem = 'missing' | 'email' | 'language';

/** @returns what is wrong with a detail, or null. Lenient: it only catches slips. */
export function problemWith(field: CustomerField, value: string): FieldProblem | null {
  const text = value.trim();
  if (field === 'name') return text === '' ? 'missing' : null;
  if (field === 'email') return text === '' || /^[^\s@]+@[^\s@]+$/.test(text) ? null : 'email';
  if (field === 'language') return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) ? null : 'language';
  return null;
}

/** The nullable details of a customer record, from text. */
type Saved = Pick<CustomerRow, CustomerField>;

/** @returns one detail as it is saved. */
export function savedValue<F extends CustomerField>(field: F, value: string): Saved[F] {
  const text = value.trim();
  const nullable = field === 'email' || field === 'phone' || field === 'organisation' || field === 'city';
  return (text === '' && nullable ? null : text) as Saved[F];
}

/** A further address, number or handle as typed. */
export interface ContactForm {
  kind: string;
  value: string;
  label: string;
}

/** @returns the kind that a form has chosen. */
export const kindOf = ({ kind }: ContactForm): ContactKind =>
  contactKinds.find((known) => known === kind) ?? 'email';

const same = (a: Pick<Contact, 'kind' | 'value'>, b: Pick<Contact, 'kind' | 'value'>): boolean =>
  a.kind === b.kind && a.value.trim().toLowerCase() === b.value.trim().toLowerCase();

/** @param of the one that is edited; null for a new one. @returns what is wrong, as the last part of a translation key. */
export function problemWithContact(
  form: ContactForm,
  all: readonly Contact[],
  of: Contact | null,
): 'value' | 'email' | 'phone' | 'twice' | null {
  const kind = kindOf(form);
  const value = form.value.trim();
  if (value === '') return 'value';
  if (kind === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'email';
  if (kind === 'phone' && (value.match(/\p{Nd}/gu) ?? []).length < 4) return 'phone';
  return all.some((one) => one !== of && same(one, { kind, value })) ? 'twice' : null;
}

/** @param of the one that it takes the place of; null adds it. @returns the contacts afterwards. */
export function withContact(all: readonly Contact[], of: Contact | null, form: ContactForm): Contact[] {
  const kind = kindOf(form);
  const kept = of?.kind === kind && of.preferred === true ? { preferred: true as const } : {};
  const next: Contact = { kind, value: form.value.trim(), label: form.label.trim(), ...kept };
  return of === null ? [...all, next].slice(0, mostContacts) : all.map((one) => (one === of ? next : one));
}

/** @returns the contacts with this one as the preferred of its kind, or with none where it was that already. */
export function withPreferred(all: readonly Contact[], of: Contact): Contact[] {
  return all.map(({ preferred, ...one }) => {
    const chosen = same(one, of) ? preferred !== true : preferred === true && one.kind !== of.kind;
    return chosen ? { ...one, preferred: true } : one;
  });
}
