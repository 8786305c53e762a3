// Changes when the Arabic words of the interface change.
import type { Messages } from './en.ts';

/** What is missing falls back to English. */
export const ar: Partial<Messages> = {};
