// Changes when the workspace gets another shape: sessions, their tabs, the panes side by side, and what each tab remembers.
import { z } from 'zod';
import { windowIdSchema } from '../../shared/ipc/main.ts';

export const sessionKinds = ['home', 'conversation', 'case', 'customer'] as const;
export type SessionKind = (typeof sessionKinds)[number];
export const tabKinds = [
  'home',
  'conversation',
  'case',
  'customer',
  'article',
  'caseList',
  'customerList',
  'knowledge',
  'search',
] as const;
export type TabKind = (typeof tabKinds)[number];

/** So many tabs beside the anchor; one more is refused with a word, none is closed for it. */
export const mostTabs = 20;
/** So many conversations side by side. */
export const mostPanes = 4;
/** So many sessions in windows of their own. */
export const mostTorn = 8;
/** So many sessions come back from disk: far more than anybody opens, and less than what the store takes. */
export const mostKept = 2_000;
/** What was closed is kept for reopening, the newest first, up to this. */
export const mostClosed = 20;

const tabSchema = z.object({
  id: z.string().max(300),
  kind: z.enum(tabKinds),
  /** What it shows; null for lists and Home. */
  subjectId: z.string().max(64).nullable(),
  /** The anchor is the first tab of its session and stays as long as the session. */
  anchor: z.boolean(),
});
/** One page within a session. */
export type Tab = z.infer<typeof tabSchema>;

const sessionSchema = z.object({
  id: z.string().max(200),
  kind: z.enum(sessionKinds),
  subjectId: z.string().max(64).nullable(),
  tabs: z.array(tabSchema).min(1).max(200),
  activeTabId: z.string().max(300),
});
/** One line of the session panel. */
export type Session = z.infer<typeof sessionSchema>;

const viewsSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
/** What tabs remember beside their texts: scroll, selection, sizes of panels. By tab id, then by name. */
export type Views = z.infer<typeof viewsSchema>;

const closedSchema = z.object({
  /** A tab's session; null when the whole session was closed. */
  sessionId: z.string().nullable(),
  session: sessionSchema.nullable(),
  tab: tabSchema.nullable(),
  index: z.number().int().min(0),
  views: viewsSchema,
});
export type Closed = z.infer<typeof closedSchema>;

const panesSchema = z.array(z.string().max(300)).max(mostPanes);
const focusedSchema = z
  .number()
  .int()
  .min(0)
  .max(mostPanes - 1);

/** A session in a window of its own, with all that its tabs remember. */
export const tornSchema = z.object({
  windowId: windowIdSchema,
  session: sessionSchema,
  views: viewsSchema,
  panes: panesSchema,
  focused: focusedSchema,
  /** Where it stood in the session panel. */
  index: z.number().int().min(0),
});
export type Torn = z.infer<typeof tornSchema>;

/** What is written to disk, and read back as bad input. */
export const savedWorkspaceSchema = z.object({
  v: z.literal(1),
  sessions: z.array(sessionSchema).max(mostKept),
  activeId: z.string(),
  recent: z.array(z.string()).max(mostKept),
  closed: z.array(closedSchema).max(50).catch([]),
  views: viewsSchema.catch({}),
  panes: panesSchema.catch([]),
  focused: focusedSchema.catch(0),
  torn: z.array(tornSchema).max(50).catch([]),
});
export type SavedWorkspace = z.infer<typeof savedWorkspaceSchema>;

/** The whole workspace of this window. */
export interface Workspace {
  /** Home first, always. */
  sessions: Session[];
  activeId: string;
  /** Every session, the one used last first. While walking, the order rests. */
  recent: string[];
  /** Where a walk through `recent` stands, and the panes as they were before it; null while nobody walks. */
  walk: { at: number; panes: string[]; focused: number } | null;
  /** What was closed, the last one first; at most 20. */
  closed: Closed[];
  views: Views;
  /** The tabs that stand side by side, 1 to 4, none of them twice. */
  panes: string[];
  /** Which of the panes has the keyboard; it shows the active tab. */
  focused: number;
  /** Sessions in windows of their own: they are in no list above. */
  torn: Torn[];
}

/** The view bag of the window itself: session panel, context pane. */
export const windowBag = 'window';
