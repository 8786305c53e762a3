// Changes when a record that agents keep beside conversations and cases gets a field. Small valid ones for tests.
import type { Activity } from '../../shared/domain/activity.ts';
import type { Feedback } from '../../shared/domain/feedback.ts';
import type { Capsule, Handover } from '../../shared/domain/handover.ts';
import type { Macro, Script } from '../../shared/domain/macro.ts';
import type { MaskRule } from '../../shared/domain/mask.ts';
import type { PresenceState } from '../../shared/domain/presence.ts';
import type { SavedView } from '../../shared/domain/view.ts';

export const aMacro = (id: string, over: Partial<Macro> = {}): Macro => ({
  id,
  ownerId: null,
  title: `Macro ${id}`,
  locale: null,
  tags: [],
  steps: [{ do: 'write', text: 'Hello {customer.first}' }],
  ...over,
});

export const aScript = (id: string, over: Partial<Script> = {}): Script => ({
  id,
  ownerId: null,
  title: `Script ${id}`,
  locale: null,
  channel: null,
  queueId: null,
  steps: [{ id: 'greet', title: 'Greet', text: 'Say good day', macroId: null, scriptId: null }],
  ...over,
});

export const aView = (id: string, over: Partial<SavedView> = {}): SavedView => ({
  id,
  ownerId: 'agent-a',
  name: `View ${id}`,
  filter: {
    owner: 'me',
    statuses: [],
    priorities: [],
    kind: null,
    queueIds: [],
    category: null,
    tag: null,
    due: 'any',
    text: '',
  },
  sort: 'due',
  columns: ['number', 'title', 'due'],
  place: 0,
  ...over,
});

export const aMaskRule = (id: string, over: Partial<MaskRule> = {}): MaskRule => ({
  id,
  name: 'Card numbers',
  finds: 'card',
  pattern: '',
  mark: '•',
  of: ['customer'],
  on: true,
  ...over,
});

export const aPresenceState = (id: string, over: Partial<PresenceState> = {}): PresenceState => ({
  id,
  labels: { en: 'Lunch', de: 'Mittagspause' },
  status: 'away',
  order: 0,
  ...over,
});

export const anActivity = (id: string, over: Partial<Activity> = {}): Activity => ({
  id,
  kind: 'task',
  title: 'Call back',
  text: '',
  caseId: null,
  conversationId: null,
  customerId: null,
  ownerId: 'agent-a',
  authorId: 'agent-a',
  authorName: 'Agent agent-a',
  dueAt: null,
  doneAt: null,
  createdAt: 0,
  updatedAt: 0,
  ...over,
});

export const aFeedback = (id: string, over: Partial<Feedback> = {}): Feedback => ({
  id,
  articleId: 'article-a',
  authorId: 'agent-a',
  authorName: 'Agent agent-a',
  helpful: true,
  text: '',
  at: 0,
  settledAt: null,
  ...over,
});

export const aCapsule = (over: Partial<Capsule> = {}): Capsule => ({
  asked: [{ text: 'Where is my parcel?', messageId: null }],
  promised: [],
  open: [],
  tried: [],
  mood: [],
  draft: '',
  ...over,
});

export const aHandover = (id: string, over: Partial<Handover> = {}): Handover => ({
  id,
  conversationId: 'conversation-a',
  kind: 'transfer',
  fromAgentId: 'agent-a',
  fromName: 'Agent agent-a',
  toAgentId: 'agent-b',
  toQueueId: null,
  state: 'offered',
  capsule: aCapsule(),
  comment: '',
  reason: '',
  at: 0,
  expiresAt: 120_000,
  decidedAt: null,
  ...over,
});
