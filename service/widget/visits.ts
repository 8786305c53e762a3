// Which pages of the site this tab was on before the customer wrote, as far as the chat saw them.
import type { Keep } from './keep.ts';

/** A page as it is kept in the tab. */
export interface KeptVisit {
  /** ms since the epoch, by the browser's clock. */
  at: number;
  page: string;
  title: string;
}

/** Kept short: it travels with the first message. */
const most = 20;
const longestPage = 150;
const longestTitle = 60;

/** @returns `text` cut so that no character is halved. */
const cut = (text: string, max: number): string => text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');

/** Notes that this page is looked at. Twice the same in a row is one visit; its title may have come later. */
export function noteVisit(keep: Keep, { at, page, title }: KeptVisit): void {
  const visit = { at, page: cut(page, longestPage), title: cut(title.trim(), longestTitle) };
  const before = keep.visits();
  const last = before.at(-1);
  const next =
    last?.page === visit.page
      ? [...before.slice(0, -1), { ...visit, at: last.at }]
      : [...before, visit].slice(-most);
  keep.keepVisits(next);
}

/** @returns the pages, oldest first, each with how long ago it was: the service has a clock of its own. */
export function visitsUntil(keep: Keep, now: number): { ago: number; page: string; title: string }[] {
  return keep
    .visits()
    .map(({ at, page, title }) => ({ ago: Math.max(0, Math.round(now - at)), page, title }));
}
