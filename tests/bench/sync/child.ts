// Changes when benches start and ask their helper processes in another way.
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Starts a helper of this folder as a process. @returns it, and a way to ask it one thing at a time. */
export function startHelper(file: URL, args: readonly string[] = []): Helper {
  const child = fork(file, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--max-old-space-size=12000'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    ask: <T>(question: object) =>
      new Promise<T>((resolve, reject) => {
        const gone = (code: number | null): void => reject(new Error(`${file.pathname} ended with ${code}`));
        child.once('exit', gone);
        child.once('message', (answer) => {
          child.off('exit', gone);
          resolve(answer as T);
        });
        child.send(question);
      }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** See {@link startHelper}. */
export interface Helper {
  readonly child: ChildProcess;
  ask<T>(question: object): Promise<T>;
  stop(): Promise<void>;
}

/** Memory of a process in MB (of 1,048,576 bytes): its share now (PSS) and the most it ever held (RSS). NaN where the system does not tell. */
export function memoryOf(pid: number): { pss: number; peakRss: number } {
  const read = (name: string, field: RegExp): number => {
    try {
      return Number(field.exec(readFileSync(`/proc/${pid}/${name}`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
    } catch {
      return Number.NaN;
    }
  };
  return { pss: read('smaps_rollup', /^Pss:\s+(\d+)/m), peakRss: read('status', /^VmHWM:\s+(\d+)/m) };
}

/** @returns the processor time that a process has used so far, in s; NaN where the system does not tell. */
export function cpuOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Ticks are a hundredth of a second on every Linux that runs here.
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Watches a process. @returns stops and tells the most it held (PSS), sampled, in MB. */
export function watchMemory(pid: number, everyMs = 40): () => number {
  let most = 0;
  const look = (): void => void (most = Math.max(most, memoryOf(pid).pss || 0));
  const timer = setInterval(look, everyMs);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

/** In a helper: works on each order; an error ends the process, which its starter hears. */
export function onOrder(work: (order: never) => Promise<void>): void {
  // Whoever started it is gone, perhaps by an error: nobody else would end it.
  process.on('disconnect', () => process.exit(0));
  process.on('message', (order) => {
    work(order as never).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
}
