// Changes when the seeded world needs other customers.
import type { Contact, Customer, Locale } from '../../shared/domain/people.ts';
import type { LocaleContent, Name } from './content/types.ts';
import { fillDigits, written } from './fill.ts';
import type { Random } from './random.ts';

const day = 86_400_000;
const domains = ['example.com', 'example.org', 'example.net'];

/** @returns a name as it may stand in an e-mail address. */
function latin(name: Name): string {
  const plain = typeof name === 'string' ? name : name[1];
  return plain
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/[øö]/g, 'oe')
    .replace(/æ|ä/g, 'ae')
    .replace(/ü/g, 'ue')
    .replace(/å/g, 'aa')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}

/**
 * Makes customers of one language.
 * @param from the number of the first one; ids count on from there.
 */
export function makeCustomers(
  random: Random,
  locale: Locale,
  content: LocaleContent,
  count: number,
  from: number,
  now: number,
): Customer[] {
  const { people } = content;
  const taken = new Set<string>();
  const customers: Customer[] = [];
  while (customers.length < count) {
    const sex = random.chance(0.5) ? 'f' : 'm';
    const given = random.pick(people[sex]);
    const family = random.pick(people.last[sex]);
    const name = `${written(given)} ${written(family)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    const place = random.pick(people.cities);
    const [city, phone] = typeof place === 'string' ? [place, random.pick(people.phones)] : place;
    const dot = random.pick(['.', '.', '_', '']);
    const number = random.chance(0.35) ? String(random.int(2, 97)) : '';
    const tags: string[] = [];
    if (random.chance(0.08)) tags.push('vip');
    if (random.chance(0.1)) tags.push('newsletter');
    const business = random.chance(0.12);
    if (business) tags.push('business');
    customers.push({
      id: `customer-${String(from + customers.length).padStart(4, '0')}`,
      name,
      email: random.chance(0.93)
        ? `${latin(given)}${dot}${latin(family)}${number}@${random.pick(domains)}`
        : null,
      phone: random.chance(0.82) ? fillDigits(random, phone) : null,
      organisation: business ? random.pick(people.organisations) : null,
      city: random.chance(0.95) ? city : null,
      language: locale,
      tags,
      since: now - random.int(20, 1500) * day,
    });
  }
  return customers;
}

/** Gives some customers further ways to reach them. Drawn apart, so that the rest of the world stays as it was. */
export function withContacts(random: Random, customers: readonly Customer[]): Customer[] {
  return customers.map((customer, index) => {
    const begin = customer.email?.split('@')[0];
    if (begin === undefined || customer.contacts !== undefined || !(index % 9 === 0 || random.chance(0.2)))
      return customer;
    const contacts: Contact[] = [
      { kind: 'email', value: `${begin}@mail.example.net`, label: '' },
      { kind: 'social', value: begin.replace(/[._]/g, '-'), label: '' },
      { kind: 'phone', value: `+44 7700 900${String(random.int(100, 999))}`, label: '' },
    ];
    const kept = contacts.slice(0, random.int(1, 3));
    return {
      ...customer,
      contacts: kept.map((one, at) => (at === 0 && random.chance(0.5) ? { ...one, preferred: true } : one)),
    };
  });
}

/** A few customers that are hard to show: a very long name, emoji, right-to-left with digits. */
export function awkwardCustomers(now: number): Customer[] {
  const base = { phone: null, organisation: null, city: null, tags: [], since: now - 200 * day };
  return [
    {
      ...base,
      id: 'customer-awkward-long',
      name: 'Maximiliana Theodora Augustina Wilhelmine von der Heyden-Schwarzenfels zu Altenbruck und Niederlahnau-Hohenwartenberg geb. Freifrau von Donnersbach-Oberkirchen auf Weidenstein',
      email: 'maximiliana.theodora.augustina.von.der.heyden-schwarzenfels.zu.altenbruck@example.org',
      contacts: [
        {
          kind: 'social',
          value: 'maximilianatheodoraaugustina'.repeat(8),
          label: 'Büro der Stiftungsverwaltung, nur vormittags, nie im August',
        },
        { kind: 'phone', value: '+49 30 1234 5678 / 90 (Vorzimmer)', label: '', preferred: true },
      ],
      organisation: 'Verwaltungsgemeinschaft der Stiftungen Altenbruck, Niederlahnau und Hohenwartenberg',
      language: 'de',
    },
    {
      ...base,
      id: 'customer-awkward-rtl',
      name: 'مؤسسة النور 24/7 (فرع 3)',
      email: 'alnoor247@example.com',
      phone: '+962 6 012 3456',
      city: 'عمّان',
      language: 'ar',
    },
    {
      ...base,
      id: 'customer-awkward-emoji',
      name: '🌻 Lottie & the Bees 🐝',
      email: 'lottie@example.net',
      city: 'Brighton',
      language: 'en',
    },
  ];
}
