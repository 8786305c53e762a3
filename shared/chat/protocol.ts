// The link between a customer's chat page and the service: JSON frames over one WebSocket at /chat/link.
// The page trusts nothing but shape, the service parses every frame. Types only are imported by the page, so it stays small.
import { z } from 'zod';
import { attachmentBounds } from '../domain/attachment.ts';
import { idSchema } from '../domain/ids.ts';
import { bounds, filledLine, filledProse, line, prose } from '../domain/text.ts';

/** Frames over this are refused, in bytes. */
export const maxChatFrameBytes = 65_536;

/** What the page sends. */
export const chatUpSchema = z.discriminatedUnion('t', [
  /** Comes back to a conversation: `token` from an earlier `welcome`, `seq` the newest message it has. */
  z.object({ t: z.literal('resume'), token: z.string().max(200), seq: z.number().int().min(0) }),
  /** Begins one. `messageId` makes a repeat harmless. */
  z.object({
    t: z.literal('start'),
    conversationId: idSchema,
    messageId: idSchema,
    name: filledLine(bounds.name),
    email: line(320).nullable(),
    text: filledProse(bounds.message),
    queueId: idSchema.nullable(),
    language: line(35),
    page: line(500).nullable(),
    /** The pages of the site before, oldest first, each with how many ms ago it was opened. */
    visits: z
      .array(z.object({ ago: z.number().int().min(0), page: line(500), title: line(200) }))
      .max(30)
      .optional(),
  }),
  z
    .object({
      t: z.literal('send'),
      messageId: idSchema,
      /** May be empty where there are files. */
      text: prose(bounds.message),
      /** Ids of files that were sent before, whole. */
      files: z.array(idSchema).max(attachmentBounds.count).optional(),
      replyToId: idSchema.optional(),
    })
    .refine(({ text, files = [] }) => text.trim() !== '' || files.length > 0, {
      message: 'must not be empty',
      path: ['text'],
    }),
  z.object({ t: z.literal('typing'), on: z.boolean() }),
  z.object({ t: z.literal('seen'), delivered: z.number().int().min(0), read: z.number().int().min(0) }),
  z.object({ t: z.literal('leave') }),
  z.object({ t: z.literal('rate'), score: z.number().int().min(1).max(5), comment: prose(2000) }),
  z.object({ t: z.literal('ping') }),
]);
export type ChatUp = z.infer<typeof chatUpSchema>;

/** A file of a message as the page sees it. */
export interface ChatFile {
  id: string;
  name: string;
  /** What it is, by its bytes. */
  type: string;
  bytes: number;
}

/** A public message as the page sees it. */
export interface ChatMessage {
  id: string;
  seq: number;
  from: 'customer' | 'agent' | 'bot' | 'system';
  name: string;
  text: string;
  at: number;
  files?: ChatFile[];
  /** An article came with it: it is read at /chat/articles/<id of the message>. */
  article?: true;
  /** Id of the message that it answers. */
  replyToId?: string;
  /** How often it was changed. */
  edits?: number;
}

/** What the service sends. */
export type ChatDown =
  | {
      t: 'welcome';
      token: string;
      conversationId: string;
      state: ChatState;
      agentName: string | null;
      messages: ChatMessage[];
      rated: boolean;
    }
  | { t: 'messages'; messages: ChatMessage[] }
  | { t: 'state'; state: ChatState; agentName: string | null }
  | { t: 'typing'; on: boolean; name: string }
  | { t: 'seen'; agentRead: number }
  | { t: 'rated' }
  /** The frame named was refused; `messageId` when it was a message. */
  | { t: 'refused'; kind: string; message: string; messageId: string | null }
  | { t: 'pong' };

/** What the customer is told: waiting in the queue, talking, over. */
export type ChatState = 'queued' | 'talking' | 'ended';
