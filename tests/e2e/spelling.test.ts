// Changes when slips are marked, mended or learnt otherwise: the real desktop, its own checker and dictionaries.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright';
import { wordsOf } from '../../electron/main/words.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

let stage: DeskStage;
beforeAll(async () => {
  stage = await createDeskStage({ name: 'spelling' });
  await stage.welcome('Ada Quillfeather', 'Where is my order?');
  await watchMenus();
}, 180_000);
afterAll(() => stage?.close(), 60_000);

const reply = (): Locator => stage.shown().getByRole('textbox', { name: 'Reply' });

/** What a menu offered: its labels, and the word that it was about. */
interface Seen {
  labels: string[];
  place: { x?: number; y?: number };
}

/** From now on menus are written down instead of shown: nothing could press them. */
async function watchMenus(): Promise<void> {
  await stage.app.evaluate(({ Menu }) => {
    const seen: { menu?: Electron.Menu; place?: unknown } = {};
    Object.assign(globalThis, { seen });
    Menu.prototype.popup = function popup(this: Electron.Menu, options) {
      Object.assign(seen, { menu: this, place: { x: options?.x, y: options?.y } });
    };
  });
}
async function openMenu(open: () => Promise<unknown>): Promise<Seen> {
  await stage.app.evaluate(() =>
    Object.assign((globalThis as never as { seen: object }).seen, { menu: undefined }),
  );
  await open();
  const look = (): Promise<Seen | null> =>
    stage.app.evaluate(() => {
      const { menu, place } = (globalThis as never as { seen: { menu?: Electron.Menu; place: object } }).seen;
      return menu === undefined ? null : { labels: menu.items.map(({ label }) => label), place };
    });
  let found: Seen | null = null;
  await until(async () => (found = await look()) !== null, { what: 'a menu' });
  return found!;
}
/** Presses an entry of the menu that came last. */
const press = (label: string): Promise<void> =>
  stage.app.evaluate((_electron, wanted) => {
    const { menu } = (globalThis as never as { seen: { menu: Electron.Menu } }).seen;
    menu.items.find((item) => item.label === wanted)!.click();
  }, label);
/** By the key that every keyboard has, with the caret on the word that begins here. */
async function menuOn(text: string, word: string, key = 'Shift+F10'): Promise<Seen> {
  const at = text.indexOf(word) + 1;
  await reply().evaluate((field: HTMLTextAreaElement, caret) => {
    field.focus();
    field.setSelectionRange(caret, caret);
  }, at);
  return openMenu(() => stage.page.keyboard.press(key));
}
const learn = wordsOf('en').menu.learnWord;
/** Whether a word of the reply is marked: then its menu offers to learn it. Asked again until the checker has answered. */
async function marked(text: string, word: string, wanted: boolean): Promise<Seen> {
  let seen: Seen = { labels: [], place: {} };
  await until(
    async () => {
      seen = await menuOn(text, word);
      return seen.labels.some((label) => label === learn) === wanted;
    },
    { what: `“${word}” ${wanted ? 'marked' : 'not marked'}` },
  );
  return seen;
}
/** The menu of a marked word, once it offers what was meant: one that would come too late comes without. */
async function offered(text: string, word: string, meant: string): Promise<Seen> {
  let seen = await marked(text, word, true);
  await until(
    async () => seen.labels.includes(meant) || (seen = await menuOn(text, word)).labels.includes(meant),
    { what: `“${meant}” for “${word}”` },
  );
  return seen;
}

describe('a slip in a reply', () => {
  test('is marked, and the menu key offers what was meant; choosing it replaces the word', async () => {
    const text = 'Dear Quillfeather, your refnud is on its way to ada.kwxlt@example.com ';
    await reply().pressSequentially(text);
    const { labels, place } = await offered(text, 'refnud', 'refund');
    await stage.picture('marked');
    expect(labels[0]).toBe('refund');
    // Asked for by key it comes up at the word, wherever the mouse is.
    const box = (await reply().boundingBox())!;
    expect(place.y).toBeGreaterThan(box.y - 40);
    // Neither the customer's name nor an address.
    await marked(text, 'Quillfeather', false);
    await marked(text, 'kwxlt', false);
    await offered(text, 'refnud', 'refund');
    await press('refund');
    await until(async () => (await reply().inputValue()) === text.replace('refnud', 'refund'), {
      what: 'the word replaced',
    });
  });

  test('is judged in Polish where it is written in Polish, and in Arabic where in Arabic letters', async () => {
    const polish = 'Przepraszam za opóźnienie wysyłki i dziekuje bardzo ';
    await reply().fill('');
    await reply().pressSequentially(polish);
    expect((await offered(polish, 'dziekuje', 'dziękuję')).labels).toContain('dziękuję');
    await marked(polish, 'opóźnienie', false);
    const arabic = 'مرحبا بك وصلت الفاتوررة إلى العميل ';
    await reply().fill('');
    await reply().pressSequentially(arabic);
    expect((await offered(arabic, 'الفاتوررة', 'الفاتورة')).labels).toContain('الفاتورة');
    await marked(arabic, 'العميل', false);
    await stage.picture('arabic');
  });

  test('once learnt is right at once, after a restart as well', async () => {
    const text = 'The grzmlix is here ';
    await reply().fill('');
    await reply().pressSequentially(text);
    await marked(text, 'grzmlix', true);
    await press(learn);
    await marked(text, 'grzmlix', false);
    await until(() => stage.page.evaluate(() => document.documentElement.dataset['journal'] === 'saved'), {
      what: 'the word in the journal',
    });
    await stage.restart();
    await watchMenus();
    await stage.session('Ada Quillfeather').click();
    const again = 'The grzmlix is hrere ';
    await reply().fill('');
    await reply().pressSequentially(again);
    await marked(again, 'hrere', true);
    await marked(again, 'grzmlix', false);
  });
});

test('the switch in the settings takes the marks away and brings them back', async () => {
  const text = await reply().inputValue();
  await marked(text, 'hrere', true);
  const toggle = async (): Promise<void> => {
    await stage.page.keyboard.press('Control+,');
    await stage.page.getByRole('tab', { name: 'Writing' }).click();
    await stage.page.getByRole('switch', { name: 'Check spelling while typing' }).click();
    await stage.picture('settings');
    await stage.page.keyboard.press('Escape');
    await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await toggle();
  expect((await marked(text, 'hrere', false)).labels).not.toContain('here');
  await toggle();
  await marked(text, 'hrere', true);
});

test('a field to search in asks nobody', async () => {
  await stage.page.keyboard.press('Control+k');
  const search = stage.page.getByRole('combobox', { name: 'Search and commands' });
  await search.fill('refnud');
  const { labels } = await openMenu(() => stage.page.keyboard.press('Shift+F10'));
  expect(labels).not.toContain(learn);
  await stage.page.keyboard.press('Escape');
});

test('the page complained of nothing', () => {
  expect(stage.complaints).toEqual([]);
});
