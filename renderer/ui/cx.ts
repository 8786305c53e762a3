// Changes when class names are put together differently.

/** @returns the class names that are there, in one string. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
