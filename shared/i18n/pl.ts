// Changes when the Polish words of the interface change.
import type { Messages } from './en.ts';

/** What is missing falls back to English. */
export const pl: Partial<Messages> = {};
