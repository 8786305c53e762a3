// Changes when admins read or change the settings of telephones over HTTP otherwise.
/* oxlint-disable oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers */
import type { FastifyRequest } from 'fastify';
import { AppError, parseOrThrow } from '../../shared/errors.ts';
import { phoneSettingsEditSchema, type PhoneSettingsView } from '../../shared/sync/phone-settings.ts';
import { createBuckets } from '../bucket.ts';
import type { ServiceContext } from '../context.ts';
import { tokenOf } from '../files/routes.ts';
import type { PhoneSource } from './source.ts';

const rate = { burst: 20, perSecond: 0.5 };

/** Adds GET and PUT /api/phone/settings, for admins. @param changed runs after each change. Rule: CALL-24. */
export function addSettingsRoutes(
  { http, now, log, whoIs }: Pick<ServiceContext, 'http' | 'now' | 'log' | 'whoIs'>,
  source: PhoneSource,
  changed: () => void,
): void {
  const buckets = createBuckets(rate, now);
  const admin = async (request: FastifyRequest): Promise<string> => {
    const token = tokenOf(request);
    if (token === undefined) throw new AppError('unauthenticated', 'Sign in first.');
    const { id, role } = await whoIs(token);
    const wait = buckets.take(id);
    if (wait > 0) throw new AppError('rateLimited', 'That was too fast.', { facts: { retryAfterMs: wait } });
    if (role !== 'admin') throw new AppError('forbidden', 'Telephones are set up by admins.');
    return id;
  };
  http.get('/api/phone/settings', async (request): Promise<PhoneSettingsView> => {
    await admin(request);
    return source.view();
  });
  http.put('/api/phone/settings', async (request): Promise<PhoneSettingsView> => {
    const agentId = await admin(request);
    await source.change(parseOrThrow(phoneSettingsEditSchema, request.body, 'settings'));
    // Without what was said: it holds secrets.
    log.info('phone: an admin has changed the settings', { agentId });
    changed();
    return source.view();
  });
}
