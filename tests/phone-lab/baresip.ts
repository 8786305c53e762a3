// Changes when the telephone of the lab does something else: a plain one, with G.711 and no encryption, as behind a trunk.
import { connect, type Socket } from 'node:net';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabPrograms } from '../../build/lab-programs.ts';
import { until } from '../support/until.ts';
import { loudest } from '../phone/support/spectrum.ts';
import { waveOf } from '../phone/support/wave.ts';
import { domain } from './kamailio.ts';
import { serverAddress } from './net.ts';
import { startProgram } from './programs.ts';

/** What the telephone says all the time, Hz. */
export const telephoneHz = 700;
const controlPort = 4444;
const rate = 8_000;

/** A telephone. It answers by itself. */
export interface Telephone {
  dial(user: string): Promise<void>;
  hangUp(): Promise<void>;
  /** The tones that came, in order. */
  tones(): string;
  /** Events of that kind so far. */
  count(type: string): number;
  /** What it hears now, Hz; 0 where it is quiet. */
  hears(): Promise<number>;
  said(): string;
}

/** Starts it; it is signed in as `trunk`. */
export async function startTelephone(programs: LabPrograms, folder: string): Promise<Telephone> {
  const home = join(folder, 'telephone');
  await mkdir(home, { recursive: true });
  const voice = join(home, 'voice.wav');
  await writeFile(voice, waveOf(telephoneHz, 300, rate));
  await writeFile(
    join(home, 'accounts'),
    `<sip:trunk@${domain}>;auth_user=trunk;auth_pass=secret-trunk;outbound="sip:${serverAddress}:5060;transport=udp";regint=60;answermode=auto;audio_codecs=pcmu/8000/1;rtcp_mux=no\n`,
  );
  await writeFile(join(home, 'contacts'), '');
  await writeFile(join(home, 'config'), configuration(programs.library('baresip/modules'), voice, home));
  const running = await startProgram(programs.program('baresip'), ['-f', home], {
    env: programs.env,
    cwd: home,
  });
  const events: { type?: string; param?: string }[] = [];
  const control = await until(() => open().catch(() => null), { what: 'the telephone to listen to us' });
  const ask = listen(control, (event) => void events.push(event));
  await until(() => events.some(({ type }) => type === 'REGISTER_OK') || /\{.*200 OK/.test(running.said()), {
    what: 'the telephone to sign in',
  });
  let seen = '';
  return {
    dial: async (user) => void (await ask('dial', `sip:${user}@${domain}`)),
    hangUp: async () => void (await ask('hangup', '')),
    tones: () =>
      events.flatMap(({ type, param }) => (type === 'CALL_DTMF_START' && param ? [param] : [])).join(''),
    count: (wanted) => events.filter(({ type }) => type === wanted).length,
    said: () =>
      `${running.said()}\n${events
        .slice(-12)
        .map((event) => JSON.stringify(event))
        .join('\n')}`,
    hears: async () => {
      const files = (await readdir(home)).filter((name) => name.endsWith('-dec.wav')).toSorted();
      const last = files.at(-1);
      if (last === undefined) return 0;
      const bytes = await readFile(join(home, last));
      // 16 bits a sample; the head is rewritten only at the end, so the size is the file's own.
      const from = bytes.length - 4096 * 2;
      // Nothing is added while nothing comes.
      const now = `${last} ${bytes.length}`;
      const same = now === seen;
      seen = now;
      if (from < 44 || same) return 0;
      const samples = new Int16Array(4096);
      for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readInt16LE((from & ~1) + at * 2);
      const { hz, level } = loudest(samples, rate);
      return level > 300 ? hz : 0;
    },
  };
}

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(controlPort, '127.0.0.1');
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Its control speaks netstrings of JSON. @returns what asks a command and waits for its answer. */
function listen(
  socket: Socket,
  onEvent: (event: { type?: string; param?: string }) => void,
): (command: string, params: string) => Promise<unknown> {
  const waiting = new Map<string, (answer: unknown) => void>();
  let rest = Buffer.alloc(0);
  let count = 0;
  socket.on('error', () => {});
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const colon = rest.indexOf(':');
      const length = Number(rest.subarray(0, Math.max(0, colon)).toString());
      if (colon < 1 || rest.length < colon + length + 2) return;
      const text = rest.subarray(colon + 1, colon + 1 + length).toString();
      rest = rest.subarray(colon + length + 2);
      const message = JSON.parse(text) as {
        response?: boolean;
        token?: string;
        type?: string;
        param?: string;
      };
      if (message.response === true) waiting.get(message.token ?? '')?.(message);
      else onEvent(message);
    }
  });
  return (command, params) =>
    new Promise((resolve) => {
      count += 1;
      const token = `t${count}`;
      waiting.set(token, resolve);
      const text = JSON.stringify({ command, params, token });
      socket.write(`${Buffer.byteLength(text)}:${text},`);
    });
}

function configuration(modules: string, voice: string, home: string): string {
  return [
    'poll_method epoll',
    `sip_listen ${serverAddress}:5070`,
    'sip_trans_def udp',
    'call_local_timeout 120',
    'call_max_calls 4',
    'audio_player aubridge,sink0',
    `audio_source aufile,${voice}`,
    'audio_alert aubridge,sink1',
    'auplay_srate 8000',
    'ausrc_srate 8000',
    'auplay_channels 1',
    'ausrc_channels 1',
    'audio_buffer 20-160',
    'rtcp_mux no',
    'jitter_buffer_delay 5-10',
    'net_interface server0',
    `module_path ${modules}`,
    'module g711.so',
    'module aufile.so',
    'module aubridge.so',
    'module sndfile.so',
    'module_tmp uuid.so',
    'module_tmp account.so',
    'module_app menu.so',
    'module_app ctrl_tcp.so',
    'module_app contact.so',
    `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
    `snd_path ${home}`,
    '',
  ].join('\n');
}
