// Changes when the SIP engine must outlive something else: what servers, networks and passwords do. Real sound throughout.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import type { CallQuality, EngineEvent } from '../../shared/phone/engine.ts';
import { until } from '../support/until.ts';
import { loudest } from './support/spectrum.ts';
import { createSipStage, hearsPhone, type SipStage } from './support/sip-stage.ts';

let stage: SipStage;
let phone: Awaited<ReturnType<SipStage['phone']>>;
let events: EngineEvent[];
let user = 300;

beforeAll(async () => {
  stage = await createSipStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  phone = await stage.phone();
  user += 1;
  events = [];
  phone.engine.onEvent((event) => events.push(event));
});
afterEach(async () => {
  await phone.engine.stop().catch(() => {});
  await phone.close();
});

const name = (): string => String(user);
const lines = (): string[] => events.flatMap((event) => (event.type === 'line' ? [event.line] : []));
const signedIn = (): Promise<boolean> =>
  until(() => stage.pbx.registered().includes(name()), { what: 'the phone to sign in' });
async function talk(account = stage.account(name())): Promise<{ far: PbxCall; id: string }> {
  phone.engine.start(account);
  await signedIn();
  const far = stage.pbx.call(name(), { name: 'Ada', number: '+15550100' })!;
  const { id } = await until(() => events.find((event) => event.type === 'incoming'), { what: 'the ring' });
  // As with people, there is time until somebody answers; without any: tests/contract/phone-engine.ts.
  await until(async () => (await stands()).newest?.gathered, { what: 'the answer that lies ready' });
  for (const order of [
    { type: 'answer', id },
    { type: 'send', id, on: true },
    { type: 'hear', id, on: true },
  ] as const)
    phone.engine.order(order);
  await until(() => hearsPhone(far.heard), { what: 'the caller to hear us' });
  return { far, id };
}
const stands = () => phone.page.evaluate(() => window.phonePage.stands());
const held = (id: string): Promise<EngineEvent> =>
  until(() => events.findLast((event) => event.type === 'holdDone' && event.id === id), { what: 'the hold' });

describe('signing in', () => {
  test('a wrong password is refused once, and not tried again; the right one then works', async () => {
    phone.engine.start(stage.account(name(), 'wrong'));
    await until(() => lines().includes('refused'), { what: 'the refusal' });
    expect(lines()).toEqual(['registering', 'refused']);
    phone.engine.start(stage.account(name()));
    await signedIn();
    expect(lines().filter((line) => line === 'refused')).toHaveLength(1);
  });

  test('a server that cuts every line is found again, as often as it does', async () => {
    phone.engine.start(stage.account(name()));
    for (let time = 0; time < 3; time += 1) {
      await signedIn();
      const before = lines().length;
      stage.pbx.cut();
      await until(() => lines().slice(before).includes('away'), { what: 'the loss to be noticed' });
    }
    await signedIn();
    const far = stage.pbx.call(name(), { name: 'Ada', number: '1' })!;
    await until(() => events.some((event) => event.type === 'incoming'), { what: 'the next call to ring' });
    far.cancel();
  });

  test('a sign-in whose answer got lost is not waited for', async () => {
    phone.engine.start(stage.account(name()));
    await signedIn();
    await phone.page.evaluate(() => window.phonePage.freeze(true));
    stage.pbx.cut();
    // A socket opens, and the sign-in on it goes nowhere.
    await until(() => phone.page.evaluate(() => window.phonePage.swallowed() > 0), {
      what: 'a lost sign-in',
    });
    await phone.page.evaluate(() => window.phonePage.freeze(false));
    await until(() => stage.pbx.registered().includes(name()), { what: 'the next one', timeoutMs: 15_000 });
  });
});

