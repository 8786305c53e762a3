// Changes when presence, the tray, native notifications or what rings behave differently on the real desktop.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchNotifications } from '../../build/tour/stage.ts';
import type { ChatClient } from '../support/chat-client.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

let stage: DeskStage;
beforeAll(async () => {
  stage = await createDeskStage({ name: 'presence', settings: { sounds: true } });
}, 180_000);
afterAll(() => stage?.close(), 60_000);

const mine = () => stage.service.context.get('presence', 'agent-demo');
const hide = (): Promise<void> =>
  stage.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
const show = (): Promise<void> =>
  stage.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
const offerFrom = (name: string) => stage.page.getByRole('group', { name: new RegExp(`^Offer: .*${name}`) });
/** Ends what this customer began, so that the next one is offered afresh. */
const leave = (chat: ChatClient): void => chat.close();

interface Menus {
  trayMenus: { label: string; checked: boolean; type: string; click: () => void }[][];
}
/** Listens at the operating system's edge: the tray's menus as they are set from now on. */
async function watchTray(): Promise<{
  labels(): Promise<string[]>;
  checked(): Promise<string[]>;
  press(label: string): Promise<void>;
}> {
  await stage.app.evaluate(({ Tray }) => {
    const trayMenus: unknown[] = [];
    Object.assign(globalThis, { trayMenus });
    Tray.prototype.setContextMenu = (menu) => void trayMenus.push(menu?.items ?? []);
  });
  const items = <T>(pick: 'label' | 'checked'): Promise<T[]> =>
    stage.app.evaluate((_electron, what) => {
      const last = (globalThis as unknown as Menus).trayMenus.at(-1) ?? [];
      return last.filter((item) => what === 'label' || item.checked).map(({ label }) => label) as never[];
    }, pick);
  return {
    labels: () => items('label'),
    checked: () => items('checked'),
    press: (label) =>
      stage.app.evaluate((_electron, wanted) => {
        const last = (globalThis as unknown as Menus).trayMenus.at(-1) ?? [];
        last.find((item) => item.label === wanted)?.click();
      }, label),
  };
}

test('the tray shows the presence and sets it, one of the company’s own too', async () => {
  const tray = await watchTray();
  await stage.palette('Presence: Available', 'Presence: Available');
  await until(async () => (await tray.checked()).includes('Available'), { what: 'the tray to follow' });
  // The company's own come with the first rows.
  await until(async () => (await tray.labels()).includes('Lunch'), { what: 'the own states' });
  expect(await tray.labels()).toEqual(
    expect.arrayContaining(['Appear away', 'Do not disturb', 'Show Parley', 'Quit']),
  );
  await tray.press('Lunch');
  await until(async () => (await mine())?.stateId === 'presence-lunch', { what: 'lunch at the service' });
  expect(await mine()).toMatchObject({ status: 'away', sticky: true });
  await stage.page.getByRole('button', { name: 'Presence: Lunch' }).waitFor();
  await until(async () => (await tray.checked()).join() === 'Lunch', { what: 'the tray to follow' });
  await stage.look({ locale: 'de' });
  await stage.page.getByText('Mittag', { exact: true }).first().waitFor();
  await until(async () => (await tray.labels()).includes('Parley: Mittag'), { what: 'the tray in German' });
  await stage.look({ locale: 'en' });
  await stage.picture('lunch');
});

test('a state that was taken away meanwhile is refused with its reason, and the presence stays', async () => {
  const admin = { kind: 'agent', id: 'agent-ruth', name: 'Ruth Adeyinka', role: 'admin' } as const;
  const gone = {
    id: crypto.randomUUID(),
    type: 'presenceState.remove',
    args: { presenceStateId: 'presence-meeting' },
  } as const;
  const tray = await watchTray();
  await stage.palette('Presence: Training', 'Presence: Training');
  await until(async () => (await mine())?.stateId === 'presence-training', { what: 'the training' });
  await until(async () => (await tray.labels()).includes('Meeting'), { what: 'the tray with the meeting' });
  expect((await stage.service.context.run(admin, gone)).ok).toBe(true);
  await until(async () => !(await tray.labels()).includes('Meeting'), { what: 'the tray without it' });
  expect(await mine()).toMatchObject({ status: 'doNotDisturb', stateId: 'presence-training' });
  await stage.palette('Presence: Available', 'Presence: Available');
  await until(async () => (await mine())?.status === 'available', { what: 'available' });
});

