// Changes when a simulated headset must do something else. It is made from the bytes of a report descriptor, which are
// read as the browser reads them (HID 1.11, 6.2.2), so that what is tested begins where a real device begins.
import type { Collection, Report, ReportItem } from '../../../renderer/phone/headset-reports.ts';
import type { Hid, HidDevice, InputReport } from '../../../renderer/phone/headset.ts';

interface Built {
  usagePage: number;
  usage: number;
  children: Built[];
  inputReports: Report[];
  outputReports: Report[];
}

/** @returns the top-level collections of a descriptor; items of inner ones stand in the outer ones too. */
export function collectionsOf(descriptor: readonly number[]): readonly Collection[] {
  const top: Built[] = [];
  const open: Built[] = [];
  const global = { page: 0, size: 0, count: 0, id: 0, minimum: 0 };
  let local: { usages: number[]; from?: number; to?: number } = { usages: [] };
  for (let at = 0; at < descriptor.length; ) {
    const head = descriptor[at] ?? 0;
    const length = [0, 1, 2, 4][head & 3] ?? 0;
    let value = 0;
    for (let byte = 0; byte < length; byte += 1) value |= (descriptor[at + 1 + byte] ?? 0) << (8 * byte);
    const usage = length === 4 ? value : (global.page << 16) | value;
    at += 1 + length;
    switch (head & 0xfc) {
      case 0x04:
        global.page = value;
        break;
      case 0x14:
        global.minimum = value;
        break;
      case 0x74:
        global.size = value;
        break;
      case 0x94:
        global.count = value;
        break;
      case 0x84:
        global.id = value;
        break;
      case 0x08:
        local.usages.push(usage);
        break;
      case 0x18:
        local.from = usage;
        break;
      case 0x28:
        local.to = usage;
        break;
      case 0xa0: {
        const [named = 0] = local.usages;
        const made: Built = {
          usagePage: named >> 16,
          usage: named & 0xffff,
          children: [],
          inputReports: [],
          outputReports: [],
        };
        (open.at(-1)?.children ?? top).push(made);
        open.push(made);
        local = { usages: [] };
        break;
      }
      case 0xc0:
        open.pop();
        local = { usages: [] };
        break;
      case 0x80:
      case 0x90: {
        const item: ReportItem = {
          isConstant: (value & 1) !== 0,
          isArray: (value & 2) === 0,
          isAbsolute: (value & 4) === 0,
          hasPreferredState: (value & 32) === 0,
          reportSize: global.size,
          reportCount: global.count,
          logicalMinimum: global.minimum,
          ...(local.from === undefined
            ? { isRange: false, usages: local.usages }
            : { isRange: true, usageMinimum: local.from, usageMaximum: local.to ?? local.from }),
        };
        for (const collection of open) {
          const reports = (head & 0xfc) === 0x80 ? collection.inputReports : collection.outputReports;
          const report = reports.find(({ reportId }) => reportId === global.id);
          if (report === undefined) reports.push({ reportId: global.id, items: [item] });
          else (report.items as ReportItem[]).push(item);
        }
        local = { usages: [] };
        break;
      }
      default:
    }
  }
  return top;
}

/**
 * A headset as they are sold: consumer keys in a collection of their own, telephony with hook and line as states, mute,
 * flash and redial as presses, a keypad within, and lights. Report 1: consumer, report 2: telephony.
 */
