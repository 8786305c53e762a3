// Changes when quick replies are filled differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillVariables, firstName, missingVariables, variablesIn } from '../../../shared/domain/variables.ts';

const facts = { customer: 'Dr. Lena Vogt', agent: 'Mara Holm', case: null };

describe('quick reply variables', () => {
  it('are filled from what is known', () => {
    expect(fillVariables('Hello {customer.first}, {agent.first} here for {customer}.', facts)).toBe(
      'Hello Lena, Mara here for Dr. Lena Vogt.',
    );
  });

  it('ask for what is not known, each once, whatever its name', () => {
    const text = 'Case {case}, order {order number}, again {case}. {Customer}';
    expect(variablesIn(text)).toEqual(['case', 'order number', 'customer']);
    expect(missingVariables(text, facts)).toEqual(['case', 'order number']);
    expect(fillVariables(text, facts, { case: 'C-7', 'order number': '12' })).toBe(
      'Case C-7, order 12, again C-7. Dr. Lena Vogt',
    );
  });

  it('stay visible when no value was given', () => {
    expect(fillVariables('Case {case}', facts)).toBe('Case {case}');
  });

  it('are filled in one pass: a name that looks like a variable is only a name', () => {
    expect(fillVariables('Hello {customer}', { ...facts, customer: '{agent}' })).toBe('Hello {agent}');
    expect(fillVariables('{constructor} {__proto__}', facts)).toBe('{constructor} {__proto__}');
  });

  it('take the given name without titles, in any script', () => {
    expect(firstName('Prof. Dr. Ada Berg')).toBe('Ada');
    expect(firstName('مريم حداد')).toBe('مريم');
    expect(firstName('Dr.')).toBe('Dr.');
    expect(firstName('')).toBe('');
  });

  it('leave a text without braces alone, and never ask for what they fill', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const missing = missingVariables(text, facts);
        const asked = Object.fromEntries(missing.map((name) => [name, 'x']));
        if (!text.includes('{')) expect(fillVariables(text, facts)).toBe(text);
        if (missing.length === 0) expect(fillVariables(text, facts, asked)).toBe(fillVariables(text, facts));
      }),
    );
  });
});