test('an offer is declined by its native notification, which goes with the offer', async () => {
  const native = await watchNotifications(stage);
  await hide();
  const chat = await stage.customer('Wilma Osgood');
  await offerFrom('Wilma Osgood').waitFor();
  await until(async () => (await native.titles()).includes('Wilma Osgood'), { what: 'the notification' });
  await stage.app.evaluate(() => {
    const { shownNotifications } = globalThis as unknown as { shownNotifications: Electron.Notification[] };
    shownNotifications.at(-1)?.emit('action', { actionIndex: 1 }, 1);
  });
  await offerFrom('Wilma Osgood').waitFor({ state: 'detached' });
  await show();
  leave(chat);
});

test('a click on the notification brings the window and the keyboard to the offer', async () => {
  const native = await watchNotifications(stage);
  await hide();
  const chat = await stage.customer('Xenia Holloway');
  await until(async () => (await native.titles()).includes('Xenia Holloway'), { what: 'the notification' });
  await stage.app.evaluate(() => {
    const { shownNotifications } = globalThis as unknown as { shownNotifications: Electron.Notification[] };
    shownNotifications.at(-1)?.emit('click');
  });
  await until(
    () => stage.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true),
    { what: 'the window' },
  );
  await until(() => offerFrom('Xenia Holloway').evaluate((card) => card.contains(document.activeElement)), {
    what: 'the keyboard on the offer',
  });
  await stage.page.keyboard.press('Control+Shift+A');
  await stage.session('Xenia Holloway').waitFor();
  leave(chat);
});

test('an offer that rang when everything was killed rings again', async () => {
  const chat = await stage.customer('Yorick Bellamy');
  await offerFrom('Yorick Bellamy').waitFor();
  await stage.crash();
  await offerFrom('Yorick Bellamy').waitFor();
  await stage.picture('rings-again');
  // The same offer, not another one: it has gone on losing time.
  const offers = await stage.service.context.get('conversation', (await ringing()).conversationId);
  expect(offers?.visitor.name).toBe('Yorick Bellamy');
  await stage.page.keyboard.press('Control+Shift+A');
  await stage.session('Yorick Bellamy').waitFor();
  await stage.session('Xenia Holloway').waitFor();
  leave(chat);
});

/** The offer on the screen. */
async function ringing(): Promise<{ conversationId: string }> {
  const id = await stage.page.locator('[data-rings]').first().getAttribute('data-rings');
  const offer = await stage.service.context.get('offer', id ?? '');
  if (offer === undefined) throw new Error('Nothing rings.');
  return offer;
}

test('devices of sounds are the machine’s own, and one that is not there is said', async () => {
  await stage.page.keyboard.press('Control+,');
  await stage.page.getByRole('tab', { name: 'Alerts', exact: true }).click();
  const offers = stage.page.getByRole('group', { name: 'Offers and handovers' });
  await offers.getByRole('combobox').click();
  const there = await stage.page.evaluate(async () =>
    (await navigator.mediaDevices.enumerateDevices())
      .filter(
        ({ kind, deviceId }) =>
          kind === 'audiooutput' && !['', 'default', 'communications'].includes(deviceId),
      )
      .map(({ label }) => label),
  );
  expect(await stage.page.getByRole('option').allInnerTexts()).toEqual(['As the system', ...there]);
  await stage.page.keyboard.press('Escape');
  await offers.getByRole('button', { name: 'Try: Offers and handovers' }).click();
  await stage.picture('alerts');
  await stage.page.keyboard.press('Escape');
  expect(stage.complaints).toEqual([]);
});
