// A rule by which parts of what customers write are masked before anything is stored.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { filledLine, line } from './text.ts';

/** At most this many rules are in force. */
export const maxMaskRules = 10;

export const maskRuleSchema = z.object({
  id: idSchema,
  name: filledLine(100),
  /** `card`: numbers that pass Luhn's check; `words`: those of `pattern`, separated by commas; `pattern`: a regular expression. */
  finds: z.enum(['card', 'iban', 'email', 'phone', 'words', 'pattern']),
  pattern: line(500),
  /** Takes the place of each character that is masked. */
  mark: line(4),
  /** Whose words. */
  of: z
    .array(z.enum(['customer', 'agent']))
    .min(1)
    .max(2),
  on: z.boolean(),
  rev: z.number().int().min(0).optional(),
});
export type MaskRule = z.infer<typeof maskRuleSchema>;
