// Changes when an order of the phone is carried out otherwise: which call it is for, and what is asked of that one.
import type { Log } from '../../shared/log.ts';
import type { EngineOrder } from '../../shared/phone/engine.ts';
import type { CallId } from '../../shared/phone/types.ts';
import type { SipCall } from './sip-call.ts';
import type { URI } from './sip-engine.ts';
import { addressOf } from './sip-words.ts';
import type { Sound } from './sound.ts';

/** What orders are carried out with. */
export interface OrderDeps {
  readonly calls: ReadonlyMap<CallId, SipCall>;
  readonly sound: Pick<Sound, 'mix' | 'send' | 'hear'>;
  readonly dial: (id: CallId, to: string) => void;
  /** A SIP address that was read; undefined where it is none. */
  readonly uriOf: (address: string) => URI | undefined;
  /** The account's; undefined while there is none. */
  readonly domain: () => string | undefined;
  readonly log: Log;
}

const refusals = { declined: 603, busy: 486, timeout: 480 } as const;

/** @returns what carries out an order; it never throws, and one for a call that is not there does nothing. */
export function createOrders({
  calls,
  sound,
  dial,
  uriOf,
  domain,
  log,
}: OrderDeps): (order: EngineOrder) => void {
  const carryOut = (order: EngineOrder): void => {
    if (order.type === 'mix') return sound.mix(order.ids);
    if (order.type === 'dial') return dial(order.id, order.to);
    const call = calls.get(order.id);
    if (call === undefined) return;
    switch (order.type) {
      case 'send':
        return sound.send(order.id, order.on);
      case 'hear':
        return sound.hear(order.id, order.on);
      case 'answer':
        return call.answer();
      case 'reject':
        return call.reject(refusals[order.why]);
      case 'hangUp':
        return call.hangUp();
      case 'hold':
        return call.hold(order.on);
      case 'dtmf':
        return call.tones(order.tones);
      case 'refer': {
        const own = domain();
        const target = own === undefined ? undefined : addressOf(order.to, own);
        return call.refer(target === undefined ? undefined : uriOf(target));
      }
      case 'referTo': {
        const address = calls.get(order.consult)?.replacesAddress();
        return call.refer(address === undefined ? undefined : uriOf(address));
      }
    }
  };
  return (order) => {
    try {
      carryOut(order);
    } catch (error) {
      // SIP.js throws at once where it finds a call in a state that it does not expect.
      log.warn('an order could not be carried out', { order: order.type, error });
      if ('id' in order) calls.get(order.id)?.drop();
    }
  };
}
