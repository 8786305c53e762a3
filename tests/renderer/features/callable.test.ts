// Changes when numbers in messages are found, or somebody to call is, differently.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { callable } from '../../../renderer/state/callable.ts';
import { dialledBy, numbersOf } from '../../../renderer/features/phone/useNumbers.ts';
import type { CustomerRow } from '../../../shared/ipc/views.ts';

const numbers = (text: string): (string | null)[] =>
  callable(text)
    .map(({ number }) => number)
    .filter((number) => number !== null);

test.each([
  ['Call me: +49 (30) 123-4567, please.', ['+49301234567']],
  ['0171/1234567 or 0049 171 7654321', ['01711234567', '+491717654321']],
  ['Order 12345678, invoice 2024-117-4411', []],
  ['on 12.03.2026 at 14:00', []],
  ['', []],
])('numbers in %j', (text, found) => expect(numbers(text)).toEqual(found));

test('no letter is lost or changed, and what can be pressed can be dialled', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('+49 ', '030', '1234567', '*21*', '#', '\u202e', ' ', '-'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const parts = callable(text);
      expect(parts.map((part) => part.text).join('')).toBe(text);
      for (const { number } of parts) if (number !== null) expect(number).toMatch(/^\+?[0-9]{7,17}$/);
    }),
  );
});

test('what is typed is dialled where it is a number or an address, and nothing else is', () => {
  expect(['+49 30 12', '*43#', 'ada@example.org', 'ada@example.org:5061'].map(dialledBy)).toEqual([
    '+493012',
    '*43#',
    'ada@example.org',
    'ada@example.org:5061',
  ]);
  expect(['', ' ', 'Ada', 'Ada Lovelace', '@', 'a b@c', '<x@y>'].map(dialledBy)).toEqual(
    Array.from({ length: 7 }),
  );
});

test('the numbers of a customer come once each, the preferred one first', () => {
  const row = {
    id: 'c',
    name: 'Ada',
    phone: '+49 30 1234567',
    contacts: [
      { kind: 'email', value: 'ada@example.org', label: '' },
      { kind: 'phone', value: '030 1234567', label: 'Home' },
      { kind: 'phone', value: '+49 171 7654321', label: 'Mobile', preferred: true },
    ],
  } as unknown as CustomerRow;
  expect(numbersOf(row).map(({ number, label }) => [number, label])).toEqual([
    ['+49 171 7654321', 'Mobile'],
    ['030 1234567', 'Home'],
  ]);
});
