// Changes when a customer's details are checked or compared differently before they are saved.
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
