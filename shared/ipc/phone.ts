// Changes when the phone's window is spoken to otherwise: by the agent's window (what to do), and by main (what it grants).
import { z } from 'zod';
import { phoneStateSchema, wishSchema } from '../phone/types.ts';
import { phoneAccountSchema } from '../sync/phone.ts';
import type { Contract } from './rpc.ts';

export { phoneAccountSchema } from '../sync/phone.ts';
const none = z.object({});

/** How well a call is heard. See CallQuality in shared/phone/engine.ts. */
export const callQualitySchema = z.object({
  id: z.string().max(64),
  jitterMs: z.number(),
  roundTripMs: z.number().nullable(),
  loss: z.number(),
  concealed: z.number(),
  mos: z.number(),
  sent: z.number(),
  heard: z.number(),
});

/** The agent's window asks, the phone's answers. */
export const phoneContract = {
  requests: {
    /** The phone as it is; pushes follow it from then on. */
    'phone.state': { input: none, output: phoneStateSchema },
    /** Refused as `state` or `notFound` where it cannot be. */
    'phone.wish': { input: wishSchema, output: none },
    /** Another microphone or speaker; null: the system's own. */
    'phone.devices': {
      input: z.object({
        microphone: z.string().max(300).nullable(),
        speaker: z.string().max(300).nullable(),
      }),
      output: none,
    },
  },
  pushes: {
    state: phoneStateSchema,
    quality: callQualitySchema,
  },
} as const satisfies Contract;
export type PhoneContract = typeof phoneContract;

/** The phone's window asks, main answers. */
export const phoneHostContract = {
  requests: {
    'phone.hello': {
      input: none,
      output: z.object({
        /** A UUID that stays this device's. */
        instanceId: z.uuid(),
        /** Null until somebody has one. */
        account: phoneAccountSchema.nullable(),
      }),
    },
    /** For main to know when a key of the whole system is wanted: to answer, and to hang up. */
    'phone.busy': { input: z.object({ ringing: z.boolean(), talking: z.boolean() }), output: none },
    /** After `end`: every call has ended, and the phone is signed out. */
    'phone.ended': { input: none, output: none },
  },
  pushes: {
    /** The machine slept, or its network may be another. */
    wake: none,
    /** The key of the whole system: answers what rings, else hangs up what is talked in. */
    key: none,
    /** The desktop is about to end. */
    end: none,
    /** Another account, or newer credentials of the same one, which end no call; null: nobody is signed in. */
    account: z.object({ account: phoneAccountSchema.nullable() }),
  },
} as const satisfies Contract;
export type PhoneHostContract = typeof phoneHostContract;
