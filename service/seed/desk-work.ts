// Changes when the seeded world has other lists, activities, states of presence, or cases that belong together.
import type { Activity, ActivityKind } from '../../shared/domain/activity.ts';
import { dueHours, isOpenCase, type Case } from '../../shared/domain/case.ts';
import type { Locale } from '../../shared/domain/people.ts';
import type { PresenceState, PresenceStatus } from '../../shared/domain/presence.ts';
import type { CaseFilter, SavedView } from '../../shared/domain/view.ts';
import type { SeededCase } from './cases.ts';
import { agents } from './company.ts';

const minute = 60_000;
const hour = 60 * minute;

const stateWords: { key: string; status: PresenceStatus; labels: Record<Locale, string> }[] = [
  {
    key: 'lunch',
    status: 'away',
    labels: { en: 'Lunch', de: 'Mittag', pl: 'Obiad', da: 'Frokost', ar: 'غداء', fa: 'ناهار' },
  },
  {
    key: 'break',
    status: 'away',
    labels: {
      en: 'Short break',
      de: 'Kurze Pause',
      pl: 'Krótka przerwa',
      da: 'Kort pause',
      ar: 'استراحة قصيرة',
      fa: 'استراحت کوتاه',
    },
  },
  {
    key: 'training',
    status: 'doNotDisturb',
    labels: { en: 'Training', de: 'Schulung', pl: 'Szkolenie', da: 'Kursus', ar: 'تدريب', fa: 'آموزش' },
  },
  {
    key: 'meeting',
    status: 'doNotDisturb',
    labels: { en: 'Meeting', de: 'Besprechung', pl: 'Spotkanie', da: 'Møde', ar: 'اجتماع', fa: 'جلسه' },
  },
  {
    key: 'paperwork',
    status: 'busy',
    labels: {
      en: 'Finishing cases',
      de: 'Vorgänge abschließen',
      pl: 'Kończę zgłoszenia',
      da: 'Afslutter sager',
      ar: 'إنهاء الحالات',
      fa: 'بستن پرونده‌ها',
    },
  },
];

/** @returns the made-up company's own states of presence. */
export function makePresenceStates(): PresenceState[] {
  return stateWords.map(({ key, ...state }, order) => ({ id: `presence-${key}`, ...state, order }));
}

const underWay: CaseFilter['statuses'] = ['new', 'open', 'pending', 'onHold'];
const anything: CaseFilter = {
  owner: 'anybody',
  statuses: [],
  priorities: [],
  kind: null,
  queueIds: [],
  category: null,
  tag: null,
  due: 'any',
  text: '',
};

/** @returns lists of cases: some for everybody, two that the demo agent keeps on her dashboard. */
export function makeViews(): SavedView[] {
  const list = (
    key: string,
    ownerId: string | null,
    name: string,
    filter: Partial<CaseFilter>,
    rest: Pick<SavedView, 'sort' | 'columns' | 'place'>,
  ): SavedView => ({ id: `view-${key}`, ownerId, name, filter: { ...anything, ...filter }, ...rest });
  return [
    list(
      'mine-today',
      'agent-demo',
      'Mine, due today',
      { owner: 'me', statuses: underWay, due: 'today' },
      { sort: 'due', columns: ['number', 'title', 'customer', 'due'], place: 0 },
    ),
    list(
      'returns',
      'agent-demo',
      'Returns under way',
      { statuses: ['open', 'pending'], queueIds: ['queue-orders'] },
      { sort: 'updated', columns: ['number', 'title', 'status', 'updated'], place: 1 },
    ),
    list(
      'nobody',
      null,
      'Nobody has taken these',
      { owner: 'nobody', statuses: ['new', 'open'] },
      { sort: 'created', columns: ['number', 'title', 'queue', 'created'], place: null },
    ),
    list(
      'overdue',
      null,
      'Overdue, whole team',
      { statuses: underWay, due: 'overdue' },
      { sort: 'due', columns: ['number', 'title', 'owner', 'priority', 'due'], place: null },
    ),
    list(
      'service',
      null,
      'About our service',
      { statuses: underWay, kind: 'service' },
      { sort: 'priority', columns: ['number', 'title', 'customer', 'category', 'priority'], place: null },
    ),
  ];
}

/** What is to be done, by kind: when from now in hours (past: overdue), and whether it is done. */
const toDo: { kind: ActivityKind; title: string; text: string; inHours: number; done?: boolean }[] = [
  { kind: 'call', title: 'Call back about the delivery time', text: 'Best after four.', inHours: 3 },
  { kind: 'task', title: 'Ask the warehouse for a photo of the label', text: '', inHours: -2 },
  { kind: 'email', title: 'Send the repair report', text: 'The workshop has it as a PDF.', inHours: 22 },
  {
    kind: 'visit',
    title: 'Technician comes to look at the machine',
    text: 'Third floor, no lift.',
    inHours: 50,
  },
  { kind: 'reminder', title: 'Promised a refund by tomorrow noon', text: '', inHours: 20 },
  { kind: 'call', title: 'Asked the courier for the scan', text: 'They found it.', inHours: -26, done: true },
];

/** @returns activities of every kind on open cases of the demo agent, some overdue, one done. */
export function makeActivities(cases: readonly Case[], now: number): Activity[] {
  const own = cases.filter((one) => one.ownerId === 'agent-demo' && isOpenCase(one.status)).slice(0, 4);
  const author = agents.find(({ id }) => id === 'agent-demo')!;
  return own.length === 0
    ? []
    : toDo.map(({ kind, title, text, inHours, done = false }, at) => {
        const about = own[at % own.length]!;
        const dueAt = now + inHours * hour;
        const createdAt = Math.min(now, dueAt) - 5 * hour;
        return {
          id: `activity-${String(at + 1)}`,
          kind,
          title,
          text,
          caseId: about.id,
          conversationId: null,
          customerId: about.customerId,
          ownerId: author.id,
          authorId: author.id,
          authorName: author.name,
          dueAt,
          doneAt: done ? dueAt - hour : null,
          createdAt,
          updatedAt: done ? dueAt - hour : createdAt,
        };
      });
}

/** @returns further cases beside two of the demo agent's: one that was merged into the first, one that is a part of the second. */
export function makeRelated(cases: readonly SeededCase[], now: number): SeededCase[] {
  const [into, whole] = cases
    .map(({ record }) => record)
    .filter((one) => one.ownerId === 'agent-demo' && isOpenCase(one.status) && one.customerId !== null);
  if (into === undefined || whole === undefined) return [];
  const beside = (key: string, of: Case, title: string, more: Partial<Case>): SeededCase => {
    const { id: _id, conversationId: _from, clocks: _clocks, ...like } = of;
    const createdAt = Math.min(now - 2 * minute, of.createdAt + 20 * minute);
    const record: Case = {
      ...like,
      id: `case-related-${key}`,
      conversationId: null,
      title,
      description: '',
      tags: [],
      createdAt,
      updatedAt: Math.min(now, createdAt + minute),
      dueAt: createdAt + dueHours[of.priority] * hour,
      ...more,
    };
    return { record, notes: [] };
  };
  return [
    beside('merged', into, 'Asks a second time about the same thing', {
      status: 'canceled',
      merged: { intoId: into.id, status: 'open' },
    }),
    beside('part', whole, 'Part of it: the courier’s share of the damage', {
      status: 'open',
      parentId: whole.id,
    }),
  ];
}
