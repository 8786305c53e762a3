// Changes when the phone's window is spoken to otherwise: by the agent's window (what to do), and by main (what it grants).
import { z } from 'zod';
import { callHeardSchema } from '../domain/call-media.ts';
import { idSchema } from '../domain/ids.ts';
import { callIdSchema, maxLines, phoneStateSchema, wishSchema } from '../phone/types.ts';
import { recordingProblemSchema } from './recording.ts';
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
  concealedMs: z.number().optional(),
  microphone: z.enum(['on', 'off', 'gone']).optional(),
  ownSilentMs: z.number().optional(),
  farSilentMs: z.number().optional(),
  farLostMs: z.number().optional(),
});

/** How the recording of a call stands. `failed`: it cannot be kept; nothing of the call is recorded any more. */
export const recordingViewSchema = z.object({
  id: z.string().max(64),
  state: z.enum(['on', 'paused', 'saving', 'failed']),
  /** Why it pauses: the agent said so, card data was being typed, or somebody in conference has not been asked yet. */
  why: z.enum(['hand', 'card', 'party']).nullable(),
  /** When it began, ms since 1970. */
  since: z.number(),
  /** What keeps it from beginning, or from being kept; while the state is `on` it is tried again. */
  problem: recordingProblemSchema.nullable(),
});
export type RecordingView = z.infer<typeof recordingViewSchema>;

/** What is wanted of the recording of a call. */
export const recordWishSchema = z.object({
  id: callIdSchema,
  conversationId: idSchema,
  want: z.enum(['on', 'paused', 'off']),
  /** Why it pauses, or goes on; by hand it goes on whatever it paused for. */
  why: z.enum(['hand', 'card']).optional(),
  tone: z.boolean().optional(),
  drop: z.boolean().optional(),
  /** Calls in conference with it whose people have been told, or have agreed. With `tone` those not named before hear it first. */
  with: z.array(callIdSchema).max(maxLines).optional(),
});
export type RecordWish = z.infer<typeof recordWishSchema>;

/** A device by the name it has on this machine: its id is made anew at each start. */
export const deviceNameSchema = z.string().min(1).max(200);

/**
 * What is wrong with a device. `missing`: the chosen one is not connected, the system's own is used. `none`: there is none
 * at all. `denied`: the system does not let us. `busy`: another program has it. `failed`: it did not work.
 */
export const deviceTroubleSchema = z.enum(['missing', 'none', 'denied', 'busy', 'failed']);
export type DeviceTrouble = z.infer<typeof deviceTroubleSchema>;

const deviceSchema = z.object({
  /** Null: the system's own. */
  wanted: deviceNameSchema.nullable(),
  trouble: deviceTroubleSchema.nullable(),
});

/** The phone's microphones and speakers, as they come and go. */
export const devicesSchema = z.object({
  microphones: z.array(deviceNameSchema).max(64),
  speakers: z.array(deviceNameSchema).max(64),
  microphone: deviceSchema,
  speaker: deviceSchema,
  /** Headsets whose buttons are listened to. */
  headsets: z.array(deviceNameSchema).max(8),
});
export type PhoneDevices = z.infer<typeof devicesSchema>;

/** What is being tried: a tone on the speaker; the microphone for three seconds, and then what it heard. */
export const checkSchema = z.enum(['off', 'meter', 'tone', 'recording', 'playing']);
export type DeviceCheck = z.infer<typeof checkSchema>;

/** The agent's window asks, the phone's answers. */
export const phoneContract = {
  requests: {
    /** The phone as it is; pushes follow it from then on. */
    'phone.state': { input: none, output: phoneStateSchema },
    /** Refused as `state` or `notFound` where it cannot be. */
    'phone.wish': { input: wishSchema, output: none },
    /** Another microphone or speaker, by its name; null: the system's own. Nothing is dropped by it. */
    'phone.devices': {
      input: z.object({
        microphone: deviceNameSchema.nullable(),
        speaker: deviceNameSchema.nullable(),
      }),
      output: none,
    },
    /** The quality of a call so far, also of one that has ended and is still shown; null where there was no sound. */
    'phone.series': {
      input: z.object({ id: callIdSchema }),
      output: z.object({ kept: callHeardSchema.nullable() }),
    },
    /**
     * Records a call from now on, pauses, or ends it. `tone`: the caller hears a tone first. `off` with `drop` forgets
     * all of it. What is so already stays so.
     */
    'phone.record': { input: recordWishSchema, output: none },
    'phone.recordings': {
      input: none,
      output: z.object({ recordings: z.array(recordingViewSchema).max(20) }),
    },
    /** What there is to choose from; pushes follow it from then on. */
    'phone.deviceList': { input: none, output: devicesSchema },
    /** Tries the devices; ends by itself. `meter` shows levels until `off`, or for two minutes. */
    'phone.check': {
      input: z.object({ what: z.enum(['off', 'meter', 'tone', 'echo']) }),
      output: z.object({ trouble: deviceTroubleSchema.nullable() }),
    },
  },
  pushes: {
    state: phoneStateSchema,
    quality: callQualitySchema,
    /** How a recording stands; with null it is over and safe. */
    recording: z.object({ id: callIdSchema, view: recordingViewSchema.nullable() }),
    devices: devicesSchema,
    /** While the devices are tried: what is, and how loud it is now, 0 to 1. */
    check: z.object({ what: checkSchema, microphone: z.number(), speaker: z.number() }),
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