test('CALL-33: while it rings nothing goes to the caller and no microphone is opened; then both are heard, and holds work', async () => {
  phone.engine.start(stage.account(name()));
  await signedIn();
  const far = stage.pbx.call(name(), { name: 'Ada', number: '+15550100' })!;
  await until(async () => (await stands()).newest?.gathered, { what: 'the answer that lies ready' });
  // A second is long enough for the first look at an address, and for its repetitions.
  for (let look = 0; look < 10; look += 1) {
    await phone.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(await stands()).toEqual({ asked: 0, newest: { gathered: true, pairs: 0, sent: 0 } });
  }
  // A player that begins before there is anything to play outlives its call, for ever.
  expect(await phone.page.locator('audio').count()).toBe(0);
  expect(far.heard.packets()).toBe(0);
  const { id } = events.find((event) => event.type === 'incoming')!;
  phone.engine.order({ type: 'answer', id });
  await until(() => far.heard.packets() > 25, { what: 'silence of ours there' });
  expect(hearsPhone(far.heard)).toBe(false);
  for (const order of [
    { type: 'send', id, on: true },
    { type: 'hear', id, on: true },
  ] as const)
    phone.engine.order(order);
  await until(() => hearsPhone(far.heard), { what: 'the caller to hear us' });
  await until(async () => Math.abs((await phone.page.evaluate(() => window.phonePage.hears())) - 700) < 40, {
    what: 'us to hear the caller',
  });
  expect((await stands()).asked).toBe(1);
  // The order in which the descriptions were set is what a rollback would trip over (telephony.md 4).
  far.refuseHold();
  phone.engine.order({ type: 'hold', id, on: true });
  expect(await held(id)).toMatchObject({ on: true, ok: false });
  far.hold(true);
  await until(() => events.some((event) => event.type === 'farHold' && event.on), { what: 'their hold' });
  far.hold(false);
  await until(() => events.some((event) => event.type === 'farHold' && !event.on), { what: 'its end' });
  await until(() => hearsPhone(far.heard), { what: 'the caller to hear us still' });
});

