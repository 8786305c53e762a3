// What things have in common that an agent keeps for itself, or that everybody shares.
import { z } from 'zod';
import { idSchema } from './ids.ts';

/** The fields of quick replies, macros, scripts and saved views beside their own. */
export const ownedShape = {
  id: idSchema,
  /** Whose it is; null for everybody's, which supervisors and admins keep. */
  ownerId: idSchema.nullable(),
  /** Counts its changes, so that nobody overwrites what they have not seen. */
  rev: z.number().int().min(0).optional(),
};
