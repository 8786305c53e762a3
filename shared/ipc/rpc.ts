// Typed requests, replies and pushes over any port. Every request ends: a value, an AppError, a time-out, or "gone".
import { z } from 'zod';
import { AppError, errorDataSchema, fromErrorData, parseOrThrow, toErrorData } from '../errors.ts';

/** The least that a message port, a child process or a test pair has in common. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** One edge: what can be asked (input and output schemas) and what is pushed. */
export interface Contract {
  requests: Record<string, { input: z.ZodType; output: z.ZodType }>;
  pushes: Record<string, z.ZodType>;
}
type Input<C extends Contract, N extends keyof C['requests']> = z.input<C['requests'][N]['input']>;
type Parsed<C extends Contract, N extends keyof C['requests']> = z.output<C['requests'][N]['input']>;
type Output<C extends Contract, N extends keyof C['requests']> = z.output<C['requests'][N]['output']>;
type Push<C extends Contract, N extends keyof C['pushes']> = z.output<C['pushes'][N]>;

/** The asking side. */
export interface Client<C extends Contract> {
  /** @throws AppError as answered; `timeout` after 30 s by default; `gone` when the port closes. */
  request<N extends keyof C['requests'] & string>(
    name: N,
    input: Input<C, N>,
    timeoutMs?: number,
  ): Promise<Output<C, N>>;
  /** @returns a function that stops listening. */
  on<N extends keyof C['pushes'] & string>(name: N, listener: (value: Push<C, N>) => void): () => void;
  /** Calls back once when the port closes (at once if it has). */
  onGone(listener: () => void): void;
}

/** The answering side. */
export interface Server<C extends Contract> {
  push<N extends keyof C['pushes'] & string>(name: N, value: Push<C, N>): void;
}
/** One function per request. What it throws is answered as an error. */
export type Handlers<C extends Contract> = {
  [N in keyof C['requests'] & string]: (input: Parsed<C, N>) => Output<C, N> | Promise<Output<C, N>>;
};

const upSchema = z.object({ id: z.number().int(), name: z.string().max(100), input: z.unknown() });
const downSchema = z.union([
  z.object({ id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), error: errorDataSchema }),
  z.object({ push: z.string().max(100), value: z.unknown() }),
]);

/** Timers as an argument, so that tests own them. */
export interface Timers {
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** Connects the asking side of a contract to a port. */
export function createClient<C extends Contract>(contract: C, port: Port, timers: Timers): Client<C> {
  interface Waiting {
    name: string;
    resolve: (value: never) => void;
    reject: (error: AppError) => void;
    timer: unknown;
  }
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(value: never) => void>>();
  const goneListeners = new Set<() => void>();
  let gone = false;
  let nextId = 1;

  const finish = (id: number): Waiting | undefined => {
    const entry = waiting.get(id);
    if (entry === undefined) return undefined;
    waiting.delete(id);
    timers.clear(entry.timer);
    return entry;
  };

  port.onMessage((message) => {
    const parsed = downSchema.safeParse(message);
    if (!parsed.success) return;
    const frame = parsed.data;
    if ('push' in frame) {
      const schema = contract.pushes[frame.push];
      const value = schema?.safeParse(frame.value);
      if (value?.success !== true) return;
      for (const listener of listeners.get(frame.push) ?? []) listener(value.data as never);
      return;
    }
    const entry = finish(frame.id);
    if (entry === undefined) return;
    if (!frame.ok) return entry.reject(fromErrorData(frame.error));
    const value = contract.requests[entry.name]!.output.safeParse(frame.value);
    if (value.success) entry.resolve(value.data as never);
    else
      entry.reject(
        new AppError(
          'internal',
          `The answer to ${entry.name} is not valid: ${value.error.issues[0]?.path.join('.')} ${value.error.issues[0]?.message}`,
        ),
      );
  });
  port.onClose(() => {
    if (gone) return;
    gone = true;
    for (const id of waiting.keys()) finish(id)?.reject(new AppError('gone', 'The other process has ended.'));
    for (const listener of goneListeners) listener();
  });

  return {
    request: (name, input, timeoutMs = 30_000) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(new AppError('gone', 'The other process has ended.'));
        const id = nextId++;
        const timer = timers.set(
          () => finish(id)?.reject(new AppError('timeout', `No answer to ${name} in time.`)),
          timeoutMs,
        );
        waiting.set(id, { name, resolve, reject, timer });
        port.post({ id, name, input });
      }),
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
    onGone: (listener) => {
      if (gone) listener();
      else goneListeners.add(listener);
    },
  };
}

/**
 * Serves a contract on a port.
 * @param onError hears of every failure that is not an AppError, for the log.
 */
export function serve<C extends Contract>(
  contract: C,
  port: Port,
  handlers: Handlers<C>,
  onError: (name: string, error: unknown) => void,
): Server<C> {
  const answer = async (frame: z.infer<typeof upSchema>): Promise<void> => {
    try {
      const request = Object.hasOwn(contract.requests, frame.name)
        ? contract.requests[frame.name]
        : undefined;
      if (request === undefined)
        throw new AppError('invalid', 'There is no such request.', { field: 'name' });
      const input = parseOrThrow(request.input, frame.input, frame.name);
      const handler = handlers[frame.name] as (input: unknown) => unknown;
      port.post({ id: frame.id, ok: true, value: await handler(input) });
    } catch (error) {
      if (!(error instanceof AppError)) onError(frame.name, error);
      port.post({ id: frame.id, ok: false, error: toErrorData(error) });
    }
  };
  port.onMessage((message) => {
    const frame = upSchema.safeParse(message);
    if (frame.success) void answer(frame.data);
    else onError('frame', new AppError('invalid', 'A frame without a name.'));
  });
  return { push: (name, value) => port.post({ push: name, value }) };
}
