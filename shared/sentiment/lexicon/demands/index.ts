// Which languages without word lists of their own know money asked back and threats to leave.
import type { Judged } from '../../languages.ts';
import type { Lexicon } from '../types.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

/** What {@link Lexicon.phrases} are in the languages that have a lexicon. */
export const demands: Partial<Record<Judged, Lexicon['phrases']>> = { fr, it, pt, es, hi };
