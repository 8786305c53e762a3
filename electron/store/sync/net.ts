// The transport over the network: HTTP for who is there and sign-in, one WebSocket for everything else.
import { WebSocket } from 'ws';
import { AppError, errorDataSchema, fromErrorData, parseOrThrow } from '../../../shared/errors.ts';
import { phoneCredentialsSchema } from '../../../shared/sync/phone.ts';
import { phoneSettingsViewSchema } from '../../../shared/sync/phone-settings.ts';
import { aboutSchema, maxSegment, signInReplySchema } from '../../../shared/sync/protocol.ts';
import { beginsPage } from '../bulk/page-begin.ts';
import { createNetFiles } from '../files/transport.ts';
import type { Transport } from './transport.ts';

const askMs = 8000;
const answerBytes = 1_048_576;

const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

/**
 * Makes an address of what a person typed: without a scheme it is https, or http on this machine. Elsewhere http would
 * send the password and the token in clear text.
 * @throws AppError `invalid`, field "service".
 */
export function serviceAddress(typed: string): string {
  const text = typed.trim();
  const bare = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/i.test(text);
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${bare ? 'http' : 'https'}://${text}`;
  let url: URL | null = null;
  try {
    url = new URL(whole);
  } catch {
    url = null;
  }
  if (
    url === null ||
    url.hostname === '' ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== ''
  ) {
    throw new AppError(
      'invalid',
      'This is not the address of a service. It looks like https://parley.example.org.',
      { field: 'service' },
    );
  }
  if (url.protocol === 'http:' && !thisMachine.test(url.hostname)) {
    throw new AppError(
      'invalid',
      `${url.host} would get the password in clear text. Use https://${url.host}.`,
      {
        field: 'service',
      },
    );
  }
  return url.origin;
}

async function ask(url: string, init: RequestInit): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(askMs) });
    const text = await response.text();
    if (text.length > answerBytes) return { status: response.status, body: null };
    try {
      return { status: response.status, body: JSON.parse(text) as unknown };
    } catch {
      return { status: response.status, body: null };
    }
  } catch (error) {
    throw new AppError('unreachable', `The service at ${new URL(url).origin} cannot be reached.`, {
      cause: error,
    });
  }
}

/** @returns the error that an answer holds, bare or under "error". */
function errorIn(body: unknown): AppError | null {
  const inner = typeof body === 'object' && body !== null && 'error' in body ? body.error : body;
  const parsed = errorDataSchema.safeParse(inner);
  return parsed.success ? fromErrorData(parsed.data) : null;
}

/** See {@link Transport}. */
export function createNetTransport(): Transport {
  return {
    files: createNetFiles(),
    about: async (service) => {
      const { body } = await ask(`${service}/api/about`, {});
      const about = aboutSchema.safeParse(body);
      if (!about.success)
        throw new AppError('notFound', `There is no Parley service at ${service}.`, { field: 'service' });
      return about.data;
    },
    signIn: async (service, request) => {
      const { status, body } = await ask(`${service}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      if (status >= 200 && status < 300)
        return parseOrThrow(signInReplySchema, body, 'The answer to sign-in');
      throw (
        errorIn(body) ??
        new AppError(
          status === 401 ? 'unauthenticated' : 'unreachable',
          `The service refused the sign-in (${status}).`,
        )
      );
    },
    signOut: async (service, token) => {
      await ask(`${service}/api/sign-out`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    },
    phone: async (service, token) => {
      const { status, body } = await ask(`${service}/api/phone/credentials`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      });
      if (status === 404) return null;
      if (status >= 200 && status < 300)
        return parseOrThrow(phoneCredentialsSchema, body, 'The answer of the telephone');
      throw errorIn(body) ?? new AppError('unreachable', `The service gave no telephone (${status}).`);
    },
    phoneSettings: async (service, token, edit) => {
      const authorization = `Bearer ${token}`;
      const json = { authorization, 'content-type': 'application/json' };
      const { status, body } = await ask(
        `${service}/api/phone/settings`,
        edit === null
          ? { headers: { authorization } }
          : { method: 'PUT', headers: json, body: JSON.stringify(edit) },
      );
      if (status >= 200 && status < 300)
        return parseOrThrow(phoneSettingsViewSchema, body, 'The settings of the telephone');
      throw errorIn(body) ?? new AppError('unreachable', `The service gave no settings (${status}).`);
    },
    link: (service, events) => {
      const socket = new WebSocket(`${service.replace(/^http/, 'ws')}/link`, {
        // The larger of the two bounds; texts are held to theirs by link.ts.
        maxPayload: maxSegment.packed,
        handshakeTimeout: askMs,
        perMessageDeflate: false,
      });
      let over = false;
      const end = (why: string, notParley: boolean): void => {
        if (over) return;
        over = true;
        events.closed(why, notParley);
      };
      socket.on('open', () => over || events.opened());
      socket.on('message', (data, binary) => {
        if (over) return;
        if (binary) events.bytes(data as Buffer);
        else if (events.page !== undefined && beginsPage(data as Buffer)) events.page(data as Buffer);
        else events.text((data as Buffer).toString('utf8'));
      });
      // An answer that is no upgrade: a proxy in trouble (5xx), or another program at this address.
      socket.on('unexpected-response', (_request, response) => {
        const status = response.statusCode ?? 0;
        response.destroy();
        end(`The service answered with ${status}.`, status < 500 && status !== 429);
        socket.terminate();
      });
      socket.on('close', () => end('The connection to the service was lost.', false));
      socket.on('error', (error) =>
        end(
          `The service cannot be reached (${'code' in error ? String(error.code) : error.message}).`,
          false,
        ),
      );
      return {
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        hold: (on) => {
          if (socket.readyState !== WebSocket.OPEN) return;
          if (on) socket.pause();
          else socket.resume();
        },
        close: () => {
          over = true;
          // A paused socket would not hear the other side's goodbye.
          if (socket.readyState === WebSocket.OPEN) socket.resume();
          if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
          else socket.close(1000);
          // Half-open lines never finish a polite goodbye.
          setTimeout(() => socket.terminate(), 1000).unref();
        },
      };
    },
  };
}
