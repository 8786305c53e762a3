// Changes when a conversation is handed over, or a colleague is asked, differently in the built window.
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../build/build.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { aCapsule, aHandover } from '../support/desk-records.ts';
import { until } from '../support/until.ts';
import { createWindowStage, type WindowStage } from '../support/window.ts';

let stage: WindowStage;
beforeAll(async () => {
  await build({ report: () => {}, only: ['renderer'] });
  stage = await createWindowStage();
});
afterEach(async () => {
  const complaints = await stage.clear();
  if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('\n')}`);
});
afterAll(() => stage?.close());

const calm: Settings = {
  theme: 'light',
  density: 'comfortable',
  locale: 'en',
  sounds: false,
  notificationText: true,
};
const session = (page: Page, name: string): Locator =>
  page.locator('[data-pane="sessions"]').getByRole('button', { name: new RegExp(`^${name}`) });
const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PARLEY_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};
const handovers = (page: Page) => page.evaluate(() => window.fake?.records.all('handover') ?? []);
/** Somebody of the team who can be asked, and a promise that was made. */
const prepare = (page: Page): Promise<{ conversationId: string; agentId: string; name: string }> =>
  page.evaluate(() => {
    const fake = window.fake!;
    const talk = fake.records
      .all('conversation')
      .find(
        ({ agentId, state, visitor }) =>
          agentId === 'agent-demo' && state === 'active' && visitor.name === 'Nora Whitcombe',
      )!;
    const agent = fake.records
      .all('agent')
      .find(
        ({ id, role, queueIds }) =>
          id !== 'agent-demo' && role === 'agent' && queueIds.includes(talk.queueId),
      )!;
    const by = { kind: 'system' } as const;
    fake.act({ id: 'link', type: 'presence.link', args: { agentId: agent.id, linked: true } }, by);
    const actor = { kind: 'agent', id: agent.id, name: agent.name, role: 'agent' } as const;
    fake.act({ id: 'free', type: 'presence.set', args: { status: 'available' } }, actor);
    const me = { kind: 'agent', id: 'agent-demo', name: 'Demo', role: 'agent' } as const;
    const args = {
      messageId: 'promise-1',
      conversationId: talk.id,
      audience: 'public',
      text: 'I will call you back tomorrow.',
      articleId: null,
    } as const;
    fake.act({ id: 'said', type: 'message.send', args }, me);
    return { conversationId: talk.id, agentId: agent.id, name: agent.name };
  });

describe('a handover', () => {
  test('is sent by keyboard with its capsule; taken over, the session closes and can be opened to read', async () => {
    const page = await stage.open({ settings: calm });
    const { conversationId, agentId, name } = await prepare(page);
    await session(page, 'Nora Whitcombe').click();
    await page.getByRole('log').getByText(/./).first().waitFor();
    await page.keyboard.press('Control+Shift+L');
    const search = page.getByRole('searchbox', { name: 'Search by name' });
    await search.waitFor();
    await search.fill(name.slice(0, 5));
    await page.getByRole('option', { name: new RegExp(name) }).waitFor();
    const promise = page.getByRole('textbox', { name: 'Promised, line 1' });
    expect(await promise.inputValue()).toBe('I will call you back tomorrow.');
    await promise.fill('A call tomorrow');
    await shot(page, 'panel');
    await page.getByRole('button', { name: `Offer to ${name}` }).click();
    await page.getByText(`Offered to ${name}`).waitFor();
    const [sent] = await handovers(page);
    expect(sent).toMatchObject({ toAgentId: agentId, kind: 'transfer', state: 'offered' });
    expect(sent?.capsule.promised).toMatchObject([{ text: 'A call tomorrow', messageId: 'promise-1' }]);
    await page.evaluate(
      ([handoverId, conversationId, id]) =>
        window.fake?.act(
          { id: 'take', type: 'handover.accept', args: { handoverId, conversationId } },
          { kind: 'agent', id, name: 'Colleague', role: 'agent' },
        ),
      [sent!.id, conversationId, agentId] as const,
    );
    await session(page, 'Nora Whitcombe').waitFor({ state: 'detached' });
    await page.getByText(`${name} has taken over`).first().waitFor();
    await page.getByRole('button', { name: 'Open to read' }).click();
    await session(page, 'Nora Whitcombe').waitFor();
  });

  test('that comes in shows who, why and what for; accepted, its capsule stands on top and its draft in the composer', async () => {
    const page = await stage.open({ settings: calm });
    const capsule = aCapsule({
      promised: [{ text: 'A refund by Friday', messageId: null, by: 'Mira Holt', until: null }],
      mood: [-0.8, -0.2, 0.4],
      draft: 'We have refunded',
    });
    await page.evaluate(
      (given) => {
        const fake = window.fake!;
        const talk =
          fake.records
            .all('conversation')
            .find(({ state, agentId }) => state === 'active' && agentId !== 'agent-demo') ??
          fake.records.all('conversation').find(({ state }) => state === 'active')!;
        const now = Date.now();
        const other = fake.records.all('agent').find(({ id }) => id !== 'agent-demo')!;
        const record = {
          ...given,
          conversationId: talk.id,
          fromAgentId: other.id,
          at: now,
          expiresAt: now + 120_000,
        };
        fake.records.apply([
          { kind: 'conversation', id: talk.id, op: 'put', record: { ...talk, agentId: other.id } },
          { kind: 'handover', id: record.id, op: 'put', record },
        ]);
        fake.refresh();
      },
      aHandover('handover-1', {
        toAgentId: 'agent-demo',
        fromName: 'Mira Holt',
        comment: 'She knows you',
        capsule,
      }),
    );
    const card = page.getByRole('group', { name: /^Mira Holt hands over/ });
    await card.getByRole('progressbar').waitFor();
    await card.getByText('She knows you').waitFor();
    await card.getByText('A refund by Friday').waitFor();
    await shot(page, 'offer');
    await card.getByRole('button', { name: 'Accept' }).click();
    await card.waitFor({ state: 'detached' });
    const came = page.getByRole('region', { name: 'Handed over by Mira Holt' }).and(page.locator(':visible'));
    await came.getByText('A refund by Friday').waitFor();
    const reply = page.getByRole('textbox', { name: 'Reply' }).and(page.locator(':visible'));
    await until(async () => (await reply.inputValue()) === 'We have refunded', { what: 'the draft' });
    await shot(page, 'capsule');
    await came.getByRole('button', { name: 'Hide' }).click();
    await came.getByText('A refund by Friday').waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+Home');
    const promised = page.getByRole('region', { name: 'Promised' }).and(page.locator(':visible'));
    await promised.getByText('A refund by Friday').waitFor();
    await promised.getByRole('button', { name: 'Done: A refund by Friday' }).click();
    // The seeded agent has promised other things too.
    await promised.getByText('A refund by Friday').waitFor({ state: 'detached' });
  });

  test('a consult is declined with a reason, and its sender reads it', async () => {
    const page = await stage.open({ settings: calm });
    const { conversationId, agentId, name } = await prepare(page);
    await session(page, 'Nora Whitcombe').click();
    await page.getByRole('button', { name: 'Consult', exact: true }).and(page.locator(':visible')).click();
    await page.getByRole('searchbox', { name: 'Search by name' }).fill(name);
    await page.getByRole('button', { name: `Ask ${name}` }).click();
    await page.getByText(`Asking ${name}`).waitFor();
    const [sent] = await handovers(page);
    await page.evaluate(
      ([handoverId, conversationId, id]) =>
        window.fake?.act(
          { id: 'no', type: 'handover.decline', args: { handoverId, conversationId, reason: 'In a call' } },
          { kind: 'agent', id, name: 'Colleague', role: 'agent' },
        ),
      [sent!.id, conversationId, agentId] as const,
    );
    await page.getByText('In a call').first().waitFor();
    await page.getByText(`Asking ${name}`).waitFor({ state: 'detached' });
    expect((await handovers(page))[0]).toMatchObject({ state: 'declined', reason: 'In a call' });
  });
});
