// Changes when another part of the settings of telephones is a secret: those are kept apart, and sealed.
import { z } from 'zod';
import { parseOrThrow } from '../../shared/errors.ts';
import { phoneSettingsSchema, type PhoneSettings } from './settings.ts';

const { credentials, iceServers } = phoneSettingsSchema.shape;

/** The settings without their secrets: in their places stands whether there is one. */
export const openSettingsSchema = phoneSettingsSchema.extend({
  credentials: credentials.omit({ secret: true }),
  iceServers: z
    .array(iceServers.unwrap().element.omit({ secret: true }).extend({ secret: z.boolean() }))
    .max(8),
  exchange: z.boolean(),
});
export type OpenSettings = z.infer<typeof openSettingsSchema>;

const secretsSchema = z.strictObject({
  credentials: z.string(),
  /** In the order of the servers. */
  ice: z.array(z.string().nullable()),
  exchange: z.string().nullable(),
});

/** @returns the settings without their secrets, and these as the text that is to be sealed. */
export function apart(settings: PhoneSettings): { open: OpenSettings; secrets: string } {
  const { secret, ...rest } = settings.credentials;
  const secrets: z.infer<typeof secretsSchema> = {
    credentials: secret,
    ice: settings.iceServers.map((one) => one.secret ?? null),
    exchange: settings.exchange?.secret ?? null,
  };
  const open: OpenSettings = {
    ...settings,
    credentials: rest,
    iceServers: settings.iceServers.map((one) => ({ ...one, secret: one.secret !== undefined })),
    exchange: settings.exchange !== undefined,
  };
  return { open, secrets: JSON.stringify(secrets) };
}

/** The way back. @throws AppError `invalid` where the two do not belong together. */
export function together(open: OpenSettings, secrets: string): PhoneSettings {
  const { credentials: own, ice, exchange } = parseOrThrow(secretsSchema, JSON.parse(secrets), 'The secrets');
  const whole = {
    ...open,
    credentials: { ...open.credentials, secret: own },
    iceServers: open.iceServers.map(({ secret: has, ...one }, at) =>
      has ? { ...one, secret: ice[at] } : one,
    ),
    exchange: open.exchange ? { secret: exchange } : undefined,
  };
  return parseOrThrow(phoneSettingsSchema as unknown as z.ZodType<PhoneSettings>, whole, 'The settings');
}
