// Changes when the desk gets or loses a screen or a dialog: one line each, and every walk takes them all.
import type { Locator } from 'playwright';
import type { DeskStage } from '../../support/desk-stage.ts';
import { anchor, command, dialog, escape, escaped, home, newCase, settings, talk } from './ways.ts';

/** Somewhere in the desk that is looked at. */
export interface Screen {
  name: string;
  /** Brings it up, from wherever the desk is; in any language. */
  open(stage: DeskStage): Promise<void>;
  /** What is looked at; by default the whole window. */
  within?: string;
  /** Takes it away again; by default Escape, where it lies over the desk. */
  leave?(stage: DeskStage): Promise<void>;
  /** One of those that are pictured in every language. */
  main?: true;
}

/** What the screens are about; the stage has to hold it. */
export interface Subjects {
  /** A customer whose conversation is open, and another one. */
  talks: [string, string];
  case: { number: string; title: string };
  customer: string;
  article: string;
}

const settingsPages = [
  'general',
  'alerts',
  'writing',
  'calls',
  'presence',
  'queues',
  'masking',
  'telephones',
  'mood',
  'needs',
  'keys',
  'connection',
] as const;
const toolPages = ['quickReplies', 'macros', 'scripts'] as const;

/** @returns every screen and dialog, in an order in which they can be walked. */
export function screensOf(of: Subjects): Screen[] {
  const [talkName] = of.talks;
  const drafted = async (stage: DeskStage, text: string): Promise<Locator> => {
    await talk(stage, talkName);
    const field = stage.shown().locator('textarea').last();
    await field.fill(text);
    return field;
  };
  const emptied = async (stage: DeskStage): Promise<void> => {
    await stage.page.keyboard.press('Escape');
    await stage.shown().locator('textarea').last().fill('');
  };
  const theCase = async (stage: DeskStage): Promise<void> => {
    await stage.palette(of.case.number, new RegExp(escaped(of.case.title.slice(0, 40))));
    await anchor(stage);
    await stage.shown().getByText(of.case.number).first().waitFor();
  };
  return [
    { name: 'home', main: true, open: (stage) => home(stage) },
    { name: 'home-open', open: (stage) => home(stage, 'home.openItems') },
    { name: 'home-closed', open: (stage) => home(stage, 'home.closedItems') },
    { name: 'home-new-case', ...newCase(home) },
    { name: 'conversation', main: true, open: (stage) => talk(stage, talkName) },
    {
      name: 'conversation-internal',
      open: async (stage) => {
        await drafted(stage, '/i ');
        await stage.page.keyboard.press('Control+a');
      },
      leave: async (stage) => {
        await drafted(stage, '/p ');
        await emptied(stage);
      },
    },
    {
      name: 'mood-why',
      within: dialog,
      open: async (stage) => {
        await talk(stage, talkName);
        await stage.shown().locator('button[data-level]').last().click();
        const why = stage.page.getByRole('dialog', { name: stage.words('conversation.sentiment.title') });
        await why
          .getByRole('button', { name: stage.words('mood.wrong') })
          .first()
          .click();
      },
      leave: escape,
    },
    {
      name: 'slash-menu',
      open: async (stage) => {
        await drafted(stage, '');
        await stage.page.keyboard.type('/q');
        await stage.page.getByRole('option').first().waitFor();
      },
      leave: emptied,
    },
    {
      name: 'emoji',
      open: async (stage) => {
        await talk(stage, talkName);
        await stage
          .shown()
          .getByRole('button', { name: stage.words('composer.emoji') })
          .click();
        await stage.page.getByPlaceholder(stage.words('composer.emojiFind')).first().waitFor();
      },
      leave: async (stage) => stage.page.keyboard.press('Escape'),
    },
    {
      name: 'handover',
      open: async (stage) => {
        await talk(stage, talkName);
        await stage.page.keyboard.press('Control+Shift+L');
        await stage.page
          .getByRole('searchbox', { name: stage.words('handover.search') })
          .first()
          .waitFor();
      },
      leave: async (stage) => stage.page.keyboard.press('Escape'),
    },
    {
      name: 'offer',
      main: true,
      open: async (stage) => {
        const chat = await stage.customer('Odile Marchetti-Brandt', 'My lamp came broken. Can you help?');
        await stage.page.getByRole('progressbar').first().waitFor();
        offering.set(stage, () => chat.send({ t: 'leave' }));
      },
      leave: async (stage) => {
        offering.get(stage)?.();
        await stage.page.getByRole('progressbar').first().waitFor({ state: 'detached' });
      },
    },
    { name: 'case', main: true, open: theCase },
    {
      name: 'case-merge',
      within: dialog,
      open: async (stage) => {
        await theCase(stage);
        await stage
          .shown()
          .getByRole('button', { name: stage.words('case.merge') })
          .click();
        await stage.page.locator(dialog).getByRole('combobox').waitFor();
      },
      leave: escape,
    },
    {
      name: 'cases',
      main: true,
      open: async (stage) => {
        await command('command.cases')(stage);
        await stage
          .shown()
          .getByRole('radio', { name: new RegExp(`^${stage.words('case.list.view.open')}`) })
          .first()
          .click();
        await stage.shown().getByRole('row').nth(3).waitFor();
      },
    },
    { name: 'cases-new-case', ...newCase(command('command.cases')) },
    {
      name: 'cases-arrange',
      open: async (stage) => {
        await command('command.cases')(stage);
        await stage
          .shown()
          .getByRole('button', { name: stage.words('case.view.arrange') })
          .click();
        await stage.shown().getByRole('form').waitFor();
      },
      leave: async (stage) => {
        await stage
          .shown()
          .getByRole('button', { name: stage.words('case.view.arrange') })
          .click();
      },
    },
    {
      name: 'customers',
      open: async (stage) => {
        await command('command.customers')(stage);
        await stage.shown().getByRole('row').nth(3).waitFor();
      },
    },
    {
      name: 'customer',
      main: true,
      open: async (stage) => {
        await stage.palette(of.customer, new RegExp(escaped(of.customer.slice(0, 40))));
        await anchor(stage);
        await stage.shown().getByRole('heading').first().waitFor();
      },
    },
    {
      name: 'knowledge',
      main: true,
      open: async (stage) => {
        await command('command.knowledge')(stage);
        await stage.shown().getByRole('searchbox').first().waitFor();
      },
    },
    {
      name: 'article',
      open: async (stage) => {
        // A customer may be called the same.
        await stage.palette(`article: ${of.article}`, new RegExp(escaped(of.article.slice(0, 40))));
        await stage.shown().getByRole('heading').first().waitFor();
      },
    },
    {
      name: 'panes',
      open: async (stage) => {
        await talk(stage, of.talks[1]);
        await talk(stage, talkName);
        await stage.page.keyboard.press('Control+Shift+S');
        // Where there is room for two.
        if (await stage.page.evaluate(() => innerWidth > 900)) await stage.shown().nth(1).waitFor();
      },
      leave: async (stage) => {
        const close = stage.page.getByRole('button', { name: stage.words('pane.close') });
        while ((await close.count()) > 0) await close.first().click();
      },
    },
    {
      name: 'palette',
      main: true,
      within: dialog,
      open: async (stage) => {
        await stage.page.keyboard.press('Control+k');
        await stage.page.getByRole('option').first().waitFor();
      },
      leave: escape,
    },
    {
      name: 'palette-found',
      within: dialog,
      open: async (stage) => {
        await stage.page.keyboard.press('Control+k');
        await stage.page.locator(dialog).getByRole('combobox').fill(of.customer);
        await stage.page
          .getByRole('option', { name: new RegExp(escaped(of.customer.slice(0, 40))) })
          .first()
          .waitFor();
      },
      leave: escape,
    },
    {
      name: 'palette-nothing',
      within: dialog,
      open: async (stage) => {
        await stage.page.keyboard.press('Control+k');
        await stage.page.locator(dialog).getByRole('combobox').fill('qqxxqqxx');
        await stage.page.getByRole('option').first().waitFor({ state: 'detached' });
      },
      leave: escape,
    },
    {
      name: 'shortcuts',
      within: dialog,
      open: async (stage) => {
        await stage.page.keyboard.press('Control+/');
        await stage.page.getByRole('dialog', { name: stage.words('shortcuts.title') }).waitFor();
      },
      leave: escape,
    },
    ...settingsPages.map(
      (page): Screen => ({
        name: `settings-${page}`,
        within: dialog,
        ...(page === 'general' && { main: true as const }),
        open: (stage) => settings(stage, `settings.tab.${page}`),
        leave: escape,
      }),
    ),
    ...toolPages.map(
      (page): Screen => ({
        name: `tools-${page}`,
        within: dialog,
        open: async (stage) => {
          await command(`tools.${page}`)(stage);
          const tools = stage.page.getByRole('dialog', { name: stage.words('tools.title') });
          await tools.waitFor();
          await tools.locator('[role="group"] button').first().click();
        },
        leave: escape,
      }),
    ),
    {
      name: 'presence',
      open: async (stage) => {
        const name = stage.words('presence.label').split('{')[0]!.trim();
        await stage.page
          .locator('[data-pane="status"]')
          .getByRole('button', { name: new RegExp(`^${name}`) })
          .click();
        await stage.page.getByRole('menu').waitFor();
      },
      leave: async (stage) => {
        await stage.page.keyboard.press('Escape');
        await stage.page.getByRole('menu').waitFor({ state: 'detached' });
      },
    },
    {
      name: 'end-conversation',
      within: dialog,
      open: async (stage) => {
        await talk(stage, talkName);
        await stage.page.keyboard.press('Control+Shift+W');
        await stage.page.getByRole('dialog', { name: stage.words('wrapUp.endTitle') }).waitFor();
      },
      leave: escape,
    },
  ];
}

/** How the offer that a stage shows goes away again. */
const offering = new WeakMap<DeskStage, () => void>();
