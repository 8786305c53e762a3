// The edge between a window and the main process: what only the operating system can do.
import { z } from 'zod';
import { channelSchema } from '../domain/conversation.ts';
import { idSchema } from '../domain/ids.ts';
import { moodAlertLevelSchema } from '../domain/mood.ts';
import { presenceStatusSchema } from '../domain/presence.ts';
import { diagnosticsSchema } from './diagnostics.ts';
import type { Contract } from './rpc.ts';
import { knownWordsSchema, spelledLanguageSchema, spellingBounds, spellingStateSchema } from './spelling.ts';

const none = z.object({});

/** The name of a window of its own, for one session; a name is used again, and with it its place on the screen. */
export const windowIdSchema = z.string().regex(/^w[1-8]$/);

const weight = z.number().min(0).max(3).catch(1);

/** How much each factor of "who needs me next" counts: 1 is as usual, 0 not at all. */
export const needWeightsSchema = z.object({
  sla: weight,
  mood: weight,
  slope: weight,
  waiting: weight,
  unread: weight,
  held: weight,
});
export type NeedWeights = z.infer<typeof needWeightsSchema>;

/** What can be heard. */
export const soundSchema = z.enum(['offer', 'message', 'call', 'trouble']);
export type Sound = z.infer<typeof soundSchema>;

const minuteOfDay = z.number().int().min(0).max(1439);
/** When which kinds stay silent, beside the sounds' own switch: see renderer/state/quiet.ts. */
export const quietSchema = z.object({
  /** Only offers and calls are heard and shown. */
  onlyOffers: z.boolean().catch(false),
  /** Silent while this agent is in a call. */
  inCall: z.array(soundSchema).max(4).catch(['message']),
  /** Silent in the hours of focus. */
  inFocus: z.array(soundSchema).max(4).catch(['message']),
  /** Minutes of the local day; where `to` is before `from` it goes on past midnight. Days: 0 is Sunday. Null: none. */
  focus: z
    .object({
      from: minuteOfDay,
      to: minuteOfDay,
      days: z.array(z.number().int().min(0).max(6)).max(7),
    })
    .nullable()
    .catch(null),
});
export type Quiet = z.infer<typeof quietSchema>;

/** What the tray shows and offers, in the agent's words. */
/** What can be done with a call from the icon beside the clock. */
export const trayActSchema = z.enum(['answer', 'reject', 'mute', 'hold', 'hangUp']);
export type TrayAct = z.infer<typeof trayActSchema>;

export const trayStateSchema = z.object({
  status: presenceStatusSchema,
  /** Presence and count, such as "Parley: Available, 3 waiting for you". */
  text: z.string().max(200),
  show: z.string().max(60),
  quit: z.string().max(60),
  choices: z
    .array(
      z.object({
        id: z.string().max(120),
        label: z.string().max(100),
        checked: z.boolean(),
        own: z.boolean(),
      }),
    )
    .max(60),
  /** The call that rings or is talked in: how it stands, and what can be done with it. */
  call: z
    .object({
      text: z.string().max(200),
      acts: z.array(z.object({ act: trayActSchema, label: z.string().max(60) })).max(5),
    })
    .optional(),
});
export type TrayState = z.infer<typeof trayStateSchema>;

/** Settings that belong to the machine's user, not to an account; kept by main in settings.json. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).catch('system'),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
  /** BCP 47 tag, or "system". */
  locale: z.string().max(35).catch('system'),
  sounds: z.boolean().catch(true),
  notificationText: z.boolean().catch(true),
  /** How loud each sound is, 0 (off) to 1; what is not set is as loud as usual. */
  volumes: z.partialRecord(soundSchema, z.number().min(0).max(1)).optional().catch(undefined),
  /** The device each sound goes to, by the browser's id, with the name it had; what is not set goes where the system's sound goes. */
  outputs: z
    .partialRecord(soundSchema, z.object({ id: z.string().max(200), name: z.string().max(200) }))
    .optional()
    .catch(undefined),
  /** Offers ring again and again until they are answered; on where it is not set. */
  ringOn: z.boolean().optional().catch(undefined),
  quiet: quietSchema.optional().catch(undefined),
  /** Whether words are checked while they are typed, where the system can; on where it is not set. */
  spellcheck: z.boolean().optional().catch(undefined),
  /** The languages in which they are not. */
  spellingOff: z.array(spelledLanguageSchema).max(20).optional().catch(undefined),
  /** How long a message can be taken back before it is sent, by channel; what is not set has its default. */
  undoSeconds: z.partialRecord(channelSchema, z.number().min(0).max(60)).optional().catch(undefined),
  /** From which level on a session that is not in view is marked; and supervisors are told of the team's customers. */
  moodAlert: moodAlertLevelSchema.optional().catch(undefined),
  teamMoodAlert: moodAlertLevelSchema.optional().catch(undefined),
  needWeights: needWeightsSchema.optional().catch(undefined),
  /** Keys that this person has chosen, by command; an empty text: none. What is not here is as usual. */
  keys: z.record(z.string().max(60), z.string().max(60)).optional().catch(undefined),
  /** The microphone and the speaker of calls, by their names; what is not set is the system's own. What rings is `outputs.call`. */
  phoneDevices: z
    .object({
      microphone: z.string().min(1).max(200).nullable(),
      speaker: z.string().min(1).max(200).nullable(),
    })
    .optional()
    .catch(undefined),
  /** Whether links to call (tel:, callto:, sip:) of other programs come to Parley. */
  phoneLinks: z.boolean().optional().catch(undefined),
});
export type Settings = z.infer<typeof settingsSchema>;