describe('in a call', () => {
  test('CALL-8: a half-open line is noticed, the sound never stops, and hold works afterwards', async () => {
    const { far, id } = await talk();
    far.heard.restart();
    await phone.page.evaluate(() => window.phonePage.freeze(true));
    await until(() => lines().includes('away'), { what: 'the dead line to be noticed', timeoutMs: 15_000 });
    await phone.page.evaluate(() => window.phonePage.freeze(false));
    const before = lines().length;
    await until(() => lines().slice(before).includes('ready'), {
      what: 'the line to be back',
      timeoutMs: 15_000,
    });
    expect(hearsPhone(far.heard)).toBe(true);
    expect(far.heard.missing()).toBe(0);
    phone.engine.order({ type: 'hold', id, on: true });
    expect(await held(id)).toMatchObject({ ok: true });
    expect(far.held()).toBe(true);
  });

  test('a hold that is asked for while the line is away is agreed on when it is back', async () => {
    const { far, id } = await talk();
    stage.pbx.cut();
    await until(() => lines().includes('away'), { what: 'the loss' });
    phone.engine.order({ type: 'hold', id, on: true });
    expect(await held(id)).toMatchObject({ on: true, ok: true });
    expect(far.held()).toBe(true);
  });

  test('CALL-8: a hold whose answer is lost with the line is agreed on when it is back, and so is its end', async () => {
    const { far, id } = await talk();
    await phone.page.evaluate(() => window.phonePage.deafen(true));
    phone.engine.order({ type: 'hold', id, on: true });
    await until(far.held, { what: 'the hold to have come there' });
    stage.pbx.cut();
    await until(() => lines().includes('away'), { what: 'the loss' });
    await phone.page.evaluate(() => window.phonePage.deafen(false));
    expect(await held(id)).toMatchObject({ on: true, ok: true });
    phone.engine.order({ type: 'hold', id, on: false });
    await until(() => !far.held() && hearsPhone(far.heard), { what: 'the end of the hold' });
  });

  test('CALL-7: a hold that is taken back at once is taken back, however slow the other side is', async () => {
    const { far, id } = await talk();
    for (let time = 0; time < 3; time += 1) {
      const before = events.length;
      phone.engine.order({ type: 'hold', id, on: true });
      phone.engine.order({ type: 'hold', id, on: false });
      // A busy exchange reads our ACK and our next offer in one go, and is then not done with the first.
      const done = (): boolean =>
        events.slice(before).some((event) => event.type === 'holdDone' && !event.on);
      for (let turn = 0; turn < 60 && !done(); turn += 1) {
        for (const until = performance.now() + 60; performance.now() < until; );
        await new Promise((resolve) => void setImmediate(resolve));
      }
      await until(done, { what: 'the end of the hold' });
      expect(events.slice(before).flatMap((event) => (event.type === 'holdDone' ? [event.ok] : []))).toEqual([
        true,
        true,
      ]);
      expect(far.held()).toBe(false);
    }
  });

  test('CALL-7: both sides press hold at once, and both are heard again afterwards', async () => {
    const { far, id } = await talk();
    phone.engine.order({ type: 'hold', id, on: true });
    far.hold(true);
    await until(() => far.held(), { what: 'our hold', timeoutMs: 20_000 });
    phone.engine.order({ type: 'hold', id, on: false });
    await until(() => !far.held(), { what: 'the end of our hold', timeoutMs: 20_000 });
    await until(
      async () => {
        far.hold(false);
        return (await phone.page.evaluate(() => window.phonePage.hears())) > 650;
      },
      { what: 'to hear them again', timeoutMs: 20_000 },
    );
    await until(() => hearsPhone(far.heard), { what: 'them to hear us again' });
  });

  test('CALL-16: newer credentials end no call, and the line comes back with them when the old ones hold no longer', async () => {
    const login = (when: string): { login: string; password: string } => ({
      login: `${when}:${name()}`,
      password: `secret-${when}:${name()}`,
    });
    const account = stage.account(name());
    const { far, id } = await talk({ ...account, ...login('first') });
    far.heard.restart();
    phone.engine.start({ ...account, ...login('next') });
    stage.expire(login('first').login);
    const before = lines().length;
    stage.pbx.cut();
    await until(() => lines().slice(before).includes('away'), { what: 'the loss' });
    await until(() => lines().slice(before).includes('ready'), { what: 'the line', timeoutMs: 15_000 });
    expect(events.some((event) => event.type === 'ended')).toBe(false);
    expect(lines()).not.toContain('refused');
    expect(hearsPhone(far.heard)).toBe(true);
    phone.engine.order({ type: 'hold', id, on: true });
    expect(await held(id)).toMatchObject({ ok: true });
  });

  test('after a sleep everything connects anew at once, and the call is still there', async () => {
    const { far, id } = await talk();
    const before = lines().length;
    phone.engine.wake();
    await until(() => lines().slice(before).includes('ready'), { what: 'the line after the sleep' });
    expect(hearsPhone(far.heard)).toBe(true);
    phone.engine.order({ type: 'hangUp', id });
    await until(() => far.ended() === 'bye', { what: 'the end there' });
  });

  test('tones by INFO come once each, in their order', async () => {
    phone.engine.start({ ...stage.account(name()), dtmf: 'info' });
    await signedIn();
    const far = stage.pbx.call(name(), { name: 'Ada', number: '+15550100' })!;
    const { id } = await until(() => events.find((event) => event.type === 'incoming'), { what: 'the ring' });
    phone.engine.order({ type: 'answer', id });
    await until(() => far.state() === 'talking', { what: 'the call to be through' });
    for (const tones of ['47', '1', '1#']) phone.engine.order({ type: 'dtmf', id, tones });
    await until(() => far.tones().length >= 5, { what: 'the tones there' });
    expect(far.tones()).toBe('4711#');
  });

  test('its quality is told', async () => {
    const told: CallQuality[] = [];
    phone.engine.onQuality((quality) => told.push(quality));
    const { id } = await talk();
    const quality = await until(() => told.find(({ heard }) => heard > 0), { what: 'the quality' });
    expect(quality.id).toBe(id);
    expect(quality.mos).toBeGreaterThan(3);
    expect(quality.loss).toBe(0);
  });

  test('three talk: each hears the others, and who is taken out hears nobody', async () => {
    const { far: first, id } = await talk();
    const second = stage.pbx.call(name(), { name: 'Grace', number: '2' })!;
    const other = await until(
      () => events.findLast((event) => event.type === 'incoming' && event.id !== id),
      {
        what: 'the second call',
      },
    );
    const two = (other as { id: string }).id;
    for (const order of [
      { type: 'answer', id: two },
      { type: 'send', id: two, on: true },
      { type: 'hear', id: two, on: true },
    ] as const)
      phone.engine.order(order);
    await until(() => hearsPhone(second.heard), { what: 'the second to hear us' });
    phone.engine.order({ type: 'mix', ids: [id, two] });
    // Both callers say 700 Hz; the phone itself 500. A muted phone leaves only the other caller to be heard.
    phone.engine.order({ type: 'send', id, on: false });
    phone.engine.order({ type: 'send', id: two, on: false });
    const hears = (call: PbxCall) => () => Math.abs(hertz(call) - 700) < 20;
    await until(hears(first), { what: 'the first to hear the second' });
    await until(hears(second), { what: 'the second to hear the first' });
    phone.engine.order({ type: 'mix', ids: [] });
    await until(() => hertz(first) === 0 && hertz(second) === 0, { what: 'silence after it' });
    // What they were brought together by is gone; the agent is not.
    phone.engine.order({ type: 'send', id, on: true });
    await until(() => hearsPhone(first.heard), { what: 'the first to hear us again' });
    expect(hertz(second)).toBe(0);
  });
});

/** The loudest tone that somebody hears, Hz; 0 where it is quiet. */
function hertz(call: PbxCall): number {
  const { hz, level } = loudest(call.heard.samples().slice(-2048), 8_000);
  return level > 300 ? hz : 0;
}
