// Changes when something else of what an agent writes is masked at the desk, before it is kept there.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { MaskRule } from '../../shared/domain/mask.ts';
import { bob, note, setSyncScene, type SyncScene } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';

const card = '4111 1111 1111 1111';
const covered = '•••• •••• •••• ••••';
const rule = (over: Partial<MaskRule> = {}): MaskRule => ({
  id: 'a',
  name: 'Secrets',
  finds: 'words',
  pattern: 'secret',
  mark: '#',
  of: ['agent'],
  on: true,
  ...over,
});
const say = (id: string, text: string): AgentCommand => ({
  id,
  type: 'message.send',
  args: { messageId: `m-${id}`, conversationId: 'c1', audience: 'internal', text, articleId: null },
});
let scene: SyncScene;
beforeEach(async () => {
  scene = await setSyncScene();
});
afterEach(() => scene.desk.close());

const notes = async () =>
  (await scene.window.query('case.view', { id: 'case-1' }))!.notes.map(({ text }) => text);
const said = async () =>
  (await scene.window.query('conversation.messages', { id: 'c1', limit: 10 })).messages.at(-1);
/** The service has these rules, and the desk has heard of them. */
async function rules(...all: MaskRule[]): Promise<void> {
  const admin = { ...bob, role: 'admin' as const };
  for (const one of all)
    scene.service.run(admin, {
      id: `put-${one.id}`,
      type: 'maskRule.put',
      args: { maskRule: one, base: null },
    });
  await until(async () => (await scene.window.query('maskRule.list', {})).length === all.length, {
    what: 'the rules at the desk',
  });
}

describe('MASK-3: what an agent writes', () => {
  test('is masked before it is kept, also offline, where nobody has made a rule', async () => {
    await scene.goOffline();
    await scene.window.run(note('k1', `Paid with ${card}.`));
    expect(await notes()).toEqual([`Paid with ${covered}.`]);
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.get('note', 'note-k1')?.text).toBe(`Paid with ${covered}.`);
    expect(JSON.stringify(scene.service.pushed)).not.toContain('4111');
  });

  test('is masked by the rules of the service, which tell where; a message that is changed as well', async () => {
    await rules(rule());
    await scene.window.run(say('k1', `The secret is ${card}.`));
    const masked = [{ start: 4, end: 10, rule: 'Secrets' }];
    expect(await said()).toMatchObject({ text: `The ###### is ${card}.`, masked });
    await scene.drained();
    expect(scene.service.get('message', 'm-k1')).toMatchObject({ text: `The ###### is ${card}.`, masked });
    await scene.window.run({
      id: 'k2',
      type: 'message.edit',
      args: { messageId: 'm-k1', conversationId: 'c1', text: 'No secret.', base: `The ###### is ${card}.` },
    });
    expect(await said()).toMatchObject({
      text: 'No ######.',
      masked: [{ start: 3, end: 9, rule: 'Secrets' }],
    });
    await scene.drained();
    expect(JSON.stringify(scene.service.pushed)).not.toContain('secret');
  });

  test('is left alone by rules that are off, or about customers', async () => {
    await rules(rule({ on: false }), rule({ id: 'b', of: ['customer'] }));
    await scene.window.run(note('k1', `A secret, ${card}.`));
    expect(await notes()).toEqual([`A secret, ${card}.`]);
  });
});
