// The texts of the seeded world by language.
import type { Locale } from '../../../shared/domain/people.ts';
import { ar } from './ar/index.ts';
import { da } from './da/index.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { fa } from './fa/index.ts';
import { pl } from './pl/index.ts';
import type { LocaleContent } from './types.ts';

export const contents: Record<Locale, LocaleContent> = { en, de, pl, da, ar, fa };
