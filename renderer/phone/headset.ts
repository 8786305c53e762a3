// Changes when headsets are found, listened to or lit otherwise. The one place that speaks WebHID; main lets it see devices
// of the telephony page alone, and there is no other page here that may ask.
import type { Log } from '../../shared/log.ts';
import type { PhoneState, Wish } from '../../shared/phone/types.ts';
import {
  readMap,
  readReport,
  telephonyPage,
  writeLights,
  type Collection,
  type HeadsetMap,
  type Light,
} from './headset-reports.ts';
import { lightsOf, wishOf } from './headset-rules.ts';

/** The part of a WebHID device that we use. */
export interface HidDevice {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly Collection[];
  open(): Promise<void>;
  close(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
  addEventListener(type: 'inputreport', listener: (event: InputReport) => void): void;
}
/** What comes when a button is pressed. */
export interface InputReport {
  readonly reportId: number;
  readonly data: DataView;
}
/** The part of WebHID that we use. */
export interface Hid {
  getDevices(): Promise<readonly HidDevice[]>;
  addEventListener(type: 'connect' | 'disconnect', listener: (event: { device: HidDevice }) => void): void;
}

/** What listening to headsets needs. */
export interface HeadsetsDeps {
  /** Undefined where the browser has none. */
  readonly hid: Hid | undefined;
  /** @throws where it cannot be: it is too late for that press. */
  readonly wish: (wish: Wish) => void;
  readonly state: () => PhoneState;
  readonly onNames: (names: readonly string[]) => void;
  readonly log: Log;
}

/** The headsets that are connected. */
export interface Headsets {
  /** The calls have changed: so do the lights. */
  show(state: PhoneState): void;
}

/** One headset and what it said last. */
interface Known {
  readonly device: HidDevice;
  readonly map: HeadsetMap;
  readonly last: Map<number, boolean>;
  shown: string;
  sending: Promise<void>;
}

/** See {@link Headsets}. */
export function createHeadsets({ hid, wish, state, onNames, log }: HeadsetsDeps): Headsets {
  const known = new Map<HidDevice, Known>();
  const names = (): void => onNames([...known.values()].map(({ device }) => device.productName || 'Headset'));

  const light = (one: Known, on: ReadonlySet<Light>): void => {
    const reports = writeLights(one.map, on);
    const text = reports.map(({ reportId, data }) => `${String(reportId)}:${data.join()}`).join(' ');
    if (text === one.shown) return;
    one.shown = text;
    // One after the other: what is said last is what shows.
    one.sending = one.sending.then(async () => {
      for (const { reportId, data } of reports)
        await one.device.sendReport(reportId, data).catch((error: unknown) => {
          one.shown = '';
          log.info('a headset could not be lit', { error });
        });
    });
  };
  const heard = (one: Known, { reportId, data }: InputReport): void => {
    let pressed = false;
    for (const field of readReport(one.map, reportId, data)) {
      const key = reportId * 4096 + field.bit;
      const before = one.last.get(key) ?? false;
      one.last.set(key, field.on);
      // A button that is one bit of many is told again with each of them.
      if (before === field.on) continue;
      pressed = true;
      const wanted = wishOf(field, state());
      if (wanted === undefined) continue;
      try {
        wish(wanted);
      } catch (error) {
        log.info('a button of a headset came too late', { error });
      }
    }
    if (!pressed) return;
    // It may have changed its lights by itself, and for nothing.
    one.shown = '';
    light(one, lightsOf(state()));
  };
  const add = async (device: HidDevice): Promise<void> => {
    if (known.has(device) || !device.collections.some(({ usagePage }) => usagePage === telephonyPage)) return;
    const map = readMap(device.collections);
    if (map.buttons.length === 0) return;
    const one: Known = { device, map, last: new Map(), shown: '', sending: Promise.resolve() };
    known.set(device, one);
    try {
      device.addEventListener('inputreport', (event) => {
        if (known.get(device) === one) heard(one, event);
      });
      if (!device.opened) await device.open();
      names();
      light(one, lightsOf(state()));
    } catch (error) {
      known.delete(device);
      log.warn('a headset could not be opened', { error });
    }
  };

  if (hid !== undefined) {
    hid.addEventListener('connect', ({ device }) => void add(device));
    hid.addEventListener('disconnect', ({ device }) => {
      if (known.delete(device)) names();
    });
    void hid
      .getDevices()
      .then((devices) => Promise.all(devices.map(add)))
      .catch((error: unknown) => log.warn('headsets cannot be listed', { error }));
  }
  return {
    show: (phone) => {
      const on = lightsOf(phone);
      for (const one of known.values()) light(one, on);
    },
  };
}

/** @returns the browser's WebHID, which its types do not know. */
export function headsetApi(): Hid | undefined {
  return (navigator as { hid?: Hid }).hid;
}
