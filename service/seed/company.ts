// Changes when the made-up company does: its people, queues, and the codes that end a conversation.
import type { Agent, Locale } from '../../shared/domain/people.ts';
import type { Disposition, Queue } from '../../shared/domain/queue.ts';

/** Sells electronics and things for the home under its own name. It does not exist. */
export const companyName = 'Marlund';

const chat: Queue['channels'] = ['chat', 'social', 'voice'];
export const queues: Queue[] = [
  {
    id: 'queue-support',
    name: 'Support chat',
    channels: chat,
    offerMs: 120_000,
    recording: { mode: 'ask', tell: 'said', days: 90 },
    telephone: { number: '701', by: 'admin' },
  },
  {
    id: 'queue-orders',
    name: 'Orders and returns',
    channels: chat,
    offerMs: 120_000,
    recording: { mode: 'always', tell: 'said', days: 30 },
    telephone: { number: '702', by: 'admin' },
  },
  {
    id: 'queue-billing',
    name: 'Billing',
    channels: chat,
    offerMs: 120_000,
    recording: { mode: 'always', tell: 'tone', days: 365 },
    // So that both are seen.
    mood: false,
    telephone: { number: '703', by: 'admin' },
  },
  {
    id: 'queue-technical',
    name: 'Technical support',
    channels: chat,
    offerMs: 120_000,
    telephone: { number: '704', by: 'admin' },
  },
  { id: 'queue-international', name: 'International', channels: chat, offerMs: 120_000 },
];
/** Those who are called by a number; the others by the name they sign in with. One has no telephone at all. */
const numbers: Readonly<Record<string, string | null>> = {
  jonas: '102',
  helena: '103',
  kasia: '105',
  tomasz: '106',
  freja: '107',
  rasmus: '108',
  layla: '109',
  yousef: '110',
  parisa: '111',
  nima: null,
};
const all = queues.map((queue) => queue.id);

const agent = (
  handle: string,
  name: string,
  role: Agent['role'],
  languages: Locale[],
  queueIds: string[],
): Agent => ({
  id: `agent-${handle}`,
  handle,
  name,
  role,
  languages,
  queueIds,
  ...(numbers[handle] === undefined ? {} : { telephone: { number: numbers[handle], by: 'admin' as const } }),
});

export const agents: Agent[] = [
  agent('demo', 'Mara Lindahl', 'agent', ['en', 'de', 'da'], all),
  agent('jonas', 'Jonas Bergfeld', 'agent', ['en', 'de'], all),
  agent('helena', 'Helena Ostrowicz', 'supervisor', ['en', 'pl', 'de'], all),
  agent('ruth', 'Ruth Adeyinka', 'admin', ['en'], all),
  agent(
    'kasia',
    'Kasia Nowicka',
    'agent',
    ['pl', 'en'],
    ['queue-support', 'queue-orders', 'queue-international'],
  ),
  agent(
    'tomasz',
    'Tomasz Wronecki',
    'agent',
    ['pl', 'de', 'en'],
    ['queue-technical', 'queue-billing', 'queue-international'],
  ),
  agent(
    'freja',
    'Freja Holmgaard',
    'agent',
    ['da', 'en'],
    ['queue-support', 'queue-orders', 'queue-international'],
  ),
  agent(
    'rasmus',
    'Rasmus Bechmann',
    'agent',
    ['da', 'de', 'en'],
    ['queue-technical', 'queue-billing', 'queue-international'],
  ),
  agent(
    'layla',
    'Layla Mansouri',
    'agent',
    ['ar', 'en'],
    ['queue-support', 'queue-orders', 'queue-international'],
  ),
  agent(
    'yousef',
    'Yousef Haddadin',
    'agent',
    ['ar', 'en'],
    ['queue-technical', 'queue-billing', 'queue-international'],
  ),
  agent(
    'parisa',
    'Parisa Karimian',
    'agent',
    ['fa', 'de', 'en'],
    ['queue-support', 'queue-orders', 'queue-international'],
  ),
  agent(
    'nima',
    'Nima Farahmand',
    'agent',
    ['fa', 'en'],
    ['queue-technical', 'queue-billing', 'queue-international'],
  ),
];

