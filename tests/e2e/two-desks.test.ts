// Changes when a handover between two real desks goes differently: transfer and consult, with all that comes along.
import type { ElectronApplication, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchNotifications } from '../../build/tour/stage.ts';
import { demoAccounts } from '../../service/seed/company.ts';
import type { Handover } from '../../shared/domain/handover.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

const { agent: mara, second: jonas } = demoAccounts;
let stage: DeskStage;
let app: ElectronApplication;
/** Jonas's window. */
let other: Page;
beforeAll(async () => {
  stage = await createDeskStage({ name: 'two-desks' });
  ({ app, page: other } = await stage.beside(jonas, { theme: 'dark' }));
  await until(async () => (await presenceOf(jonas.agentId))?.linked === true, { what: 'the second desk' });
  // What customers bring is Mara's; Jonas is asked by her alone.
  await as(jonas, { type: 'presence.set', args: { status: 'busy' } });
}, 240_000);
afterAll(() => stage?.close(), 60_000);

const presenceOf = (id: string) => stage.service.context.get('presence', id);
const as = (
  { agentId: id, name, role }: typeof mara,
  command: { type: 'presence.set'; args: { status: 'busy' | 'available' } },
) => stage.service.context.run({ kind: 'agent', id, name, role }, { id: crypto.randomUUID(), ...command });
/** A customer whom Mara serves, in front, who has been promised something. */
async function serve(name: string): Promise<string> {
  await stage.customer(name, 'My lamp arrived broken, when do I get another one?');
  const card = offerIn(stage.page, name);
  const jonasCard = offerIn(other, name);
  await until(async () => (await card.count()) + (await jonasCard.count()) > 0, {
    what: `the offer of ${name}`,
  });
  // Whoever is asked first: it is to be Mara's.
  if ((await jonasCard.count()) > 0) {
    await jonasCard.getByRole('button', { name: 'Decline' }).click();
    await card.waitFor();
  }
  await stage.page.keyboard.press('Control+Shift+A');
  await stage.session(name).waitFor();
  await stage.shown().getByRole('heading', { name }).waitFor();
  const reply = stage.shown().getByRole('textbox', { name: 'Reply' });
  await reply.fill('I will call you back tomorrow.');
  await reply.press('Enter');
  await stage.shown().getByRole('log').getByText('I will call you back tomorrow.').waitFor();
  const id = await stage.session(name).getAttribute('data-session');
  return (id ?? '').replace(/^conversation:/, '');
}
const offerIn = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: new RegExp(`^Offer: .*${name}`) });
/** Mara offers the conversation in front to Jonas, or asks him. */
async function hand(how: 'transfer' | 'consult'): Promise<void> {
  await stage.page.keyboard.press(how === 'transfer' ? 'Control+Shift+L' : 'Control+Shift+K');
  const search = stage.page.getByRole('searchbox', { name: 'Search by name' });
  await search.fill('Jonas');
  await stage.page.getByRole('option', { name: /Jonas Bergfeld/ }).click();
  await stage.page
    .getByRole('button', { name: how === 'transfer' ? 'Offer to Jonas Bergfeld' : 'Ask Jonas Bergfeld' })
    .click();
}
const handoverCard = (): Locator =>
  other.getByRole('group', { name: /^Mara Lindahl (hands over|asks your advice)/ });
const shownIn = (page: Page): Locator => page.locator('[data-tab][data-shown="true"]');
const conversation = (id: string) => stage.service.context.get('conversation', id);
async function last(conversationId: string): Promise<Handover | undefined> {
  const id = (await conversation(conversationId))?.handoverId;
  return id == null ? undefined : stage.service.context.get('handover', id);
}

test('a transfer that is declined comes back with its reason, and nothing changes', async () => {
  const id = await serve('Ottilie Marsh');
  await hand('transfer');
  await handoverCard().getByRole('button', { name: 'Decline' }).click();
  await other.getByRole('textbox', { name: 'Why not (optional)' }).fill('Lunch in a minute');
  await other.getByRole('textbox', { name: 'Why not (optional)' }).press('Enter');
  await handoverCard().waitFor({ state: 'detached' });
  await stage.page.getByText('Lunch in a minute').first().waitFor();
  expect(await conversation(id)).toMatchObject({ agentId: mara.agentId, state: 'active' });
  expect(await last(id)).toMatchObject({ state: 'declined', reason: 'Lunch in a minute' });
});

