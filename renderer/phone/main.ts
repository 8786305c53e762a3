// Changes when the phone's window starts otherwise: what it is made of, and who it talks to. No screen of its own.
import { phoneContract, phoneHostContract } from '../../shared/ipc/phone.ts';
import { createClient, serve, type Port, type Server, type Timers } from '../../shared/ipc/rpc.ts';
import { createLog } from '../../shared/log.ts';
import { createPhone } from '../../shared/phone/phone.ts';
import { createAccountTaker } from './account-taker.ts';
import { createCheck } from './device-check.ts';
import { createDevices, troubleOf, type Devices } from './devices.ts';
import { createHeadsets, headsetApi } from './headset.ts';
import { createKeptMedia } from './kept-media.ts';
import { listenForPhonePorts } from './ports.ts';
import { trueOf } from './quality.ts';
import { createSipEngine } from './sip-engine.ts';
import { createSound } from './sound.ts';

const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as number | undefined),
};
const log = createLog((line) => console.info(line), Date.now).with({ process: 'phone' });

const getMicrophone = (deviceId: string | null): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({
    audio: {
      ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
  });
const createPlayer = (): HTMLAudioElement => document.body.appendChild(document.createElement('audio'));
const sound = createSound({
  getMicrophone,
  createContext: () => new AudioContext(),
  createPlayer,
  onDevice: (which, error) => devices.tell(which, error === null ? null : troubleOf(error)),
});
const devices: Devices = createDevices({ media: navigator.mediaDevices, sound, log });

async function start(hostPort: Port): Promise<void> {
  const host = createClient(phoneHostContract, hostPort, timers);
  const { instanceId, account } = await host.request('phone.hello', {});
  let calls = 0;
  const engine = createSipEngine({
    createPeer: (config) => new RTCPeerConnection(config),
    openSocket: (address, protocol) => new WebSocket(address, protocol),
    sound,
    timers,
    random: Math.random,
    newId: () => `call-${Date.now().toString(36)}-${(calls += 1)}`,
    instanceId,
    log,
  });
  const phone = createPhone({ engine, now: Date.now, timers });
  let desk: Server<typeof phoneContract> | undefined;
  const kept = createKeptMedia({
    sound,
    state: phone.state,
    timers,
    now: Date.now,
    onView: (id, view) => desk?.push('recording', { id, view }),
    log,
  });
  const check = createCheck({
    getMicrophone: () => getMicrophone(devices.used().microphone),
    createContext: () => new AudioContext(),
    openPlayer: async (stream) => {
      const player = createPlayer();
      player.srcObject = stream;
      await player.setSinkId(devices.used().speaker ?? '');
      await player.play();
      return player;
    },
    tell: (now) => desk?.push('check', now),
    timers,
  });
  devices.onChange((list) => desk?.push('devices', list));
  const headsets = createHeadsets({
    hid: headsetApi(),
    wish: (wish) => phone.wish(wish),
    state: () => phone.state(),
    onNames: devices.setHeadsets,
    log,
  });

  const accounts = createAccountTaker(engine, () =>
    phone.state().calls.some(({ phase }) => phase !== 'ended'),
  );
  phone.onChange((state) => {
    accounts.look();
    kept.onState(state);
    desk?.push('state', state);
    const live = (phase: string): boolean => state.calls.some((call) => call.phase === phase);
    headsets.show(state);
    const ringing = state.calls.some(({ phase, direction }) => phase === 'ringing' && direction === 'in');
    void host.request('phone.busy', { ringing, talking: live('talking') }).catch(() => {});
  });
  engine.onQuality((measured) => {
    const quality = trueOf(
      measured,
      phone.state().calls.find(({ id }) => id === measured.id),
    );
    kept.onQuality(quality);
    desk?.push('quality', quality);
  });
  host.on('wake', engine.wake);
  window.addEventListener('online', () => engine.wake());
  host.on('account', ({ account: next }) => accounts.take(next));
  host.on('end', () => {
    void engine
      .stop()
      .then(kept.settled)
      .then(() => host.request('phone.ended', {}).catch(() => {}));
  });
  host.on('key', () => {
    const { calls: known } = phone.state();
    const ringing = known.find(({ phase, direction }) => phase === 'ringing' && direction === 'in');
    const talked = known.find(({ phase, held }) => phase === 'talking' && !held);
    if (ringing !== undefined) phone.wish({ type: 'answer', id: ringing.id });
    else if (talked !== undefined) phone.wish({ type: 'hangUp', id: talked.id });
  });

  takeDesk = (port) => {
    // Whoever looked at the meters has gone with its window.
    check.stop();
    desk = serve(
      phoneContract,
      port,
      {
        'phone.state': () => phone.state(),
        'phone.wish': (wish) => {
          phone.wish(wish);
          return {};
        },
        'phone.devices': async (wanted) => {
          await devices.choose(wanted);
          return {};
        },
        ...kept.handlers,
        'phone.deviceList': async () => {
          await devices.refresh();
          return devices.list();
        },
        'phone.check': async ({ what }) => {
          try {
            if (what === 'off') check.stop();
            else await check.start(what);
            return { trouble: null };
          } catch (error) {
            log.warn('a device could not be tried', { error });
            return { trouble: troubleOf(error) };
          }
        },
      },
      (name, error) => log.error('a request of the window failed', { name, error }),
    );
  };
  if (early !== undefined) takeDesk(early);
  takeStore = kept.attachStore;
  if (earlyStore !== undefined) takeStore(earlyStore);
  if (account !== null) accounts.take(account);
}

let early: Port | undefined;
let takeDesk: (port: Port) => void = (port) => (early = port);
let earlyStore: Port | undefined;
let takeStore: (port: Port) => void = (port) => (earlyStore = port);
listenForPhonePorts(window, {
  onHost: (port) =>
    void start(port).catch((error: unknown) => log.error('the phone did not start', { error })),
  onDesk: (port) => takeDesk(port),
  onStore: (port) => takeStore(port),
});
