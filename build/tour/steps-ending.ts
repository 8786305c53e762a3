// Changes when what the tour shows of ending a conversation does: step 7 of the scene.
import { startCustomers } from '../world.ts';
import { agentAt } from './agent.ts';
import type { Step } from './scene.ts';
import { mainCustomer, otherCustomers } from './steps-serving.ts';

export const ending: readonly Step[] = [
  {
    title:
      'The agent ends the conversation: wrap-up, a disposition, closed; the customer reads goodbye and rates',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      const [customer] = stage.props.customers;
      await agent.goTo(mainCustomer);
      await agent.say('Thank you for your patience, Nora. Have a good day!');
      await agent.end();
      await stage.shot('07-wrap-up', page);
      await customer!.part('rating-5').waitFor();
      await stage.shot('07-goodbye', customer!.page);
      await customer!.part('rating-5').click();
      await customer!.part('comment').fill('Quick and friendly in the end.');
      await customer!.part('rate').click();
      await customer!.part('thanks').filter({ hasText: /\S/ }).waitFor();
      await stage.shot('07-rated', customer!.page);
      await agent.close('Resolved');
      await agent.session(mainCustomer).waitFor({ state: 'detached' });
      for (const name of otherCustomers) {
        await agent.goTo(name);
        await agent.reply.fill('');
        await agent.end();
        await agent.close('Question answered');
        await agent.session(name).waitFor({ state: 'detached' });
      }
      await stage.shot('07-home', page);
    },
  },
  {
    title: 'A busy desk: simulated customers write in six languages',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      // The other agent goes home, so that all offers come here.
      await stage.props.second?.app.close();
      delete stage.props.second;
      const { address } = stage.service;
      stage.props.simulation = startCustomers({ address, count: 6, seed: 7, data: stage.data });
      for (let taken = 0; taken < 4; taken++) {
        const accept = agent.sessions.getByRole('button', { name: 'Accept' }).first();
        await accept.waitFor({ timeout: 30_000 });
        await accept.click();
        await agent.sessions
          .locator('button[data-session]')
          .nth(taken + 1)
          .waitFor();
      }
      await agent.visible(page.getByRole('log').getByRole('article')).waitFor();
      await stage.shot('09-busy', page);
    },
  },
  {
    title: 'The same desk in the dark, in high contrast and in Arabic',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      const look = async (label: string, option: string, picture: string): Promise<void> => {
        await page.keyboard.press('Control+Comma');
        await agent.choose(label, option);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await stage.shot(picture, page);
      };
      await look('Theme', 'Dark', '10-dark');
      await look('Theme', 'High contrast', '10-contrast');
      await look('Theme', 'Light', '10-light');
      await look('Language', 'العربية', '10-arabic');
      if ((await page.locator('html').getAttribute('dir')) !== 'rtl')
        throw new Error('Arabic does not run from the right.');
    },
  },
];
