// Changes when what the tour shows of serving customers with a network does: steps 1 to 4 of the scene.
import { agentAt } from './agent.ts';
import { openCustomer } from './browser.ts';
import type { Step } from './scene.ts';
import { until, watchNotifications } from './stage.ts';

const first = { name: 'Nora Whitcombe', language: 'en-GB' };
const second = { name: 'Piotr Zalewski', language: 'pl-PL' };
const third = { name: 'Sofie Damgaard', language: 'da-DK' };

/** The first customer of the scene, whom later steps return to. */
export const mainCustomer = first.name;
/** The second and the third. */
export const otherCustomers = [second.name, third.name] as const;

export const serving: readonly Step[] = [
  {
    title: 'A customer asks on the chat page; the agent accepts the offer with the mouse',
    play: async (stage) => {
      const desk = await stage.openDesk();
      const agent = agentAt(desk.page);
      await agent.status.getByText('Connected').waitFor();
      await agent.tidyUp();
      await stage.shot('01-home', desk.page);
      const customer = await openCustomer(stage.browser, {
        address: stage.service.address,
        ...first,
        // Another one each time: a known address would be linked to the customer of an earlier tour.
        email: `nora.${stage.mark}@example.com`,
      });
      stage.props.customers.push(customer);
      await stage.shot('01-chat-page', customer.page);
      await customer.ask(`Hello, my parcel ${stage.mark} should have been here on Monday. Where is it?`);
      await stage.shot('01-customer-waits', customer.page);
      const offer = agent.offerFrom(first.name);
      await offer.waitFor();
      await offer.getByRole('progressbar').waitFor();
      await stage.shot('01-offer', desk.page);
      await offer.getByRole('button', { name: 'Accept' }).click();
      await agent.session(first.name).waitFor();
      await agent.sees(`parcel ${stage.mark}`);
      await stage.shot('01-accepted', desk.page);
    },
  },
  {
    title: 'Messages, typing and delivery go both ways; the mood of the customer shows',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      const [customer] = stage.props.customers;
      await agent.reply.pressSequentially('Good morning Nora');
      await customer!.part('typing').filter({ hasText: /\S/ }).waitFor();
      await stage.shot('02-agent-types', customer!.page);
      await agent.say('Good morning Nora, I am looking for your parcel right now.');
      await customer!.sees('I am looking for your parcel');
      await agent.visible(page.getByRole('log').getByText(/^(Read|Delivered)/)).waitFor();
      await customer!.type('This is the third time');
      await agent.visible(page.getByText(`${first.name} is writing`)).waitFor();
      await stage.shot('02-customer-types', page);
      await customer!.say('This is the third time I ask! I am really angry, this is ridiculous.');
      await customer!.say('If it is not here tomorrow I want my money back.');
      await agent.sees('I want my money back');
      await agent.visible(page.getByText(/^(Slightly negative|Negative|Very negative)$/)).waitFor();
      await stage.shot('02-mood', page);
    },
  },
  {
    title:
      'Two more customers write: one offer is accepted from the keyboard, one from its native notification; unread counts and half-typed replies are kept',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      const two = await openCustomer(stage.browser, { address: stage.service.address, ...second });
      const three = await openCustomer(stage.browser, { address: stage.service.address, ...third });
      stage.props.customers.push(two, three);
      await agent.reply.fill('Nora, the courier says');
      await two.ask(`Dzień dobry, nie mogę się zalogować na swoje konto (${stage.mark}).`);
      await agent.offerFrom(second.name).waitFor();
      await page.keyboard.press('Control+Shift+A');
      await agent.sees(`konto (${stage.mark})`);
      await agent.reply.fill('Dzień dobry, już sprawdzam');
      const native = await watchNotifications(stage.props.desk!);
      await stage.props.desk!.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
      await three.ask(`Hej, hvordan sender jeg en vare retur (${stage.mark})?`);
      await agent.offerFrom(third.name).waitFor();
      await stage.shot('03-while-away', page);
      await until(
        async () => (await native.titles()).some((title) => title.includes(third.name)),
        'a native notification of the offer',
      );
      await native.act(-1);
      await stage.props.desk!.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
      await agent.sees(`retur (${stage.mark})`);
      await stage.props.customers[0]!.say('Are you still there?');
      await stage.props.customers[0]!.say('Hello?');
      await agent.session(first.name).getByLabel('2 unread messages').waitFor();
      await stage.shot('03-three-sessions', page);
      await agent.goTo(first.name);
      await agent.expectText(agent.reply, 'Nora, the courier says');
      await agent.sees('Are you still there?');
      await agent
        .session(first.name)
        .getByLabel(/unread/)
        .waitFor({ state: 'detached' });
      await agent.goTo(second.name);
      await agent.expectText(agent.reply, 'Dzień dobry, już sprawdzam');
      await agent.goTo(first.name);
      // The customer wrote after this reply was begun: the desk asks before it goes out.
      const answer = 'Nora, the courier says it comes tomorrow before noon.';
      await agent.reply.fill(answer);
      await agent.reply.press('Enter');
      await agent.visible(page.getByText('Meanwhile the customer wrote:')).waitFor();
      await stage.shot('03-asked-before-sending', page);
      await agent.button('Send anyway').click();
      await agent.sees(answer);
      await stage.shot('03-back-with-the-first', page);
    },
  },
  {
    title: 'The agent sees the customer, creates a case, writes a note, sends an article and a quick reply',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      const [customer] = stage.props.customers;
      await agent.button('New customer').click();
      await agent.button('Create customer').click();
      await agent.createCase(`Parcel ${stage.mark} is late`);
      await agent.visible(page.getByText(/C-\d+/)).waitFor();
      const note = agent.visible(page.getByRole('textbox', { name: 'Write a note' }));
      await note.fill(`Promised delivery tomorrow before noon (${stage.mark}).`);
      await agent.button('Save note').click();
      await agent
        .visible(page.getByText(`Promised delivery tomorrow before noon (${stage.mark}).`))
        .waitFor();
      await stage.shot('04-case-and-note', page);
      await agent.visible(page.getByRole('searchbox', { name: 'Search articles' })).fill('refund');
      await agent
        .visible(page.getByRole('listbox', { name: 'Articles found' }))
        .getByRole('option')
        .filter({ hasText: 'Returning an item' })
        .first()
        .click();
      await agent.button('Send to customer').waitFor();
      await stage.shot('04-article', page);
      await agent.button('Send to customer').click();
      await customer!.sees('refund within five to seven working days');
      await agent.reply.fill('/q ');
      const quick = agent
        .visible(page.getByRole('listbox', { name: 'Commands and quick replies' }))
        .getByRole('option')
        .first();
      await quick.waitFor();
      await stage.shot('04-quick-replies', page);
      await agent.reply.press('Enter');
      await quick.waitFor({ state: 'detached' });
      await stage.shot('04-quick-reply', page);
      await agent.reply.press('Enter');
      await stage.shot('04-customer-page', customer!.page);
      await agent.button(`Open customer ${first.name}`).click();
      await agent.visible(page.getByRole('region', { name: 'History' })).waitFor();
      await stage.shot('04-history', page);
      await agent.goToTab('Conversation');
    },
  },
];
