// Sets telephones up: credentials for desks, and calls that an exchange brings to be routed.
/* oxlint-disable oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers */
import { AppError } from '../../shared/errors.ts';
import type { PhoneCredentials } from '../../shared/sync/phone.ts';
import { createBuckets } from '../bucket.ts';
import type { Capability } from '../context.ts';
import { createCallStore, type CallStore } from '../db/calls.ts';
import { createSettingsStore } from '../db/phone-settings.ts';
import { tokenOf } from '../files/routes.ts';
import { credentialsOf } from './credentials.ts';
import { addExchangeRoutes } from './exchange.ts';
import { keepNumbers } from './numbers.ts';
import type { PhoneSettings } from './settings.ts';
import { addSettingsRoutes } from './settings-routes.ts';
import { createPhoneSource } from './source.ts';
import { keepUnsaid } from './transcripts.ts';

/** A desk asks once an hour, and again after each start. */
const askRate = { burst: 20, perSecond: 0.2 };

/**
 * @param file what the operator's file says; null: an admin may say it in the desktop.
 * @returns the capability; without settings there are no telephones, and desks are told so. Rules: CALL-16, CALL-24.
 */
export function phoneWith(file: PhoneSettings | null, store?: CallStore): Capability {
  return async (context) => {
    const { http, now, log, seal } = context;
    const rate = createBuckets(askRate, now);
    keepUnsaid(context);
    const calls = store ?? createCallStore(context.pool);
    const source = createPhoneSource({ file, store: createSettingsStore(context.pool), seal, log, now });
    await source.seal();
    http.post('/api/phone/credentials', async (request): Promise<PhoneCredentials> => {
      const token = tokenOf(request);
      if (token === undefined) throw new AppError('unauthenticated', 'Sign in first.');
      const agent = await context.whoIs(token);
      const settings = await source.current();
      if (settings === null) throw new AppError('notFound', 'There are no telephones here.');
      const wait = rate.take(agent.id);
      if (wait > 0)
        throw new AppError('rateLimited', 'That was too fast.', { facts: { retryAfterMs: wait } });
      log.info('phone: credentials for a desk', { agentId: agent.id });
      return credentialsOf(settings, agent, now());
    });
    addExchangeRoutes(context, source.current, calls);
    const again = await keepNumbers(context, source.current, calls);
    addSettingsRoutes(context, source, again);
  };
}
