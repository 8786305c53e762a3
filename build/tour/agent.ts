// Changes when what an agent does at the window is named or reached differently. One place for the names that steps rely on.
import type { Locator, Page } from 'playwright';

/** The window as an agent reads it. */
export function agentAt(page: Page) {
  const sessions = page.getByRole('navigation', { name: 'Sessions' });
  const offerFrom = (name: string): Locator =>
    page.getByRole('group', { name: `Offer: Chat from ${name}` }).first();
  const reply = page.getByRole('textbox', { name: 'Reply' }).and(page.locator(':visible'));
  const visible = (locator: Locator): Locator => locator.and(page.locator(':visible')).first();
  return {
    page,
    sessions,
    offerFrom,
    reply,
    visible,
    /** The middle of the window, and what stands beside a conversation. */
    work: page.getByRole('region', { name: 'Work area' }),
    beside: page.getByRole('region', { name: 'Context' }),
    status: page.getByRole('contentinfo', { name: 'Status' }),
    session: (name: string): Locator =>
      sessions.getByRole('button', { name: new RegExp(`^${name}`) }).first(),
    goTo: async (name: string): Promise<void> => {
      await sessions
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .click();
      await sessions.locator('button[aria-current="page"]').filter({ hasText: name }).waitFor();
    },
    goToTab: async (name: string): Promise<void> => {
      const tabs = visible(page.getByRole('navigation', { name: 'Tabs of this session' }));
      await tabs.getByRole('button', { name, exact: true }).click();
    },
    messages: visible(page.getByRole('log')),
    sees: async (text: string): Promise<void> => {
      await visible(page.getByRole('log').getByText(text)).waitFor();
    },
    say: async (text: string): Promise<void> => {
      await reply.fill(text);
      await reply.press('Enter');
      await visible(page.getByRole('log').getByText(text)).waitFor();
    },
    createCase: async (title: string): Promise<void> => {
      await visible(page.getByRole('button', { name: 'Create case' })).click();
      const form = visible(page.getByRole('form', { name: 'New case' }));
      await form.getByRole('textbox', { name: 'Title' }).fill(title);
      await form.getByRole('button', { name: 'Create case' }).click();
      await visible(page.getByText(title)).waitFor();
    },
    /** To the list of all cases, as a tab. */
    openCases: async (): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search and commands' }).fill('All cases');
      await page
        .getByRole('option', { name: /All cases/ })
        .first()
        .click();
    },
    /** Finds something by its title in the palette and opens it. */
    find: async (title: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search and commands' }).fill(title.slice(0, 80));
      await page
        .getByRole('option')
        .filter({ hasText: title.slice(0, 40) })
        .first()
        .click();
    },
    /** Chooses in one of the selects of what is in front. */
    choose: async (label: string, option: string): Promise<void> => {
      await visible(page.getByRole('combobox', { name: new RegExp(`^${label}: `) })).click();
      await page.getByRole('option', { name: option }).click();
    },
    /** Resolves when the window has handed all it was typed to the store. */
    journaled: async (): Promise<void> => {
      await page.locator('html[data-journal="saved"]').waitFor();
    },
    expectText: async (box: Locator, text: string): Promise<void> => {
      await box.waitFor();
      const found = (await box.inputValue().catch(() => '')) || (await box.innerText().catch(() => ''));
      if (found.trim() !== text) throw new Error(`Here should stand "${text}", but it says "${found}".`);
    },
    end: async (): Promise<void> => {
      await visible(page.getByRole('button', { name: 'End conversation' })).click();
      await visible(page.getByRole('listbox', { name: 'How did it end?' })).waitFor();
    },
    close: async (disposition: string): Promise<void> => {
      await visible(page.getByRole('option', { name: disposition })).click();
      await visible(page.getByRole('button', { name: 'Close conversation' })).click();
    },
    /** Takes and ends what an interrupted tour left behind, until nobody is here and nobody waits. */
    tidyUp: async (): Promise<void> => {
      const items = sessions.locator('button[data-session]');
      const left = items.nth(1);
      const offer = sessions.getByRole('button', { name: 'Accept' }).first();
      const tidy = visible(page.getByText('Nobody is with you, nobody waits in your queues.'));
      // The first rows have come, so that what Home says is so.
      await items.first().click();
      await visible(page.getByText(/^C-\d{5}/)).waitFor();
      for (;;) {
        await items.first().click();
        await tidy.or(left).or(offer).first().waitFor();
        const before = await items.count();
        if (before > 1) {
          await left.click();
          const ending = visible(page.getByRole('button', { name: 'End conversation' }));
          const list = visible(page.getByRole('listbox', { name: 'How did it end?' }));
          await ending.or(list).first().waitFor();
          if (await ending.isVisible()) await ending.click();
          await visible(page.getByRole('option', { name: 'Resolved' })).click();
          await visible(page.getByRole('button', { name: 'Close conversation' })).click();
          await items.nth(before - 1).waitFor({ state: 'detached' });
        } else if (await offer.isVisible()) {
          await offer.click();
          await left.waitFor();
        } else if (await tidy.isVisible()) return;
      }
    },
    button: (name: string | RegExp): Locator => visible(page.getByRole('button', { name })),
  };
}
