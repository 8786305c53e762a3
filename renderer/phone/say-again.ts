// Changes when what was said on a line that died is said again otherwise.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Session, UserAgent } from './sip-engine.ts';

/**
 * What was asked within a call on a line that died may never have come, or its answer went nowhere; SIP would wait for it
 * for 32 seconds. It is said again, word for word: whoever has heard it takes it for the same (RFC 3261 17.2.1, 17.2.2).
 */
export function sayAgain({ userAgentCore: core, transport }: UserAgent): void {
  for (const { message, transaction } of core.userAgentClients.values()) {
    const open: string = transaction.state;
    const waits = open === 'Calling' || open === 'Trying' || open === 'Proceeding';
    // What begins a call might begin a second one at a server that has forgotten the first; what takes it back cannot.
    const within = message.toTag !== undefined || message.method === 'CANCEL';
    if (waits && within) void transport.send(message.toString()).catch(() => {});
  }
}

/** What saying goodbye needs of the line that the call is on. */
export interface GoodbyeDeps {
  /** Resolves once the line is there. */
  readonly ready: () => Promise<void>;
  /** Sends a message as it is; whoever cannot be reached now is not told. */
  readonly send: (text: string) => void;
  readonly timers: Timers;
}

/** A server that has just started knows nobody: both sides need some seconds to sign in again. */
const goodbyesMs = [2_000, 4_000, 8_000, 16_000];

/**
 * Ends a call with BYE. Where nobody could take it, because the line died over it or the server could not pass it on
 * just then, it is said again, a few times. What comes of that is not looked at: here the call is over.
 * @returns when it has been said once. @throws what SIP.js throws where the call is none any more.
 */
export async function sayGoodbye(
  session: Pick<Session, 'bye'>,
  { ready, send, timers }: GoodbyeDeps,
): Promise<void> {
  const again = (text: string, [wait, ...later]: readonly number[]): void => {
    if (wait === undefined) return;
    timers.set(() => {
      void ready().then(() => {
        send(text);
        again(text, later);
      });
    }, wait);
  };
  const asked = session.bye({
    requestDelegate: {
      onReject: ({ message: { statusCode = 500 } }) => {
        // Any other refusal comes from somebody who knows that the call is over, or who will never know of it.
        if (statusCode < 500 && statusCode !== 408 && statusCode !== 480) return;
        void asked.then(({ message }) => again(message.toString(), goodbyesMs));
      },
    },
  });
  await asked;
}
