// The form of one command: its own id, its type, its arguments. Changes when all commands get another form.
import { z } from 'zod';
import { idSchema } from './ids.ts';

/** @returns the schema of one command. */
export const command = <T extends string, S extends z.ZodRawShape>(type: T, args: S) =>
  z.object({ id: idSchema, type: z.literal(type), args: z.object(args) });
