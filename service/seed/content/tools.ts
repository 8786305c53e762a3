// Words of the seeded macros, scripts and further quick replies, in six languages.
import type { Locale } from '../../../shared/domain/people.ts';
import { tools as ar } from './ar/tools.ts';
import { tools as da } from './da/tools.ts';
import { tools as de } from './de/tools.ts';
import { tools as en } from './en/tools.ts';
import { tools as fa } from './fa/tools.ts';
import { tools as pl } from './pl/tools.ts';
import type { ReplyText } from './types.ts';

type MacroKey = 'begin' | 'refund' | 'callback' | 'escalate' | 'identify' | 'solved';
type ScriptKey = 'welcome' | 'returns' | 'faults';
type WordKey =
  | 'hello'
  | 'refundTitle'
  | 'refundCategory'
  | 'refundTag'
  | 'refundNote'
  | 'refundText'
  | 'callTitle'
  | 'callText'
  | 'escalateText'
  | 'escalateReply'
  | 'identifyText'
  | 'solvedText';

/** What seed/tools.ts puts together. */
export interface ToolTexts {
  replies: readonly ReplyText[];
  macros: Record<MacroKey, string>;
  words: Record<WordKey, string>;
  /** Title, and for each step its title and its text. */
  scripts: Record<ScriptKey, { title: string; steps: readonly (readonly [title: string, text: string])[] }>;
}

export const toolTexts: Record<Locale, ToolTexts> = { en, de, pl, da, ar, fa };
