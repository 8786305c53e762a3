// Changes when one sign-in, or one question whether the line is alive, is asked or its answer understood otherwise.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Registerer, URI, UserAgent } from './sip-engine.ts';
import { finalStatus } from './sip-words.ts';

/** How long the server has to answer a sign-in. */
const answerMs = 5_000;
const pingMs = 3_000;

/** `pending`: it still waits for the answer to an earlier one, as SIP does for 32 seconds. */
export function registerWith(
  registerer: Registerer,
  isPending: (error: unknown) => boolean,
  timers: Timers,
): Promise<'ok' | 'refused' | 'failed' | 'pending'> {
  return new Promise((resolve) => {
    const timer = timers.set(() => resolve('failed'), answerMs);
    const settle = (result: 'ok' | 'refused' | 'failed' | 'pending'): void => {
      timers.clear(timer);
      resolve(result);
    };
    registerer
      .register({
        requestDelegate: {
          onAccept: () => settle('ok'),
          onReject: ({ message }) => {
            const status = message.statusCode ?? 0;
            settle(status === 401 || status === 403 || status === 407 ? 'refused' : 'failed');
          },
        },
      })
      .catch((error: unknown) => settle(isPending(error) ? 'pending' : 'failed'));
  });
}

/**
 * Any final answer will do: it is the line that is asked after, not the server's opinion.
 * @param server whom to ask; undefined: nobody can be asked, and the line is taken for alive.
 */
export function ping(
  { userAgentCore: core, configuration }: UserAgent,
  server: URI | undefined,
  timers: Timers,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (server === undefined) return resolve(true);
    const timer = timers.set(() => resolve(false), pingMs);
    const answer = ({ message }: { message: { statusCode?: number | undefined } }): void => {
      timers.clear(timer);
      resolve(finalStatus(message.statusCode));
    };
    const message = core.makeOutgoingRequestMessage('OPTIONS', server, configuration.uri.clone(), server, {});
    core.request(message, { onAccept: answer, onReject: answer });
  });
}
