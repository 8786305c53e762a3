// Measures how long a call takes to be seen and to be heard: from the INVITE in the socket to the painted offer, from the answer to sound both ways.
import type { Page } from 'playwright';
import type { PbxCall } from '../../../build/pbx/pbx-call.ts';
import { until } from '../../support/until.ts';
import { percentile, row, type Row } from '../table.ts';
import { both, now, type Context, type Measured, type Stage } from './context.ts';
import { noteStamps, type Stamps, takeStamps, tellStamps } from './stamps.ts';

const calls = 40;
/** Nobody answers before having seen that it rings, and moved a hand: what is done meanwhile is done in time. */
const ringsForMs = 700;

/** In the page: notes when something that fits the selector was painted. A frame is painted when a message posted in its animation callback is handled. */
export async function watchPaint(page: Page, selector: string): Promise<void> {
  await page.evaluate((wanted) => {
    const painted: number[] = [];
    Object.assign(globalThis, { offersPainted: painted });
    let there = document.querySelector(wanted) !== null;
    new MutationObserver(() => {
      const now = document.querySelector(wanted) !== null;
      if (now === there) return;
      there = now;
      if (!now) return;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => painted.push(performance.timeOrigin + performance.now()));
        port1.start();
        port2.postMessage(null);
      });
    }).observe(document.body, { childList: true, subtree: true });
  }, selector);
}

export const paintedSince = (page: Page, at: number): Promise<number | undefined> =>
  page.evaluate(
    (from) => (globalThis as unknown as { offersPainted: number[] }).offersPainted.find((one) => one >= from),
    at,
  );

/** In the page: notes when something is pressed. */
async function watchPresses(page: Page): Promise<void> {
  await page.evaluate(() => {
    const presses: number[] = [];
    Object.assign(globalThis, { presses });
    addEventListener('click', () => presses.push(performance.timeOrigin + performance.now()), true);
  });
}

const pressedSince = (page: Page, at: number): Promise<number | undefined> =>
  page.evaluate(
    (from) => (globalThis as unknown as { presses: number[] }).presses.find((one) => one >= from),
    at,
  );

const peersOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { benchPeers: unknown[] }).benchPeers.length);

/** When a connection of the page has its first sound, ms since 1970; asked in the page, every few milliseconds. */
function firstSoundHere(page: Page, which: number): Promise<number> {
  return page.evaluate(async (at) => {
    const peers = (globalThis as unknown as { benchPeers: RTCPeerConnection[] }).benchPeers;
    for (;;) {
      const report = await peers[at]?.getStats();
      let packets = 0;
      report?.forEach((entry: { type: string; packetsReceived?: number }) => {
        if (entry.type === 'inbound-rtp') packets = entry.packetsReceived ?? 0;
      });
      if (packets > 0) return performance.timeOrigin + performance.now();
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }, which);
}

/** When the caller hears the agent. */
async function firstSoundThere(call: PbxCall): Promise<number> {
  for (;;) {
    if (call.heard.samples().some((sample) => Math.abs(sample) > 1_000)) return now();
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

interface Times {
  pressed: number;
  stamps: Stamps;
  painted: number;
  heardHere: number;
  heardThere: number;
}

async function oneCall(stage: Stage, phone: Measured): Promise<Times> {
  const peers = await peersOf(phone.phone);
  await takeStamps(phone.phone);
  const began = now();
  const call = stage.pbx.call(phone.user, { name: 'Ada', number: '+15550100', queue: 'support' });
  if (call === undefined) throw new Error(`${phone.name} is not signed in.`);
  const painted = await until(() => paintedSince(phone.window, began), { what: `${phone.name} to ring` });
  const invited = stage.invitedAt();
  await new Promise((resolve) => setTimeout(resolve, ringsForMs));
  const sound = Promise.all([firstSoundHere(phone.phone, peers), firstSoundThere(call)]);
  // A button in both, and from the press in its own page on: how the driver gets there is not measured.
  await phone.window.locator(phone.answer).first().click();
  const [here, there] = await sound;
  const pressed = (await pressedSince(phone.window, began)) ?? Number.NaN;
  const stamps = await takeStamps(phone.phone);
  await phone.hangUp();
  await until(() => call.ended() !== null, { what: 'the end' });
  return {
    pressed,
    stamps,
    painted: painted - invited,
    heardHere: here - pressed,
    heardThere: there - pressed,
  };
}

/** See the head of this file. */
export async function ringPart(context: Context): Promise<Row[]> {
  const stage = await context.stage();
  const count = Math.max(6, Math.round(calls * context.scale));
  const times = new Map<string, Times[]>();
  for (const phone of both(stage)) {
    await watchPaint(phone.window, phone.offer);
    await watchPresses(phone.window);
    await noteStamps(phone.phone);
    await phone.window.bringToFront();
    await oneCall(stage, phone);
  }
  // In turns, so that what else the machine does falls upon both.
  for (let call = 0; call < count; call += 1)
    for (const phone of both(stage)) {
      await phone.window.bringToFront();
      times.set(phone.name, [...(times.get(phone.name) ?? []), await oneCall(stage, phone)]);
    }
  console.log('  after the press, in the middle of all calls, ms:');
  for (const [name, all] of times) console.log(tellStamps(name, all));
  const of = (name: Measured['name'], what: 'painted' | 'heardHere' | 'heardThere', share: number): number =>
    percentile(
      (times.get(name) ?? []).map((one) => one[what]),
      share,
    );
  const compared = (
    title: string,
    what: 'painted' | 'heardHere' | 'heardThere',
    share: number,
    limit?: number,
  ): Row =>
    row(title, of('Parley', what, share), 'ms', {
      against: of('bare page', what, share),
      ...(limit === undefined ? {} : { limit }),
    });
  return [
    row(
      `INVITE in the socket to the offer painted, p95 (p50 ${of('Parley', 'painted', 0.5).toFixed(1)})`,
      of('Parley', 'painted', 0.95),
      'ms',
      { limit: 100 },
    ),
    compared('INVITE to painted beside the bare page, p50', 'painted', 0.5),
    compared('INVITE to painted beside the bare page, p95', 'painted', 0.95),
    compared('answer to first sound here, p50', 'heardHere', 0.5, 1.2),
    compared('answer to first sound here, p95', 'heardHere', 0.95),
    compared('answer to first sound at the caller, p50', 'heardThere', 0.5, 1.2),
    compared('answer to first sound at the caller, p95', 'heardThere', 0.95),
  ];
}
