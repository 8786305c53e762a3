// Changes when something that is hard to show should be in the seeded world.
import { dueHours, type Case } from '../../shared/domain/case.ts';
import type { SeededCase } from './cases.ts';

const hour = 3_600_000;

const longTitle =
  'The washing machine from the order before last, which was delivered to my neighbour although I had asked for an appointment, now makes a knocking noise in the spin cycle, but only with bed linen and only above 1,200 turns, and the display shows the remaining time as 88 minutes until the very end; both';

/** Cases that are hard to show: a title of 300 characters, right-to-left with digits, emoji, one unbroken word. */
export function awkwardCases(now: number): SeededCase[] {
  const make = (
    key: string,
    customer: string,
    owner: string,
    title: string,
    description: string,
    ageHours: number,
  ): SeededCase => {
    const createdAt = now - ageHours * hour;
    const record: Case = {
      id: `case-awkward-${key}`,
      number: null,
      title,
      description,
      kind: 'service',
      status: 'open',
      priority: 'normal',
      category: null,
      customerId: `customer-awkward-${customer}`,
      ownerId: owner,
      queueId: 'queue-support',
      conversationId: null,
      tags: [],
      createdAt,
      updatedAt: createdAt + hour,
      dueAt: createdAt + dueHours.normal * hour,
    };
    return { record, notes: [] };
  };
  return [
    make(
      'title',
      'long',
      'agent-demo',
      longTitle.slice(0, 300),
      'Please see the title. I wanted to be exact.',
      5,
    ),
    make(
      'rtl',
      'rtl',
      'agent-layla',
      'طلب رقم ML-4471208: وصلت 3 قطع من 5 (Luma + Orso)',
      'وصلت إلينا ثلاثة مصابيح فقط من أصل خمسة، والفاتورة R-48213 تذكر العدد الكامل. نرجو إرسال الباقي إلى فرع 3.',
      9,
    ),
    make(
      'emoji',
      'emoji',
      'agent-demo',
      'Bees 🐝 vs. purifier 🌬️',
      'Does the Vento harm insects? We keep two hives by the window 🌻🐝🐝. The manual says nothing about it.',
      20,
    ),
    make(
      'word',
      'long',
      'agent-demo',
      'Rechtsschutzversicherungsgesellschaftenkorrespondenzadresse für die Rechnung',
      'Die Rechnung soll an https://shop.example.com/de/konto/rechnungen/2026/11/verwaltungsgemeinschaft-altenbruck-niederlahnau-hohenwartenberg?ansicht=vollstaendig&sprache=de gehen, nicht an die Wohnadresse.',
      30,
    ),
  ];
}
