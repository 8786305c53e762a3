// Changes when customers are told differently why a frame of theirs was refused.
import { bounds } from '../../../shared/domain/text.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { chatUpSchema, maxChatFrameBytes, type ChatUp } from '../../../shared/chat/protocol.ts';

/** A frame, or why it is none; `messageId` when it was about a message. */
export type Parsed =
  | { ok: true; frame: ChatUp }
  | { ok: false; refusal: ErrorData; messageId: string | null };

/** Parses one frame as it came. Never throws. */
export function parseFrame(data: Buffer): Parsed {
  if (data.byteLength > maxChatFrameBytes) {
    return refused(
      'tooLarge',
      `This is too long to send: at most ${bounds.message} characters.`,
      messageIdIn(data),
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return refused('invalid', 'This frame is not JSON.', null);
  }
  const result = chatUpSchema.safeParse(value);
  if (result.success) return { ok: true, frame: result.data };
  const id = typeof value === 'object' && value !== null && 'messageId' in value ? value.messageId : null;
  const messageId = typeof id === 'string' ? id.slice(0, 64) : null;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  if (issue?.code === 'too_big') {
    const most = field === 'text' ? bounds.message : Number(issue.maximum);
    return refused('tooLarge', `This is too long to send: at most ${most} characters.`, messageId, field);
  }
  return refused('invalid', `${sentence(field)}${issue?.message ?? 'not valid'}.`, messageId, field);
}

function refused(kind: ErrorData['kind'], message: string, messageId: string | null, field?: string): Parsed {
  const refusal: ErrorData = { kind, message };
  if (field !== undefined) refusal.field = field;
  return { ok: false, refusal, messageId };
}

const sentence = (field: string): string => (field === '' ? '' : `The field ${field} `);

/** Finds the id near the start of a frame that is too large to be parsed, so that the page knows which message it was. */
function messageIdIn(data: Buffer): string | null {
  const found = /"messageId"\s*:\s*"([A-Za-z0-9_.-]{1,64})"/.exec(data.subarray(0, 1000).toString('latin1'));
  return found?.[1] ?? null;
}
