// One page's connection: its frames become commands, and what happens in its conversation becomes frames.
//
//   new --start | resume--> bound --(frames, in order)--> ... --the socket closes--> over
import { wordsOfFiles } from '../../../shared/domain/attachment.ts';
import type { ChatDown, ChatMessage, ChatUp } from '../../../shared/chat/protocol.ts';
import type { Actor } from '../../../shared/domain/commands.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { createBucket } from '../../bucket.ts';
import type { ServiceContext } from '../../context.ts';

import type { ChatHub, Listener } from './hub.ts';
import { open, type Visit } from './open.ts';
import { parseFrame } from './refusal.ts';
import type { ChatSettings } from './settings.ts';
import type { ChatStore } from './store.ts';
import { commandIdFor, hashToken, newToken } from './tokens.ts';
import { chatMessage, chatState } from './view.ts';

/** What a link is given. */
export interface LinkDeps {
  context: ServiceContext;
  store: ChatStore;
  hub: ChatHub;
  settings: ChatSettings;
  visit: Visit;
  send(frame: ChatDown): void;
  /** Hears that it has begun or resumed a conversation. */
  onBound?: () => void;
  /** Ends the connection with a WebSocket close code. */
  close(code: number, reason: string): void;
}

export interface ChatLink {
  /** Takes one frame as it came. Frames are handled in the order of these calls. */
  receive(data: Buffer): void;
  /** Whether it has begun or resumed a conversation. */
  isBound(): boolean;
  /** The socket has closed. */
  end(): void;
}

type FrameOf<T extends ChatUp['t']> = Extract<ChatUp, { t: T }>;
const page = 200;
/** Frames that may wait their turn, and refusals by rate, before the connection is closed. */
const patience = 300;

