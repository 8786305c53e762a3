// A file that goes with a message: what is known of it. The bytes travel beside the log and are stored once.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { filledLine, line } from './text.ts';

/** Bytes of one file, and how many files one message holds, at most. */
export const attachmentBounds = { bytes: 20 * 1024 * 1024, count: 10 } as const;

export const attachmentSchema = z.object({
  id: idSchema,
  /** The sender's name of the file, without any folder. Shown as text, never used as a path. */
  name: filledLine(255),
  /** The sender's word, such as "image/png"; what it really is, is found out where it is shown. */
  mediaType: line(100),
  bytes: z.number().int().min(0).max(attachmentBounds.bytes),
  /** Of its bytes, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Attachment = z.infer<typeof attachmentSchema>;
export const attachmentsSchema = z.array(attachmentSchema).max(attachmentBounds.count);
