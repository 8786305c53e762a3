// Changes when the composer does something else with what is typed: sending, modes, slash commands.
import { useCallback, useMemo, useState } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { toErrorData } from '../../../shared/errors.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useData, useDesk, useDraft, useNewId, useQuery, useRun, useSendTyping } from '../../data/hooks.ts';
import { useLocale } from '../../state/intl.tsx';
import { useTabView } from '../../state/workspace.ts';
import { writeBar, type WriteBar } from './can-write.ts';
import { menuItems, type MenuItem } from './menu.ts';
import { replaceSlash, slashAt, type SlashName } from './slash.ts';
import { fillVariables, missingVariables, type ReplyFacts } from './variables.ts';

/** Whom the text is for. */
export type Mode = 'public' | 'internal';
/** What the composer asks of the rest of the window. */
export type Want = 'articles' | 'note' | 'case' | 'end';

/** A quick reply that waits for values nobody knows. */
export interface Asking {
  reply: QuickReply;
  missing: string[];
}

interface Attached {
  id: string;
  title: string;
}

/** Everything the composer's view needs. */
export interface ComposerState {
  mode: Mode;
  setMode: (mode: Mode) => void;
  text: string;
  caret: number;
  change: (text: string, caret: number) => void;
  /** Why this mode cannot be written in, or null. */
  bar: WriteBar | null;
  tooLong: number;
  canSend: boolean;
  send: () => void;
  menu: MenuItem[];
  choose: (item: MenuItem) => void;
  dismissMenu: () => void;
  asking: Asking | null;
  answer: (values: Readonly<Record<string, string>> | null) => void;
  attached: Attached | null;
  detach: () => void;
  error: ErrorData | null;
}

const nothing: readonly never[] = [];

function isAttached(value: unknown): value is Attached {
  const article = value as Attached | null;
  return (
    typeof article === 'object' &&
    article !== null &&
    typeof article.id === 'string' &&
    typeof article.title === 'string'
  );
}

