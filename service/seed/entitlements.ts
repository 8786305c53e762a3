// Changes when the customers of the seeded world have bought other service.
import type { Entitlement } from '../../shared/domain/entitlement.ts';
import type { Customer, Locale } from '../../shared/domain/people.ts';
import { locales } from '../../shared/domain/people.ts';
import type { Random } from './random.ts';

const day = 86_400_000;
const year = 365 * day;

type Plan = 'cases' | 'hours' | 'all';
const names: Record<Locale, Record<Plan, string>> = {
  en: { cases: 'Repair plan', hours: 'Advice by the hour', all: 'Care without a limit' },
  de: { cases: 'Reparaturpaket', hours: 'Beratung nach Stunden', all: 'Rundum-Service' },
  pl: { cases: 'Pakiet napraw', hours: 'Doradztwo godzinowe', all: 'Opieka bez limitu' },
  da: { cases: 'Reparationsaftale', hours: 'Rådgivning pr. time', all: 'Fuld service' },
  ar: { cases: 'باقة الإصلاح', hours: 'استشارة بالساعة', all: 'رعاية بلا حدود' },
  fa: { cases: 'بسته تعمیر', hours: 'مشاوره ساعتی', all: 'خدمات نامحدود' },
};

const localeOf = ({ language }: Customer): Locale => locales.find((one) => language.startsWith(one)) ?? 'en';

/** Makes service contracts for about half of the customers: in force, used up, not yet begun, and over. */
export function makeEntitlements(random: Random, customers: readonly Customer[], now: number): Entitlement[] {
  const made: Entitlement[] = [];
  for (const customer of customers) {
    const locale = localeOf(customer);
    const add = (plan: Plan, from: number, total: number | null, used: number): void => {
      made.push({
        id: `entitlement-${customer.id.slice(9)}-${String(made.length)}`,
        customerId: customer.id,
        name: names[locale][plan],
        unit: plan === 'hours' ? 'hours' : 'cases',
        total,
        used,
        from,
        to: from + year,
        channels: plan === 'hours' ? ['chat', 'voice'] : [],
      });
    };
    // The first of each language is a good one to look at: everything is there.
    const first = made.every(({ customerId }) => localeOf(customerById(customers, customerId)) !== locale);
    const begun = now - random.int(20, 340) * day;
    if (first || random.chance(0.3)) {
      const total = random.pick([3, 5, 10]);
      add('cases', begun, total, random.int(0, total - 1));
    }
    if (first || random.chance(0.12)) add('hours', begun, 4, random.chance(0.4) ? 4 : 1.5);
    if (random.chance(customer.tags.includes('vip') ? 0.9 : 0.04)) add('all', begun, null, random.int(1, 9));
    if (first || random.chance(0.15)) add('cases', begun - year - 30 * day, 5, random.int(1, 5));
    if (random.chance(0.04)) add('cases', now + random.int(3, 40) * day, 5, 0);
  }
  return made;
}

const customerById = (customers: readonly Customer[], id: string): Customer =>
  customers.find((one) => one.id === id)!;
