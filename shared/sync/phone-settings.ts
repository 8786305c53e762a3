// What admins see and change of the settings of telephones, over HTTP. Secrets go one way: into the service, never out again.
import { z } from 'zod';
import { phoneAccountSchema } from './phone.ts';

const { server, domain, dtmf, iceServers } = phoneAccountSchema.shape;
/** Long enough not to be guessed; without spaces, because it travels in a header. */
export const phoneSecretSchema = z
  .string()
  .min(16)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'must be without spaces');

/** What is no secret of them. */
const open = {
  /** Where desks connect, such as wss://phone.example.org. */
  server,
  domain,
  /** How long a login at the exchange holds. */
  seconds: z.number().int().min(60).max(86_400),
  dtmf,
  /** Agents of whom nobody says a number: called by the name they sign in with, or not at all. */
  others: z.enum(['name', 'none']),
  /** STUN and TURN servers: only these. */
  ice: z.array(iceServers.element.shape.urls).max(8),
};

/** `GET /api/phone/settings`. */
export const phoneSettingsViewSchema = z.object({
  /** Who has said them. What the operator's file says cannot be changed here. */
  from: z.enum(['operator', 'admin', 'nobody']),
  rev: z.number().int().min(0),
  settings: z
    .object({
      ...open,
      /** Whether an exchange may bring calls, and whether TURN servers have a secret. */
      exchange: z.boolean(),
      turn: z.boolean(),
    })
    .nullable(),
  /** The key to the secrets is missing at the service, or another one: there are no telephones until it is back. */
  locked: z.enum(['missing', 'wrong']).optional(),
});
export type PhoneSettingsView = z.infer<typeof phoneSettingsViewSchema>;

/** `PUT /api/phone/settings`. A secret that is absent stays as it is. */
export const phoneSettingsEditSchema = z.strictObject({
  /** The `rev` that its author saw. */
  base: z.number().int().min(0),
  ...open,
  /** Shared with the exchange alone: logins are made of it. */
  secret: phoneSecretSchema.optional(),
  /** What an exchange says that brings calls; null: none may. */
  exchange: phoneSecretSchema.nullable().optional(),
  /** The static-auth-secret of TURN servers. */
  turn: phoneSecretSchema.nullable().optional(),
});
export type PhoneSettingsEdit = z.infer<typeof phoneSettingsEditSchema>;
