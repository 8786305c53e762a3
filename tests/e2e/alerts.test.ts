// Changes when presence, sounds or quiet rules look or behave differently in the built window.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../build/build.ts';
import { inRepository } from '../../build/paths.ts';
import { locales } from '../../shared/domain/people.ts';
import { messagesOf } from '../../shared/i18n/index.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { aCapsule, aHandover } from '../support/desk-records.ts';
import { until } from '../support/until.ts';
import { createWindowStage, type WindowStage } from '../support/window.ts';

let stage: WindowStage;
const pictures = inRepository('out', 'alerts');
beforeAll(async () => {
  await build({ report: () => {}, only: ['renderer'] });
  stage = await createWindowStage();
  mkdirSync(pictures, { recursive: true });
});
afterEach(async () => {
  const complaints = await stage.clear();
  if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('\n')}`);
});
afterAll(() => stage?.close());

const calm: Settings = {
  theme: 'light',
  density: 'comfortable',
  locale: 'en',
  sounds: true,
  notificationText: true,
};
/** Two devices; `pull` takes the headset away. What is played is written down by device. */
const devices = `(() => {
  const all = [
    { kind: 'audiooutput', deviceId: 'default', label: 'Default' },
    { kind: 'audiooutput', deviceId: 'h1', label: 'Headset Pro' },
    { kind: 'audiooutput', deviceId: 's1', label: 'Desk speakers' },
    { kind: 'audioinput', deviceId: 'm1', label: 'Microphone' },
  ];
  const media = Object.assign(new EventTarget(), { enumerateDevices: async () => [...all] });
  Object.defineProperty(navigator, 'mediaDevices', { value: media });
  window.played = [];
  window.pull = () => { all.splice(1, 1); media.dispatchEvent(new Event('devicechange')); };
  const set = new WeakMap();
  AudioContext.prototype.setSinkId = async function (id) { set.set(this, id); };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    const device = set.get(this.context) ?? 'usual';
    if (window.played.at(-1) !== device) window.played.push(device);
    return start.call(this, at);
  };
})()`;
declare global {
  interface Window {
    played: string[];
    pull: () => void;
  }
}
async function open(settings: Partial<Settings> = {}, empty = true): Promise<Page> {
  const page = await stage.open({ settings: { ...calm, ...settings }, empty });
  await page.evaluate(devices);
  await page.locator('[data-pane="sessions"]').getByRole('button').first().waitFor();
  return page;
}
async function alerts(page: Page, locale: Settings['locale'] = 'en'): Promise<void> {
  const words = messagesOf(locale as 'en');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: words['settings.tab.alerts'], exact: true }).click();
  await page.getByRole('group', { name: words['alerts.kind.offer'] }).waitFor();
}
const shot = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};
const notifications = (page: Page) =>
  page.evaluate(() => (window.fake?.notifications ?? []) as { tag: string; actions: { id: string }[] }[]);
const mine = (page: Page) => page.evaluate(() => window.fake?.records.get('presence', 'agent-demo'));

describe('sounds', () => {
  test('of a kind go to the device that was chosen for it, and to the usual one while it is gone, which is said', async () => {
    const page = await open();
    await alerts(page);
    const offers = page.getByRole('group', { name: 'Offers and handovers' });
    await offers.getByRole('button', { name: 'Try: Offers and handovers' }).click();
    await until(() => page.evaluate(() => window.played.at(-1) === 'usual'), { what: 'the usual device' });
    await offers.getByRole('combobox').click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      'As the system',
      'Headset Pro',
      'Desk speakers',
    ]);
    await page.getByRole('option', { name: 'Headset Pro' }).click();
    await offers.getByRole('button', { name: 'Try: Offers and handovers' }).click();
    await until(() => page.evaluate(() => window.played.at(-1) === 'h1'), { what: 'the headset' });
    await page.getByRole('group', { name: 'Trouble' }).getByRole('button', { name: 'Try: Trouble' }).click();
    await until(() => page.evaluate(() => window.played.at(-1) === 'usual'), { what: 'the usual device' });
    await page.evaluate(() => window.pull());
    await offers.getByText('Sounds go to the usual device until it is back.').waitFor();
    await offers.getByRole('combobox').filter({ hasText: 'Headset Pro (not connected)' }).waitFor();
    await page.evaluate(() => window.played.push('-'));
    await offers.getByRole('button', { name: 'Try: Offers and handovers' }).click();
    await page.getByText('Headset Pro is not connected', { exact: true }).waitFor();
    await until(() => page.evaluate(() => window.played.at(-1) === 'usual'), { what: 'the usual device' });
    await shot(page, 'device-gone');
  });

  test('are quiet by rule, and the status bar says why and leads to the rules', async () => {
    const all = { from: 0, to: 1439, days: [0, 1, 2, 3, 4, 5, 6] };
    const page = await open({
      quiet: { onlyOffers: false, inCall: [], inFocus: ['message', 'trouble'], focus: all },
    });
    const chip = page.getByRole('contentinfo', { name: 'Status' }).getByRole('button', {
      name: 'Quiet now: Messages elsewhere and Trouble. It is one of your hours of focus.',
    });
    await chip.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Quiet now: Messages elsewhere and Trouble.').waitFor();
    await shot(page, 'quiet');
    await dialog.getByRole('switch', { name: 'Hours of focus' }).click();
    await dialog.getByText('Everything is heard now.').waitFor();
    await dialog.getByRole('switch', { name: 'Only offers and calls' }).click();
    await dialog.getByText('You hear only offers and calls').waitFor();
    expect(await chip.count()).toBe(0);
  });

  test('an offer rings when it comes, again until it is answered, and for one that was there at the start', async () => {
    const page = await stage.open({ settings: { ...calm, quiet: undefined } });
    await until(async () => (await notifications(page)).some(({ tag }) => tag === 'offer:offer-1'), {
      what: 'the notification of the offer that was there',
    });
    expect(
      (await notifications(page)).find(({ tag }) => tag === 'offer:offer-1')?.actions.map(({ id }) => id),
    ).toEqual(['accept', 'decline']);
    await page.evaluate(devices);
    await until(() => page.evaluate(() => window.played.includes('usual')), {
      what: 'a second ring',
      timeoutMs: 20_000,
    });
  });
});

describe('a handover', () => {
  const offer = (page: Page, id: string) =>
    page.evaluate(
      (given) => {
        const fake = window.fake!;
        const talk = fake.records.all('conversation').find(({ state }) => state === 'active')!;
        const other = fake.records.all('agent').find(({ id }) => id !== 'agent-demo')!;
        const now = Date.now();
        const record = {
          ...given,
          conversationId: talk.id,
          fromAgentId: other.id,
          at: now,
          expiresAt: now + 120_000,
        };
        fake.records.apply([
          {
            kind: 'conversation',
            id: talk.id,
            op: 'put',
            record: { ...talk, agentId: other.id, handoverId: record.id },
          },
          { kind: 'handover', id: record.id, op: 'put', record },
        ]);
        fake.refresh();
      },
      aHandover(id, {
        toAgentId: 'agent-demo',
        fromName: 'Mira Holt',
        comment: 'She knows you',
        capsule: aCapsule(),
      }),
    );
  const state = (page: Page, id: string) =>
    page.evaluate((handoverId) => window.fake?.records.get('handover', handoverId)?.state, id);

  test('is told by a native notification with its answers, and taken or refused by key', async () => {
    const page = await stage.open({ settings: { ...calm, sounds: false } });
    await page.locator('[data-session]').nth(1).waitFor();
    await offer(page, 'h-1');
    await page.getByRole('group', { name: /^Mira Holt hands over/ }).waitFor();
    await until(async () => (await notifications(page)).some(({ tag }) => tag === 'handover:h-1'), {
      what: 'it',
    });
    const told = (await notifications(page)).find(({ tag }) => tag === 'handover:h-1');
    expect(told?.actions.map(({ id }) => id)).toEqual(['accept', 'decline']);
    await page.keyboard.press('Control+Shift+G');
    await until(async () => (await state(page, 'h-1')) === 'declined', { what: 'the refusal' });
    await offer(page, 'h-2');
    await page.getByRole('group', { name: /^Mira Holt hands over/ }).waitFor();
    await page.keyboard.press('Control+Shift+H');
    await until(async () => (await state(page, 'h-2')) === 'accepted', { what: 'the acceptance' });
    await page.keyboard.press('Control+/');
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Accept the first handover').waitFor();
    await sheet.getByText('Decline the first handover').waitFor();
  });
});

describe('presence', () => {
  test('has the company’s own states in the agent’s language, in the menu and in the palette', async () => {
    const page = await open({ locale: 'de' });
    const menu = page.getByRole('contentinfo').getByRole('button', { name: /^Präsenz: / });
    await menu.click();
    await page.getByText('Mittag', { exact: true }).waitFor();
    await shot(page, 'menu');
    await page.getByText('Mittag', { exact: true }).click();
    await until(async () => (await mine(page))?.stateId === 'presence-lunch', { what: 'lunch' });
    expect(await mine(page)).toMatchObject({ status: 'away', sticky: true });
    await page.getByRole('button', { name: 'Präsenz: Mittag' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Besprechung');
    await page
      .getByRole('option', { name: /Besprechung/ })
      .first()
      .click();
    await until(async () => (await mine(page))?.status === 'doNotDisturb', { what: 'the meeting' });
  });

  test('that the service refuses is told with its reason', async () => {
    const page = await open();
    await page.evaluate(() =>
      window.fake?.push('event', {
        type: 'refused',
        commandId: 'k1',
        title: '-',
        presence: { kind: 'notFound', message: 'This state is no longer there.', field: 'stateId' },
      }),
    );
    await page.getByText('Your presence was not changed').waitFor();
    expect(await page.getByText('This is not here any more.').count()).toBeGreaterThan(0);
    await shot(page, 'refused');
  });

  test('has states that an admin makes, and loads that a supervisor sets', async () => {
    const page = await open();
    await page.evaluate(() => {
      const me = window.fake!.records.get('agent', 'agent-demo')!;
      window.fake!.records.apply([{ kind: 'agent', id: me.id, op: 'put', record: { ...me, role: 'admin' } }]);
      window.fake!.refresh();
    });
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Presence', exact: true }).click();
    const lunch = page.getByRole('region', { name: 'Lunch' });
    await lunch.getByLabel('Deutsch').fill('Mittagspause');
    await shot(page, 'states');
    await lunch.getByRole('button', { name: 'Save' }).click();
    await until(
      () =>
        page.evaluate(
          () => window.fake?.records.get('presenceState', 'presence-lunch')?.labels.de === 'Mittagspause',
        ),
      { what: 'the new word' },
    );
    await page.getByRole('button', { name: 'Add a state' }).click();
    await page.getByRole('region', { name: 'New state' }).waitFor();
    await page.getByRole('button', { name: 'Move up: Training' }).click();
    await until(
      async () =>
        (
          await page
            .getByRole('dialog')
            .getByRole('region')
            .evaluateAll((all) => all.map((one) => one.ariaLabel))
        ).indexOf('Training') === 1,
      { what: 'training above' },
    );
    const load = page.getByRole('textbox', { name: 'How much each carries: Jonas Bergfeld' });
    await load.fill('60');
    await load.press('Enter');
    await until(
      () => page.evaluate(() => window.fake?.records.get('presence', 'agent-jonas')?.capacity === 60),
      { what: 'the load' },
    );
    await shot(page, 'loads');
  });
});

const looks: Settings[] = [
  ...locales.map((locale) => ({ ...calm, locale })),
  { ...calm, theme: 'dark' },
  { ...calm, theme: 'contrast' },
];
test.each(looks)('Alerts without a barrier: $locale, $theme', async (settings) => {
  const quiet = {
    onlyOffers: true,
    inCall: ['message' as const],
    inFocus: ['message' as const],
    focus: { from: 540, to: 690, days: [1, 2] },
  };
  const page = await open({ ...settings, quiet });
  await alerts(page, settings.locale);
  const { violations } = await new AxeBuilder({ page })
    .include('[role="dialog"]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await shot(page, `page-${settings.locale}-${settings.theme}`);
});
