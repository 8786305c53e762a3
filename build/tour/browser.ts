// Changes when the customer of the tour, in a real browser on the real chat page, does something else.
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { chromiumArguments, findChromium } from '../browser.ts';

/** Opens the browser that customers use. @throws Error when there is none. */
export async function openBrowser(env: Record<string, string> = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found; PARLEY_CHROMIUM can name one.');
  return chromium.launch({
    executablePath,
    args: chromiumArguments(process.getuid?.() === 0),
    env: { ...inherited(), ...env },
  });
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** One customer with their own cookies and storage, on the chat page. */
export interface CustomerPage {
  readonly page: Page;
  readonly name: string;
  /** Gives name and question, which puts the conversation into the queue. */
  ask(question: string): Promise<void>;
  say(text: string): Promise<void>;
  /** Types without sending. */
  type(text: string): Promise<void>;
  part(name: string): Locator;
  /** Waits until the conversation shows this text. */
  sees(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the chat page as a new customer. `language` is a BCP 47 tag. */
export async function openCustomer(
  browser: Browser,
  options: { address: string; name: string; email?: string; language: string },
): Promise<CustomerPage> {
  const context = await browser.newContext({
    locale: options.language,
    viewport: { width: 420, height: 760 },
  });
  const page = await context.newPage();
  await page.goto(`${options.address}/chat?lang=${options.language.split('-')[0]}`);
  const part = (name: string): Locator => page.locator(`[data-part="${name}"]`);
  return {
    page,
    name: options.name,
    part,
    ask: async (question) => {
      await part('name').fill(options.name);
      if (options.email !== undefined) await part('email').fill(options.email);
      await part('question').fill(question);
      await part('start').click();
      await part('messages').getByText(question).waitFor();
    },
    say: async (text) => {
      await part('input').fill(text);
      await part('send').click();
      await part('messages').getByText(text).waitFor();
    },
    type: async (text) => {
      await part('input').pressSequentially(text);
    },
    sees: async (text) => {
      await part('messages').getByText(text).waitFor();
    },
    close: () => context.close(),
  };
}
