// Changes when tests need the phone's window to do something else. A phone with a scripted line, behind the real contract.
import { phoneContract } from '../../shared/ipc/phone.ts';
import { serve, type Port } from '../../shared/ipc/rpc.ts';
import type { EngineEvent } from '../../shared/phone/engine.ts';
import { createPhone, type Phone } from '../../shared/phone/phone.ts';
import { createScriptedEngine, type FarSide } from '../../shared/phone/scripted-engine.ts';

/** A phone, and whoever is at the other end of its line. */
export interface FakePhone {
  /** For the window that the phone is granted to. */
  readonly port: Port;
  readonly phone: Phone;
  readonly far: FarSide;
  /** Something happens on the line that no far side of the script does. */
  emit(event: EngineEvent): void;
  /** The devices that were asked for, oldest first. */
  readonly chosen: unknown[];
  /** Signs in. */
  start(): void;
}

/** Ports in memory; what is posted comes in the next turn, as a copy. */
function pair(): [Port, Port] {
  const heard: ((message: unknown) => void)[][] = [[], []];
  const end = (mine: number): Port => ({
    post: (message) =>
      queueMicrotask(() => heard[1 - mine]?.forEach((tell) => tell(structuredClone(message)))),
    onMessage: (listener) => void heard[mine]?.push(listener),
    onClose: () => {},
  });
  return [end(0), end(1)];
}

export function createFakePhone(): FakePhone {
  const { engine, far, emit } = createScriptedEngine();
  const phone = createPhone({ engine, now: Date.now, timers: { set: () => 0, clear: () => {} } });
  const [near, there] = pair();
  const chosen: unknown[] = [];
  const own = { wanted: null, trouble: null };
  const server = serve(
    phoneContract,
    there,
    {
      'phone.state': () => phone.state(),
      'phone.series': () => ({ kept: null }),
      'phone.record': () => ({}),
      'phone.recordings': () => ({ recordings: [] }),
      'phone.wish': (wish) => {
        phone.wish(wish);
        return {};
      },
      'phone.devices': (wanted) => {
        chosen.push(wanted);
        return {};
      },
      'phone.deviceList': () => ({
        microphones: [],
        speakers: [],
        microphone: own,
        speaker: own,
        headsets: [],
      }),
      'phone.check': () => ({ trouble: 'denied' as const }),
    },
    () => {},
  );
  phone.onChange((state) => server.push('state', state));
  return { port: near, phone, far, emit, chosen, start: () => engine.start({} as never) };
}
