// Changes when it is told otherwise that card data is being typed.
import { describe, expect, test } from 'vitest';
import { cardIn } from '../../../renderer/features/phone/card-typing.ts';

describe('REC-3: card data in what is typed', () => {
  test.each([
    ['4111 1111 1111 1111', 'card'],
    ['it is 5500-0000-0000-0004, he says', 'card'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', 'card'],
    ['378282246310005', 'card'],
    ['4111 1111', 'begun'],
    ['card 4111 1111 1111', 'begun'],
    ['4111 111', null],
    ['+49 30 1234 5678', null],
    ['030 1234 5678', null],
    ['4111 1111 1111 1112', null],
    ['order A41111111', null],
    ['', null],
  ] as const)('%s: %s', (text, expected) => expect(cardIn(text)).toBe(expected));
});
