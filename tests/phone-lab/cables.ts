// Changes when calls must outlive something else that happens to the agent's cable: cut, dark, another address.
import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { telephoneHz } from './baresip.ts';
import type { Scenario } from './lab.ts';
import { agentHz } from './phones.ts';

/** See the head of this file. */
export const cableScenarios: readonly Scenario[] = [
  {
    name: '10: a line that is dead and does not say so is noticed in ten seconds; then calls ring again, and one that is hung up in the dark ends there when it is light',
    async run({ phones, net, customer }) {
      const phone = await phones.open(101);
      await phone.start();
      const dark = async (): Promise<number> => {
        const began = performance.now();
        await net.dark(true);
        await until(() => phone.state().line === 'away', { what: 'the dead line', timeoutMs: 20_000 });
        return performance.now() - began;
      };
      const light = async (): Promise<void> => {
        await net.dark(false);
        await until(() => phone.state().line === 'ready', { what: 'the line to be back', timeoutMs: 45_000 });
      };
      const took = await dark();
      await light();
      const far = customer.call('101');
      const { id } = await phone.rings();
      phone.wish({ type: 'answer', id });
      await phone.becomes(id, 'talking');
      await until(() => far.state() === 'talking', { what: 'the customer to be through' });
      await dark();
      phone.wish({ type: 'hangUp', id });
      assert.equal(phone.call(id)?.untold, true);
      assert.equal(far.ended(), null);
      await light();
      await until(() => far.ended() === 'bye', { what: 'the customer to be told' });
      await until(() => phone.call(id)?.untold === false, { what: 'the phone to know that' });
      assert(took < 10_500, `it took ${Math.round(took)} ms to notice`);
    },
  },
  {
    name: '11: another address in a call, and 25 seconds of darkness: both hear each other again',
    async run({ phones, telephone, net }) {
      const phone = await phones.open(101);
      await phone.start();
      await telephone.dial('101');
      const { id } = await phone.rings();
      phone.wish({ type: 'answer', id });
      await phone.becomes(id, 'talking');
      const bothHear = async (): Promise<void> => {
        await phone.hears(telephoneHz, 20_000);
        await until(async () => Math.abs((await telephone.hears()) - agentHz[101]) < 20, {
          what: 'the telephone to hear the agent',
          timeoutMs: 20_000,
        });
      };
      await bothHear();
      await net.move();
      await phone.hears(0);
      await bothHear();
      await net.dark(true);
      await until(() => phone.call(id)?.media === 'lost', { what: 'the loss to be said', timeoutMs: 15_000 });
      const lost = performance.now();
      await until(() => performance.now() - lost > 20_000, {
        what: '25 seconds of darkness',
        timeoutMs: 30_000,
      });
      assert.equal(phone.call(id)?.phase, 'talking');
      await net.dark(false);
      await bothHear();
      const ended = telephone.count('CALL_CLOSED');
      phone.wish({ type: 'hangUp', id });
      await until(() => telephone.count('CALL_CLOSED') > ended, { what: 'the end there' });
    },
  },
];
