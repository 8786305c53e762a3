// Changes when the phone's engine is put into a plain browser page otherwise: its microphone is a tone of its own.
import { createSipEngine } from '../../../renderer/phone/sip-engine.ts';
import { createSound } from '../../../renderer/phone/sound.ts';
import { createLog } from '../../../shared/log.ts';
import type { CallQuality, EngineEvent, EngineOrder, PhoneAccount } from '../../../shared/phone/engine.ts';

/** What the page offers to the test, and what it calls. */
export interface PhonePage {
  start(account: PhoneAccount, hz: number): void;
  stop(): Promise<void>;
  order(order: EngineOrder): void;
  wake(): void;
  /** The loudest frequency that is heard of any call, Hz; 0 where it is quiet. */
  hears(): Promise<number>;
  /** Spoils the answers of the server from now on: a half-open line. */
  freeze(on: boolean): void;
  /** Loses the answers of the server alone: what the phone says still comes there. */
  deafen(on: boolean): void;
  /** How many messages were swallowed while frozen. */
  swallowed(): number;
  /** How often the microphone was asked for, and how the newest connection stands; null: there was none yet. */
  stands(): Promise<{ asked: number; newest: { gathered: boolean; pairs: number; sent: number } | null }>;
}

declare global {
  interface Window {
    phonePage: PhonePage;
    phoneTold: (event: EngineEvent) => void;
    /** Set before this page's script: the device's name, and whether nothing may go but through a relay. */
    phoneOptions?: { instanceId?: string; relay?: boolean };
    phoneQuality: (quality: CallQuality) => void;
  }
}

const context = new AudioContext();
const players = new Set<HTMLAudioElement>();
let pitch = 500;
let frozen = false;
let deaf = false;
let swallowed = 0;
let count = 0;
let asked = 0;
let newest: RTCPeerConnection | undefined;

const sound = createSound({
  getMicrophone: async () => {
    asked += 1;
    await context.resume();
    const oscillator = context.createOscillator();
    const to = context.createMediaStreamDestination();
    oscillator.frequency.value = pitch;
    oscillator.connect(to);
    oscillator.start();
    return to.stream;
  },
  // Its own, as in the phone's window: it is closed when nobody is in conference any more.
  createContext: () => new AudioContext(),
  createPlayer: () => {
    const player = document.body.appendChild(document.createElement('audio'));
    players.add(player);
    return player;
  },
});

/** A socket that can be made deaf and dumb without being closed, as a network that has gone makes it. */
function openSocket(address: string, protocol: string): WebSocket {
  const socket = new WebSocket(address, protocol);
  const send = socket.send.bind(socket);
  socket.send = (data) => {
    if (frozen) swallowed += 1;
    else send(data);
  };
  socket.addEventListener(
    'message',
    (event) => {
      if (frozen || deaf) event.stopImmediatePropagation();
    },
    true,
  );
  return socket;
}

const { instanceId, relay = false } = window.phoneOptions ?? {};
const engine = createSipEngine({
  createPeer: (config) => {
    newest = new RTCPeerConnection({ ...config, ...(relay ? { iceTransportPolicy: 'relay' } : {}) });
    return newest;
  },
  openSocket,
  sound,
  timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as number) },
  random: Math.random,
  newId: () => `s${(count += 1)}`,
  instanceId:
    instanceId ??
    '10000000-1000-4000-8000-100000000000'.replaceAll(/[018]/g, () =>
      Math.floor(Math.random() * 9 + 1).toString(),
    ),
  log: createLog((line) => console.warn(line), Date.now),
});
// As the phone's own window does.
window.addEventListener('online', () => engine.wake());
engine.onEvent((event) => window.phoneTold(event));
engine.onQuality((quality) => window.phoneQuality(quality));

async function hears(): Promise<number> {
  const analyser = context.createAnalyser();
  analyser.fftSize = 4096;
  analyser.smoothingTimeConstant = 0;
  const sources = [...players]
    .filter((player) => !player.muted && player.srcObject instanceof MediaStream)
    .map((player) => context.createMediaStreamSource(player.srcObject as MediaStream));
  for (const source of sources) source.connect(analyser);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(bins);
  for (const source of sources) source.disconnect();
  const loudest = bins.reduce((best, level, at) => (level > bins[best]! ? at : best), 0);
  return bins[loudest]! < -60 ? 0 : Math.round((loudest * context.sampleRate) / analyser.fftSize);
}

/** What of the newest connection shows whether anything has left it. */
async function stands(): ReturnType<PhonePage['stands']> {
  if (newest === undefined) return { asked, newest: null };
  let pairs = 0;
  let sent = 0;
  (await newest.getStats()).forEach((entry: { type: string; packetsSent?: number }) => {
    if (entry.type === 'candidate-pair') pairs += 1;
    if (entry.type === 'transport' || entry.type === 'outbound-rtp') sent += entry.packetsSent ?? 0;
  });
  const gathered =
    newest.signalingState === 'stable' &&
    newest.localDescription !== null &&
    newest.iceGatheringState === 'complete';
  return { asked, newest: { gathered, pairs, sent } };
}

window.phonePage = {
  start: (account, hz) => {
    pitch = hz;
    engine.start(account);
  },
  stop: engine.stop,
  order: engine.order,
  wake: engine.wake,
  hears,
  freeze: (on) => (frozen = on),
  deafen: (on) => (deaf = on),
  swallowed: () => swallowed,
  stands,
};
