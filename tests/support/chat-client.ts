// A customer's end of the chat link for tests: sends frames, keeps what came.
import { WebSocket } from 'ws';
import type { ChatDown, ChatMessage, ChatUp } from '../../shared/chat/protocol.ts';
import { until } from './until.ts';

type DownOf<T extends ChatDown['t']> = Extract<ChatDown, { t: T }>;

export interface ChatClient {
  readonly frames: ChatDown[];
  /** All messages that came, in the order they came. */
  messages(): ChatMessage[];
  send(frame: ChatUp): void;
  sendRaw(text: string): void;
  /** Waits for the nth frame of this kind, from 1. */
  next<T extends ChatDown['t']>(t: T, nth?: number): Promise<DownOf<T>>;
  closed(): Promise<number>;
  close(): void;
}

/** @param from the network address that the customer has; the usual one of this machine where none is said. */
export async function chatClient(address: string, from?: string): Promise<ChatClient> {
  const socket = new WebSocket(
    `${address.replace(/^http/, 'ws')}/chat/link`,
    from === undefined ? {} : { localAddress: from },
  );
  const frames: ChatDown[] = [];
  let code: number | null = null;
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as ChatDown));
  socket.on('close', (why) => (code = why));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return {
    frames,
    messages: () => frames.flatMap((frame) => ('messages' in frame ? frame.messages : [])),
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendRaw: (text) => socket.send(text),
    next: <T extends ChatDown['t']>(t: T, nth = 1) =>
      until(() => frames.filter((frame): frame is DownOf<T> => frame.t === t)[nth - 1], {
        what: `frame ${nth} of kind ${t}`,
      }),
    closed: async () =>
      (await until(() => (code === null ? null : { code }), { what: 'the link to close' })).code,
    close: () => socket.close(),
  };
}