export const mainContract = {
  requests: {
    /** What the window needs before its first paint. */
    'app.hello': {
      input: none,
      output: z.object({
        version: z.string(),
        platform: z.string(),
        settings: settingsSchema,
        systemLocale: z.string(),
        /** Offered in the sign-in form. */
        defaultService: z.string().nullable(),
        /** Only in the seeded demo world, by command line: sign in without asking. */
        demo: z.object({ handle: z.string(), password: z.string() }).nullable(),
        /** Which window of its own this is; null for the main one. */
        windowId: windowIdSchema.nullable().optional(),
      }),
    },
    /** The window shows the signed-in workspace and takes input. Main prints it once, for whoever started the desktop. */
    'app.usable': { input: none, output: none },
    /** From the main window: exactly these windows of their own are there from now on. */
    'windows.set': { input: z.object({ ids: z.array(windowIdSchema).max(8) }), output: none },
    /** Brings a window to the front; null: the main one. */
    'windows.show': { input: z.object({ windowId: windowIdSchema.nullable() }), output: none },
    /** Closes a window of its own as the person would: what is in it is saved, then the main window hears of it. */
    'windows.close': { input: z.object({ windowId: windowIdSchema }), output: none },
    /** From a window that was told that it closes: all that was in it is safe. */
    'windows.done': { input: none, output: none },
    'settings.put': { input: settingsSchema, output: none },
    /** A native notification, shown only while no window of ours is in front. Its click and actions come back as pushes. */
    'notification.show': {
      input: z.object({
        tag: z.string().max(100),
        title: z.string().max(200),
        body: z.string().max(500),
        actions: z.array(z.object({ id: z.enum(['accept', 'decline']), label: z.string().max(40) })).max(2),
        urgent: z.boolean(),
      }),
      output: z.object({ shown: z.boolean() }),
    },
    'notification.close': { input: z.object({ tag: z.string().max(100) }), output: none },
    /** The number on the dock or taskbar icon and in the tray; 0 clears it. */
    'badge.set': { input: z.object({ count: z.number().int().min(0) }), output: none },
    /** From the main window: what the tray says and offers; null while nobody is signed in. A choice comes back as a push. */
    'tray.set': { input: z.object({ state: trayStateSchema.nullable() }), output: none },
    /** Whether the phone's key of the whole system can be had, or another program has it; null while there is no phone. */
    'phone.key': { input: none, output: z.object({ free: z.boolean().nullable() }) },
    /** Asks the person, then opens an https:, mailto: or tel: address in the system's own program. */
    'external.open': {
      input: z.object({ url: z.string().max(2000) }),
      output: z.object({ opened: z.boolean() }),
    },
    /** Asks where, and saves a report there: these figures, the versions, and main's last log lines without what people wrote. */
    'report.save': {
      input: z.object({ facts: diagnosticsSchema }),
      output: z.object({ saved: z.boolean() }),
    },
    /** Asks where, and saves this text there. */
    'text.save': {
      input: z.object({ text: z.string().max(5_000_000) }),
      output: z.object({ saved: z.boolean() }),
    },
    /** All names and taught words that are right in this window, whatever dictionaries say. */
    'spelling.know': { input: z.object({ words: knownWordsSchema }), output: none },
    /** Who checks words here, and in which languages. */
    'spelling.state': { input: none, output: spellingStateSchema },
    'clipboard.write': { input: z.object({ text: z.string().max(100_000) }), output: none },
  },
  pushes: {
    focus: z.object({ focused: z.boolean() }),
    /** To the main window: the person has closed this window of its own, so what was in it comes back. */
    windowClosed: z.object({ windowId: windowIdSchema }),
    /** To a window of its own: it is about to close, and has a second to save what is in it. */
    closing: none,
    /** Another window has changed them. */
    settings: settingsSchema,
    notificationClick: z.object({ tag: z.string(), action: z.enum(['open', 'accept', 'decline']) }),
    /** Somebody wants this word to be right from now on. */
    learnWord: z.object({ word: z.string().max(spellingBounds.word) }),
    /** Somebody chose a presence in the tray's menu. */
    presence: z.object({ choice: z.string().max(120) }),
    /** Somebody chose this for the call in the tray's menu. */
    trayCall: z.object({ act: trayActSchema }),
    /** The application menu or a deep link asks the window for something. */
    menu: z.object({ command: z.enum(['palette', 'settings', 'shortcuts', 'nextNeeded']) }),
    open: z.object({ conversationId: idSchema }),
    /** Another program asks for a call. The window shows the number and asks. */
    dial: z.object({ to: z.string().max(256), extension: z.string().max(15) }),
  },
} as const satisfies Contract;
export type MainContract = typeof mainContract;
