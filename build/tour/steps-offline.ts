// Changes when what the tour shows of working without a network does: steps 5 and 6 of the scene.
import type { Page } from 'playwright';
import { agentAt } from './agent.ts';
import type { Step } from './scene.ts';
import { mainCustomer, otherCustomers } from './steps-serving.ts';

const sentence = 'Offline. Saved here, will sync.';

/** Opens the n-th of the agent's own cases (0 is the first) as a tab and gives its number. */
async function openCase(page: Page, index: number): Promise<string> {
  const agent = agentAt(page);
  await agent.openCases();
  const row = agent.work
    .getByRole('grid', { name: 'Cases' })
    .getByRole('row')
    .nth(index + 1);
  const number = await row.getByRole('gridcell').first().innerText();
  await row.click();
  await agent.visible(agent.work.getByRole('textbox', { name: 'Write a note' })).waitFor();
  return number.trim();
}

async function writeNote(page: Page, text: string): Promise<void> {
  const agent = agentAt(page);
  await agent.visible(agent.work.getByRole('textbox', { name: 'Write a note' })).fill(text);
  await agent.visible(agent.work.getByRole('button', { name: 'Save note' })).click();
  await agent.visible(agent.work.getByText(text)).waitFor();
}

/** The notes that step 6 looks for at the other desk. */
const notes = (mark: string): string[] =>
  [1, 2, 3].map((n) => `Offline note ${n} of ${mark}: called back, the customer agrees.`);

export const offline: readonly Step[] = [
  {
    title:
      'The service is cut off; the desk says so calmly and work goes on: search, three notes, a status, a new case, a reply',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      const second = await stage.openSecondDesk();
      await agentAt(second.page).status.getByText('Connected').waitFor();
      await stage.cable.cut();
      await agent.status.getByText(sentence).first().waitFor();
      await stage.shot('05-offline', page);

      await page.keyboard.press('Control+k');
      const box = page.getByRole('combobox', { name: 'Search and commands' });
      await box.fill('refund');
      await page.getByRole('option').nth(1).waitFor();
      await stage.shot('05-search', page);
      await page.keyboard.press('Escape');

      const numbers: string[] = [];
      for (const [index, text] of notes(stage.mark).entries()) {
        numbers.push(await openCase(page, index));
        await writeNote(page, text);
      }
      stage.props.cases = numbers;
      // The last case is still open in front: change its status here, and differently at the other desk.
      await agent.choose('Status', 'Resolved');
      await stage.shot('05-status', page);

      await agent.goTo(otherCustomers[0]);
      await agent.createCase(`Account ${stage.mark} is locked`);
      await agent.visible(page.getByText('No number yet')).waitFor();
      await stage.shot('05-new-case', page);

      await agent.goTo(mainCustomer);
      await agent.goToTab('Conversation');
      await agent.reply.fill(`Nora, one more thing about ${stage.mark}`);
      await stage.shot('05-prepared', page);
    },
  },
  {
    title:
      'Meanwhile another agent changes the same case; the desk is killed in the middle of a note and started again: every word is there',
    play: async (stage) => {
      const other = agentAt(stage.props.second!.page);
      const [, , contested] = stage.props.cases!;
      await other.find(contested!);
      await other.choose('Status', 'Canceled');
      await other.status.getByText('All synced').waitFor();
      await stage.shot('05-other-desk', stage.props.second!.page);

      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      const half = `A note that nobody finished ${stage.mark}, because`;
      const box = agent.visible(agent.beside.getByRole('textbox', { name: 'Write a note' }));
      await box.pressSequentially(half);
      await agent.journaled();
      await stage.killDesk();

      const again = await stage.openDesk();
      const back = agentAt(again.page);
      await back.status.getByText(sentence).first().waitFor();
      for (const name of [mainCustomer, ...otherCustomers]) await back.session(name).waitFor();
      await back.goTo(mainCustomer);
      await back.expectText(back.visible(back.beside.getByRole('textbox', { name: 'Write a note' })), half);
      await back.expectText(back.reply, `Nora, one more thing about ${stage.mark}`);
      await back.status.getByText(/changes? saved here/).waitFor();
      await stage.shot('05-after-kill', again.page);
    },
  },
  {
    title:
      'The service comes back: all of it syncs by itself, the other desk sees each note once, the conflict is shown with a way on',
    play: async (stage) => {
      const { page } = stage.props.desk!;
      const agent = agentAt(page);
      await stage.cable.mend();
      await agent.status.getByText('Connected').waitFor({ timeout: 40_000 });
      await agent.status.getByText(/changes? saved here/).waitFor({ state: 'detached' });
      const other = agentAt(stage.props.second!.page);
      for (const [index, text] of notes(stage.mark).entries()) {
        await other.find(stage.props.cases![index]!);
        await other.visible(other.work.getByText(text)).waitFor();
        const count = await other.work.getByText(text).and(other.page.locator(':visible')).count();
        if (count !== 1) throw new Error(`The other desk shows note ${index + 1} ${count} times, not once.`);
      }
      await stage.shot('06-other-desk', other.page);
      await agent.status.getByRole('button', { name: /needs? you/ }).click();
      await agent.visible(page.getByText('Somebody else', { exact: false })).waitFor();
      await stage.shot('06-conflict', page);
      await agent.button('Keep mine').click();
      await agent.status.getByRole('button', { name: /needs? you/ }).waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await stage.shot('06-settled', page);
    },
  },
];
