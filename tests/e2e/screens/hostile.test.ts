// Changes when a screen shows words of customers that were not tried before. Pictures: out/hostile.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoAccounts } from '../../../service/seed/company.ts';
import { createDeskStage, type DeskStage } from '../../support/desk-stage.ts';
import { until } from '../../support/until.ts';
import { defects } from './checks.ts';
import { endless, hostile, putHostile, type HostileName } from './hostile-world.ts';
import { screensOf } from './screens.ts';
import { pictured, walkScreens } from './walk.ts';

let stage: DeskStage;
/** What was wrong while each of them rang, before anybody had said a word to them. */
const ringing: Record<string, string[]> = {};
const talking: HostileName[] = ['bidi', 'html', 'zalgo', 'word', 'icu'];

beforeAll(async () => {
  stage = await createDeskStage({
    name: 'hostile',
    account: demoAccounts.admin,
    more: (seeder) => putHostile(seeder, `agent-${demoAccounts.admin.handle}`),
  });
  await stage.page.emulateMedia({ reducedMotion: 'reduce' });
  const sessions = stage.page.locator('[data-session]');
  for (const name of talking) {
    const before = await sessions.count();
    const chat = await stage.customer(hostile[name].slice(0, 200), hostile[name]);
    await stage.page.getByRole('progressbar').first().waitFor();
    ringing[name] = await pictured(stage, `offer-${name}`, await problemsOf(hostile[name]));
    await stage.page.keyboard.press('Control+Shift+A');
    await until(async () => (await sessions.count()) > before, { what: `the session of ${name}` });
    // The offer that goes must not be taken for the next one.
    await stage.page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    for (const text of Object.values(hostile))
      chat.send({ t: 'send', messageId: crypto.randomUUID(), text: `${text}\n${text}` });
    chat.send({ t: 'send', messageId: crypto.randomUUID(), text: endless });
  }
}, 240_000);
afterAll(() => stage?.close());

/** @returns words of others that could turn the words beside them: they stand in one line with them, not set apart. */
const notIsolated = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    // In a window of their own direction it is the foreign words of the others that stand out.
    const turning =
      document.documentElement.dir === 'rtl'
        ? /[\u202A-\u202E]|Aa[a-z]{3}/
        : /[\u202A-\u202E\u2066-\u2069]|[\u0590-\u08FF]/;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const parent = node.parentElement;
      if (!turning.test(text) || parent === null || !parent.checkVisibility()) continue;
      if (parent.closest('textarea, style, script, [inert], option') !== null) continue;
      // Words that are put into a sentence are set apart by signs that are closed again.
      const opened = text.match(/[\u2066-\u2068]/g)?.length ?? 0;
      const closed = text.match(/\u2069/g)?.length ?? 0;
      if (opened > 0 && opened === closed && !turning.test(text.replaceAll(/[\u2066-\u2068].*?\u2069/gs, '')))
        continue;
      let at: Element | null = parent;
      let apart = false;
      while (at !== null && !apart) {
        const { unicodeBidi, display } = getComputedStyle(at);
        apart =
          unicodeBidi === 'isolate' || unicodeBidi === 'plaintext' || unicodeBidi === 'isolate-override';
        // A block of its own, with nothing else in it.
        const block = !display.startsWith('inline') && display !== 'contents';
        if (block && at.textContent?.trim() === text.trim()) apart = true;
        if (block) break;
        at = at.parentElement;
      }
      if (!apart)
        found.push(
          `not set apart: ${parent.tagName}.${parent.className}: ${JSON.stringify(text.slice(0, 50))}`,
        );
    }
    return [...new Set(found)];
  });

const untouched = async (page: Page): Promise<string[]> => {
  const said = await page.evaluate(() => ({
    hacked: 'hacked' in window,
    made: document.querySelectorAll('body script, img[src="x"], body style:not([data-href])').length,
    links: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
  }));
  const bad = said.links.filter((href) => /^(javascript|data|vbscript):/i.test(href));
  return [
    ...(said.hacked ? ['something ran'] : []),
    ...(said.made > 0 ? [`${said.made} elements of a customer's making`] : []),
    ...bad.map((href) => `a link to ${href}`),
  ];
};

/** @returns what words that begin so have broken on what shows. */
const problemsOf = async (word: string): Promise<string[]> => [
  // Gaps in what people wrote are theirs.
  ...(await defects(stage.page)).filter((said) => !(said.startsWith('gap') && said.includes(word))),
  ...(await notIsolated(stage.page)),
  ...(await untouched(stage.page)),
];

test('an offer holds whatever somebody calls themselves', () => {
  expect(ringing).toEqual(Object.fromEntries(talking.map((name) => [name, []])));
});

describe.each(['bidi', 'html', 'word', 'icu'] as const)('words that want to break out: %s', (name) => {
  // Words of both directions, in a window of either.
  test.each(name === 'bidi' ? (['en', 'ar', 'fa'] as const) : (['en'] as const))(
    'in %s every screen holds them',
    { timeout: 300_000 },
    async (locale) => {
      const word = hostile[name].split(' ')[0]!;
      const at = Object.keys(hostile).indexOf(name);
      const screens = screensOf({
        talks: [word, 'Aahtml'],
        case: { number: `C-9000${at}`, title: word },
        customer: word,
        article: word,
      });
      const looked = screens.filter(
        ({ name: screen }) => !/^(settings-|offer|presence|emoji|shortcuts|end-conversation)/.test(screen),
      );
      await stage.look({ locale, theme: 'light' });
      const found = await walkScreens(stage, looked, async (screen) => {
        return pictured(stage, `${name}-${locale}-${screen.name}`, await problemsOf(word));
      });
      expect(found).toEqual({});
    },
  );
});
