// Changes when a call in which the whole desktop is killed leaves something else: the real desktop, and a service that it cannot reach.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tone } from '../../build/pbx/g711.ts';
import { conversationOfCall } from '../../shared/domain/call.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { loudest } from '../phone/support/spectrum.ts';
import { createPhoneStage, type PhoneStage } from '../support/phone-stage.ts';
import { until } from '../support/until.ts';

let phone: PhoneStage;

beforeAll(async () => {
  phone = await createPhoneStage({ name: 'phone-killed', microphoneHz: 500, cable: true });
}, 180_000);
afterAll(() => phone?.close(), 60_000);

test('CALL-12, CALL-37: everything of the desktop is killed in a call that no exchange told of: the one that comes back knows that it is over, before the service does', async () => {
  const { desk, pbx, user } = phone;
  const { words } = desk;
  const call = pbx.call(user, { name: 'Ada Quill', number: '+15550100', voice: tone(700) })!;
  const bar = desk.page.getByRole('region', { name: words('phone.bar') });
  await bar.getByRole('button', { name: words('phone.answer'), exact: true }).click();
  await until(() => loudest(call.heard.samples().slice(-2048), 8_000).level > 300, {
    what: 'the caller to hear the agent',
    timeoutMs: 20_000,
  });
  const id = conversationOfCall(call.callId());
  const become = (what: string, is: (one: Conversation) => boolean): Promise<Conversation> =>
    until(
      async () => {
        const one = await desk.service.context.get('conversation', id);
        return one !== undefined && is(one) && one;
      },
      { what, timeoutMs: 30_000 },
    );
  await become('the talk, in the service', (one) => one.call?.answeredAt !== undefined);

  await desk.session('Ada Quill').waitFor();
  await desk.page.locator('html[data-workspace="saved"]').waitFor();
  await desk.cable.cut();
  await desk.crash();
  // The service cannot have said so: there is no way to it.
  await desk.page.getByRole('region', { name: words('wrapUp.bar') }).waitFor();
  await desk.page.getByText(words('call.outcome.lost')).first().waitFor();
  await desk.picture('killed-light');
  expect((await desk.service.context.get('conversation', id))?.state).toBe('active');

  await desk.cable.mend();
  const { call: kept, agentId } = await become(
    'the wrap-up, in the service',
    ({ state }) => state === 'wrapUp',
  );
  expect({ agentId, outcome: kept?.outcome }).toEqual({ agentId: 'agent-demo', outcome: 'failed' });
  // It was over when it was seen last, not when somebody came back.
  expect(kept!.endedAt! - kept!.answeredAt!).toBeLessThan(15_000);

  // The next one rings.
  call.drop();
  await phone.signedIn();
  const next = pbx.call(user, { name: 'Grace Pell', number: '+15550101', voice: tone(700) })!;
  await desk.page
    .getByRole('region', { name: words('phone.bar') })
    .getByText('Grace Pell')
    .waitFor();
  next.hangUp();
  await until(() => next.ended() !== null, { what: 'its end' });
});
