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
  | { kind: 'manage'; key: string; page: ToolsPage };

const most = 8;

/** What the menu is made from; articles are those already found for the words after /kb. */
export interface MenuInput {
  slash: Slash | null;
  replies: readonly QuickReply[];
  macros: readonly Macro[];
  scripts: readonly Script[];
  articles: readonly ArticleHit[];
  languages: readonly string[];
  /** The text without the command. */
  rest: string;
}

/** @returns the lines to show; none means no menu, and Enter then sends. */
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
      const found = findQuickReplies(replies, slash.rest, languages).slice(0, most);
      const items = found.map((reply): MenuItem => ({ kind: 'quickReply', key: reply.id, reply }));
      const save: MenuItem[] =
        rest.trim() === '' ? [] : [{ kind: 'saveReply', key: 'save', text: rest.trim() }];
      return withManage(items, words, 'quickReplies', save);
    }
    case 'm': {
      const found = findTitled(macros, slash.rest, languages).slice(0, most);
      return withManage(
        found.map((macro) => ({ kind: 'macro', key: macro.id, macro })),
        words,
        'macros',
      );
    }
    case 's': {
      const found = findTitled(scripts, slash.rest, languages).slice(0, most);
      return withManage(
        found.map((script) => ({ kind: 'script', key: script.id, script })),
        words,
        'scripts',
      );
    }
    case 'kb':
      return articles.slice(0, most).map((hit) => ({ kind: 'article', key: hit.id, hit }));
    case 'n':
      if (words !== '') return [{ kind: 'note', key: 'note', text: words }];
      return [{ kind: 'command', key: '/n', name }];
    default:
      return [{ kind: 'command', key: `/${name}`, name }];
  }
}

/** What can be done with all of them comes last; where words find nothing there is no menu, and Enter sends. */
function withManage(
  items: MenuItem[],
  words: string,
  page: ToolsPage,
  also: readonly MenuItem[] = [],
): MenuItem[] {
  if (items.length === 0 && words !== '') return [];
  return [...items, ...also, { kind: 'manage', key: 'manage', page }];
}
