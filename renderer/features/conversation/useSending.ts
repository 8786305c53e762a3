// Changes when something else happens between Enter and the message: the guard, the moment to take it back, a refusal.
import { use, useState } from 'react';
import { wordsOfFiles, type Attachment } from '../../../shared/domain/attachment.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { ShownContext, useData, useNewId, useOutgoing, useRun } from '../../data/hooks.ts';
import type { Waiting } from '../../data/outgoing.ts';
import { useT } from '../../state/intl.tsx';
import { useTabView } from '../../state/workspace.ts';
import { useUndoSeconds } from '../../state/writing.ts';
import { useToast } from '../../ui/Toast.tsx';
import type { WriteBar } from './can-write.ts';
import type { ComposerText } from './useComposerText.ts';
import { asFiles, type ComposerFiles } from './useFiles.ts';
import { useGiveBack } from './useGiveBack.ts';
import type { ReplyState } from './useReply.ts';
import { onePressMs, useGuard, type Held } from './useGuard.ts';
import { stoppedWords } from './file-words.ts';
import { useSendLater, type SendLater } from './useSendLater.ts';

/** An article that goes with the message. */
export interface Attached {
  id: string;
  title: string;
}

/** Sending, and what can be done about it. */
export interface Sending {
  tooLong: number;
  canSend: boolean;
  /** What was sent while its files are still being taken in. */
  later: Pick<SendLater, 'files' | 'takeBack' | 'stoppedBy'>;
  /** @param at the time of the key that asks, in the page's time; a second Enter right behind the first is not meant. */
  send: (at?: number) => void;
  held: Held | null;
  sendAnyway: () => void;
  /** Back to the text. */
  release: () => void;
  waiting: readonly Waiting[];
  /** Takes the last one back that waits, for its files or for its time. @returns whether there was one. */
  undo: (messageId?: string) => boolean;
  attached: Attached | null;
  attach: (article: Attached | null) => void;
  error: ErrorData | null;
  setError: (error: ErrorData | null) => void;
  /** A message of before a restart is in the text again, not sent. */
  returned: boolean;
}

function asAttached(value: unknown): Attached | null {
  const article = value as Attached | null;
  const is =
    typeof article === 'object' &&
    article !== null &&
    typeof article.id === 'string' &&
    typeof article.title === 'string';
  return is ? { id: article.id, title: article.title } : null;
}

/** What goes with the words, and whether they may go at all. */
export interface Along {
  /** Why nothing can be sent, or null. */
  bar: WriteBar | null;
  files: ComposerFiles;
  reply: Pick<ReplyState, 'targetId' | 'set'>;
}

/** What hung on a message, as it is kept with one that waits. */
function asExtra(value: unknown): { article: Attached | null; files: Attachment[]; replyTo: string | null } {
  const extra = value as { article?: unknown; files?: unknown; replyTo?: unknown } | null;
  const held = typeof extra === 'object' && extra !== null ? extra : {};
  return {
    // One of an earlier version is the article itself.
    article: asAttached('article' in held ? held.article : value),
    files: asFiles(held.files),
    replyTo: typeof held.replyTo === 'string' ? held.replyTo : null,
  };
}

