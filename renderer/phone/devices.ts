// Changes when the phone chooses its microphone and its speaker otherwise: by name, as they come and go.
import type { DeviceTrouble, PhoneDevices } from '../../shared/ipc/phone.ts';
import type { Log } from '../../shared/log.ts';
import type { Sound } from './sound.ts';

/** What choosing devices needs. */
export interface DevicesDeps {
  readonly media: Pick<MediaDevices, 'enumerateDevices'> & {
    addEventListener(type: 'devicechange', listener: () => void): void;
  };
  readonly sound: Pick<Sound, 'setDevices'>;
  readonly log: Log;
}

/** What is used now, by the browser's ids of this run; null: the system's own. */
export interface UsedDevices {
  readonly microphone: string | null;
  readonly speaker: string | null;
}

/** The phone's devices. */
export interface Devices {
  list(): PhoneDevices;
  /** Looks what there is now. */
  refresh(): Promise<void>;
  used(): UsedDevices;
  onChange(listener: (list: PhoneDevices) => void): void;
  /** By name; null: the system's own. @returns once it is done, whatever came of it: that is in the list. */
  choose(wanted: { microphone: string | null; speaker: string | null }): Promise<void>;
  /** One of them did not work; null: it does again. */
  tell(which: 'microphone' | 'speaker', trouble: DeviceTrouble | null): void;
  setHeadsets(names: readonly string[]): void;
}

/** One device as it can be chosen. */
interface Choice {
  readonly id: string;
  readonly name: string;
}

/** These two are the system's names for what it would choose itself. */
const systems = ['', 'default', 'communications'];

/** See {@link Devices}. */
export function createDevices({ media, sound, log }: DevicesDeps): Devices {
  let wanted: UsedDevices = { microphone: null, speaker: null };
  let used: UsedDevices = { microphone: null, speaker: null };
  /** What the system's own are now: who uses those follows when they become others. */
  let own = '';
  let list: PhoneDevices = {
    microphones: [],
    speakers: [],
    microphone: { wanted: null, trouble: null },
    speaker: { wanted: null, trouble: null },
    headsets: [],
  };
  const listeners = new Set<(list: PhoneDevices) => void>();
  const put = (change: Partial<PhoneDevices>): void => {
    const next = { ...list, ...change };
    if (JSON.stringify(next) === JSON.stringify(list)) return;
    list = next;
    for (const listener of listeners) listener(list);
  };

  const look = async (): Promise<void> => {
    const all = await media.enumerateDevices();
    const microphones = choicesOf(all, 'audioinput');
    const speakers = choicesOf(all, 'audiooutput');
    const found = {
      microphone: microphones.find(({ name }) => name === wanted.microphone)?.id ?? null,
      speaker: speakers.find(({ name }) => name === wanted.speaker)?.id ?? null,
    };
    const has = (kind: MediaDeviceKind): boolean => all.some((one) => one.kind === kind);
    const wrong = (which: 'microphone' | 'speaker', kind: MediaDeviceKind): DeviceTrouble | null => {
      if (!has(kind)) return 'none';
      return wanted[which] !== null && found[which] === null ? 'missing' : null;
    };
    const ownNow = all
      .filter(({ deviceId }) => deviceId === 'default')
      .map(({ kind, groupId, label }) => `${kind} ${groupId} ${label}`)
      .join('\n');
    const moved =
      found.microphone !== used.microphone ||
      found.speaker !== used.speaker ||
      (found.microphone === null && ownNow !== own);
    own = ownNow;
    put({
      microphones: microphones.map(({ name }) => name),
      speakers: speakers.map(({ name }) => name),
      microphone: { wanted: wanted.microphone, trouble: wrong('microphone', 'audioinput') },
      speaker: { wanted: wanted.speaker, trouble: wrong('speaker', 'audiooutput') },
    });
    used = found;
    if (!moved) return;
    try {
      await sound.setDevices(found.microphone, found.speaker);
    } catch (error) {
      log.warn('a device of the phone could not be used', { error });
      put({ microphone: { ...list.microphone, trouble: troubleOf(error) } });
    }
  };
  // One after the other: two changes at once would leave the tracks of neither.
  let last = Promise.resolve();
  const lookAgain = (): Promise<void> => {
    last = last.then(look).catch((error: unknown) => log.warn('the devices cannot be listed', { error }));
    return last;
  };
  media.addEventListener('devicechange', () => void lookAgain());

  return {
    list: () => list,
    refresh: lookAgain,
    used: () => used,
    onChange: (listener) => void listeners.add(listener),
    choose: (next) => {
      wanted = next;
      return lookAgain();
    },
    tell: (which, trouble) => {
      // That the chosen one is missing stays said while another one works in its place.
      if (trouble === null && list[which].trouble === 'missing') return;
      put({ [which]: { ...list[which], trouble } });
    },
    setHeadsets: (names) => put({ headsets: names.slice(0, 8).map((name) => name.slice(0, 200)) }),
  };
}

/** Those of one kind, without the system's names for its own; each by a name that no other one has. */
function choicesOf(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly Choice[] {
  const seen = new Map<string, number>();
  return all
    .filter((one) => one.kind === kind && !systems.includes(one.deviceId) && one.label !== '')
    .slice(0, 64)
    .map(({ deviceId, label }) => {
      const name = label.slice(0, 190);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return { id: deviceId, name: count === 1 ? name : `${name} (${String(count)})` };
    });
}

/** What the browser's error says of a device (Media Capture and Streams, getUserMedia). */
export function troubleOf(error: unknown): DeviceTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError') return 'none';
  if (name === 'OverconstrainedError') return 'missing';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'failed';
}