/** @returns a link that has not said which conversation it is about. */
export function createChatLink({
  context,
  store,
  hub,
  settings,
  visit,
  send,
  close,
  onBound,
}: LinkDeps): ChatLink {
  const { now, run, log } = context;
  const frames = createBucket(settings.frames, now);
  const messages = createBucket(settings.messages, now);
  let bound: { id: string; actor: Actor; name: string } | null = null;
  let leave = (): void => {};
  let over = false;
  let waiting = 0;
  let tooFast = 0;
  let turn: Promise<void> = Promise.resolve();
  // What the page has been told, so that it is told only what is new. While `held`, it has not been welcomed yet.
  let held: ChatMessage[] | null = null;
  let afterSeq = 0;
  /** How often each message was changed when it was told, by number. */
  let sent = new Map<number, number>();
  let told = { state: '', agentId: null as string | null, agentRead: 0 };
  let marks = { delivered: 0, read: 0 };

  const refuse = (error: ErrorData, messageId: string | null = null): void =>
    send({ t: 'refused', kind: error.kind, message: error.message, messageId });

  const agentName = async (agentId: string | null): Promise<string | null> =>
    agentId === null ? null : ((await context.get('agent', agentId))?.name ?? null);

  const tellState = async (conversation: Conversation): Promise<void> => {
    const { agentId, agentReadSeq } = conversation;
    const state = chatState(conversation.state);
    if (state !== told.state || agentId !== told.agentId) {
      told = { ...told, state, agentId };
      send({ t: 'state', state, agentName: await agentName(agentId) });
    }
    if (agentReadSeq > told.agentRead) {
      told = { ...told, agentRead: agentReadSeq };
      send({ t: 'seen', agentRead: agentReadSeq });
    }
  };

  const tellMessages = (fresh: ChatMessage[]): void => {
    // Not by the highest number: two that were written at once may come in either order.
    const news = fresh.filter(({ seq, edits = 0 }) => (sent.get(seq) ?? (seq > afterSeq ? -1 : 0)) < edits);
    for (const { seq, edits = 0 } of news) sent.set(seq, edits);
    if (news.length > 0) send({ t: 'messages', messages: news });
  };

  const listener: Listener = {
    messages: (fresh) => void (held === null ? tellMessages(fresh) : held.push(...fresh)),
    conversation: (conversation) => inTurn(() => tellState(conversation)),
    typing: ({ on, name }) => send({ t: 'typing', on, name }),
    agent: ({ id, name }) => {
      if (id === told.agentId && told.state === 'talking')
        send({ t: 'state', state: 'talking', agentName: name });
    },
  };

  /** Binds to a conversation: listens first, reads then, so that nothing falls between. */
  async function bind(conversationId: string, seq: number, token: string): Promise<void> {
    leave();
    if (hub.pages(conversationId) >= settings.mostPages) {
      leave = (): void => {};
      return refuse({ kind: 'rateLimited', message: 'This conversation is open in too many windows.' });
    }
    held = [];
    leave = hub.join(conversationId, listener);
    const read = await context.get('conversation', conversationId);
    if (read === undefined || over) return leave();
    bound = {
      id: read.id,
      name: read.visitor.name,
      actor: { kind: 'customer', conversationId: read.id, name: read.visitor.name },
    };
    onBound?.();
    marks = { delivered: read.customerDeliveredSeq, read: read.customerReadSeq };
    told = { state: chatState(read.state), agentId: read.agentId, agentRead: 0 };
    afterSeq = seq;
    const missed: ChatMessage[] = [];
    for (;;) {
      const more = await store.messagesAfter(conversationId, missed.at(-1)?.seq ?? seq, page);
      missed.push(...more.flatMap((message) => chatMessage(message) ?? []));
      if (more.length < page) break;
    }
    const name = await agentName(read.agentId);
    const state = chatState(read.state);
    send({
      t: 'welcome',
      token,
      conversationId,
      state,
      agentName: name,
      messages: missed.slice(0, page),
      rated: read.rating !== null,
    });
    sent = new Map(missed.slice(0, page).map(({ seq: at, edits = 0 }) => [at, edits]));
    for (let from = page; from < missed.length; from += page) tellMessages(missed.slice(from, from + page));
    const meanwhile: ChatMessage[] = held;
    held = null;
    tellMessages(meanwhile);
    await tellState((await context.get('conversation', conversationId)) ?? read);
  }

  async function start(frame: FrameOf<'start'>): Promise<void> {
    const opened = await open(frame, visit, { context, store, settings });
    if (!opened.ok) return refuse(opened.refusal, frame.messageId);
    const token = newToken();
    await store.saveToken(hashToken(token), frame.conversationId, now() + settings.tokenMs);
    await bind(frame.conversationId, 0, token);
  }

  async function resume({ token, seq }: FrameOf<'resume'>): Promise<void> {
    const conversationId = await store.conversationOf(hashToken(token), now());
    if (conversationId === undefined)
      return refuse({ kind: 'notFound', message: 'This conversation is over.' });
    await bind(conversationId, seq, token);
  }

  async function message(frame: FrameOf<'send'>, { id, actor }: { id: string; actor: Actor }): Promise<void> {
    const wait = messages.take();
    if (wait > 0)
      return refuse(
        { kind: 'rateLimited', message: 'That was too fast. Wait a moment and send it again.' },
        frame.messageId,
      );
    const { messageId, files: fileIds = [], replyToId } = frame;
    const before = await context.get('message', messageId);
    if (before !== undefined) {
      // Sent before: the page may have missed it, or asks from a second tab.
      const known = before.conversationId === id ? chatMessage(before) : null;
      return known === null
        ? refuse({ kind: 'conflict', message: 'This message id is taken.' }, messageId)
        : send({ t: 'messages', messages: [known] });
    }
    const files = fileIds.length === 0 ? [] : await store.customerFiles(id, fileIds);
    if (files.length < fileIds.length)
      return refuse({ kind: 'notFound', message: 'A file of this message has not come.' }, messageId);
    const text = frame.text.trim() === '' ? wordsOfFiles(files) : frame.text;
    const command = {
      id: commandIdFor('send', id, messageId),
      type: 'message.receive' as const,
      args: {
        messageId,
        conversationId: id,
        text,
        ...(files.length === 0 ? {} : { attachments: files }),
        ...(replyToId === undefined ? {} : { replyToId }),
      },
    };
    const result = await run(actor, command);
    if (!result.ok) refuse(result.refusal, messageId);
  }

  async function handle(frame: ChatUp): Promise<void> {
    if (frame.t === 'ping') return send({ t: 'pong' });
    if (frame.t === 'start') return start(frame);
    if (frame.t === 'resume') return resume(frame);
    if (bound === null)
      return refuse(
        { kind: 'state', message: 'Begin or resume a conversation first.' },
        'messageId' in frame ? frame.messageId : null,
      );
    const { id, actor, name } = bound;
    switch (frame.t) {
      case 'send':
        return message(frame, bound);
      case 'typing':
        return context.typing.publish({ conversationId: id, on: frame.on, who: 'customer', name });
      case 'seen': {
        if (frame.delivered <= marks.delivered && frame.read <= marks.read) return;
        marks = {
          delivered: Math.max(marks.delivered, frame.delivered),
          read: Math.max(marks.read, frame.read),
        };
        const args = { conversationId: id, deliveredSeq: marks.delivered, readSeq: marks.read };
        return void (await run(actor, {
          id: commandIdFor('seen', id, marks.delivered, marks.read),
          type: 'conversation.seen',
          args,
        }));
      }
      case 'leave': {
        const result = await run(actor, {
          id: context.newId(),
          type: 'conversation.leave',
          args: { conversationId: id },
        });
        return result.ok ? undefined : refuse(result.refusal);
      }
      case 'rate': {
        const { score, comment } = frame;
        const result = await run(actor, {
          id: context.newId(),
          type: 'conversation.rate',
          args: { conversationId: id, rating: { score, comment } },
        });
        return result.ok ? send({ t: 'rated' }) : refuse(result.refusal);
      }
    }
  }

  function inTurn(work: () => Promise<void>, messageId: string | null = null): void {
    waiting += 1;
    turn = turn
      .then(() => (over ? undefined : work()))
      .catch((error: unknown) => {
        log.error('chat: a frame failed', { error });
        refuse(toErrorData(error), messageId);
      })
      .finally(() => (waiting -= 1));
  }

  return {
    isBound: () => bound !== null,
    receive(data) {
      if (over) return;
      const parsed = parseFrame(data);
      const messageId = parsed.ok
        ? 'messageId' in parsed.frame
          ? parsed.frame.messageId
          : null
        : parsed.messageId;
      if (frames.take() > 0) {
        tooFast += 1;
        if (tooFast > patience) return close(1008, 'too many frames');
        if (parsed.ok && (parsed.frame.t === 'typing' || parsed.frame.t === 'seen')) return;
        return refuse(
          { kind: 'rateLimited', message: 'That was too fast. Wait a moment and send it again.' },
          messageId,
        );
      }
      if (waiting > patience) return close(1008, 'too many frames');
      if (!parsed.ok) return refuse(parsed.refusal, messageId);
      inTurn(() => handle(parsed.frame), messageId);
    },
    end() {
      over = true;
      leave();
    },
  };
}
