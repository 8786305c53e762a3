// What a conversation or a message that was written can change, more exactly than by kind: most lists of conversations hear of no message.
//
//   "talk"             a conversation is otherwise than by how far its messages have come
//   "talk:closed"      a closed one was written, or a message of it
//   "talk@<customer>"  one of this customer was written, or a message of it
//   "talk@"            perhaps one of any customer: many rows came at once, and none was looked at
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { RecordKind } from '../../../shared/domain/records.ts';

/** See the head of this file. */
export interface TalkKeys {
  /** To be asked before a row is written, and given to {@link TalkKeys.wrote}. */
  before(kind: RecordKind, id: string): Conversation | undefined;
  /**
   * @param record as it is now; null where it is gone.
   * @param parent the conversation of a message.
   */
  wrote(kind: RecordKind, before: Conversation | undefined, record: unknown, parent: unknown): void;
  /** A row was written that nobody looked at. */
  roughly(kind: RecordKind): void;
  /** While on, everything is written so: many rows come at once. */
  rough(on: boolean): void;
}

/** What keys are made of. */
export interface TalkDeps {
  touch: (key: string) => void;
  get: (id: string) => Conversation | undefined;
  /** The same of its columns alone. */
  look: (id: string) => Pick<Conversation, 'state' | 'customerId'> | undefined;
}

/** Everything of a conversation but how far its messages have come. */
function frameOf(conversation: Conversation | undefined): string {
  if (conversation === undefined) return '';
  const { lastSeq: _, lastMessageAt: _at, ...rest } = conversation;
  const { customerDeliveredSeq: _delivered, customerReadSeq: _read, agentReadSeq: _own, ...frame } = rest;
  return JSON.stringify(frame);
}

/** See {@link TalkKeys}. */
export function createTalkKeys({ touch, get, look }: TalkDeps): TalkKeys {
  let isRough = false;

  function roughly(kind: RecordKind): void {
    if (kind !== 'conversation' && kind !== 'message') return;
    if (kind === 'conversation') touch('talk');
    touch('talk:closed');
    touch('talk@');
  }
  function whose(talk: Pick<Conversation, 'state' | 'customerId'> | undefined): void {
    if (talk === undefined) return;
    if (talk.state === 'closed') touch('talk:closed');
    if (talk.customerId !== null) touch(`talk@${talk.customerId}`);
  }

  return {
    before: (kind, id) => (kind === 'conversation' && !isRough ? get(id) : undefined),
    wrote: (kind, before, record, parent) => {
      if (kind !== 'conversation' && kind !== 'message') return;
      if (isRough) return roughly(kind);
      if (kind === 'message') return whose(typeof parent === 'string' ? look(parent) : undefined);
      const after = (record ?? undefined) as Conversation | undefined;
      if (frameOf(before) !== frameOf(after)) touch('talk');
      whose(before);
      whose(after);
    },
    roughly,
    rough: (on) => (isRough = on),
  };
}
