// Changes when calls survive otherwise: the real desktop, the demo exchange, and sound that is proven by its tones.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import type { Pbx } from '../../build/pbx/pbx.ts';
import { loudest } from '../phone/support/spectrum.ts';
import { createPhoneStage, type PhoneStage } from '../support/phone-stage.ts';
import { until } from '../support/until.ts';

/** What the desktop's microphone hears all the time, and what a caller says. */
const agentHz = 500;
const callerHz = 700;

let phone: PhoneStage;
let pbx: Pbx;

beforeAll(async () => {
  phone = await createPhoneStage({ name: 'phone', microphoneHz: agentHz });
  ({ pbx } = phone);
}, 180_000);
afterAll(() => phone?.close(), 60_000);
afterEach(async () => {
  // What a test left behind is over.
  for (const call of calls.splice(0)) call.hangUp();
  await until(() => pbx.live() === 0, { what: 'every call to be over' });
});

const calls: PbxCall[] = [];
const inDesk = (code: string): Promise<unknown> => phone.inPage('desk', code);
const press = (name: string): Promise<unknown> =>
  until(
    () =>
      inDesk(`(() => {
        const bar = document.querySelector('section[aria-label="Calls"]');
        const button = [...(bar?.querySelectorAll('button') ?? [])].find((one) =>
          [one.textContent, one.getAttribute('aria-label')].includes(${JSON.stringify(name)}));
        button?.click();
        return button !== undefined;
      })()`),
    { what: `the button ${name}` },
  );
const shows = (words: string): Promise<unknown> =>
  until(
    () =>
      inDesk(
        `document.querySelector('section[aria-label="Calls"]')?.innerText.includes(${JSON.stringify(words)})`,
      ),
    {
      what: `the bar to say ${words}`,
      timeoutMs: 15_000,
    },
  );

/** Listens in the phone's window to what its players play: the loudest tone, and each moment of silence. */
const listen = `(() => {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  analyser.smoothingTimeConstant = 0;
  const heard = { longestMs: 0, looks: 0, hz: 0 };
  for (const { srcObject } of document.querySelectorAll('audio'))
    if (srcObject?.getAudioTracks().length > 0) context.createMediaStreamSource(srcObject).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  let quietSince = 0;
  setInterval(() => {
    analyser.getFloatFrequencyData(bins);
    let best = 0;
    for (let at = 1; at < bins.length; at += 1) if (bins[at] > bins[best]) best = at;
    heard.looks += 1;
    const hz = bins[best] < -60 ? 0 : best * context.sampleRate / analyser.fftSize;
    if (hz > 0) heard.hz = hz;
    const now = performance.now();
    if (Math.abs(hz - ${callerHz}) < 40) quietSince = 0;
    else if (quietSince === 0) quietSince = now;
    if (quietSince > 0) heard.longestMs = Math.max(heard.longestMs, now - quietSince);
  }, 10);
  window.heardHere = heard;
  return context.resume().then(() => true);
})()`;
const heardHere = async (): Promise<{ hz: number; longestMs: number; looks: number }> =>
  (await phone.inPage('phone', 'window.heardHere')) as { hz: number; longestMs: number; looks: number };
const hearsAgent = (call: PbxCall): boolean => {
  const samples = call.heard.samples().slice(-2048);
  const { hz, level } = loudest(samples, 8_000);
  // Of fewer it cannot be told which tone they are.
  return samples.length === 2048 && level > 300 && Math.abs(hz - agentHz) < 15;
};

/** A call that is answered in the bar, with sound both ways. */
async function talk(): Promise<PbxCall> {
  const call = pbx.call(phone.user, { name: 'Ada <b>Lovelace</b>', number: '+15550100', queue: 'support' });
  if (call === undefined) throw new Error('The phone is not signed in.');
  calls.push(call);
  await shows('Ada <b>Lovelace</b>');
  await press('Answer');
  await until(() => call.state() === 'talking', { what: 'the call to be through' });
  await until(() => hearsAgent(call), { what: 'the caller to hear the agent' });
  await until(() => phone.inPage('phone', listen), { what: 'the ears in the phone' });
  await until(async () => Math.abs((await heardHere()).hz - callerHz) < 40, {
    what: 'the agent to hear the caller',
  });
  return call;
}

test('a call is answered in the desk, heard both ways, held so that nothing of the agent is heard, and ended', async () => {
  const call = await talk();
  await shows('You are heard');
  await press('Hold');
  await shows('On hold: you are not heard');
  await until(call.held, { what: 'the caller to be told of the hold' });
  await until(() => loudest(call.heard.samples().slice(-2048), 8_000).level < 100, { what: 'silence there' });
  await press('Mute');
  await press('Resume');
  await shows('Muted: you are not heard');
  await until(() => !call.held(), { what: 'the end of the hold' });
  expect(hearsAgent(call)).toBe(false);
  await press('Unmute');
  await until(() => hearsAgent(call), { what: 'the caller to hear the agent again' });
  await press('Hang up');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
});

test('CALL-9: the agent’s window is killed in a call: the sound goes on, and the window shows the call again', async () => {
  const call = await talk();
  call.heard.restart();
  await phone.inPage('phone', 'window.heardHere.longestMs = 0');
  const before = await heardHere();
  const packets = call.heard.packets();

  await phone.killWindow();
  await shows('You are heard');
  await shows('Ada <b>Lovelace</b>');

  expect(call.state()).toBe('talking');
  expect(call.heard.packets() - packets).toBeGreaterThan(10);
  expect(call.heard.missing()).toBe(0);
  expect(hearsAgent(call)).toBe(true);
  const after = await heardHere();
  expect(after.looks).toBeGreaterThan(before.looks);
  // The machine may rest for a moment; a call that was set up anew would be silent for longer than that.
  expect(after.longestMs).toBeLessThan(250);
  await press('Hang up');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
});

test('CALL-8: the line is cut in a call: the sound goes on, and hold and hang-up work afterwards', async () => {
  const call = await talk();
  call.heard.restart();
  // The phone may be back before there is enough of it.
  await until(() => hearsAgent(call), { what: 'the caller to hear the agent from here on' });
  pbx.cut();
  await until(() => pbx.registered().length === 0, { what: 'the cut' });
  await phone.signedIn();
  // That the sound does not even wait for the line is tried where the line stays away for longer: phone-survival.
  await until(() => hearsAgent(call), { what: 'the caller to hear the agent still' });
  expect(call.heard.missing()).toBe(0);
  await press('Hold');
  await until(call.held, { what: 'the hold' });
  await press('Resume');
  await until(() => !call.held() && hearsAgent(call), { what: 'the end of the hold' });
  await press('Hang up');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
});

test('CALL-11: the desktop ends in a call: the caller is told, and the phone signs out', async () => {
  const call = await talk();
  await phone.desk.app.evaluate(({ app: electron }) => setTimeout(() => electron.quit(), 0));
  await until(() => call.ended() === 'bye', { what: 'the caller to be told' });
  await until(() => pbx.registered().length === 0, { what: 'the phone to sign out' });
});
