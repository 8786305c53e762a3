// Changes when customers come up with another way to break a screen.
import type { Seeder } from '../../../service/app.ts';
import { dueHours } from '../../../shared/domain/case.ts';
import type { AnyRecord } from '../../../shared/domain/records.ts';
import { bounds } from '../../../shared/domain/text.ts';

const marks = Array.from({ length: 40 }, (_, at) => String.fromCodePoint(0x0300 + ((at * 7) % 0x6f))).join(
  '',
);

/** Words that want to get out of their place; each begins with a word of its own, to be found by. */
export const hostile = {
  bidi: 'Aabidi \u202Egnihtemos \u2067\u202Bأهلا 123 (abc)\u202C\u2069 \u202D.exe',
  open: 'Aaopen \u2067\u2067\u2067\u202E\u202E nobody closes these',
  zalgo: `Aazalgo ${'hello there'
    .split('')
    .map((letter) => letter + marks.slice(0, 12))
    .join('')}`,
  html: 'Aahtml <img src=x onerror="window.hacked=1"><script>window.hacked=1</script><style>*{display:none}</style>',
  word: `Aaword ${'W'.repeat(190)}`,
  emoji: `Aaemoji ${'👩‍👩‍👧‍👦'.repeat(16)}`,
  icu: 'Aaicu {count, plural, one {# x} other {# y}} <b>{name}</b> %s ${1+1} {{constructor}}',
  none: 'Aanull null undefined NaN [object Object] __proto__',
  thin: 'Aathin \u200B\u200B\uFEFF\u00AD\u2060\u180E',
  mixed: 'Aamixed شركة «ABC-12/3» (قسم 4): فاتورة R-48213',
  // With the joiner that Persian writes within words, letters and digits of its own, and a mark that turns the line round.
  persian: 'Aapersian می\u200cخواهم «کالای ABC-۱۲/۳» (۴۵٪): \u202Eفاکتور R-۴۸۲۱۳ گزارش‌های \u200Dیک',
} as const;
export type HostileName = keyof typeof hostile;
const kinds = Object.keys(hostile) as HostileName[];

/** A message of ten thousand words, or as many as one message may have. */
export const endless = `Aaendless ${'lorem '.repeat(10_000)}`.slice(0, bounds.message);

/** Adds a customer, a case with notes and activities, an article, a quick reply, a macro, a script and a list of each. */
export async function putHostile({ putRecords, now }: Seeder, agentId: string): Promise<void> {
  const rows: AnyRecord[] = [];
  for (const [at, kind] of kinds.entries()) {
    const text = hostile[kind];
    const name = text.slice(0, bounds.name);
    const tags = [text.slice(0, bounds.tag)];
    rows.push(
      {
        kind: 'customer',
        record: {
          id: `hostile-${kind}`,
          name,
          email: `${kind}.${'x'.repeat(80)}@example.com`,
          phone: '+44 20 7946 0000'.padEnd(40, '0'),
          organisation: name,
          city: name,
          language: 'en',
          tags,
          since: now,
        },
      },
      {
        kind: 'case',
        record: {
          id: `hostile-case-${kind}`,
          number: `C-9000${at}`,
          title: text.padEnd(bounds.title, kind === 'word' ? 'W' : ' ').slice(0, bounds.title),
          description: `${text}\n\n${text} ${text}\n# ${text}`,
          kind: 'service',
          status: 'open',
          priority: 'urgent',
          category: text.slice(0, 100),
          customerId: `hostile-${kind}`,
          ownerId: agentId,
          queueId: 'queue-support',
          conversationId: null,
          tags,
          createdAt: now,
          updatedAt: now,
          dueAt: now + dueHours.urgent * 3_600_000 - at * 60_000,
        },
      },
      ...(['plain', 'rich'] as const).map(
        (format): AnyRecord => ({
          kind: 'note',
          record: {
            id: `hostile-note-${kind}-${format}`,
            subjectKind: 'case',
            subjectId: `hostile-case-${kind}`,
            authorId: agentId,
            authorName: name,
            text: `**${text}** [${text}](javascript:window.hacked=1)\n- ${text}`,
            at: now,
            supersedes: null,
            format,
          },
        }),
      ),
      {
        kind: 'article',
        record: {
          id: `hostile-article-${kind}`,
          title: text.slice(0, bounds.title),
          summary: text,
          body: `# ${text}\n\n${text}\n\n- ${text}\n- ${text}`,
          locale: 'en',
          status: 'published',
          tags,
          updatedAt: now,
        },
      },
      {
        kind: 'quickReply',
        record: { id: `hostile-reply-${kind}`, ownerId: agentId, title: text, text, locale: 'en', tags },
      },
      {
        kind: 'macro',
        record: {
          id: `hostile-macro-${kind}`,
          ownerId: agentId,
          title: text,
          locale: null,
          tags,
          steps: [{ do: 'write', text }],
        },
      },
      {
        kind: 'savedView',
        record: {
          id: `hostile-view-${kind}`,
          ownerId: agentId,
          name: text.slice(0, 100),
          filter: {
            owner: 'anybody',
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
          columns: ['number', 'title', 'customer', 'due'],
          place: at,
        },
      },
    );
  }
  await putRecords(rows);
}
