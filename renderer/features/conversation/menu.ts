// Changes when the composer's menu offers other things while a slash command is typed.
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import type { ArticleHit } from '../../../shared/ipc/views.ts';
import { findQuickReplies } from './quick-replies.ts';
import type { Slash, SlashName } from './slash.ts';

/** One line of the menu above the composer. */
export type MenuItem =
  | { kind: 'command'; key: string; name: SlashName }
  | { kind: 'quickReply'; key: string; reply: QuickReply }
  | { kind: 'article'; key: string; hit: ArticleHit }
  | { kind: 'note'; key: string; text: string };

const most = 8;

/** What the menu is made from; articles are those already found for the words after /kb. */
export interface MenuInput {
  slash: Slash | null;
  replies: readonly QuickReply[];
  articles: readonly ArticleHit[];
  languages: readonly string[];
}

/** @returns the lines to show; none means no menu, and Enter then sends. */
export function menuItems({ slash, replies, articles, languages }: MenuInput): MenuItem[] {
  if (slash === null) return [];
  if (slash.rest === null) return slash.options.map((name) => ({ kind: 'command', key: `/${name}`, name }));
  const [name] = slash.options;
  if (name === 'q') {
    return findQuickReplies(replies, slash.rest, languages)
      .slice(0, most)
      .map((reply) => ({ kind: 'quickReply', key: reply.id, reply }));
  }
  if (name === 'kb') return articles.slice(0, most).map((hit) => ({ kind: 'article', key: hit.id, hit }));
  if (name === 'n' && slash.rest.trim() !== '')
    return [{ kind: 'note', key: 'note', text: slash.rest.trim() }];
  if (name === undefined) return [];
  return [{ kind: 'command', key: `/${name}`, name }];
}
