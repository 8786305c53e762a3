// Changes when somewhere in the desk, or something that lies over it, is reached differently; in any language.
import type { MessageKey } from '../../../shared/i18n/index.ts';
import type { DeskStage } from '../../support/desk-stage.ts';
import { until } from '../../support/until.ts';
import type { Screen } from './screens.ts';

/** What every dialog is found by. */
export const dialog = '[role="dialog"]';
/** Takes away whatever lies over the desk. */
export const escape = async (stage: DeskStage): Promise<void> => {
  const over = stage.page.locator(`${dialog}[data-open]`);
  // A list within it goes first.
  await until(
    async () => {
      if ((await over.count()) === 0) return true;
      await stage.page.keyboard.press('Escape');
      return false;
    },
    { what: 'nothing to lie over the desk' },
  );
};
/** By the palette: a command by its name. */
export const command = (key: MessageKey) => (stage: DeskStage) =>
  stage.palette(stage.words(key), stage.words(key));
const filled = async (stage: DeskStage, selector: string): Promise<void> => {
  await stage.shown().locator(selector).first().waitFor();
};

/** To the first tab of the session that shows: others were opened from it. */
export const anchor = (stage: DeskStage): Promise<void> =>
  stage.page
    .getByRole('navigation', { name: stage.words('tab.list') })
    .getByRole('button')
    .first()
    .click();

/** Home, on one of its boards; by default what is this agent's. */
export async function home(stage: DeskStage, board?: MessageKey): Promise<void> {
  // A palette that is just going still has the keys.
  const line = stage.page.locator('[data-session]').first();
  await until(
    async () => {
      await stage.page.keyboard.press('Alt+Home');
      return (await line.getAttribute('aria-current')) !== null;
    },
    { what: 'Home' },
  );
  await anchor(stage);
  const name = stage.words(board ?? 'home.myItems');
  await stage
    .shown()
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click();
  await filled(stage, 'li, p');
}

/** The conversation with whoever is called so. */
export async function talk(stage: DeskStage, name: string): Promise<void> {
  await stage.session(name).first().click();
  await anchor(stage);
  await stage.shown().getByRole('log').first().waitFor();
}

/** A page of the settings. */
export async function settings(stage: DeskStage, page: MessageKey): Promise<void> {
  await stage.page.keyboard.press('Control+,');
  await stage.page
    .locator(dialog)
    .getByRole('tab', { name: stage.words(page), exact: true })
    .click();
}

/** The form of a new case, in whatever `open` brings up. */
export const newCase = (open: (stage: DeskStage) => Promise<void>): Pick<Screen, 'open' | 'leave'> => ({
  open: async (stage) => {
    await open(stage);
    await stage
      .shown()
      .getByRole('button', { name: stage.words('case.new') })
      .click();
    await stage
      .shown()
      .getByRole('form', { name: stage.words('case.new') })
      .waitFor();
  },
  leave: async (stage) => {
    await stage.page.keyboard.press('Escape');
    await stage
      .shown()
      .getByRole('form', { name: stage.words('case.new') })
      .waitFor({ state: 'detached' });
  },
});

/** @returns the text as a part of a pattern that fits just it. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
