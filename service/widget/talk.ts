// The conversation from the page's side: what the customer does, what the service says, and nothing lost in between.
import type { ChatDown, ChatUp } from '../../shared/chat/protocol.ts';
import { nothingKept, type Keep, type Kept, type StartFrame } from './keep.ts';
import { createLink, type Link, type LinkDeps } from './link.ts';
import { emptyModel, lastSeq, passing, receive, type Model, type Pending } from './model.ts';

export interface TalkDeps extends Pick<LinkDeps, 'connect' | 'after' | 'random'> {
  keep: Keep;
  now(): number;
  /** A UUID. */
  newId(): string;
  /** Called after anything has changed. */
  changed(): void;
  /** The start was refused, as an error kind: the form is shown again. `unsent` was written since. */
  startRefused(kind: string, unsent: string): void;
  /** The conversation is not to be had any more; these words of the customer were not sent. */
  lost(unsent: string): void;
}

/** What the form asks. */
export interface Question {
  name: string;
  email: string | null;
  text: string;
  queueId: string | null;
  language: string;
  page: string | null;
  /** The pages before, oldest first. */
  visits?: StartFrame['visits'];
}

/** What goes with the words. */
export type Along = Pick<Pending, 'files' | 'replyToId'>;

export interface Talk {
  model(): Model;
  /** Whether the service hears us. */
  online(): boolean;
  /** The question of a start that is under way, shown as the first message. */
  asked(): { text: string; name: string } | null;
  /** Takes up what an earlier page left. */
  begin(): void;
  start(question: Question): void;
  send(text: string, along?: Along): void;
  /** What opens the files of the conversation; null before it has begun. */
  token(): string | null;
  retry(id: string): void;
  discard(id: string): void;
  typing(on: boolean): void;
  /** The customer has these on screen; `read` when they are looking. */
  seen(read: boolean): void;
  leave(): void;
  rate(score: number, comment: string): void;
  /** Forgets the conversation, for a new one. */
  reset(): void;
  nudge(): void;
  close(): void;
}

/** Asked again on each connection, in case two were written at once and came in the other order. */
const overlap = 10;
const resendMs = 10_000;
/** Of a backlog this many are sent at once, and the next ones after a while: within what the service lets through. */
const atOnce = 10;
const slowMs = 4_000;
const typingShownMs = 8_000;

function frameOf({ id, text, files = [], replyToId }: Pending): ChatUp {
  return {
    t: 'send',
    messageId: id,
    text,
    ...(files.length === 0 ? {} : { files: files.map((file) => file.id) }),
    ...(replyToId === undefined ? {} : { replyToId }),
  };
}