/** @param want is called when a slash command asks for something outside the composer; its text is what followed it. */
export function useComposer(
  view: ConversationView,
  tabId: string,
  want: (what: Want, text: string) => void,
): ComposerState {
  const { conversation } = view;
  const { id } = conversation;
  const { agent } = useDesk();
  const run = useRun();
  const newId = useNewId();
  const locale = useLocale();
  const sendTyping = useSendTyping();
  const [savedMode, saveMode] = useTabView<string>(tabId, 'mode', 'public');
  const mode: Mode = savedMode === 'internal' ? 'internal' : 'public';
  const key = mode === 'internal' ? `internal:${id}` : `reply:${id}`;
  const { drafts } = useData();
  const draft = useDraft(key);
  const [savedArticle, saveArticle] = useTabView<unknown>(tabId, 'article', null);
  const attached = mode === 'public' && isAttached(savedArticle) ? savedArticle : null;
  const [asking, setAsking] = useState<Asking | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);

  const bar = writeBar(conversation, agent, mode);
  const tooLong = Math.max(0, draft.text.length - bounds.message);
  const slash = useMemo(() => slashAt(draft.text, draft.caret), [draft.text, draft.caret]);
  const searching = slash?.rest != null && slash.options[0] === 'kb' ? slash.rest : null;
  const customerLanguage = view.customer?.language ?? conversation.visitor.language;
  const { rows: replies } = useQuery('quickReply.list', {});
  const { rows: articles } = useQuery('article.search', {
    text: (searching ?? '').slice(0, bounds.search),
    locale: customerLanguage,
  });
  const menu = useMemo(
    () =>
      asking !== null || (slash !== null && slash.start === dismissed)
        ? []
        : menuItems({
            slash,
            replies: replies ?? nothing,
            articles: searching === null ? nothing : (articles ?? nothing),
            languages: [customerLanguage, locale],
          }),
    [asking, slash, dismissed, replies, articles, searching, customerLanguage, locale],
  );

  const change = useCallback(
    (text: string, caret: number) => {
      const before = drafts.get(key);
      drafts.set(key, text, caret);
      setDismissed((start) => (start !== null && text[start] === '/' ? start : null));
      if (mode === 'public' && text !== before.text)
        sendTyping(id, text.trim() !== '' && !text.startsWith('/'));
    },
    [drafts, key, id, mode, sendTyping],
  );

  const setMode = useCallback(
    (next: Mode) => {
      if (next === 'internal') sendTyping(id, false);
      setAsking(null);
      setError(null);
      saveMode(next);
    },
    [id, saveMode, sendTyping],
  );

  const body = draft.text.trim();
  const canSend = bar === null && body !== '' && tooLong === 0;
  const send = (): void => {
    if (!canSend) return;
    setError(null);
    // Its command is on its way to the disk before the draft goes from it: a crash between the two keeps one of them.
    const saved = run('message.send', {
      messageId: newId(),
      conversationId: id,
      audience: mode,
      text: body,
      articleId: attached?.id ?? null,
    });
    drafts.clear(key);
    saveArticle(null);
    if (mode === 'public') sendTyping(id, false);
    saved.catch((failure: unknown) => {
      setError(toErrorData(failure));
      const typedSince = drafts.get(key).text;
      const back = typedSince === '' ? body : `${body}\n${typedSince}`;
      drafts.set(key, back, back.length);
      if (attached !== null) saveArticle(attached);
    });
  };

  const facts: ReplyFacts = {
    customer: view.customer?.name ?? conversation.visitor.name,
    agent: agent?.name ?? null,
    case: view.case?.number ?? null,
  };
  const insert = (text: string): void => {
    if (slash === null) return;
    const next = replaceSlash(draft.text, slash, text);
    change(next.text, next.caret);
  };
  const command = (name: SlashName): void => {
    const word = name === 'q' || name === 'kb' || name === 'n' ? `/${name} ` : '';
    const rest = slash?.rest?.trim() ?? '';
    if (word !== '' && slash?.rest === null) return insert(word);
    insert('');
    if (name === 'i') setMode('internal');
    else if (name === 'p') setMode('public');
    else if (name === 'end') want('end', '');
    else if (name === 'c') want('case', rest);
    else if (name === 'n') want('note', rest);
    else if (name === 'kb') want('articles', rest);
  };
  const choose = (item: MenuItem): void => {
    setError(null);
    if (item.kind === 'command') return command(item.name);
    if (item.kind === 'article') {
      insert(item.hit.summary === '' ? item.hit.title : `${item.hit.title}\n${item.hit.summary}`);
      if (mode === 'public') saveArticle({ id: item.hit.id, title: item.hit.title });
      return;
    }
    if (item.kind === 'note') {
      const { text } = item;
      insert('');
      run('note.write', {
        noteId: newId(),
        subjectKind: 'conversation',
        subjectId: id,
        text,
        supersedes: null,
      }).catch((failure: unknown) => {
        setError(toErrorData(failure));
        const back = `/n ${text}`;
        drafts.set(key, back, back.length);
      });
      return;
    }
    const missing = missingVariables(item.reply.text, facts);
    if (missing.length === 0) insert(fillVariables(item.reply.text, facts));
    else setAsking({ reply: item.reply, missing });
  };
  const answer = (values: Readonly<Record<string, string>> | null): void => {
    if (asking !== null && values !== null) insert(fillVariables(asking.reply.text, facts, values));
    setAsking(null);
  };

  return {
    mode,
    setMode,
    text: draft.text,
    caret: draft.caret,
    change,
    bar,
    tooLong,
    canSend,
    send,
    menu,
    choose,
    dismissMenu: () => setDismissed(slash?.start ?? null),
    asking,
    answer,
    attached,
    detach: () => saveArticle(null),
    error,
  };
}