test('a transfer that is accepted by its native notification takes the draft along, and the promise becomes a reminder on the case', async () => {
  const id = await serve('Piers Oldcastle');
  await stage
    .shown()
    .page()
    .getByRole('button', { name: 'Create case' })
    .and(stage.page.locator(':visible'))
    .first()
    .click();
  const form = stage.page.getByRole('form', { name: 'New case' }).and(stage.page.locator(':visible'));
  await form.getByRole('textbox', { name: 'Title' }).fill('Broken lamp');
  await form.getByRole('button', { name: 'Create case' }).click();
  await until(async () => (await conversation(id))?.caseId != null, { what: 'the case' });
  const caseId = (await conversation(id))!.caseId!;
  await stage.shown().getByRole('textbox', { name: 'Reply' }).fill('The new lamp leaves');
  const native = await watchNotifications({ app, page: other });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await hand('transfer');
  await until(async () => (await native.titles()).some((title) => title.includes('Piers Oldcastle')), {
    what: 'the notification at the other desk',
  });
  await native.act(-1);
  await stage.page.getByText('Jonas Bergfeld has taken over Piers Oldcastle').first().waitFor();
  await stage.session('Piers Oldcastle').waitFor({ state: 'detached' });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  const reply = shownIn(other).getByRole('textbox', { name: 'Reply' });
  await until(async () => (await reply.inputValue()) === 'The new lamp leaves', { what: 'the draft' });
  const came = other
    .getByRole('region', { name: 'Handed over by Mara Lindahl' })
    .and(other.locator(':visible'));
  await came.getByText('I will call you back tomorrow.').waitFor();
  await other.screenshot({ path: 'out/two-desks/taken.png' });
  const handover = await last(id);
  expect(handover).toMatchObject({ state: 'accepted', toAgentId: jonas.agentId });
  expect(await stage.service.context.get('activity', `${handover!.id}-p0`)).toMatchObject({
    kind: 'reminder',
    caseId,
    ownerId: jonas.agentId,
    doneAt: null,
  });
  expect(await conversation(id)).toMatchObject({ agentId: jonas.agentId });
  // The reply goes on where it was begun.
  await reply.press('End');
  await reply.pressSequentially(' today.');
  await reply.press('Enter');
  await shownIn(other).getByRole('log').getByText('The new lamp leaves today.').waitFor();
});

test('a colleague who is consulted reads along, writes internally and goes again', async () => {
  const id = await serve('Quentin Ashby');
  await hand('consult');
  await handoverCard().waitFor();
  await other.keyboard.press('Control+Shift+H');
  await shownIn(other).getByRole('heading', { name: 'Quentin Ashby' }).waitFor();
  await other
    .getByText(/You advise Mara Lindahl here/)
    .and(other.locator(':visible'))
    .first()
    .waitFor();
  await stage.page
    .getByText(/Jonas Bergfeld is here/)
    .and(stage.page.locator(':visible'))
    .first()
    .waitFor();
  const internal = shownIn(other).getByRole('textbox', { name: 'Internal message' });
  await internal.fill('Offer a new one, no return needed.');
  await internal.press('Enter');
  await stage.shown().getByRole('log').getByText('Offer a new one, no return needed.').waitFor();
  await other.screenshot({ path: 'out/two-desks/advising.png' });
  expect((await conversation(id))?.agentId).toBe(mara.agentId);
  await other.getByRole('button', { name: 'End the consult' }).and(other.locator(':visible')).first().click();
  await until(async () => ((await conversation(id))?.consultIds ?? []).length === 0, { what: 'the end' });
  await stage.page
    .getByText(/Jonas Bergfeld is here and advises/)
    .and(stage.page.locator(':visible'))
    .waitFor({ state: 'detached' });
});

test('a transfer that nobody answers runs out, and both desks see it', async () => {
  const id = await serve('Rosamund Pike-Lowe');
  await hand('transfer');
  await handoverCard().waitFor();
  const handover = await last(id);
  const { ok } = await stage.service.context.run(
    { kind: 'system' },
    { id: crypto.randomUUID(), type: 'handover.lapse', args: { handoverId: handover!.id } },
  );
  expect(ok).toBe(true);
  await handoverCard().waitFor({ state: 'detached' });
  await stage.page.getByText('Jonas Bergfeld did not answer about Rosamund Pike-Lowe').first().waitFor();
  expect(await last(id)).toMatchObject({ state: 'expired' });
  expect(await conversation(id)).toMatchObject({ agentId: mara.agentId, state: 'active' });
});