export function createTalk(deps: TalkDeps): Talk {
  const { keep, now, newId, after } = deps;
  let model: Model = emptyModel;
  let kept: Kept = nothingKept;
  let bound = false;
  let seenMarks = { delivered: 0, read: 0 };
  let wantsToLeave = false;
  /** Messages go out slowly now, so as not to be too fast for the service. */
  let held = false;
  let stopTyping = (): void => {};
  let stopResend = (): void => {};

  const remember = (change: Partial<Kept>): void => {
    kept = { ...kept, ...change };
    keep.write(kept);
  };
  const set = (next: Model): void => {
    for (const { id } of model.pending) if (!next.pending.some((one) => one.id === id)) keep.dropPending(id);
    model = next;
    deps.changed();
  };

  /** The conversation that unsent messages belong to, known before the service knows it. */
  const ours = (): string | null => kept.conversationId ?? kept.start?.conversationId ?? null;

  /** @returns all that was not sent, on this page and on others; and forgets it. */
  function takeUnsent(): string {
    const unsent = [...model.pending, ...keep.pending(ours() ?? '')];
    for (const { id } of unsent) keep.dropPending(id);
    model = { ...model, pending: [] };
    return [...new Map(unsent.map(({ id, text }) => [id, text])).values()].join('\n\n');
  }

  const greeting = (): ChatUp | null => {
    if (kept.token !== null)
      return { t: 'resume', token: kept.token, seq: Math.max(0, lastSeq(model) - overlap) };
    return kept.start;
  };

  const link: Link = createLink({
    ...deps,
    greeting,
    receive: hear,
    changed(on) {
      bound = on;
      held = false;
      if (on) flush();
      deps.changed();
    },
  });

  /** Sends again what has not been confirmed. Ids make it harmless when the service has it already. */
  function flush(): void {
    stopResend();
    if (wantsToLeave) link.send({ t: 'leave' });
    const waiting = model.pending.filter(({ refusal }) => refusal === null);
    for (const one of waiting.slice(0, atOnce)) link.send(frameOf(one));
    if (kept.rating !== null && model.phase === 'ended') link.send({ t: 'rate', ...kept.rating });
    held = waiting.length > atOnce;
    if (waiting.length > 0) stopResend = after(held ? slowMs : resendMs, flush);
  }

  function hear(frame: ChatDown): void {
    if (frame.t === 'welcome') {
      remember({
        token: frame.token,
        conversationId: frame.conversationId,
        start: null,
        rating: frame.rated ? null : kept.rating,
      });
      seenMarks = { delivered: 0, read: 0 };
      if (model.pending.length === 0) model = { ...model, pending: keep.pending(frame.conversationId) };
    }
    if (frame.t === 'rated') remember({ rating: null });
    if (frame.t === 'state' && frame.state === 'ended') wantsToLeave = false;
    if (frame.t === 'refused') refused(frame);
    set(receive(model, frame));
    if (frame.t === 'typing') {
      stopTyping();
      if (frame.on) stopTyping = after(typingShownMs, () => set({ ...model, typing: null }));
    }
  }

  function refused({ kind, messageId }: Extract<ChatDown, { t: 'refused' }>): void {
    const { start } = kept;
    if (start !== null && messageId === start.messageId) {
      if (passing(kind)) return void after(5_000, () => link.greet());
      if (kind === 'conflict') {
        // These ids are spent, for example on another day: the same question, begun anew.
        const again = { ...start, conversationId: newId(), messageId: newId() };
        for (const pending of model.pending) keep.keepPending(again.conversationId, pending);
        remember({ start: again });
        return link.greet();
      }
      const unsent = takeUnsent();
      remember({ start: null });
      link.close();
      model = { ...model, phase: 'form' };
      return deps.startRefused(kind, unsent);
    }
    if (messageId !== null && passing(kind)) {
      stopResend();
      held = true;
      stopResend = after(slowMs, flush);
    }
    if (messageId === null && kind === 'notFound' && !bound) {
      const unsent = takeUnsent();
      forget();
      deps.lost(unsent);
    }
    // Rated too early or too often: there is nothing the customer could do about it.
    if (messageId === null && kept.rating !== null && (kind === 'state' || kind === 'invalid'))
      remember({ rating: null });
  }

  function forget(): void {
    link.close();
    stopResend();
    takeUnsent();
    remember(nothingKept);
    wantsToLeave = false;
    set(emptyModel);
  }

  return {
    model: () => model,
    online: () => bound,
    asked: () => (kept.start === null ? null : { text: kept.start.text, name: kept.start.name }),
    begin() {
      kept = keep.read();
      if (greeting() === null) return deps.changed();
      model = {
        ...model,
        phase: 'starting',
        pending: keep.pending(ours() ?? ''),
      };
      link.open();
      deps.changed();
    },
    start(question) {
      remember({
        ...nothingKept,
        start: { t: 'start', conversationId: newId(), messageId: newId(), ...question },
      });
      link.open();
      set({ ...emptyModel, phase: 'starting' });
    },
    token: () => kept.token,
    send(text, along = {}) {
      const pending: Pending = { id: newId(), text, at: now(), refusal: null, ...along };
      const of = ours();
      if (of !== null) keep.keepPending(of, pending);
      set({ ...model, pending: [...model.pending, pending] });
      // Behind others that have to wait: it goes out with them, in order.
      if (held) return;
      if (!link.send(frameOf(pending))) return link.nudge();
      stopResend();
      stopResend = after(resendMs, flush);
    },
    retry(id) {
      set({
        ...model,
        pending: model.pending.map((one) => (one.id === id ? { ...one, refusal: null } : one)),
      });
      flush();
    },
    discard: (id) => set({ ...model, pending: model.pending.filter((one) => one.id !== id) }),
    typing: (on) => void link.send({ t: 'typing', on }),
    seen(read) {
      const delivered = lastSeq(model);
      const marks = { delivered, read: read ? delivered : seenMarks.read };
      if (marks.delivered <= seenMarks.delivered && marks.read <= seenMarks.read) return;
      if (link.send({ t: 'seen', ...marks })) seenMarks = marks;
    },
    leave() {
      wantsToLeave = true;
      if (!link.send({ t: 'leave' })) link.nudge();
    },
    rate(score, comment) {
      remember({ rating: { score, comment } });
      if (!link.send({ t: 'rate', score, comment })) link.nudge();
      deps.changed();
    },
    reset: forget,
    nudge: () => link.nudge(),
    close: () => link.close(),
  };
}
