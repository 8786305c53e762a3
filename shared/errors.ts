// What can go wrong, as a closed list of kinds; what a person can do about each is said by the interface, error.<kind>.
import { z } from 'zod';

/** Every failure that may cross a process or network edge is one of these. */
export const errorKinds = [
  'invalid', // the input broke a rule; `field` says which
  'unauthenticated', // no sign-in, or it has expired
  'forbidden', // signed in, but not allowed
  'notFound', // the record is not there, or not visible to this agent
  'conflict', // somebody else changed the same thing first; `facts` holds both sides
  'taken', // somebody else already has it; `facts.by` says who
  'state', // the record is in a state that does not allow this
  'tooLarge', // over a stated bound
  'rateLimited', // too many attempts; `facts.retryAfterMs`
  'timeout', // no answer in time
  'unreachable', // the other side cannot be reached
  'gone', // the process that would have answered has ended
  'version', // the other side speaks another version
  'storage', // the disk refused: full, read-only, damaged
  'internal', // our mistake
] as const;
export const errorKindSchema = z.enum(errorKinds);
/** One of {@link errorKinds}. */
export type ErrorKind = z.infer<typeof errorKindSchema>;

/** An error as it travels: plain data, bounded, shown as text. */
export const errorDataSchema = z.object({
  kind: errorKindSchema,
  /** For people and logs, in English; the interface translates by `kind` and `code`. */
  message: z.string().max(2000),
  /** Dotted path of the input field at fault. */
  field: z.string().max(200).optional(),
  /** Small facts that a translated sentence needs, such as who has it or the two sides of a conflict. */
  facts: z.record(z.string(), z.union([z.string().max(20000), z.number(), z.boolean(), z.null()])).optional(),
});
/** See {@link errorDataSchema}. */
export type ErrorData = z.infer<typeof errorDataSchema>;

/** The one error class of Parley. Throw it wherever the kind is known; anything else counts as `internal`. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly field: string | undefined;
  readonly facts: ErrorData['facts'];

  constructor(
    kind: ErrorKind,
    message: string,
    more: { field?: string | undefined; facts?: ErrorData['facts']; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.field = more.field;
    this.facts = more.facts;
  }
}

/** @returns the error as plain data for the wire; what is not an AppError becomes `internal` without its text. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) {
    const data: ErrorData = { kind: error.kind, message: error.message.slice(0, 2000) };
    if (error.field !== undefined) data.field = error.field.slice(0, 200);
    if (error.facts !== undefined) data.facts = error.facts;
    return data;
  }
  return { kind: 'internal', message: 'Something went wrong inside Parley.' };
}

/** @returns an AppError rebuilt from what came over the wire. */
export function fromErrorData(data: ErrorData): AppError {
  return new AppError(data.kind, data.message, { field: data.field, facts: data.facts });
}

/**
 * Parses what crossed an edge.
 * @param what names the thing in the error, for example "command".
 * @throws AppError `invalid` naming the field.
 */
export function parseOrThrow<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  throw new AppError(
    'invalid',
    `${what}${field === '' ? '' : `, field ${field}`}: ${issue?.message ?? 'not valid'}`,
    { field },
  );
}
