// Changes when a session's own window is opened, closed or given back otherwise.
import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, test } from 'vitest';
import { createTornWindows } from '../../electron/main/torn-windows.ts';
import { until } from '../support/until.ts';
import { manualTimers, memoryLog } from './support/fakes.ts';

class FakeWindow extends EventEmitter {
  gone = false;
  hidden = false;
  fronted = 0;
  readonly webContents = new EventEmitter();
  isDestroyed = (): boolean => this.gone;
  isMinimized = (): boolean => false;
  hide = (): void => void (this.hidden = true);
  show = (): void => {};
  focus = (): void => void (this.fronted += 1);
  loadURL = (): Promise<void> => Promise.resolve();
  /** As Electron: whoever listens may object. */
  close = (): void => {
    let stays = false;
    this.emit('close', { preventDefault: () => (stays = true) });
    if (stays) return;
    this.gone = true;
    this.emit('closed');
  };
}

function set() {
  const made = new Map<string, FakeWindow[]>();
  const told: unknown[] = [];
  const timers = manualTimers();
  const main = new FakeWindow();
  const windows = createTornWindows({
    open: (windowId) => {
      const window = new FakeWindow();
      made.set(windowId, [...(made.get(windowId) ?? []), window]);
      return Promise.resolve(window as unknown as BrowserWindow);
    },
    desk: {
      add: () => {},
      main: () => main as unknown as BrowserWindow,
      pushTo: (_window, name) => void told.push(name),
      pushToMain: (name, value) => void told.push([name, value]),
    },
    now: () => 0,
    timers,
    log: memoryLog(),
  });
  const open = async (...ids: string[]): Promise<FakeWindow[]> => {
    windows.set(ids);
    // Two turns: the window is made, then it is ours.
    await until(() => ids.every((id) => (made.get(id)?.at(-1)?.listenerCount('close') ?? 0) > 0), {
      what: 'the windows',
    });
    return ids.map((id) => made.get(id)!.at(-1)!);
  };
  return { windows, made, told, timers, main, open };
}

describe('windows of single sessions', () => {
  test('are there exactly as the main window says, each once', async () => {
    const { windows, made, told, open } = set();
    const [one] = await open('w1', 'w2');
    windows.set(['w1', 'w2']);
    expect([...made.values()].map((all) => all.length)).toEqual([1, 1]);
    windows.set(['w2']);
    expect(one?.gone).toBe(true);
    // It was the main window's wish: there is nothing to tell.
    expect(told).toEqual([]);
  });

  test('save before they close, and then the main window takes the session back', async () => {
    const { windows, told, main, open } = set();
    const [one] = await open('w1');
    one?.close();
    expect([one?.gone, one?.hidden, told]).toEqual([false, true, ['closing']]);
    one?.close();
    expect(told).toEqual(['closing']);
    windows.done('w1');
    expect(one?.gone).toBe(true);
    expect(told).toEqual(['closing', ['windowClosed', { windowId: 'w1' }]]);
    expect(main.fronted).toBe(1);
    windows.done('w1');
    expect(told).toHaveLength(2);
  });

  test('do not wait for ever for a page that does not answer', async () => {
    const { timers, told, open } = set();
    const [one] = await open('w1');
    one?.close();
    expect(timers.pending()).toEqual([1_500]);
    timers.runNext();
    expect([one?.gone, told.at(-1)]).toEqual([true, ['windowClosed', { windowId: 'w1' }]]);
  });

  test('are called back like by hand; one that is not there is given back at once', async () => {
    const { windows, told, open } = set();
    await open('w1');
    windows.close('w1');
    expect(told).toEqual(['closing']);
    windows.close('w3');
    expect(told).toEqual(['closing', ['windowClosed', { windowId: 'w3' }]]);
  });

  test('go with the main window without a word, to come back with it', async () => {
    const { windows, told, open } = set();
    const all = await open('w1', 'w2');
    windows.closeAll();
    expect(all.map(({ gone }) => gone)).toEqual([true, true]);
    expect(told).toEqual([]);
  });

  test('come to the front, and so does the main one', async () => {
    const { windows, main, open } = set();
    const [one] = await open('w1');
    windows.show('w1');
    windows.show(null);
    windows.show('w7');
    expect([one?.fronted, main.fronted]).toEqual([1, 1]);
  });
});
