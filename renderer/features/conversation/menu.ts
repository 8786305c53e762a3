// Changes when the composer's menu offers other things while a slash command is typed.
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import type { Macro, Script } from '../../../shared/domain/macro.ts';
import type { ArticleHit } from '../../../shared/ipc/views.ts';
import type { ToolsPage } from '../../state/shell.ts';
import { findQuickReplies, findTitled } from './quick-replies.ts';
import type { Slash, SlashName } from './slash.ts';

/** One line of the menu above the composer. */
export type MenuItem =
  | { kind: 'command'; key: string; name: SlashName }
  | { kind: 'quickReply'; key: string; reply: QuickReply }
  | { kind: 'macro'; key: string; macro: Macro }
  | { kind: 'script'; key: string; script: Script }
  | { kind: 'article'; key: string; hit: ArticleHit }
  | { kind: 'note'; key: string; text: string }
  /** Keeps the half-written text as a quick reply. */
  | { kind: 'saveReply'; key: string; text: string }
  | { kind: 'manage'; key: string; page: ToolsPage }
  /** The words find nothing, or nobody knows yet. It holds Enter: what was to find something is no message to a customer. */
  | { kind: 'nothing'; key: 'nothing'; words: string; known: boolean };

const most = 8;

/** What the menu is made from; undefined is what is not known yet. Articles are those found for the words after /kb. */
export interface MenuInput {
  slash: Slash | null;
  replies: readonly QuickReply[] | undefined;
  macros: readonly Macro[] | undefined;
  scripts: readonly Script[] | undefined;
  articles: readonly ArticleHit[] | undefined;
  languages: readonly string[];
  /** The text without the command. */
  rest: string;
}

/** @returns the lines to show; none means that no command is being typed: no menu, and Enter sends. */
export function menuItems({
  slash,
  replies,
  macros,
  scripts,
  articles,
  languages,
  rest,
}: MenuInput): MenuItem[] {
  if (slash === null) return [];
  if (slash.rest === null) return slash.options.map((name) => ({ kind: 'command', key: `/${name}`, name }));
  const [name] = slash.options;
  const words = slash.rest.trim();
  switch (name) {
    case undefined:
      return [];
    case 'q': {
      const found = replies && findQuickReplies(replies, slash.rest, languages);
      const items = found?.map((reply): MenuItem => ({ kind: 'quickReply', key: reply.id, reply }));
      const save: MenuItem[] =
        rest.trim() === '' ? [] : [{ kind: 'saveReply', key: 'save', text: rest.trim() }];
      return [...foundOrNot(items, words), ...save, manage('quickReplies')];
    }
    case 'm': {
      const found = macros && findTitled(macros, slash.rest, languages);
      const items = found?.map((macro): MenuItem => ({ kind: 'macro', key: macro.id, macro }));
      return [...foundOrNot(items, words), manage('macros')];
    }
    case 's': {
      const found = scripts && findTitled(scripts, slash.rest, languages);
      const items = found?.map((script): MenuItem => ({ kind: 'script', key: script.id, script }));
      return [...foundOrNot(items, words), manage('scripts')];
    }
    case 'kb':
      return foundOrNot(
        articles?.map((hit) => ({ kind: 'article', key: hit.id, hit })),
        words,
        true,
      );
    case 'n':
      if (words !== '') return [{ kind: 'note', key: 'note', text: words }];
      return [{ kind: 'command', key: '/n', name }];
    default:
      return [{ kind: 'command', key: `/${name}`, name }];
  }
}

/** What can be done with all of them; it comes last. */
const manage = (page: ToolsPage): MenuItem => ({ kind: 'manage', key: 'manage', page });

/** The first of what was found, or one line that says that there is nothing. @param alone nothing else stands in the menu. */
function foundOrNot(items: MenuItem[] | undefined, words: string, alone = false): MenuItem[] {
  if (items === undefined || (items.length === 0 && (words !== '' || alone)))
    return [{ kind: 'nothing', key: 'nothing', words, known: items !== undefined }];
  return items.slice(0, most);
}
