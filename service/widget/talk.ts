// The conversation from the page's side: what the customer does, what the service says, and nothing lost in between.
import type { ChatDown, ChatUp } from '../../shared/chat/protocol.ts';
import { nothingKept, type Keep, type Kept } from './keep.ts';
import { createLink, type Link, type LinkDeps } from './link.ts';
import { emptyModel, lastSeq, passing, receive, type Model } from './model.ts';

export interface TalkDeps extends Pick<LinkDeps, 'connect' | 'after' | 'random'> {
  keep: Keep;
  now(): number;
  /** A UUID. */
  newId(): string;
  /** Called after anything has changed. */
  changed(): void;
  /** The start was refused, as an error kind: the form is shown again. */
  startRefused(kind: string): void;
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
}

export interface Talk {
  model(): Model;
  /** Whether the service hears us. */
  online(): boolean;
  /** The question of a start that is under way, shown as the first message. */
  asked(): { text: string; name: string } | null;
  /** Takes up what an earlier page left. */
  begin(): void;
  start(question: Question): void;
  send(text: string): void;
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
const typingShownMs = 8_000;

export function createTalk(deps: TalkDeps): Talk {
  const { keep, now, newId, after } = deps;
  let model: Model = emptyModel;
  let kept: Kept = nothingKept;
  let bound = false;
  let seenMarks = { delivered: 0, read: 0 };
  let wantsToLeave = false;
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
      if (on) flush();
      deps.changed();
    },
  });

  /** Sends again what has not been confirmed. Ids make it harmless when the service has it already. */
  function flush(): void {
    stopResend();
    if (wantsToLeave) link.send({ t: 'leave' });
    for (const { id, text, refusal } of model.pending) {
      if (refusal === null) link.send({ t: 'send', messageId: id, text });
    }
    if (kept.rating !== null && model.phase === 'ended') link.send({ t: 'rate', ...kept.rating });
    if (model.pending.some(({ refusal }) => refusal === null)) stopResend = after(resendMs, flush);
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
        remember({ start: { ...start, conversationId: newId(), messageId: newId() } });
        return link.greet();
      }
      remember({ start: null });
      link.close();
      model = { ...model, phase: 'form' };
      return deps.startRefused(kind);
    }
    if (messageId !== null && passing(kind)) {
      stopResend();
      stopResend = after(3_000, flush);
    }
    if (messageId === null && kind === 'notFound' && !bound) {
      const unsent = [
        ...model.pending,
        ...(kept.conversationId === null ? [] : keep.pending(kept.conversationId)),
      ];
      const texts = [...new Map(unsent.map(({ id, text }) => [id, text])).values()];
      forget();
      deps.lost(texts.join('\n\n'));
    }
    // Rated too early or too often: there is nothing the customer could do about it.
    if (messageId === null && kept.rating !== null && (kind === 'state' || kind === 'invalid'))
      remember({ rating: null });
  }

  function forget(): void {
    link.close();
    stopResend();
    if (kept.conversationId !== null)
      for (const { id } of keep.pending(kept.conversationId)) keep.dropPending(id);
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
        pending: kept.conversationId === null ? [] : keep.pending(kept.conversationId),
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
    send(text) {
      const pending = { id: newId(), text, at: now(), refusal: null };
      if (kept.conversationId !== null) keep.keepPending(kept.conversationId, pending);
      set({ ...model, pending: [...model.pending, pending] });
      if (!link.send({ t: 'send', messageId: pending.id, text })) return link.nudge();
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
