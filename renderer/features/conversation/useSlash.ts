// Changes when the composer's slash menu finds or does something else.
import { useMemo, useState } from 'react';
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { fillVariables, missingVariables, type ReplyFacts } from '../../../shared/domain/variables.ts';
import { toErrorData } from '../../../shared/errors.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useData, useDesk, useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useAsked } from '../../state/asked.ts';
import { useLocale } from '../../state/intl.tsx';
import type { ToolsPage, WantedPart } from '../../state/shell.ts';
import { menuItems, type MenuItem } from './menu.ts';
import { replaceSlash, slashAt, type SlashName } from './slash.ts';
import type { ComposerText } from './useComposerText.ts';
import type { Sending } from './useSending.ts';

/** What the composer asks of the rest of the window. */
export type Want = WantedPart | ToolsPage | 'end';

/** A quick reply that waits for values nobody knows. */
export interface Asking {
  reply: QuickReply;
  missing: readonly string[];
  /** Half-typed ones, by their names. */
  values: Readonly<Record<string, string>>;
}

/** The menu, and what its lines do. */
export interface SlashState {
  menu: MenuItem[];
  choose: (item: MenuItem) => void;
  dismiss: () => void;
  asking: Asking | null;
  fill: (name: string, value: string) => void;
  answer: (values: Readonly<Record<string, string>> | null) => void;
  /** Forgets what was dismissed or asked; the text is another one now. */
  typed: (text: string) => void;
}

/** Commands whose words choose from a list: the name and a space come first. */
const listed: readonly SlashName[] = ['q', 'kb', 'n', 'm', 's'];
const wants: Partial<Record<SlashName, Want>> = {
  t: 'transfer',
  tq: 'transferQueue',
  c: 'consult',
  case: 'case',
  n: 'note',
  kb: 'articles',
  m: 'macro',
  s: 'script',
  end: 'end',
};

/** @returns what is known when a quick reply is used in this conversation. */
export function useReplyFacts({ customer, conversation, case: record }: ConversationView): ReplyFacts {
  const { agent } = useDesk();
  return {
    customer: customer?.name ?? conversation.visitor.name,
    agent: agent?.name ?? null,
    case: record?.number ?? null,
  };
}

/** @param want is called when a command asks for something outside the composer; its text is what followed it, or an id. */
export function useSlash(
  view: ConversationView,
  written: ComposerText,
  sending: Sending,
  want: (what: Want, text: string) => void,
): SlashState {
  const { id, visitor } = view.conversation;
  const { text, caret, key, mode, change } = written;
  const { drafts } = useData();
  const run = useRun();
  const newId = useNewId();
  const locale = useLocale();
  const facts = useReplyFacts(view);
  const questions = useAsked(`ask:reply:${id}`);
  const [dismissed, setDismissed] = useState<number | null>(null);

  const slash = useMemo(() => slashAt(text, caret), [text, caret]);
  const searching = slash?.rest != null && slash.options[0] === 'kb' ? slash.rest : null;
  const language = view.customer?.language ?? visitor.language;
  const { rows: replies } = useQuery('quickReply.list', {});
  const { rows: macros } = useQuery('macro.list', {});
  const { rows: scripts } = useQuery('script.list', {});
  const { rows: articles } = useQuery('article.search', {
    text: (searching ?? '').slice(0, bounds.search),
    locale: language,
  });
  const { asked } = questions;
  const reply = asked === null ? undefined : replies?.find((one) => one.id === asked.id);
  const asking: Asking | null =
    asked === null || reply === undefined ? null : { reply, missing: asked.missing, values: asked.values };
  const closed = asking !== null || (slash !== null && slash.start === dismissed);
  const menu = useMemo(
    () =>
      closed || slash === null
        ? []
        : menuItems({
            slash,
            replies,
            macros,
            scripts,
            articles,
            languages: [language, locale],
            rest: replaceSlash(text, slash, '').text,
          }),
    [closed, slash, replies, macros, scripts, articles, language, locale, text],
  );

  const insert = (words: string): void => {
    if (slash === null) return;
    const next = replaceSlash(text, slash, words);
    change(next.text, next.caret);
  };
  const command = (name: SlashName): void => {
    const rest = slash?.rest?.trim() ?? '';
    if (listed.includes(name) && slash?.rest === null) return insert(`/${name} `);
    insert('');
    if (name === 'i') return written.setMode('internal');
    if (name === 'p') return written.setMode('public');
    const what = wants[name];
    if (what !== undefined) want(what, what === 'end' ? '' : rest);
  };
  const note = (words: string): void => {
    insert('');
    run('note.write', {
      noteId: newId(),
      subjectKind: 'conversation',
      subjectId: id,
      text: words,
      supersedes: null,
    }).catch((failure: unknown) => {
      sending.setError(toErrorData(failure));
      const back = `/n ${words}`;
      drafts.set(key, back, back.length);
    });
  };
  const choose = (item: MenuItem): void => {
    sending.setError(null);
    switch (item.kind) {
      case 'command':
        return command(item.name);
      case 'nothing':
        // The words stay, to be written otherwise.
        return;
      case 'article':
        insert(item.hit.summary === '' ? item.hit.title : `${item.hit.title}\n${item.hit.summary}`);
        if (mode === 'public') sending.attach({ id: item.hit.id, title: item.hit.title });
        return;
      case 'note':
        return note(item.text);
      case 'macro':
        insert('');
        return want('macro', item.macro.id);
      case 'script':
        insert('');
        return want('script', item.script.id);
      case 'saveReply':
        insert('');
        return want('quickReplies', item.text);
      case 'manage':
        insert('');
        return want(item.page, '');
      case 'quickReply': {
        const missing = missingVariables(item.reply.text, facts);
        if (missing.length === 0) insert(fillVariables(item.reply.text, facts));
        else questions.ask(item.reply.id, missing);
      }
    }
  };
  return {
    menu,
    choose,
    dismiss: () => setDismissed(slash?.start ?? null),
    asking,
    fill: questions.set,
    answer: (values) => {
      if (asking !== null && values !== null) insert(fillVariables(asking.reply.text, facts, values));
      if (asked !== null) questions.end();
    },
    typed: (next) => setDismissed((start) => (start !== null && next[start] === '/' ? start : null)),
  };
}
