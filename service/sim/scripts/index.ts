// All simulated customers, by language.
import type { Locale } from '../../../shared/domain/people.ts';
import type { Script } from '../script.ts';
import { scripts as ar } from './ar.ts';
import { scripts as da } from './da.ts';
import { scripts as de } from './de.ts';
import { scripts as en } from './en.ts';
import { scripts as fa } from './fa.ts';
import { scripts as pl } from './pl.ts';

export const scriptsByLocale: Record<Locale, readonly Script[]> = { en, de, pl, da, ar, fa };
