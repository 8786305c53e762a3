// Changes when the window in tests shows another moment of a working day.
import type { AnyRecord } from '../../../shared/domain/records.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { FakeStore } from './index.ts';

interface Talk {
  name: string;
  email: string | null;
  language: string;
  channel?: Conversation['channel'];
  queueId: string;
  /** How many minutes ago it began. */
  began: number;
  /** `c` says, `a` answers, `n` an internal note to colleagues; the last ones may be unread. */
  lines: [who: 'c' | 'a' | 'n', text: string][];
  unread: number;
  state?: Conversation['state'];
  customerId?: string;
}

const minute = 60_000;
const talks: Talk[] = [
  {
    name: 'Nora Whitcombe',
    email: 'nora.whitcombe@example.com',
    language: 'en-GB',
    queueId: 'queue-orders',
    began: 14,
    unread: 2,
    lines: [
      ['c', 'Hello, my parcel should have been here on Monday. Where is it?'],
      ['a', 'Good morning Nora, I am looking for your parcel right now.'],
      ['c', 'Thank you. The tracking page has said “in the depot” for four days, which cannot be right.'],
      ['n', 'Courier confirmed the scan in the depot; asked them to check the shelf.'],
      ['a', 'The courier has found it and it is on its way again. I have asked them for a time.'],
      ['c', 'This is the third time I ask about it! I took two days off for nothing.'],
      ['c', 'If it is not here tomorrow I want my money back. This is ridiculous.'],
    ],
  },
  {
    name: 'Piotr Zalewski',
    email: 'piotr.zalewski@example.org',
    language: 'pl-PL',
    queueId: 'queue-technical',
    began: 9,
    unread: 1,
    lines: [
      ['c', 'Dzień dobry, nie mogę się zalogować na swoje konto.'],
      ['a', 'Dzień dobry, już sprawdzam. Czy widzi Pan jakiś komunikat?'],
      ['c', 'Tak: „konto zablokowane”. Próbowałem trzy razy.'],
    ],
  },
  {
    name: 'Sofie Damgaard',
    email: 'sofie.damgaard@example.net',
    language: 'da-DK',
    queueId: 'queue-orders',
    began: 22,
    unread: 0,
    lines: [
      ['c', 'Hej, hvordan sender jeg en vare retur?'],
      ['a', 'Hej Sofie, du får en label på mail om et øjeblik.'],
      ['c', 'Perfect, thank you! That was great.'],
      ['a', 'It is on its way. Have a good day!'],
    ],
  },
  {
    name: 'ليلى منصور',
    email: null,
    language: 'ar',
    queueId: 'queue-international',
    began: 5,
    unread: 1,
    lines: [
      ['c', 'مرحباً، وصلني الطلب رقم 10042 (Order 10042) لكن الشاشة مكسورة.'],
      ['a', 'مرحباً ليلى، أعتذر عن ذلك. هل يمكنك إرسال صورة؟'],
      ['c', 'نعم، سأرسلها الآن عبر photos@example.com'],
    ],
  },
  {
    name: 'Maximilian-Alexander Freiherr von Hohenstein-Wittgenstein',
    email: null,
    language: 'de-DE',
    channel: 'social',
    queueId: 'queue-billing',
    began: 31,
    unread: 0,
    state: 'wrapUp',
    lines: [
      ['c', 'Die Rechnung stimmt nicht, da wurde der Versand zweimal berechnet.'],
      ['a', 'Sie haben recht, ich habe den Betrag eben erstattet.'],
      ['c', 'Danke, super schnell!'],
    ],
  },
];

const waiting: Talk[] = [
  {
    name: 'Amelia Rowntree',
    email: 'amelia.rowntree@example.com',
    language: 'en-GB',
    queueId: 'queue-support',
    began: 1,
    unread: 0,
    state: 'open',
    lines: [
      [
        'c',
        'Does the travel adapter work in Denmark? I fly tomorrow and would rather not buy a second one there.',
      ],
    ],
  },
  {
    name: 'Jan Brzozowski',
    email: null,
    language: 'pl-PL',
    queueId: 'queue-support',
    began: 4,
    unread: 0,
    state: 'open',
    lines: [['c', 'Kiedy wyślą Państwo moje zamówienie?']],
  },
];

/** Puts the agent in the middle of a morning: five conversations, one offer that rings, one more in the queue. */
export function playScene(store: FakeStore, agentId: string, now: number): void {
  const put = (row: AnyRecord): void =>
    store.records.apply([{ kind: row.kind, id: row.record.id, op: 'put', record: row.record } as never]);
  for (const [at, talk] of [...talks, ...waiting].entries()) begin(put, talk, at, agentId, now);
  const presence = store.records.get('presence', agentId);
  if (presence !== undefined) {
    put({ kind: 'presence', record: { ...presence, status: 'busy', linked: true, used: talks.length * 10 } });
  }
  const offer = {
    id: 'offer-1',
    conversationId: `talk-${String(talks.length)}`,
    agentId,
    state: 'ringing' as const,
    offeredAt: now - 34e3,
    expiresAt: now + 86e3,
  };
  put({ kind: 'offer', record: offer });
  for (const it of store.records.all('case').slice(0, 14)) {
    put({
      kind: 'case',
      record: { ...it, ownerId: agentId, status: it.status === 'resolved' ? 'open' : it.status },
    });
  }
}

function begin(put: (row: AnyRecord) => void, talk: Talk, at: number, agentId: string, now: number): void {
  const id = `talk-${String(at)}`;
  const began = now - talk.began * minute;
  const step = (talk.began * minute) / (talk.lines.length + 1);
  const state = talk.state ?? 'active';
  const agent = 'Mara Lindahl';
  const last = talk.lines.at(-1);
  const times = talk.lines.map((_, index) => Math.round(began + step * index));
  talk.lines.forEach(([who, text], index) => {
    put({
      kind: 'message',
      record: {
        id: `${id}-m${String(index + 1)}`,
        conversationId: id,
        seq: index + 1,
        text,
        articleId: null,
        authorKind: who === 'c' ? 'customer' : 'agent',
        authorId: who === 'c' ? null : agentId,
        authorName: who === 'c' ? talk.name : agent,
        audience: who === 'n' ? 'internal' : 'public',
        at: times[index]!,
      },
    });
  });
  const count = talk.lines.length;
  const open = state === 'open';
  put({
    kind: 'conversation',
    record: {
      id,
      channel: talk.channel ?? 'chat',
      queueId: talk.queueId,
      state,
      subject: talk.lines[0]![1],
      visitor: {
        name: talk.name,
        email: talk.email,
        language: talk.language,
        page: 'https://shop.example/orders',
        browser: 'Firefox 132',
      },
      customerId: talk.customerId ?? null,
      caseId: null,
      agentId: open ? null : agentId,
      createdAt: began,
      queuedAt: began,
      acceptedAt: open ? null : began + at,
      wrapUpAt: state === 'wrapUp' ? now - minute : null,
      closedAt: null,
      dispositionId: null,
      rating: null,
      lastSeq: count,
      lastMessageAt: times.at(-1)!,
      waitingSince: last?.[0] === 'c' && state !== 'wrapUp' ? times[count - Math.max(1, talk.unread)]! : null,
      customerDeliveredSeq: count,
      customerReadSeq: count - talk.unread,
      agentReadSeq: count - talk.unread,
    },
  });
}
