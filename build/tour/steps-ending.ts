// Changes when what the tour shows of ending a conversation does: step 7 of the scene.
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
];
