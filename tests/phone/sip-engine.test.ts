// Changes when the SIP engine must do something else; in a real browser, against the demo exchange, with real sound.
import { afterAll, beforeAll } from 'vitest';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import type { FarCall } from '../../shared/phone/scripted-engine.ts';
import { phoneEngineContract } from '../contract/phone-engine.ts';
import { until } from '../support/until.ts';
import { createSipStage, hearsPhone, type SipStage } from './support/sip-stage.ts';

let stage: SipStage;
beforeAll(async () => {
  stage = await createSipStage();
});
afterAll(() => stage.close());

const farCall = (call: PbxCall): FarCall => ({
  id: call.callId(),
  state: call.state,
  ended: call.ended,
  held: call.held,
  hears: () => Promise.resolve(hearsPhone(call.heard)),
  tones: call.tones,
  answer: call.answer,
  reject: call.reject,
  hangUp: call.hangUp,
  cancel: call.cancel,
  hold: call.hold,
  refuseHold: call.refuseHold,
});
let user = 100;

phoneEngineContract('SIP', async () => {
  const { pbx } = stage;
  const mine = String((user += 1));
  const phone = await stage.phone();
  const before = pbx.called.length;
  phone.engine.start(stage.account(mine));
  await until(() => pbx.registered().includes(mine), { what: 'the phone to sign in' });
  return {
    engine: phone.engine,
    number: '200',
    far: {
      ring: (party = { name: 'Ada', number: '+15550100' }) => {
        const call = pbx.call(mine, party);
        if (call === undefined) throw new Error('The phone is not signed in.');
        return farCall(call);
      },
      called: () => {
        const call = pbx.called.slice(before).at(-1);
        return call && farCall(call);
      },
      transfers: pbx.nextTransfer,
      transferredTo: pbx.transferredTo,
    },
    close: async () => {
      await phone.engine.stop().catch(() => {});
      await phone.close();
    },
  };
});
