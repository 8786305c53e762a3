// Changes when the interface speaks another language. Names only: what reads them needs no rules of records.

/** The six languages of the interface and of the seeded world. */
export const locales = ['en', 'de', 'pl', 'da', 'ar', 'fa'] as const;
export type Locale = (typeof locales)[number];
