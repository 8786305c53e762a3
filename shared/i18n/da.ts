// Changes when the Danish words of the interface change.
import type { Messages } from './en.ts';

/** What is missing falls back to English. */
export const da: Partial<Messages> = {};
