// Changes when tests of main need another stand-in for what Electron or time gives.
import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageChannelMain } from 'electron';
import { onTestFinished } from 'vitest';
import type { Timers } from '../../../shared/ipc/rpc.ts';
import type { Log, LogFacts } from '../../../shared/log.ts';

/** A folder of its own for one test, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-main-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A log that keeps what it was told. */
export function memoryLog(): Log & { lines: { level: string; message: string; facts: LogFacts }[] } {
  const lines: { level: string; message: string; facts: LogFacts }[] = [];
  const at =
    (level: string) =>
    (message: string, facts: LogFacts = {}): void =>
      void lines.push({ level, message, facts });
  const log = {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: () => log,
  };
  return log;
}

/** Timers that run only when the test says so. */
export function manualTimers(): Timers & {
  /** The waiting times in ms, in the order they were set. */
  pending(): number[];
  /** Runs the one that is due first. @throws Error when nothing waits. */
  runNext(): void;
} {
  const waiting = new Map<number, { run: () => void; ms: number }>();
  let last = 0;
  return {
    set: (run, ms) => {
      waiting.set(++last, { run, ms });
      return last;
    },
    clear: (timer) => void waiting.delete(timer as number),
    pending: () => [...waiting.values()].map(({ ms }) => ms),
    runNext: () => {
      const next = [...waiting].toSorted(([, a], [, b]) => a.ms - b.ms)[0];
      if (next === undefined) throw new Error('No timer waits.');
      waiting.delete(next[0]);
      next[1].run();
    },
  };
}

class FakePort extends EventEmitter {
  other: FakePort | undefined;
  private started = false;
  private closed = false;
  private readonly queue: unknown[] = [];

  start(): void {
    this.started = true;
    for (const data of this.queue.splice(0)) this.emit('message', { data, ports: [] });
  }
  postMessage(data: unknown): void {
    const copy: unknown = structuredClone(data);
    queueMicrotask(() => this.other?.receive(copy));
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    const { other } = this;
    queueMicrotask(() => {
      this.emit('close');
      other?.close();
    });
  }
  private receive(data: unknown): void {
    if (this.closed) return;
    if (this.started) this.emit('message', { data, ports: [] });
    else this.queue.push(data);
  }
}

/** Two connected ports that behave as Electron's: nothing arrives before `start`, closing one closes the other. */
export function fakeChannel(): MessageChannelMain {
  const [port1, port2] = [new FakePort(), new FakePort()];
  port1.other = port2;
  port2.other = port1;
  return { port1, port2 };
}
