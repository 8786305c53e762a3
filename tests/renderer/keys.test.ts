// @vitest-environment jsdom
// Changes when keys reach their commands differently.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Commands } from '../../renderer/app/commands.ts';
import { commandList, type CommandId, type KeyedCommand } from '../../renderer/app/key-list.ts';
import { keyListener } from '../../renderer/app/keys.ts';

let called: [CommandId, string | undefined][] = [];
let covered = false;
let listen: (event: KeyboardEvent) => void;

beforeEach(() => {
  called = [];
  covered = false;
  const ids = Object.keys(commandList) as CommandId[];
  const commands = Object.fromEntries(ids.map((id) => [id, (key?: string) => called.push([id, key])]));
  listen = keyListener(commands as unknown as Commands, () => covered);
  window.addEventListener('keydown', listen);
});
afterEach(() => {
  window.removeEventListener('keydown', listen);
  document.body.replaceChildren();
});

const press = (key: string, more: KeyboardEventInit = {}, at: EventTarget = document.body): boolean =>
  at.dispatchEvent(
    new KeyboardEvent('keydown', { key, code: `Code${key}`, bubbles: true, cancelable: true, ...more }),
  );
const names = (): string[] => called.map(([id]) => id);

describe('keys', () => {
  test.each<[string, KeyboardEventInit, CommandId]>([
    ['k', { ctrlKey: true }, 'palette'],
    ['j', { ctrlKey: true }, 'nextNeeded'],
    ['A', { ctrlKey: true, shiftKey: true }, 'acceptOffer'],
    ['Enter', { ctrlKey: true }, 'acceptOffer'],
    ['D', { ctrlKey: true, shiftKey: true }, 'declineOffer'],
    ['ArrowUp', { altKey: true }, 'previousSession'],
    ['ArrowDown', { altKey: true }, 'nextSession'],
    ['Tab', { ctrlKey: true }, 'recentSession'],
    ['Tab', { ctrlKey: true, shiftKey: true }, 'recentSessionBack'],
    ['w', { ctrlKey: true }, 'closeTab'],
    ['T', { ctrlKey: true, shiftKey: true }, 'reopen'],
    ['F6', {}, 'nextPane'],
    ['F6', { shiftKey: true }, 'previousPane'],
    ['?', { shiftKey: true }, 'shortcuts'],
    ['?', {}, 'shortcuts'],
    [',', { ctrlKey: true }, 'settings'],
  ])('%s %o runs its command and nothing else', (key, more, id) => {
    const allowed = press(key, more);
    expect(names()).toEqual([id]);
    expect(allowed).toBe(false);
  });

  test('Ctrl with a digit says which', () => {
    press('3', { ctrlKey: true });
    expect(called).toEqual([['sessionN', '3']]);
  });

  test('work while somebody writes, but a single key then is a letter', () => {
    const field = document.body.appendChild(document.createElement('textarea'));
    press('?', { shiftKey: true }, field);
    expect(names()).toEqual([]);
    press('k', { ctrlKey: true }, field);
    expect(names()).toEqual(['palette']);
  });

  test('that something else has used, or that compose a letter, are left alone', () => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.addEventListener('keydown', (event) => event.preventDefault());
    press('Enter', { ctrlKey: true }, field);
    press('k', { ctrlKey: true, isComposing: true });
    expect(names()).toEqual([]);
  });

  test('leave what is under a dialog as it is, but offers can be answered', () => {
    covered = true;
    press('w', { ctrlKey: true });
    press('ArrowDown', { altKey: true });
    press('A', { ctrlKey: true, shiftKey: true });
    press('k', { ctrlKey: true });
    expect(names()).toEqual(['acceptOffer', 'palette']);
  });

  test('that were taken from a command do nothing any more, in the menu neither', () => {
    window.removeEventListener('keydown', listen);
    const called: string[] = [];
    const ids = Object.keys(commandList) as CommandId[];
    const commands = Object.fromEntries(ids.map((id) => [id, () => called.push(id)])) as unknown as Commands;
    listen = keyListener(commands, () => covered, { nextNeeded: 'Ctrl+F9', closeTab: '', shortcuts: '' });
    window.addEventListener('keydown', listen);
    // The menu acts on whatever the page lets through.
    expect(press('j', { ctrlKey: true })).toBe(false);
    expect(press('w', { ctrlKey: true })).toBe(false);
    expect(press('/', { ctrlKey: true })).toBe(false);
    expect(called).toEqual([]);
    press('F9', { ctrlKey: true });
    expect(called).toEqual(['nextNeeded']);
    // A letter stays a letter, and so does what never was a command.
    expect([press('?', { shiftKey: true }), press('e', { ctrlKey: true })]).toEqual([true, true]);
  });

  test('no two commands share one', () => {
    const keys = Object.values(commandList as Record<string, KeyedCommand>).flatMap(
      (command) => command.keys,
    );
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
  });
});
