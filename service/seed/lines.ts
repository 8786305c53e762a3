// Changes when what was said in a conversation of the demo is written as other records.
import type { Message } from '../../shared/domain/conversation.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';

/** Who said it, what, and when, ms since 1970. */
export type Line<Who extends Message['authorKind']> = readonly [who: Who, text: string, at: number];

/** @param author who stands behind each kind. @returns the messages, numbered from 1 on, with ids `<conversation>-m1` and on. */
export function messagesOf<Who extends Message['authorKind']>(
  conversationId: string,
  lines: readonly Line<Who>[],
  author: Readonly<Record<Who, { id: string | null; name: string }>>,
): AnyRecord[] {
  return lines.map(([who, text, at], index) => ({
    kind: 'message',
    record: {
      id: `${conversationId}-m${String(index + 1)}`,
      conversationId,
      seq: index + 1,
      authorKind: who,
      authorId: author[who].id,
      authorName: author[who].name,
      audience: 'public',
      text,
      at,
      articleId: null,
    },
  }));
}
