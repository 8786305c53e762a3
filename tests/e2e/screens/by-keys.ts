// Changes when somebody without a mouse finds their way differently in tests.
import type { Locator, Page } from 'playwright';

/** What has the keyboard, in words, for those who look for it in vain. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return `${element?.tagName ?? ''} ${element?.getAttribute('aria-label') ?? element?.textContent?.slice(0, 40) ?? ''}`;
  });

const has = (wanted: Locator): Promise<boolean> =>
  wanted.evaluateAll((found) => found.some((element) => element === document.activeElement));

/**
 * Presses a key until something has the keyboard, as somebody without a mouse does.
 * @throws Error with the way that was gone where it cannot be reached.
 */
export async function reach(
  page: Page,
  wanted: Locator,
  { key = 'Tab', most = 90 }: { key?: string; most?: number } = {},
): Promise<void> {
  await wanted.first().waitFor();
  const way: string[] = [];
  for (let step = 0; step <= most; step += 1) {
    if (await has(wanted)) return;
    way.push(await focused(page));
    await page.keyboard.press(key);
  }
  throw new Error(`Not reached by ${key}: ${String(wanted)}. Passed: ${[...new Set(way)].join(' | ')}`);
}

/** Reaches it and presses Enter. */
export async function press(
  page: Page,
  wanted: Locator,
  how: { key?: string; most?: number } = {},
): Promise<void> {
  await reach(page, wanted, how);
  await page.keyboard.press('Enter');
}

/** @returns in which pane of the window the keyboard is. */
export const paneOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']);
