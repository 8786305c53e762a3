// Changes when the Persian words of the interface change.
import type { Messages } from './en.ts';

/** What is missing falls back to English. */
export const fa: Partial<Messages> = {};
