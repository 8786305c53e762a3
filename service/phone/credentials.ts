// Changes when a desk proves itself to an exchange otherwise: passwords that hold for a while, made from a secret it never sees.
import { createHmac } from 'node:crypto';
import type { Agent } from '../../shared/domain/people.ts';
import { AppError } from '../../shared/errors.ts';
import type { PhoneCredentials } from '../../shared/sync/phone.ts';
import { telephoneOf } from './numbers.ts';
import type { PhoneSettings } from './settings.ts';

/** Name and password of one who may sign in until then. */
export interface TimedLogin {
  readonly login: string;
  readonly password: string;
}

/**
 * "until:user" and base64(HMAC-SHA1(secret, login)), after draft-uberti-behave-turn-rest-00, which Kamailio's
 * auth_ephemeral and coturn follow: whoever has the secret can check it, and nothing is kept.
 * @param until ms since the epoch.
 */
export function timedLogin(secret: string, user: string, until: number): TimedLogin {
  const login = `${Math.floor(until / 1000)}:${user}`;
  return { login, password: createHmac('sha1', secret).update(login).digest('base64') };
}

/**
 * @returns the account of an agent at the exchange, as it holds from now on.
 * @throws AppError `notFound` where this agent has no telephone.
 */
export function credentialsOf(settings: PhoneSettings, agent: Agent, now: number): PhoneCredentials {
  const { credentials, server, domain, dtmf } = settings;
  const user = telephoneOf(settings, agent).number;
  if (user === null) throw new AppError('notFound', 'You have no telephone here.');
  const lastsMs = credentials.seconds * 1000;
  const until = now + lastsMs;
  return {
    account: {
      server,
      domain,
      user,
      displayName: agent.name,
      ...timedLogin(credentials.secret, user, until),
      iceServers: settings.iceServers.map(({ secret, ...ice }) => {
        if (secret === undefined) return ice;
        const { login, password } = timedLogin(secret, user, until);
        return { urls: ice.urls, username: login, credential: password };
      }),
      dtmf,
    },
    lastsMs,
  };
}