/** @returns sending for the half-written text of this tab. */
export function useSending(
  view: ConversationView,
  tabId: string,
  written: ComposerText,
  { bar, files, reply }: Along,
): Sending {
  const { conversation } = view;
  const { id } = conversation;
  const { mode, text, caret, key } = written;
  const { drafts, outgoing } = useData();
  const run = useRun();
  const newId = useNewId();
  const check = useGuard(conversation, written);
  const pane = use(ShownContext);
  const t = useT();
  const toast = useToast();
  const undoSeconds = useUndoSeconds(conversation.channel);
  const all = useOutgoing(id);
  const [savedArticle, attach] = useTabView<unknown>(tabId, 'article', null);
  const attached = mode === 'public' ? asAttached(savedArticle) : null;
  const [held, setHeld] = useState<Held | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const [returned, setReturned] = useState(false);

  const body = text.trim();
  const tooLong = Math.max(0, text.length - bounds.message);
  // Whoever writes on has looked: what they make of it is looked at anew.
  const shownHeld = held?.text === body ? held : null;

  useGiveBack(id, (one) => {
    const { article, files: back, replyTo } = asExtra(one.extra);
    if (article !== null) attach(article);
    if (back.length > 0) files.restore(back);
    // Whatever it was, it was sent to these once.
    if (replyTo !== null) reply.set({ id: replyTo, audience: one.audience });
    setError(one.error);
    setReturned(one.error === null && !one.takenBack);
    // It comes back where it was written: nobody looks for a reply among the words for colleagues.
    if (mode !== one.audience) written.setMode(one.audience);
  });

  const go = (messageId = newId()): void => {
    setError(null);
    setReturned(false);
    setHeld(null);
    const message = {
      messageId,
      conversationId: id,
      audience: mode,
      text: body === '' ? wordsOfFiles(files.files) : body,
      articleId: attached?.id ?? null,
      ...(reply.targetId === null ? {} : { replyToId: reply.targetId }),
      ...(files.files.length === 0 ? {} : { attachments: [...files.files] }),
    };
    const extra = { article: attached, files: files.files, replyTo: reply.targetId };
    const letGo = (): void => {
      written.clear();
      attach(null);
      files.clear();
      reply.set(null);
    };
    if (mode === 'public' && undoSeconds > 0) {
      outgoing.wait({ send: message, typed: text, caret, extra }, undoSeconds * 1000);
      return letGo();
    }
    // Its command is on its way to the disk before the draft goes from it: a crash between the two keeps one of them.
    const saved = run('message.send', message);
    letGo();
    saved.catch((failure: unknown) => {
      setError(toErrorData(failure));
      if (extra.files.length > 0) files.restore(extra.files);
      if (extra.replyTo !== null) reply.set({ id: extra.replyTo, audience: mode });
      const typedSince = drafts.get(key).text;
      const back = typedSince === '' ? body : `${body}\n${typedSince}`;
      drafts.set(key, back, back.length);
      if (attached !== null) attach(attached);
    });
  };

  const name = view.customer?.name ?? conversation.visitor.name ?? t('common.visitor');
  // Where the agent is with somebody else by now, nobody sees what stands in the composer.
  const tellElsewhere = (title: string): void => {
    if (!pane.get()) toast({ title, tone: 'danger' });
  };
  const later = useSendLater(
    tabId,
    { mode, body, bar, handing: files.handing },
    {
      go: ({ looked, messageId }) => {
        // What was looked at is known; the customer may have written since.
        const warnings = check(body).filter(({ kind }) => !looked || kind === 'wrote');
        if (warnings.length === 0) return go(messageId);
        setHeld({ text: body, warnings, at: 0 });
        tellElsewhere(t('composer.laterHeld', { name }));
      },
      onStop: (file) => tellElsewhere(stoppedWords(file, false, t)),
      onOld: () => {
        setReturned(true);
        tellElsewhere(t('composer.laterHeld', { name }));
      },
    },
  );
  const something = body !== '' || files.files.length > 0 || !files.ready;
  const canSend = bar === null && something && tooLong === 0 && later.files === 0;
  /** The agent means it: it goes now, or when its files are in. */
  const mean = (looked: boolean): void => {
    later.forget();
    if (files.ready) return go();
    if (looked) written.acknowledge();
    setHeld(null);
    later.keep(looked);
  };

  return {
    tooLong,
    canSend,
    later,
    send: (at) => {
      if (!canSend) return;
      if (shownHeld !== null) {
        if (at === undefined || at - shownHeld.at > onePressMs) mean(true);
        return;
      }
      const warnings = check(body);
      if (warnings.length === 0) mean(false);
      else setHeld({ text: body, warnings, at: at ?? 0 });
    },
    held: shownHeld,
    sendAnyway: () => {
      if (canSend) mean(true);
    },
    release: () => {
      setHeld(null);
      written.acknowledge();
    },
    waiting: all,
    undo: (messageId) => {
      if (messageId === undefined && later.takeBack()) return true;
      const one = all.findLast(
        (each) => each.state === 'wait' && (messageId ?? each.messageId) === each.messageId,
      );
      if (one !== undefined) outgoing.takeBack(one.messageId);
      return one !== undefined;
    },
    attached,
    attach,
    error,
    setError,
    returned,
  };
}
