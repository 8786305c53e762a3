// Changes when quick replies can name another fact, or fill it in differently.

/** What is known when a quick reply is used; null is "not known", so that the agent is asked. */
export interface ReplyFacts {
  customer: string | null;
  agent: string | null;
  case: string | null;
}

const variable = /\{([\p{L}][\p{L}\p{N}._ -]{0,39})\}/gu;
const titles = /^(dr|mr|mrs|ms|mx|prof|herr|frau|pan|pani|hr|fru|dipl|ing)\.?$/i;

/** @returns the given name: the first word that is not a title. */
export function firstName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.find((word) => !titles.test(word) && !word.endsWith('.')) ?? words[0] ?? '';
}

function known(facts: ReplyFacts): Map<string, string> {
  const values = new Map<string, string>();
  const add = (key: string, value: string | null): void => {
    if (value !== null && value.trim() !== '') values.set(key, value.trim());
  };
  add('customer', facts.customer);
  add('customer.first', facts.customer === null ? null : firstName(facts.customer));
  add('agent', facts.agent);
  add('agent.first', facts.agent === null ? null : firstName(facts.agent));
  add('case', facts.case);
  return values;
}

/** @returns the names of the variables in a quick reply, each once, in order. */
export function variablesIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(variable), (match) => match[1]!.toLowerCase()))];
}

/** @returns the variables nobody knows the value of: the agent is asked for these. */
export function missingVariables(text: string, facts: ReplyFacts): string[] {
  const values = known(facts);
  return variablesIn(text).filter((name) => !values.has(name));
}

/**
 * Fills a quick reply in one pass, so that a customer called "{agent}" changes nothing.
 * @param asked values the agent gave, by variable name; a variable without any stays as it is, visibly.
 */
export function fillVariables(
  text: string,
  facts: ReplyFacts,
  asked: Readonly<Record<string, string>> = {},
): string {
  const values = known(facts);
  return text.replace(variable, (whole, name: string) => {
    const key = name.toLowerCase();
    const given = Object.hasOwn(asked, key) ? asked[key]!.trim() : '';
    return values.get(key) ?? (given === '' ? whole : given);
  });
}
