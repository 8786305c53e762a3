// Changes when the reports of a headset are read or written otherwise. Pure: the device's own description and bytes in,
// what is pressed out. HID Usage Tables 1.5: telephony page 0x0B (chapter 14), LED page 0x08 (chapter 11).

/** One item of a report, as the browser tells it (WebHID, HIDReportItem); every field may be missing. */
export interface ReportItem {
  readonly isConstant?: boolean;
  readonly isArray?: boolean;
  readonly isAbsolute?: boolean;
  readonly hasPreferredState?: boolean;
  readonly isRange?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly usageMaximum?: number;
  readonly logicalMinimum?: number;
  readonly reportSize?: number;
  readonly reportCount?: number;
}
/** A report and its items, in the order of their bits. */
export interface Report {
  readonly reportId?: number;
  readonly items?: readonly ReportItem[];
}
/** A device's top-level collection; what its inner collections hold is in it already. */
export interface Collection {
  readonly usagePage?: number;
  readonly usage?: number;
  readonly inputReports?: readonly Report[];
  readonly outputReports?: readonly Report[];
}

/** What a headset's buttons can say. */
export type Button = 'hook' | 'mute' | 'flash' | 'drop' | 'reject';
/** What a headset can show. */
export type Light = 'offHook' | 'mute' | 'ring' | 'hold' | 'ringer';

const buttons: Readonly<Record<number, Button>> = {
  0x0b0020: 'hook',
  0x0b002f: 'mute',
  0x0b0021: 'flash',
  0x0b0026: 'drop',
};
/** "Programmable button 1", which makers of headsets use for refusing a call. */
const rejectUsage = 0x090001;
const lights: Readonly<Record<number, Light>> = {
  0x080017: 'offHook',
  0x080009: 'mute',
  0x080018: 'ring',
  0x080020: 'hold',
  0x0b009e: 'ringer',
};
export const telephonyPage = 0x0b;

/** One button and where its bit is. */
export interface ButtonField {
  readonly button: Button;
  readonly reportId: number;
  readonly bit: number;
  /** `state`: the bit says how it stands. `press`: it is one only while, or when, it is pressed. */
  readonly kind: 'state' | 'press';
}
export interface LightField {
  readonly light: Light;
  readonly reportId: number;
  readonly bit: number;
}
/** What of a device is ours to know: its telephony, and nothing else. */
export interface HeadsetMap {
  readonly buttons: readonly ButtonField[];
  readonly lights: readonly LightField[];
  /** Bytes of each output report. */
  readonly sizes: ReadonlyMap<number, number>;
}

const mostBits = 64 * 8;

/** Reads a device's own description. What is not telephony is not looked at; a description that is nonsense has no buttons. */
export function readMap(collections: readonly Collection[]): HeadsetMap {
  const found: { buttons: ButtonField[]; lights: LightField[] } = { buttons: [], lights: [] };
  const sizes = new Map<number, number>();
  for (const { usagePage, inputReports = [], outputReports = [] } of collections) {
    if (usagePage !== telephonyPage) continue;
    for (const report of inputReports)
      walk(report, (usage, bit, item) => {
        const button = usage === rejectUsage ? 'reject' : buttons[usage];
        if (button === undefined) return;
        const state = item.isAbsolute !== false && item.hasPreferredState === false;
        const kind = state ? 'state' : 'press';
        found.buttons.push({ button, reportId: report.reportId ?? 0, bit, kind });
      });
    for (const report of outputReports) {
      const reportId = report.reportId ?? 0;
      const bits = walk(report, (usage, bit) => {
        const light = lights[usage];
        if (light !== undefined) found.lights.push({ light, reportId, bit });
      });
      sizes.set(reportId, Math.ceil(bits / 8));
    }
  }
  return { ...found, sizes };
}

/** Calls back for every field of one bit. @returns the length of the report, in bits. */
function walk(report: Report, tell: (usage: number, bit: number, item: ReportItem) => void): number {
  let bit = 0;
  for (const item of report.items ?? []) {
    const [size, count] = [whole(item.reportSize), whole(item.reportCount)];
    if (size * count > mostBits - bit) return bit;
    if (size === 1 && item.isConstant !== true && item.isArray !== true)
      for (let at = 0; at < count; at += 1) {
        const usage = usageAt(item, at);
        if (usage !== undefined) tell(usage, bit + at, item);
      }
    bit += size * count;
  }
  return bit;
}

function usageAt(item: ReportItem, at: number): number | undefined {
  if (item.isRange !== true) return item.usages?.[at];
  const usage = (item.usageMinimum ?? 0) + at;
  return usage <= (item.usageMaximum ?? 0) ? usage : undefined;
}

function whole(value: number | undefined): number {
  return value !== undefined && Number.isInteger(value) && value > 0 ? Math.min(value, mostBits) : 0;
}

/** @returns how each button of this report stands; a report that is too short says nothing of what it lacks. */
export function readReport(
  map: HeadsetMap,
  reportId: number,
  data: DataView,
): readonly (ButtonField & { readonly on: boolean })[] {
  return map.buttons
    .filter((field) => field.reportId === reportId && field.bit < data.byteLength * 8)
    .map((field) => ({ ...field, on: ((data.getUint8(field.bit >> 3) >> (field.bit & 7)) & 1) === 1 }));
}

/** @returns the output reports that show these lights and no others. */
export function writeLights(
  map: HeadsetMap,
  on: ReadonlySet<Light>,
): readonly { reportId: number; data: Uint8Array<ArrayBuffer> }[] {
  const ids = new Set(map.lights.map(({ reportId }) => reportId));
  return [...ids].map((reportId) => {
    const data = new Uint8Array(map.sizes.get(reportId) ?? 0);
    for (const field of map.lights)
      if (field.reportId === reportId && on.has(field.light))
        data[field.bit >> 3] = (data[field.bit >> 3] ?? 0) | (1 << (field.bit & 7));
    return { reportId, data };
  });
}
