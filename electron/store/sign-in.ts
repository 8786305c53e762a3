// Signing in: asks who answers at the address, then for a token; the account is ready to be opened. No files are touched here.
import type { NewId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import type { Account } from './db/desk.ts';
import { serviceAddress } from './sync/net.ts';
import type { Transport } from './sync/transport.ts';

/** What a person gives. */
export interface Credentials {
  service: string;
  handle: string;
  password: string;
}

/** What signing in needs. */
export interface SignInDeps {
  transport: Transport;
  newId: NewId;
  /** The account that signed in here with this handle before, for its desk id. */
  before: (handle: string) => Account | null;
}

/**
 * @returns the account with a fresh token.
 * @throws AppError `invalid` (address), `notFound` (no Parley there), `version`, `unreachable`, `unauthenticated`, `rateLimited`.
 */
export async function signIn(deps: SignInDeps, given: Credentials, deskId?: string): Promise<Account> {
  const service = serviceAddress(given.service);
  const handle = given.handle.trim();
  const about = await deps.transport.about(service);
  if (!about.protocols.includes(PROTOCOL_VERSION)) {
    throw new AppError(
      'version',
      `The service at ${service} is Parley ${about.version}, which does not fit this desktop. One of them must be updated.`,
    );
  }
  const desk = deskId ?? deps.before(handle)?.deskId ?? deps.newId();
  const reply = await deps.transport.signIn(service, { handle, password: given.password, deskId: desk });
  return { agentId: reply.agent.id, service, handle, deskId: desk, token: reply.token, agent: reply.agent };
}
