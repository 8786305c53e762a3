// Changes when calls with real servers must go another way: signing in, ringing, hold, tones, passing on.
import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { telephoneHz } from './baresip.ts';
import { hertz } from './customer.ts';
import { customerHz, heardThere, talk, type Scenario } from './lab.ts';
import { agentHz } from './phones.ts';

const uuid = '20000000-2000-4000-8000-200000000000';

/** See the head of this file. */
export const callScenarios: readonly Scenario[] = [
  {
    name: '1: signs in; a wrong password is one clear refusal and no storm; a new one signs in again',
    async run({ phones, kamailio }) {
      const phone = await phones.open(101);
      phone.begin({ password: 'wrong' });
      await until(() => phone.state().line === 'refused', { what: 'the refusal' });
      assert.deepEqual(phone.lines(), ['registering', 'refused']);
      const tried = kamailio.registers('101');
      assert(tried <= 2, `${tried} tries`);
      await phone.start();
      await kamailio.password('101', 'changed');
      const before = kamailio.signedIn('101');
      phone.begin({ password: 'changed' });
      await until(() => kamailio.signedIn('101') > before, { what: 'the sign-in with the new password' });
      await kamailio.password('101', 'secret-101');
      // A good sign-in is two, the question and the answer with the password; between them one signs out.
      const all = kamailio.registers('101');
      assert(all <= tried + 7, `${all - tried} more by itself`);
    },
  },
  {
    name: '2: a call from a queue by the trunk: who and which queue are shown, and both sides hear each other',
    async run({ phones, telephone }) {
      const phone = await phones.open(101);
      await phone.start();
      await telephone.dial('101');
      const { id, party, queue } = await phone.rings();
      assert.equal(party.number, 'trunk');
      assert.equal(queue, 'billing');
      phone.wish({ type: 'answer', id });
      await phone.becomes(id, 'talking');
      await phone.hears(telephoneHz);
      await until(async () => Math.abs((await telephone.hears()) - agentHz[101]) < 20, {
        what: 'the telephone to hear the agent',
      });
      await telephone.hangUp();
      assert.equal(await phone.ends(id), 'completed');
    },
  },
  {
    name: '3: rejected, abandoned, answered elsewhere, and rung out are told apart',
    async run({ phones, customer }) {
      const here = await phones.open(101, { instanceId: uuid });
      await here.start();
      const rejected = customer.call('101');
      const first = await here.rings();
      here.wish({ type: 'reject', id: first.id });
      assert.equal(await here.ends(first.id), 'rejected');
      await until(() => rejected.ended(), { what: 'the caller to be told' });

      const abandoned = customer.call('101');
      const second = await here.rings();
      abandoned.cancel();
      assert.equal(await here.ends(second.id), 'abandoned');

      // A second desk of the same agent.
      const there = await phones.open(101);
      await there.start();
      const elsewhere = customer.call('101');
      const [third, taken] = await Promise.all([here.rings(), there.rings()]);
      there.wish({ type: 'answer', id: taken.id });
      assert.equal(await here.ends(third.id), 'elsewhere');
      await until(() => elsewhere.state() === 'talking', { what: 'the caller to be through' });
      elsewhere.hangUp();
      assert.equal(await there.ends(taken.id), 'completed');
      await there.quit();

      const rungOut = customer.call('101');
      const fourth = await here.rings();
      customer.takeBack(rungOut, 408);
      assert.equal(await here.ends(fourth.id), 'missed');

      // The proxy's own clock takes it back without a reason: a caller who gave up looks the same.
      const patient = customer.call('101');
      const fifth = await here.rings();
      assert.equal(await here.ends(fifth.id), 'abandoned');
      await until(() => patient.ended(), { what: 'the caller to be told' });
    },
  },
  {
    name: '4: on hold nothing of the agent is heard; the way back opens both; the own mute survives',
    async run(lab) {
      const phone = await lab.phones.open(101);
      await phone.start();
      const { id, far } = await talk(lab, phone, 101);
      await heardThere(far, agentHz[101], hertz);
      phone.wish({ type: 'hold', id, on: true });
      await until(far.held, { what: 'the customer to be told' });
      await heardThere(far, 0, hertz);
      phone.wish({ type: 'mute', id, on: true });
      phone.wish({ type: 'hold', id, on: false });
      await until(() => !far.held(), { what: 'the end of the hold' });
      await phone.hears(customerHz);
      assert.equal(hertz(far), 0, 'a muted agent is heard');
      phone.wish({ type: 'mute', id, on: false });
      await heardThere(far, agentHz[101], hertz);
      far.hangUp();
      assert.equal(await phone.ends(id), 'completed');
    },
  },
  {
    name: '5: a refused hold harms nothing; a call that is gone ends',
    async run(lab) {
      const phone = await lab.phones.open(101);
      await phone.start();
      const { id, far } = await talk(lab, phone, 101);
      for (const status of [488, 408]) {
        await lab.kamailio.refuse(status);
        phone.wish({ type: 'hold', id, on: true });
        await until(() => phone.call(id)?.holdBusy === false, { what: `the refusal ${status}` });
        assert.deepEqual(
          [phone.call(id)?.held, phone.call(id)?.heldOnWire, far.held()],
          [true, false, false],
        );
        // It is one here, though nobody there knows of it.
        await heardThere(far, 0, hertz);
        await lab.kamailio.refuse(0);
        phone.wish({ type: 'hold', id, on: false });
        await heardThere(far, agentHz[101], hertz);
        await phone.hears(customerHz);
      }
      await lab.kamailio.refuse(481);
      phone.wish({ type: 'hold', id, on: true });
      assert.equal(await phone.ends(id), 'completed');
      await lab.kamailio.refuse(0);
      await until(() => far.ended() === 'bye', { what: 'the end there' });
    },
  },
  {
    name: 'glare: both press hold at once, and back at once; their offers cross, and both are heard again',
    async run(lab) {
      const [phone, colleague] = [await lab.phones.open(101), await lab.phones.open(102)];
      await Promise.all([phone.start(), colleague.start()]);
      phone.wish({ type: 'dial', id: 'both', to: '102' });
      const there = await colleague.rings();
      colleague.wish({ type: 'answer', id: there.id });
      await colleague.becomes(there.id, 'talking');
      await phone.hears(agentHz[102]);
      const both = async (on: boolean): Promise<void> => {
        phone.wish({ type: 'hold', id: 'both', on });
        colleague.wish({ type: 'hold', id: there.id, on });
        await until(
          () =>
            [phone.call('both'), colleague.call(there.id)].every(
              (call) => call?.holdBusy === false && call.heldOnWire === on,
            ),
          { what: on ? 'both holds' : 'the end of both', timeoutMs: 30_000 },
        );
      };
      await lab.kamailio.dawdle(true);
      await both(true);
      assert(lab.kamailio.crossed() > 0, 'their offers never crossed');
      await both(false);
      await lab.kamailio.dawdle(false);
      await phone.hears(agentHz[102]);
      await colleague.hears(agentHz[101]);
      phone.wish({ type: 'hangUp', id: 'both' });
      assert.equal(await colleague.ends(there.id), 'completed');
    },
  },
  {
    name: '6: tones arrive once each, in the sound (RFC 4733) and by INFO',
    async run({ phones, telephone }) {
      for (const dtmf of ['rtp', 'info'] as const) {
        const phone = await phones.open(101);
        await phone.start({ dtmf });
        const before = telephone.tones().length;
        await telephone.dial('101');
        const { id } = await phone.rings();
        phone.wish({ type: 'answer', id });
        await phone.becomes(id, 'talking');
        await phone.hears(telephoneHz);
        phone.wish({ type: 'dtmf', id, tones: '4711#' });
        await until(() => telephone.tones().length >= before + 5, { what: `the tones by ${dtmf}` });
        assert.equal(telephone.tones().slice(before), '4711#', dtmf);
        phone.wish({ type: 'hangUp', id });
        await phone.ends(id);
        await phone.quit();
      }
    },
  },
  {
    name: '7: a call is passed on unasked; where it is not taken it comes back',
    async run(lab) {
      const [phone, colleague] = [await lab.phones.open(101), await lab.phones.open(102)];
      await Promise.all([phone.start(), colleague.start()]);
      const { id, far } = await talk(lab, phone, 101);
      phone.wish({ type: 'transfer', id, to: '486' });
      await until(() => phone.call(id)?.transfer === null, { what: 'the refusal' });
      await phone.becomes(id, 'talking');
      await heardThere(far, agentHz[101], hertz);
      phone.wish({ type: 'transfer', id, to: '102' });
      const taken = await colleague.rings();
      colleague.wish({ type: 'answer', id: taken.id });
      assert.equal(await phone.ends(id), 'transferred');
      await colleague.hears(customerHz);
      const passed = lab.customer.passedOn.at(-1)!;
      await heardThere(passed, agentHz[102], hertz);
      passed.hangUp();
      assert.equal(await colleague.ends(taken.id), 'completed');
    },
  },
  {
    name: '8: a call is passed on to one who was asked; one who was not told of it goes back to the customer',
    async run(lab) {
      const [phone, colleague] = [await lab.phones.open(101), await lab.phones.open(102)];
      await Promise.all([phone.start(), colleague.start()]);
      const { id, far } = await talk(lab, phone, 101);
      // Asked, and thought better of it.
      phone.wish({ type: 'dial', id: 'ask-1', to: '102' });
      const first = await colleague.rings();
      await until(far.held, { what: 'the customer to wait' });
      phone.wish({ type: 'hangUp', id: 'ask-1' });
      assert.equal(await colleague.ends(first.id), 'abandoned');
      phone.wish({ type: 'hold', id, on: false });
      await heardThere(far, agentHz[101], hertz);
      // Asked, and handed over: to the very device that was asked, though the colleague has another one (GRUU).
      const spare = await lab.phones.open(102);
      await spare.start();
      phone.wish({ type: 'dial', id: 'ask-2', to: '102' });
      const [second, besides] = await Promise.all([colleague.rings(), spare.rings()]);
      colleague.wish({ type: 'answer', id: second.id });
      await phone.becomes('ask-2', 'talking');
      await colleague.hears(agentHz[101]);
      assert.equal(await spare.ends(besides.id), 'elsewhere');
      phone.wish({ type: 'transferTo', id, consult: 'ask-2' });
      assert.equal(await phone.ends(id), 'transferred');
      assert.equal(await phone.ends('ask-2'), 'transferred');
      await colleague.hears(customerHz);
      const passed = lab.customer.passedOn.at(-1)!;
      await heardThere(passed, agentHz[102], hertz);
      assert.equal(spare.state().calls.filter(({ phase }) => phase !== 'ended').length, 0);
      passed.hangUp();
      await until(() => colleague.state().calls.every(({ phase }) => phase === 'ended'), { what: 'the end' });
    },
  },
];
