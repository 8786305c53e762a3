// Changes when the texts of the seeded world may use another variable.
import { isWoman } from './company.ts';
import type { Forms, LocaleContent, Name, ProductKey } from './content/types.ts';
import type { Random } from './random.ts';

/** What the variables of one case or conversation stand for. */
export interface Facts {
  values: Record<string, string>;
  product: Forms | null;
  /** Whether a text by or to them takes its feminine form. */
  customerIsWoman: boolean;
  agentIsWoman: boolean;
}

/** @returns a name as its bearer writes it. */
export function written(name: Name): string {
  return typeof name === 'string' ? name : name[0];
}

/** What each product costs, as a place in the language's list of amounts, from cheap to dear. */
const prices: Record<ProductKey, number> = {
  kettle: 1,
  lamp: 2,
  speaker: 3,
  headphones: 4,
  thermostat: 4,
  router: 5,
  purifier: 6,
  coffee: 6,
  tablet: 7,
  vacuum: 7,
  desk: 8,
  tv: 8,
  washer: 9,
};

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random.int(0, 9))).join('');

/** @returns `pattern` with every `#` replaced by a digit. */
export function fillDigits(random: Random, pattern: string): string {
  return pattern.replace(/#/g, () => String(random.int(0, 9)));
}

/**
 * Rolls what one contact is about.
 * @param at ms since the epoch; the dates mentioned lie before it.
 */
export function rollFacts(
  random: Random,
  content: LocaleContent,
  at: number,
  products: readonly ProductKey[] | undefined,
  people: { customer: string; agent: { id: string; name: string } },
): Facts {
  const { tag, amounts } = content.format;
  const date = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const day = 86_400_000;
  const product = products === undefined ? null : random.pick(products);
  const amount =
    product === null ? random.pick(amounts) : amounts[Math.min(prices[product], amounts.length - 1)]!;
  return {
    customerIsWoman: content.people.f.some((name) => written(name) === firstName(people.customer)),
    agentIsWoman: isWoman(people.agent.id),
    product: product === null ? null : content.products[product],
    values: {
      order: `ML-${random.int(3, 8)}${digits(random, 6)}`,
      parcel: `MX${digits(random, 9)}`,
      invoice: `R-${random.int(2, 9)}${digits(random, 5)}`,
      date: date.format(at - random.int(4, 24) * day),
      today: date.format(at),
      soon: date.format(at + random.int(2, 6) * day),
      amount,
      days: new Intl.NumberFormat(tag).format(random.int(5, 14)),
      customer: people.customer,
      first: firstName(people.customer),
      agent: people.agent.name,
      agentFirst: content.people.agents?.[people.agent.id] ?? firstName(people.agent.name),
    },
  };
}

/** @returns the first word of a name. */
export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

/**
 * @returns the text with {order}, {product}, {product.form} and so on filled in. In {she|he} the customer decides,
 *   in {!she|he} the agent.
 * @throws Error on a variable that is not known, so that a slip in a text is found by its test.
 */
export function fill(text: string, facts: Facts): string {
  const chosen = text.replace(/\{(!?)([^{}|]*)\|([^{}|]*)\}/g, (_, agent: string, she: string, he: string) =>
    (agent === '!' ? facts.agentIsWoman : facts.customerIsWoman) ? she : he,
  );
  return chosen.replace(/\{([a-zA-Z.]+)\}/g, (whole, name: string) => {
    const value = name.startsWith('product')
      ? facts.product?.[name === 'product' ? 'name' : name.slice(8)]
      : facts.values[name];
    if (value === undefined) throw new Error(`The variable ${whole} is not known in: ${text.slice(0, 80)}`);
    return value;
  });
}