export const usualHeadset = [
  0x05, 0x0c, 0x09, 0x01, 0xa1, 0x01, 0x85, 0x01, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x09, 0xe9, 0x09, 0xea,
  0x95, 0x02, 0x81, 0x42, 0x95, 0x06, 0x81, 0x01, 0xc0, 0x05, 0x0b, 0x09, 0x05, 0xa1, 0x01, 0x85, 0x02, 0x15,
  0x00, 0x25, 0x01, 0x75, 0x01,
  // hook switch (bit 0), line busy tone (1): absolute, no preferred state
  0x09, 0x20, 0x09, 0x97, 0x95, 0x02, 0x81, 0x22,
  // mute (2), flash (3), redial (4): relative
  0x09, 0x2f, 0x09, 0x21, 0x09, 0x24, 0x95, 0x03, 0x81, 0x06,
  // the keypad, an array of four bits (5 to 8), in a collection of its own
  0x09, 0x06, 0xa1, 0x02, 0x19, 0xb0, 0x29, 0xbb, 0x15, 0x00, 0x25, 0x0c, 0x75, 0x04, 0x95, 0x01, 0x81, 0x40,
  0xc0,
  // programmable button 1 (9): refuses a call; then six bits of nothing
  0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x05, 0x09, 0x09, 0x01, 0x95, 0x01, 0x81, 0x02, 0x95, 0x06, 0x81, 0x01,
  // lights: off-hook, mute, ring, hold, microphone (bits 0 to 4), ringer (5), and two of nothing
  0x05, 0x08, 0x09, 0x17, 0x09, 0x09, 0x09, 0x18, 0x09, 0x20, 0x09, 0x21, 0x95, 0x05, 0x91, 0x22, 0x05, 0x0b,
  0x09, 0x9e, 0x95, 0x01, 0x91, 0x22, 0x95, 0x02, 0x91, 0x01, 0xc0,
] as const;

/** A base with one button: a hook that is pressed and springs back, and a mute that says how it stands. No report ids. */
export const oneButton = [
  0x05, 0x0b, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x04, 0x81, 0x01, 0x09, 0x20,
  0x95, 0x01, 0x81, 0x02, 0x09, 0x2f, 0x95, 0x01, 0x81, 0x22, 0x95, 0x02, 0x81, 0x01, 0x05, 0x08, 0x09, 0x09,
  0x09, 0x17, 0x95, 0x02, 0x91, 0x22, 0x95, 0x06, 0x91, 0x01, 0xc0,
] as const;

/** A keyboard: nothing of it is telephony. */
export const keyboard = [
  0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01,
  0x95, 0x08, 0x81, 0x02, 0xc0,
] as const;

/** A simulated device, and what is done with it. */
export interface FakeHeadset {
  readonly device: HidDevice;
  /** What it was told last, by report. */
  readonly shown: Map<number, readonly number[]>;
  press(reportId: number, ...bytes: number[]): void;
}

export function fakeHeadset(descriptor: readonly number[], name = 'Headset'): FakeHeadset {
  const shown = new Map<number, readonly number[]>();
  const listeners = new Set<(event: InputReport) => void>();
  let opened = false;
  return {
    shown,
    press: (reportId, ...bytes) => {
      for (const listener of listeners)
        listener({ reportId, data: new DataView(Uint8Array.from(bytes).buffer) });
    },
    device: {
      get opened() {
        return opened;
      },
      productName: name,
      collections: collectionsOf(descriptor),
      open: async () => void (opened = true),
      close: async () => void (opened = false),
      sendReport: async (reportId, data) => void shown.set(reportId, [...data]),
      addEventListener: (_type, listener) => void listeners.add(listener),
    },
  };
}

/** The browser's list of devices, which come and go. */
export function fakeHid(...first: readonly FakeHeadset[]): Hid & {
  connect(headset: FakeHeadset): void;
  disconnect(headset: FakeHeadset): void;
} {
  const listeners = { connect: new Set<Listener>(), disconnect: new Set<Listener>() };
  type Listener = (event: { device: HidDevice }) => void;
  return {
    getDevices: async () => first.map(({ device }) => device),
    addEventListener: (type, listener) => void listeners[type].add(listener),
    connect: ({ device }) => listeners.connect.forEach((listener) => listener({ device })),
    disconnect: ({ device }) => listeners.disconnect.forEach((listener) => listener({ device })),
  };
}