const women = new Set(
  ['demo', 'helena', 'ruth', 'kasia', 'freja', 'layla', 'parisa'].map((handle) => `agent-${handle}`),
);
/** @returns whether texts by this agent take their feminine form. */
export function isWoman(agentId: string): boolean {
  return women.has(agentId);
}

/** One password for every account of the demo world; it opens nothing but made-up data. */
const password = 'harbour-lantern-27';

/** An account of the demo world, as it is printed when Parley starts. */
export interface DemoAccount {
  agentId: string;
  handle: string;
  name: string;
  role: Agent['role'];
  password: string;
}

/** Every account of the demo world. */
export const accounts: DemoAccount[] = agents.map(({ id, handle, name, role }) => ({
  agentId: id,
  handle,
  name,
  role,
  password,
}));

const account = (handle: string): DemoAccount => accounts.find((one) => one.handle === handle)!;
/** The accounts to try Parley with: two agents, a supervisor, an admin. */
export const demoAccounts = {
  agent: account('demo'),
  second: account('jonas'),
  supervisor: account('helena'),
  admin: account('ruth'),
};

const disposition = (order: number, id: string, labels: Record<Locale, string>): Disposition => ({
  id: `disposition-${id}`,
  labels,
  order,
});
export const dispositions: Disposition[] = [
  disposition(1, 'resolved', {
    en: 'Resolved',
    de: 'Gelöst',
    pl: 'Rozwiązane',
    da: 'Løst',
    ar: 'تم الحل',
    fa: 'حل شد',
  }),
  disposition(2, 'answered', {
    en: 'Question answered',
    de: 'Frage beantwortet',
    pl: 'Udzielono odpowiedzi',
    da: 'Spørgsmål besvaret',
    ar: 'تمت الإجابة عن السؤال',
    fa: 'به پرسش پاسخ داده شد',
  }),
  disposition(3, 'case', {
    en: 'Case created',
    de: 'Vorgang angelegt',
    pl: 'Utworzono zgłoszenie',
    da: 'Sag oprettet',
    ar: 'تم فتح حالة',
    fa: 'پرونده ثبت شد',
  }),
  disposition(4, 'follow-up', {
    en: 'Follow-up agreed',
    de: 'Rückmeldung vereinbart',
    pl: 'Umówiono dalszy kontakt',
    da: 'Opfølgning aftalt',
    ar: 'تم الاتفاق على متابعة',
    fa: 'پیگیری هماهنگ شد',
  }),
  disposition(5, 'refund', {
    en: 'Refund or replacement',
    de: 'Erstattung oder Ersatz',
    pl: 'Zwrot pieniędzy lub wymiana',
    da: 'Refusion eller ombytning',
    ar: 'استرداد أو استبدال',
    fa: 'بازپرداخت یا تعویض',
  }),
  disposition(6, 'transferred', {
    en: 'Passed to another team',
    de: 'An anderes Team übergeben',
    pl: 'Przekazano innemu zespołowi',
    da: 'Sendt videre til andet team',
    ar: 'تم التحويل إلى فريق آخر',
    fa: 'به تیم دیگری ارجاع شد',
  }),
  disposition(7, 'customer-left', {
    en: 'Customer left',
    de: 'Kunde hat den Chat verlassen',
    pl: 'Klient opuścił czat',
    da: 'Kunden forlod chatten',
    ar: 'غادر العميل',
    fa: 'مشتری گفتگو را ترک کرد',
  }),
  disposition(8, 'spam', {
    en: 'Spam or wrong number',
    de: 'Spam oder Irrläufer',
    pl: 'Spam lub pomyłka',
    da: 'Spam eller fejl',
    ar: 'رسالة مزعجة أو خطأ',
    fa: 'هرزنامه یا تماس اشتباه',
  }),
];
