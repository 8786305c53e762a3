// Files over HTTP, between whoever sends or opens one and the service: pieces up, the whole down.
import { z } from 'zod';
import { attachmentBounds, attachmentSchema } from '../domain/attachment.ts';
import { idSchema } from '../domain/ids.ts';

const count = z.coerce.number().int().min(0).max(attachmentBounds.bytes);

/** The query of a piece: the file's name and size, and where the piece begins, in bytes. */
export const pieceQuerySchema = z.object({ name: z.string().min(1).max(1000), bytes: count, at: count });
export const filePathSchema = z.object({ conversationId: idSchema, fileId: idSchema });

/** The answer to a piece: how much has come, and the file once it is whole. */
export const fileReceiptSchema = z.object({
  received: z.number().int().min(0),
  file: attachmentSchema.nullable(),
});
export type FileReceipt = z.infer<typeof fileReceiptSchema>;
