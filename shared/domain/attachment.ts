// A file that goes with a message: what is known of it. The bytes travel beside the log and are stored once.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { bounds, filledLine, line } from './text.ts';

/** Bytes of one file, and how many files one message holds, at most. */
export const attachmentBounds = { bytes: 20 * 1024 * 1024, count: 10 } as const;
/** Files travel and are kept in pieces of this many bytes; only the last one is shorter. */
export const pieceBytes = 512 * 1024;

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

/** @returns the words of a message that is only files: every message has some, also where files are not shown. */
export function wordsOfFiles(files: readonly Pick<Attachment, 'name'>[]): string {
  return files
    .map(({ name }) => `📎 ${name}`)
    .join('\n')
    .slice(0, bounds.message);
}

/** @returns whether a message says nothing but the names of its files. */
export function saysOnlyFiles(message: {
  text: string;
  attachments?: readonly Pick<Attachment, 'name'>[] | undefined;
}): boolean {
  const files = message.attachments ?? [];
  return files.length > 0 && message.text === wordsOfFiles(files);
}
