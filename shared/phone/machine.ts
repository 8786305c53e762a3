// Changes when a call goes from one state to another otherwise. Pure: events in, the next state and orders out.
//
//   out: dialling -> ringing -> talking -> ended        in: ringing -> answering -> talking -> ended
//        \-> ended (cancelled, busy, rejected, unanswered, failed)   \-> ended (missed, abandoned, rejected, elsewhere, failed)
//   within talking: hold (wanted, on the wire, being agreed on), mute, transfer, conference, media none -> flowing <-> lost
//
// Every state that waits for somebody has a time at which the wait is over; `tick` ends it.
import { AppError } from '../errors.ts';
import { audioOrders } from './audio.ts';
import type { EngineEvent, EngineOrder } from './engine.ts';
import { changeCall, findCall, leaveCall, liveCalls, newCall } from './calls.ts';
import { onEngineEvent } from './from-engine.ts';
import { onTick } from './ticks.ts';
import { type PhoneState, type Wish, maxLines } from './types.ts';
import { activate, holdCall, waits } from './holding.ts';

/** Something that happened to the phone. */
export type PhoneInput =
  | { from: 'agent'; wish: Wish }
  | { from: 'engine'; event: EngineEvent }
  | { from: 'clock' };

/** A state under change, with the orders that the change gives. */
export interface Step {
  readonly state: PhoneState;
  readonly orders: readonly EngineOrder[];
}

/** The phone before anything has happened. */
export const emptyPhone: PhoneState = { line: 'off', calls: [], conference: [] };

/**
 * One step of the phone.
 * @param now ms since 1970.
 * @returns the next state, and the orders in the order in which they must be carried out: what silences comes first.
 * @throws AppError `state` or `notFound` where an agent's wish cannot be; the state is then unchanged. Events of the
 * engine never throw: one that comes too late changes nothing.
 */
export function step(state: PhoneState, input: PhoneInput, now: number): Step {
  const next =
    input.from === 'agent'
      ? onWish(state, input.wish, now)
      : input.from === 'engine'
        ? onEngineEvent(state, input.event, now)
        : onTick(state, now);
  const audio = audioOrders(state, next.state);
  return { state: next.state, orders: [...audio.silence, ...next.orders, ...audio.open] };
}

/** @returns when `step` wants to hear of the clock again; undefined when nothing waits. */
export function nextDue(state: PhoneState): number | undefined {
  const dues = state.calls.flatMap(({ due }) => Object.values(due).filter((time) => time !== undefined));
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function onWish(state: PhoneState, wish: Wish, now: number): Step {
  if (wish.type === 'dial') return dial(state, wish, now);
  if (wish.type === 'conference') return conference(state, wish.ids, now);
  const call = findCall(state, wish.id);
  if (call === undefined) throw new AppError('notFound', 'There is no such call.');
  const { id, phase } = call;
  const only = (ok: boolean, what: string): void => {
    if (!ok) throw new AppError('state', `A call that is ${phase} cannot be ${what}.`);
  };
  switch (wish.type) {
    case 'answer': {
      only(call.direction === 'in' && phase === 'ringing', 'answered');
      const taken = changeCall(state, id, { phase: 'answering', due: { answer: now + waits.through } });
      return activate({ state: taken, orders: [{ type: 'answer', id }] }, id, now);
    }
    case 'reject':
      only(call.direction === 'in' && phase === 'ringing', 'rejected');
      return {
        state: leaveCall(state, id, 'rejected', now),
        orders: [{ type: 'reject', id, why: 'declined' }],
      };
    case 'hangUp': {
      only(phase !== 'ended', 'hung up');
      if (phase === 'ringing' && call.direction === 'in')
        return {
          state: leaveCall(state, id, 'rejected', now),
          orders: [{ type: 'reject', id, why: 'declined' }],
        };
      const end = phase === 'talking' ? 'completed' : 'cancelled';
      return { state: leaveCall(state, id, end, now), orders: [{ type: 'hangUp', id }] };
    }
    case 'hold':
      only(phase === 'talking', 'held');
      if (wish.on) return holdCall({ state, orders: [] }, id, true, now);
      return activate(holdCall({ state, orders: [] }, id, false, now), id, now);
    case 'mute':
      only(phase !== 'ended', 'muted');
      // In a conference nobody hears whoever mutes: to be silent to one of them alone, and not know it, would be worse.
      return {
        state: (state.conference.includes(id) ? state.conference : [id]).reduce(
          (reached, one) => changeCall(reached, one, { muted: wish.on }),
          state,
        ),
        orders: [],
      };
    case 'dtmf':
      only(phase === 'talking', 'sent tones');
      return { state, orders: [{ type: 'dtmf', id, tones: wish.tones }] };
    case 'transfer': {
      only(phase === 'talking' && call.transfer === null, 'transferred');
      const transfer = { kind: 'blind', to: wish.to, consult: null, accepted: false } as const;
      const due = { ...call.due, transfer: now + waits.transfer };
      return {
        state: changeCall(state, id, { transfer, due }),
        orders: [{ type: 'refer', id, to: wish.to }],
      };
    }
    case 'transferTo': {
      const consult = findCall(state, wish.consult);
      only(phase === 'talking' && call.transfer === null && id !== wish.consult, 'transferred');
      if (consult?.phase !== 'talking' || consult.transfer !== null)
        throw new AppError('state', 'The one who takes over is not in a call with us.');
      const to = consult.party.number;
      const transfer = { kind: 'attended', to, consult: consult.id, accepted: false } as const;
      const due = { ...call.due, transfer: now + waits.transfer };
      return {
        state: changeCall(state, id, { transfer, due }),
        orders: [{ type: 'referTo', id, consult: consult.id }],
      };
    }
    case 'forget':
      only(phase === 'ended', 'forgotten');
      return { state: { ...state, calls: state.calls.filter((one) => one.id !== id) }, orders: [] };
  }
}

function dial(state: PhoneState, wish: Extract<Wish, { type: 'dial' }>, now: number): Step {
  if (findCall(state, wish.id) !== undefined) throw new AppError('state', 'That call is there already.');
  if (state.line !== 'ready') throw new AppError('state', 'The phone is not signed in.');
  if (liveCalls(state).length >= maxLines) throw new AppError('state', 'Every line is in use.');
  const call = newCall({
    id: wish.id,
    direction: 'out',
    party: { name: '', number: wish.to },
    phase: 'dialling',
    begunAt: now,
    due: { answer: now + waits.there },
  });
  const calls = [...state.calls, call];
  return activate(
    { state: { ...state, calls }, orders: [{ type: 'dial', id: wish.id, to: wish.to }] },
    wish.id,
    now,
  );
}

function conference(state: PhoneState, wanted: readonly string[], now: number): Step {
  const ids = [...new Set(wanted)];
  const calls = ids.map((id) => findCall(state, id));
  if (ids.length < 2 || calls.some((call) => call?.phase !== 'talking' || call.transfer !== null))
    throw new AppError('state', 'Only calls that are through can be brought together.');
  const joined: Step = { state: { ...state, conference: ids }, orders: [] };
  const open = ids.reduce((reached, id) => holdCall(reached, id, false, now), joined);
  return activate(open, ids[0]!, now);
}
