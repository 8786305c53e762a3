// Changes when an operator can say something else about telephones: the exchange, its credentials, STUN and TURN.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError, parseOrThrow } from '../../shared/errors.ts';
import { phoneAccountSchema } from '../../shared/sync/phone.ts';

const secret = z.string().min(16).max(500);
const { server, user, domain, dtmf, iceServers } = phoneAccountSchema.shape;

/** What is in the file of `--phone`. It holds secrets: only the service may read it. */
export const phoneSettingsSchema = z.strictObject({
  /** Where desks connect, such as wss://phone.example.org. */
  server,
  /** Of addresses such as sip:mara@example.org, and the realm of passwords. */
  domain,
  credentials: z.strictObject({
    /**
     * Shared with the exchange and never with a desk: a login is "until:user" (seconds since the epoch), its password
     * base64(HMAC-SHA1(secret, login)). So do Kamailio's auth_ephemeral and coturn's use-auth-secret (TURN REST API).
     */
    secret,
    /** How long one holds. Desks ask for the next one before the end. */
    seconds: z.number().int().min(60).max(86_400).default(3_600),
  }),
  /** Only these; there is no default server. With `secret` a username and a credential are made as above. */
  iceServers: z
    .array(z.strictObject({ ...iceServers.element.shape, secret: secret.optional() }))
    .max(8)
    .default([]),
  dtmf: dtmf.default('rtp'),
  /** The user part of an agent's address by the name the agent signs in with; null: that agent has no telephone. */
  users: z.record(z.string().max(64), user.nullable()).default({}),
  /** Agents of whom neither this file nor an admin says anything: called by the name they sign in with, or not at all. */
  others: z.enum(['name', 'none']).default('name'),
  /** The numbers of queues by their ids or names: calls are passed on to a queue by it. An admin says the others. */
  queues: z.record(z.string().max(200), user).default({}),
  /** Lets an exchange bring calls to be routed: it says this secret. */
  exchange: z.strictObject({ secret: secret.regex(/^[\x21-\x7e]+$/, 'must be without spaces') }).optional(),
});
export type PhoneSettings = z.infer<typeof phoneSettingsSchema>;

/** @throws AppError `invalid` naming the field, or that the file cannot be read. */
export function readPhoneSettings(file: string): PhoneSettings {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    // What a parser says quotes the text, which holds secrets.
    const why = cause instanceof SyntaxError ? 'They are not JSON.' : (cause as Error).message;
    const message = `The settings of the telephone cannot be read: ${why}`;
    throw new AppError('invalid', message, { field: 'phone' });
  }
  return parseOrThrow(
    phoneSettingsSchema as unknown as z.ZodType<PhoneSettings>,
    given,
    'The settings of the telephone',
  );
}
