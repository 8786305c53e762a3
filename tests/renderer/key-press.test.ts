// @vitest-environment jsdom
// Changes when a pressed key is read, written or refused differently.
import { describe, expect, test } from 'vitest';
import { keyMap, keysOf, placeKeys } from '../../renderer/app/key-list.ts';
import { pressOf, refusalOf, written, type Pressed } from '../../renderer/app/key-press.ts';

const none: Pressed = { key: '', code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

describe('a pressed key', () => {
  test.each<[Partial<Pressed>, string | null]>([
    [{ key: 'k', code: 'KeyK', ctrlKey: true }, 'Ctrl+K'],
    [{ key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+K'],
    // Persian and Arabic layouts have no Latin letters: the place counts.
    [{ key: 'ن', code: 'KeyK', ctrlKey: true }, 'Ctrl+K'],
    [{ key: '۳', code: 'Digit3', ctrlKey: true }, 'Ctrl+3'],
    // On a French layout the letter counts, not the place.
    [{ key: 'a', code: 'KeyQ', ctrlKey: true }, 'Ctrl+A'],
    [{ key: '/', code: 'Digit7', ctrlKey: true, shiftKey: true }, 'Ctrl+/'],
    [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
    [{ key: 'ArrowUp', altKey: true, shiftKey: true }, 'Alt+Shift+ArrowUp'],
    [{ key: 'Shift', code: 'ShiftLeft', shiftKey: true }, null],
  ])('%o is %s', (event, press) => expect(pressOf({ ...none, ...event }, false)).toBe(press));

  test('Cmd is on a Mac what Ctrl is elsewhere', () => {
    expect(pressOf({ ...none, key: 'k', code: 'KeyK', metaKey: true }, true)).toBe('Ctrl+K');
    expect(pressOf({ ...none, key: 'Tab', ctrlKey: true }, true)).toBe('Control+Tab');
    expect(written('Control+Tab', true)).toBe('Control+Tab');
    expect(written('$mod+Shift+k', true)).toBe('Ctrl+Shift+K');
  });
});

describe('keys that somebody chooses', () => {
  test.each([
    ['K', 'types'],
    ['Shift+K', 'types'],
    ['Ctrl+C', 'editing'],
    ['F2', 'editing'],
    ['Alt+F4', 'system'],
    ['Meta+K', 'system'],
    ['Tab', 'moving'],
    ['Ctrl+4', 'moving'],
    ['Ctrl+Shift+Y', null],
    ['F7', null],
    ['Alt+K', null],
  ] as const)('%s: %s', (press, refusal) => expect(refusalOf(press)).toBe(refusal));

  test.each([
    'Ctrl+H',
    'Ctrl+Space',
    'Ctrl+Shift+4',
    'Control+ArrowUp',
    'Ctrl+Escape',
    'Ctrl+Shift+Escape',
    'Alt+F4',
    'Ctrl+Alt+Delete',
    'Ctrl+Alt+T',
    'Ctrl+Alt+F3',
    'Alt+F2',
    'Meta+E',
  ])('%s belongs to one of the three systems', (press) => expect(refusalOf(press)).toBe('system'));

  test('nothing that is pressed in one place only can be chosen', () => {
    const written = placeKeys.flatMap(({ keys }) => (keys === '1…9' ? ['1', '9'] : [keys]));
    for (const press of written) expect(refusalOf(press), press).not.toBeNull();
  });

  test('no usual key is one that a system keeps', () => {
    const usual = [true, false].flatMap((mac) => [...keyMap(undefined, mac).keys()]);
    expect(usual.filter((press) => refusalOf(press) === 'system')).toEqual([]);
  });

  test('take the place of the usual ones, and go before whatever had them', () => {
    const map = keyMap({ reopen: 'Ctrl+J', palette: '' }, false);
    expect(map.get('Ctrl+J')).toBe('reopen');
    expect(map.has('Ctrl+Shift+T')).toBe(false);
    expect(map.has('Ctrl+K')).toBe(false);
    expect(keysOf('palette', { palette: '' })).toBe('');
    expect(keysOf('reopen', { reopen: 'Ctrl+J' })).toBe('Ctrl+J');
  });

  test('all nine sessions keep theirs, and a command that is not there any more harms nobody', () => {
    const map = keyMap({ sessionN: 'F7', gone: 'F8' }, false);
    for (const digit of '123456789') expect(map.get(`Ctrl+${digit}`)).toBe('sessionN');
    expect([map.has('F7'), map.has('F8')]).toEqual([false, false]);
  });
});
