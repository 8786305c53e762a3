// Changes when tests of the desktop's telephone begin otherwise: a desk stage, the demo exchange, and a microphone.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPbx, type Pbx, type PbxOptions } from '../../build/pbx/pbx.ts';
import type { Capability } from '../../service/context.ts';
import { waveOf } from '../phone/support/wave.ts';
import { inPage, killPage, type DeskPage } from './desk-processes.ts';
import { createDeskStage, type DeskStage, type StageWish } from './desk-stage.ts';
import { until } from './until.ts';

/** What a stage with a telephone begins with. */
export interface PhoneWish extends StageWish {
  /** The tone that the desk's microphone hears all the time, in Hz; by default Chromium's own beep once a second. */
  microphoneHz?: number;
  /** Takes callers whom the desk passes on to numbers that are no telephones. */
  passOn?: PbxOptions['passOn'];
  /** How the phone signs in with the exchange; by default with an account that is given to the desk at its start. */
  signIn?: {
    /** As the exchange knows it. */
    user: string;
    password: (login: string) => string | undefined;
    /** What the service hands out accounts with. */
    capability: (pbx: Pbx) => Capability;
  };
}

/** The desktop with a telephone that is signed in with an exchange of its own. */
export interface PhoneStage {
  readonly desk: DeskStage;
  readonly pbx: Pbx;
  /** Whom the exchange rings to reach the desk. */
  readonly user: string;
  /** Resolves when the phone is signed in. */
  signedIn(): Promise<void>;
  /** See {@link inPage}. */
  inPage(which: DeskPage, code: string, withinMs?: number): Promise<unknown>;
  /** Ends the process of the agent's window without a word. */
  killWindow(): Promise<void>;
  close(): Promise<void>;
}

const given = { user: '101', password: 'only-for-this-test' };

/** Starts all of it. @throws Error where a part does not come up. */
export async function createPhoneStage({
  microphoneHz,
  signIn,
  passOn,
  ...wish
}: PhoneWish): Promise<PhoneStage> {
  const data = await mkdtemp(join(tmpdir(), `parley-${wish.name}-`));
  const microphone = join(data, 'microphone.wav');
  if (microphoneHz !== undefined) await writeFile(microphone, waveOf(microphoneHz));
  const pbx = await createPbx({
    port: 0,
    password: signIn?.password ?? ((login) => (login === given.user ? given.password : undefined)),
    now: () => performance.timeOrigin + performance.now(),
    random: Math.random,
    secret: () => randomBytes(12).toString('hex'),
    onProblem: () => {},
    ...(passOn && { passOn }),
  });
  const user = signIn?.user ?? given.user;
  const account = {
    ...given,
    server: pbx.server,
    domain: pbx.domain,
    login: given.user,
    displayName: 'Agent',
    iceServers: [],
    dtmf: 'rtp',
  };
  const desk = await createDeskStage({
    ...wish,
    ...(signIn && { capabilities: [...(wish.capabilities ?? []), signIn.capability(pbx)] }),
    env: { ...wish.env, ...(signIn === undefined && { PARLEY_PHONE_ACCOUNT: JSON.stringify(account) }) },
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(microphoneHz === undefined ? [] : [`--use-file-for-fake-audio-capture=${microphone}`]),
      '--allow-loopback-in-peer-connection',
      ...(wish.args ?? []),
    ],
  });
  const signedIn = async (): Promise<void> => {
    await until(() => pbx.registered().includes(user), {
      what: 'the phone to sign in',
      timeoutMs: 60_000,
    });
  };
  await signedIn();
  return {
    desk,
    pbx,
    user,
    signedIn,
    inPage: (which, code, withinMs) => inPage(desk.app, which, code, withinMs),
    killWindow: () => killPage(desk.app, 'desk'),
    close: async () => {
      await desk.close();
      await pbx.close();
      await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
