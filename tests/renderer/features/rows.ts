// Changes when the rows that feature tests show get other fields. Every maker takes what differs.
import type { Agent } from '../../../shared/domain/people.ts';
import type { Article, QuickReply } from '../../../shared/domain/knowledge.ts';
import type {
  ArticleHit,
  AttentionView,
  CaseRow,
  ConversationRow,
  ConversationView,
  CustomerRow,
  DeskView,
  MessageView,
  NoteView,
} from '../../../shared/ipc/views.ts';

/** The time at which the rows are made, ms since the epoch. */
export const madeAt = Date.UTC(2026, 10, 20, 9, 30);
const minute = 60_000;

export const me: Agent = {
  id: 'agent-me',
  handle: 'mara',
  name: 'Mara Holm',
  role: 'agent',
  languages: ['en', 'de'],
  queueIds: ['queue-support'],
};

export const deskRow = (over: Partial<DeskView> = {}): DeskView => ({
  agent: me,
  service: 'https://parley.example',
  link: { state: 'linked', since: madeAt, retryAt: null, reason: null, progress: null },
  outbox: { waiting: 0, attention: 0 },
  presence: null,
  clockOffset: 0,
  keyCustody: 'keystore',
  notices: [],
  ...over,
});

export const customerRow = (over: Partial<CustomerRow> = {}): CustomerRow => ({
  id: 'customer-1',
  name: 'Lena Vogt',
  email: 'lena.vogt@example.com',
  phone: '+49 30 5550 1234',
  organisation: 'Vogt Keramik',
  city: 'Potsdam',
  language: 'de',
  tags: ['wholesale'],
  since: Date.UTC(2023, 4, 2),
  openCases: 1,
  conversations: 7,
  ...over,
});

export const caseRow = (over: Partial<CaseRow> = {}): CaseRow => ({
  id: 'case-1',
  number: 'C-10042',
  title: 'Two plates of the set arrived broken',
  status: 'open',
  priority: 'high',
  kind: 'support',
  queueId: 'queue-support',
  ownerId: me.id,
  customerId: 'customer-1',
  createdAt: madeAt - 200 * minute,
  updatedAt: madeAt - 30 * minute,
  dueAt: madeAt + 150 * minute,
  customerName: 'Lena Vogt',
  ownerName: me.name,
  notes: 2,
  pending: false,
  ...over,
});

export const conversationRow = (over: Partial<ConversationRow> = {}): ConversationRow => ({
  id: 'conversation-1',
  channel: 'chat',
  state: 'active',
  title: 'Lena Vogt',
  subject: 'My parcel arrived broken',
  customerId: null,
  caseId: null,
  agentId: me.id,
  queueId: 'queue-support',
  queueName: 'Support',
  createdAt: madeAt - 20 * minute,
  lastMessageAt: madeAt,
  lastText: 'Are you there?',
  waitingSince: madeAt - 2 * minute,
  wrapUpAt: null,
  closedAt: null,
  unread: 0,
  sentiment: { level: 'slightlyNegative', score: -0.3, steps: [0.1, 0, -0.2, -0.5, -0.3] },
  rating: null,
  ...over,
});

type ViewOver = Partial<Omit<ConversationView, 'conversation' | 'row'>> & {
  conversation?: Partial<ConversationView['conversation']>;
  row?: Partial<ConversationRow>;
};

export const conversationView = ({ conversation, row, ...over }: ViewOver = {}): ConversationView => ({
  conversation: {
    id: 'conversation-1',
    channel: 'chat',
    queueId: 'queue-support',
    state: 'active',
    subject: 'My parcel arrived broken',
    visitor: {
      name: 'Lena Vogt',
      email: 'lena.vogt@example.com',
      language: 'de-DE',
      page: 'https://shop.example/orders/7731',
      browser: 'Firefox 147 on Windows',
    },
    customerId: null,
    caseId: null,
    agentId: me.id,
    createdAt: madeAt - 20 * minute,
    queuedAt: madeAt - 20 * minute,
    acceptedAt: madeAt - 19 * minute,
    wrapUpAt: null,
    closedAt: null,
    dispositionId: null,
    rating: null,
    lastSeq: 2,
    lastMessageAt: madeAt,
    waitingSince: madeAt - 2 * minute,
    customerDeliveredSeq: 0,
    customerReadSeq: 0,
    agentReadSeq: 2,
    ...conversation,
  },
  row: conversationRow({
    ...(conversation?.state === undefined ? {} : { state: conversation.state }),
    ...row,
  }),
  customer: null,
  case: null,
  candidates: [],
  reasons: [],
  ...over,
});

export const messageRow = (over: Partial<MessageView> = {}): MessageView => ({
  id: 'message-1',
  conversationId: 'conversation-1',
  seq: 1,
  authorKind: 'customer',
  authorId: null,
  authorName: 'Lena Vogt',
  audience: 'public',
  text: 'My parcel arrived broken.',
  at: madeAt,
  articleId: null,
  delivery: null,
  sentiment: 'neutral',
  score: 0,
  ...over,
});

export const noteRow = (over: Partial<NoteView> = {}): NoteView => ({
  id: 'note-1',
  subjectKind: 'case',
  subjectId: 'case-1',
  authorId: me.id,
  authorName: me.name,
  text: 'Promised a new set by Friday.',
  at: madeAt,
  supersedes: null,
  pending: false,
  edited: false,
  ...over,
});

export const quickReply = (over: Partial<QuickReply> = {}): QuickReply => ({
  id: 'reply-1',
  title: 'Greeting',
  text: 'Hello {customer.first}, this is {agent.first}.',
  locale: 'en',
  tags: [],
  ownerId: null,
  ...over,
});

export const article = (over: Partial<Article> = {}): Article => ({
  id: 'article-1',
  title: 'Broken on arrival',
  summary: 'Send a photo within 14 days and we replace it.',
  body: '# What to do\n\nTake a photo of the box and of the goods.\n\n- Keep the box\n- Write to us\n',
  locale: 'en',
  status: 'published',
  tags: ['returns'],
  updatedAt: madeAt,
  ...over,
});

export const articleHit = (over: Partial<ArticleHit> = {}): ArticleHit => {
  const { body, ...rest } = article();
  return { ...rest, excerpt: body.slice(14, 80), ...over };
};

export const attentionRow = (over: Partial<AttentionView> = {}): AttentionView => ({
  commandId: 'command-1',
  type: 'case.update',
  at: madeAt,
  title: 'C-10042 Two plates of the set arrived broken',
  subjectKind: 'case',
  subjectId: 'case-1',
  text: null,
  refusal: {
    kind: 'conflict',
    message: 'Somebody else has changed the status meanwhile.',
    facts: { field: 'status', theirs: 'resolved', yours: 'pending' },
  },
  canForce: true,
  canNote: true,
  sides: [{ field: 'status', theirs: 'resolved', yours: 'pending' }],
  kept: false,
  ...over,
});
