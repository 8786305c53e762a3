// What survives a reload: the conversation's token, what is not yet sent, and half-typed text.
import type { ChatUp } from '../../shared/chat/protocol.ts';
import type { Pending } from './model.ts';
import type { KeptVisit } from './visits.ts';

export type StartFrame = Extract<ChatUp, { t: 'start' }>;

/** What this browser knows of its conversation. */
export interface Kept {
  token: string | null;
  conversationId: string | null;
  /** A start that has not been answered. */
  start: StartFrame | null;
  /** A rating that has not been answered. */
  rating: { score: number; comment: string } | null;
}

export const nothingKept: Kept = { token: null, conversationId: null, start: null, rating: null };

/** Half-typed texts by field. */
export type Drafts = Partial<Record<'name' | 'email' | 'question' | 'input' | 'comment', string>>;

export interface Keep {
  read(): Kept;
  write(kept: Kept): void;
  pending(conversationId: string): Pending[];
  keepPending(conversationId: string, pending: Pending): void;
  dropPending(id: string): void;
  drafts(): Drafts;
  keepDrafts(drafts: Drafts): void;
  /** Pages of this tab, oldest first. */
  visits(): KeptVisit[];
  keepVisits(visits: KeptVisit[]): void;
}

/** Pages of the same site share the shelf: what lies there may be anything. */
function isVisit(one: unknown): one is KeptVisit {
  const { at, page, title } = (one ?? {}) as Partial<Record<keyof KeptVisit, unknown>>;
  return Number.isFinite(at) && typeof page === 'string' && typeof title === 'string';
}

/** The part of Web Storage in use. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(at: number): string | null;
  readonly length: number;
}

/**
 * @param lasting shared by all tabs of the site; each unsent message is an entry of its own there, so that tabs cannot overwrite each other's.
 * @param fleeting of this tab alone.
 * @param prefix tells services apart that are embedded in one site.
 */
export function createKeep(lasting: Shelf, fleeting: Shelf, prefix: string): Keep {
  const read = (shelf: Shelf, key: string): unknown => {
    try {
      return JSON.parse(shelf.getItem(prefix + key) ?? 'null');
    } catch {
      return null;
    }
  };
  const write = (shelf: Shelf, key: string, value: unknown): void => {
    try {
      if (value === null) shelf.removeItem(prefix + key);
      else shelf.setItem(prefix + key, JSON.stringify(value));
    } catch {
      // Full or forbidden: the page still works, it only forgets on a reload.
    }
  };
  return {
    read: () => ({ ...nothingKept, ...(read(lasting, 'talk') as Partial<Kept> | null) }),
    write: (kept) => write(lasting, 'talk', kept),
    pending(conversationId) {
      const found: Pending[] = [];
      try {
        for (let i = 0; i < lasting.length; i++) {
          const key = lasting.key(i);
          if (!key?.startsWith(`${prefix}p.`)) continue;
          const entry = read(lasting, key.slice(prefix.length)) as (Pending & { of: string }) | null;
          if (entry?.of === conversationId) {
            const { of: _, ...pending } = entry;
            found.push(pending);
          }
        }
      } catch {
        // As above.
      }
      found.sort((a, b) => a.at - b.at);
      return found;
    },
    keepPending: (conversationId, pending) =>
      write(lasting, `p.${pending.id}`, { ...pending, of: conversationId }),
    dropPending: (id) => write(lasting, `p.${id}`, null),
    drafts: () => (read(fleeting, 'drafts') as Drafts | null) ?? {},
    keepDrafts: (drafts) => write(fleeting, 'drafts', drafts),
    visits() {
      const kept = read(fleeting, 'visits');
      const all: unknown[] = Array.isArray(kept) ? kept : [];
      return all.filter(isVisit);
    },
    keepVisits: (visits) => write(fleeting, 'visits', visits),
  };
}

/** @returns a shelf in memory, where the browser gives no storage. */
export function memoryShelf(): Shelf {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (at) => [...map.keys()][at] ?? null,
    get length() {
      return map.size;
    },
  };
}
