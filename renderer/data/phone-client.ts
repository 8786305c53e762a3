// Changes when the window reaches the phone differently. The phone lives in a window of its own; this only looks and asks.
import type { CallHeard } from '../../shared/domain/call-media.ts';
import { AppError, type ErrorKind } from '../../shared/errors.ts';
import {
  phoneContract,
  type DeviceCheck,
  type DeviceTrouble,
  type PhoneContract,
  type PhoneDevices,
  type RecordingView,
  type RecordWish,
} from '../../shared/ipc/phone.ts';
import { createClient, type Client, type Port, type Timers } from '../../shared/ipc/rpc.ts';
import type { CallQuality } from '../../shared/phone/engine.ts';
import { refusedBetween } from '../../shared/phone/refused.ts';
import type { PhoneState, Wish } from '../../shared/phone/types.ts';

/** What the window knows of the phone. */
export interface PhoneView {
  /** Null: this desktop has no phone, or it has not told yet. */
  readonly phone: PhoneState | null;
  readonly quality: Readonly<Record<string, CallQuality>>;
  /** How the recordings stand, by the call's id; those that are over and safe are not among them. */
  readonly recordings: Readonly<Record<string, RecordingView>>;
  /** The last thing that was asked of the phone and could not be; null where there is none, or it was read. */
  readonly trouble: PhoneTrouble | null;
}

/** Something that was asked of the phone and could not be. */
export interface PhoneTrouble {
  readonly wish: Wish['type'];
  readonly kind: ErrorKind;
}

/** The phone's devices, and how trying them goes. */
export interface DeviceView {
  /** Null until the phone has told. */
  readonly devices: PhoneDevices | null;
  readonly check: DeviceCheck;
  /** How loud it is now, 0 to 1. */
  readonly microphone: number;
  readonly speaker: number;
}

/** The phone as the window sees it. */
export interface PhoneClient {
  /** Takes the newest port; the phone tells how it is, and from then on every change. */
  attach(port: Port): void;
  get(): PhoneView;
  watch(listener: () => void): () => void;
  /** @throws AppError `state` where it cannot be, `unreachable` where there is no phone. */
  wish(wish: Wish): Promise<void>;
  /** @throws AppError as `wish` does. */
  record(wish: RecordWish): Promise<void>;
  /** The quality of a call so far, also of one that has just ended; null where nothing was measured. @throws AppError. */
  heard(id: string): Promise<CallHeard | null>;
  /** The same for whoever does not wait: what could not be is told in {@link PhoneView}. */
  ask(wish: Wish): void;
  /** It was read. */
  settle(): void;
  readonly devices: {
    get(): DeviceView;
    watch(listener: () => void): () => void;
    /** Remembered, and said again to every phone that comes. */
    choose(chosen: { microphone: string | null; speaker: string | null }): void;
    /** @returns what is wrong with the device. @throws AppError where there is no phone. */
    check(what: 'off' | 'meter' | 'tone' | 'echo'): Promise<DeviceTrouble | null>;
  };
}

/** See {@link PhoneClient}. */
export function createPhoneClient(timers: Timers): PhoneClient {
  const listeners = new Set<() => void>();
  let current: Client<PhoneContract> | null = null;
  let view: PhoneView = { phone: null, quality: {}, recordings: {}, trouble: null };
  let devices: DeviceView = { devices: null, check: 'off', microphone: 0, speaker: 0 };
  let chosen: { microphone: string | null; speaker: string | null } | null = null;
  const deviceListeners = new Set<() => void>();
  const showDevices = (next: Partial<DeviceView>): void => {
    devices = { ...devices, ...next };
    for (const listener of deviceListeners) listener();
  };
  const need = (): Client<PhoneContract> => {
    if (current === null) throw new AppError('unreachable', 'There is no phone here.');
    return current;
  };
  const tellChosen = (): void => {
    // A device that cannot be had is told by the phone itself, with its list.
    if (chosen !== null) void current?.request('phone.devices', chosen).catch(() => {});
  };
  const show = (next: PhoneView): void => {
    view = next;
    for (const listener of listeners) listener();
  };
  const take = (phone: PhoneState): void => {
    const live = new Set(phone.calls.filter(({ phase }) => phase !== 'ended').map(({ id }) => id));
    const quality = Object.fromEntries(Object.entries(view.quality).filter(([id]) => live.has(id)));
    const refused = view.phone === null ? undefined : refusedBetween(view.phone, phone);
    const trouble = refused === undefined ? view.trouble : ({ wish: refused, kind: 'state' } as const);
    show({ ...view, phone, quality, trouble });
  };
  const wish = async (wanted: Wish): Promise<void> => {
    await need().request('phone.wish', wanted);
  };
  return {
    attach: (port) => {
      const client = createClient(phoneContract, port, timers);
      current = client;
      // An answer may be older than what was pushed while it was under way: then it is no news.
      const told = { state: false, devices: false };
      client.on('state', (phone) => {
        told.state = true;
        if (current === client) take(phone);
      });
      client.on('quality', (quality) => {
        if (current === client) show({ ...view, quality: { ...view.quality, [quality.id]: quality } });
      });
      client.on('recording', ({ id, view: one }) => {
        if (current !== client) return;
        const { [id]: _before, ...others } = view.recordings;
        show({ ...view, recordings: one === null ? others : { ...others, [id]: one } });
      });
      client.request('phone.recordings', {}).then(
        ({ recordings }) => {
          if (current !== client) return;
          show({ ...view, recordings: Object.fromEntries(recordings.map((one) => [one.id, one])) });
        },
        () => {},
      );
      client.on('devices', (list) => {
        told.devices = true;
        if (current === client) showDevices({ devices: list });
      });
      client.on('check', ({ what, microphone, speaker }) => {
        if (current === client) showDevices({ check: what, microphone, speaker });
      });
      tellChosen();
      showDevices({ check: 'off', microphone: 0, speaker: 0 });
      client.request('phone.deviceList', {}).then(
        (list) => {
          if (current === client && !told.devices) showDevices({ devices: list });
        },
        () => {},
      );
      client.request('phone.state', {}).then(
        (phone) => {
          if (current === client && !told.state) take(phone);
        },
        () => {},
      );
    },
    get: () => view,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wish,
    record: async (wanted) => {
      await need().request('phone.record', wanted);
    },
    heard: async (id) => (await need().request('phone.series', { id })).kept,
    ask: (wanted) => {
      // Whoever asks for something new has read it.
      if (view.trouble !== null) show({ ...view, trouble: null });
      wish(wanted).catch((error: unknown) =>
        show({
          ...view,
          trouble: { wish: wanted.type, kind: error instanceof AppError ? error.kind : 'internal' },
        }),
      );
    },
    settle: () => show({ ...view, trouble: null }),
    devices: {
      get: () => devices,
      watch: (listener) => {
        deviceListeners.add(listener);
        return () => deviceListeners.delete(listener);
      },
      choose: (next) => {
        chosen = next;
        tellChosen();
      },
      check: async (what) => (await need().request('phone.check', { what })).trouble,
    },
  };
}
