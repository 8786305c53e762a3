// Files between a window and the store: handed over and read in pieces, in base64, as every way between the two carries text.
import { z } from 'zod';
import { attachmentBounds, attachmentSchema, pieceBytes } from '../domain/attachment.ts';
import { idSchema } from '../domain/ids.ts';

const bytes = z.number().int().min(0).max(attachmentBounds.bytes);
const data = z.base64().max(Math.ceil(pieceBytes / 3) * 4 + 4);
const none = z.object({});
const byId = z.object({ id: idSchema });

/** How far a file of this desk has come. */
export const fileRowSchema = z.object({
  id: idSchema,
  state: z.enum(['waiting', 'sent', 'refused']),
  /** Bytes that the service has, of so many. */
  sent: bytes,
  bytes,
  /** Why the service will not have it. */
  problem: z.string().max(100).nullable(),
});
export type FileRow = z.infer<typeof fileRowSchema>;

export const fileRequests = {
  /** Begins to hand a file over, under an id of the window's choosing. */
  'file.begin': {
    input: z.object({ id: idSchema, conversationId: idSchema, name: z.string().min(1).max(1000), bytes }),
    output: none,
  },
  /** The next piece; one that was taken before changes nothing. */
  'file.piece': { input: z.object({ id: idSchema, at: bytes, data }), output: none },
  /** It is whole and safe on disk, and on its way to the service. */
  'file.finish': { input: byId, output: z.object({ file: attachmentSchema }) },
  'file.drop': { input: byId, output: none },
  /** Sends again what the service would not have. */
  'file.retry': { input: byId, output: none },
  /** One piece of a file of a message, or with null of one that is being written. */
  'file.read': {
    input: z.object({ messageId: idSchema.nullable(), fileId: idSchema, at: bytes }),
    output: z.object({ data, bytes }),
  },
  /** One piece of a call's recording, as it stands in its conversation. */
  'recording.read': {
    input: z.object({ conversationId: idSchema, fileId: idSchema, at: bytes }),
    output: z.object({ data, bytes }),
  },
} as const;
