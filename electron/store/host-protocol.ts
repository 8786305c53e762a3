// What main and the store process say to each other: start, windows, power, stop. Changes when the two must agree on more.
//
//   main ---- init, window, windowClosed, power, stop, (frame) ---> store
//   main <--- ready, fatal, stopped, log, (frame) ----------------- store
//
// The store finds its parent by itself: `process.parentPort` in a utilityProcess, `process.send` in a forked Node.
// Windows reach the store in one of two ways, and the store serves both:
//   utilityProcess: `postMessage({t: 'window', id}, [port])`; everything else goes over that port, main is off the path.
//   forked Node:    `send({t: 'window', id})` without a port; then each frame is wrapped in {t: 'frame', window, frame} both ways.
import { z } from 'zod';
import { errorKindSchema } from '../../shared/errors.ts';
import { phoneAccountSchema } from '../../shared/ipc/phone.ts';

/** Names one window for as long as its page lives; a reload is a new one. Chosen by main, never used twice. */
const windowId = z.string().min(1).max(64);

/** What a window may ask for: everything, or what the phone needs. */
export const windowRoleSchema = z.enum(['desk', 'phone']);
export type WindowRole = z.infer<typeof windowRoleSchema>;

/** Main -> store. The first message must be `init`, and it comes once. */
export const toStoreSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('init'),
    /** Absolute path; the store creates it. One store per folder. */
    folder: z.string().min(1),
    /** 32 random bytes as 64 hex digits: encrypts every database of the folder. */
    keyHex: z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits'),
    /** How main keeps that key; shown to the agent. */
    keyCustody: z.enum(['keystore', 'file']),
    /** Sent to the service in hello. */
    appVersion: z.string().max(40),
    /** Set when this store follows one that died, so that agents are told once. */
    restarted: z.boolean().optional(),
  }),
  /**
   * A window wants to talk. May come before `ready`: its requests wait. The phone's window may only hand over what it
   * records: it reads what comes from the network.
   */
  z.object({ t: z.literal('window'), id: windowId, role: windowRoleSchema.optional() }),
  /** Forked Node only: a frame that the window sent. */
  z.object({ t: z.literal('frame'), window: windowId, frame: z.unknown() }),
  z.object({ t: z.literal('windowClosed'), id: windowId }),
  /** The machine goes to sleep, or is back: on `resume` the store tries the service at once. */
  z.object({ t: z.literal('power'), state: z.enum(['suspend', 'resume']) }),
  /** Close the files and end. The store answers `stopped` and exits with 0 within about a second. */
  z.object({ t: z.literal('stop') }),
]);
/** See {@link toStoreSchema}. */
export type ToStore = z.infer<typeof toStoreSchema>;

/** Store -> main. */
export const fromStoreSchema = z.discriminatedUnion('t', [
  /** The folder is open; requests are served. */
  z.object({ t: z.literal('ready') }),
  /** Forked Node only: a frame for that window. */
  z.object({ t: z.literal('frame'), window: windowId, frame: z.unknown() }),
  /** It cannot start or go on, and will exit with 1. `storage`: the disk; `version`: files of a newer Parley; `internal`: our mistake. */
  z.object({ t: z.literal('fatal'), kind: errorKindSchema, message: z.string().max(2000) }),
  /** The files are closed. */
  z.object({ t: z.literal('stopped') }),
  /** The telephone of whoever is signed in, again with newer credentials; null: there is none any more. */
  z.object({ t: z.literal('phone'), account: phoneAccountSchema.nullable() }),
  /** One finished, redacted log line (JSON) for main's log file. */
  z.object({ t: z.literal('log'), line: z.string() }),
]);
/** See {@link fromStoreSchema}. */
export type FromStore = z.infer<typeof fromStoreSchema>;
