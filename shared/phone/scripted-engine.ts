// Changes when tests need the line to do something else. An engine without a line: the far side is played by a script.
import type { EngineEvent, EngineOrder, PhoneEngine } from './engine.ts';
import type { CallId } from './types.ts';

/** One call as its other side has it. */
export interface FarCall {
  readonly id: CallId;
  /** How it stands there; `ended` holds how it came to an end, as a SIP code or "bye". */
  state(): 'ringing' | 'talking' | 'ended';
  ended(): string | null;
  /** Whether the phone has put them on hold. */
  held(): boolean;
  /** Whether they hear the phone's microphone just now. */
  hears(): Promise<boolean>;
  /** The tones that the phone has sent. */
  tones(): string;
  answer(): void;
  reject(code: 486 | 603): void;
  hangUp(): void;
  /** Gives up while it rings; `elsewhere`: somebody else has taken it. */
  cancel(elsewhere?: boolean): void;
  hold(on: boolean): void;
  /** The next change of hold that the phone asks for is refused. */
  refuseHold(): void;
}

/** Whoever is at the other end of the line. */
export interface FarSide {
  /** Calls the phone. */
  ring(party?: { name: string; number: string; queue?: string; conversationId?: string }): FarCall;
  /** The newest call that the phone has made. */
  called(): FarCall | undefined;
  /** What becomes of the next transfer. */
  transfers(result: 'done' | 'refused'): void;
  /** Where calls were transferred to, in order. */
  readonly transferredTo: readonly string[];
}

interface Leg {
  readonly id: CallId;
  state: 'ringing' | 'talking' | 'ended';
  endedAs: string | null;
  held: boolean;
  sends: boolean;
  tones: string;
  refuse: boolean;
}

/** An engine whose line is a script; what each side does reaches the other in the next turn, in order. */
export function createScriptedEngine(): {
  engine: PhoneEngine;
  far: FarSide;
  emit(event: EngineEvent): void;
} {
  const listeners = new Set<(event: EngineEvent) => void>();
  const legs = new Map<CallId, Leg>();
  const transferredTo: string[] = [];
  let dialled: Leg | undefined;
  let outcome: 'done' | 'refused' = 'done';
  let count = 0;
  let queue = Promise.resolve();
  /** What nobody can be told while the line is away. */
  let away = false;
  let untold: (() => void)[] = [];
  const emit = (event: EngineEvent): void => {
    queue = queue.then(() => {
      for (const listener of listeners) listener(event);
    });
    if (event.type !== 'line') return;
    away = event.line === 'away';
    if (event.line !== 'ready') return;
    for (const tell of untold) tell();
    untold = [];
  };
  const add = (id: CallId): Leg => {
    const leg: Leg = {
      id,
      state: 'ringing',
      endedAs: null,
      held: false,
      sends: false,
      tones: '',
      refuse: false,
    };
    legs.set(id, leg);
    return leg;
  };
  const end = (leg: Leg, as: string, cause: Extract<EngineEvent, { type: 'ended' }>['cause']): void => {
    if (leg.state === 'ended') return;
    leg.state = 'ended';
    leg.endedAs = as;
    leg.sends = false;
    emit({ type: 'ended', id: leg.id, cause });
  };
  const leave = (leg: Leg, as: string): void => {
    leg.sends = false;
    if (away) untold.push(() => end(leg, as, 'failed'));
    else end(leg, as, 'failed');
  };
  const through = (leg: Leg): void => {
    if (leg.state !== 'ringing') return;
    leg.state = 'talking';
    emit({ type: 'answered', id: leg.id });
    emit({ type: 'media', id: leg.id, media: 'flowing' });
  };
  const refer = (leg: Leg, to: string, consult: Leg | undefined): void => {
    emit({ type: 'transfer', id: leg.id, result: 'accepted' });
    transferredTo.push(to);
    emit({ type: 'transfer', id: leg.id, result: outcome });
    if (outcome === 'done' && consult !== undefined) end(consult, 'bye', 'bye');
    outcome = 'done';
  };

  const carryOut = (order: EngineOrder): void => {
    if (order.type === 'mix') return;
    if (order.type === 'dial') {
      dialled = add(order.id);
      emit({ type: 'named', id: order.id, callId: `sip-${order.id}` });
      return emit({ type: 'progress', id: order.id });
    }
    const leg = legs.get(order.id);
    if (leg === undefined || leg.state === 'ended') return;
    switch (order.type) {
      case 'answer':
        return through(leg);
      case 'reject':
        return leave(leg, { declined: '603', busy: '486', timeout: '480' }[order.why]);
      case 'hangUp':
        return leave(leg, leg.state === 'ringing' ? '487' : 'bye');
      case 'hold': {
        const ok = !leg.refuse;
        leg.refuse = false;
        if (ok) leg.held = order.on;
        return emit({ type: 'holdDone', id: leg.id, on: order.on, ok });
      }
      case 'send':
        leg.sends = order.on;
        return;
      case 'hear':
        return;
      case 'dtmf':
        leg.tones += order.tones;
        return;
      case 'refer':
        return refer(leg, order.to, undefined);
      case 'referTo':
        return refer(leg, order.consult, legs.get(order.consult));
    }
  };

  const farCall = (leg: Leg): FarCall => ({
    id: leg.id,
    state: () => leg.state,
    ended: () => leg.endedAs,
    held: () => leg.held,
    hears: () => Promise.resolve(leg.state === 'talking' && leg.sends),
    tones: () => leg.tones,
    answer: () => through(leg),
    reject: (code) => end(leg, String(code), code === 486 ? 'busy' : 'refused'),
    hangUp: () => end(leg, 'bye', leg.state === 'ringing' ? 'cancel' : 'bye'),
    cancel: (elsewhere = false) => end(leg, '487', elsewhere ? 'elsewhere' : 'cancel'),
    hold: (on) => emit({ type: 'farHold', id: leg.id, on }),
    refuseHold: () => (leg.refuse = true),
  });

  return {
    emit,
    engine: {
      start: () => emit({ type: 'line', line: 'ready' }),
      stop: async () => {
        for (const leg of legs.values()) end(leg, 'bye', 'failed');
        emit({ type: 'line', line: 'off' });
        await queue;
      },
      order: carryOut,
      wake: () => {},
      onEvent: (listener) => void listeners.add(listener),
      onQuality: () => {},
    },
    far: {
      ring: ({ name, number, queue: by, conversationId } = { name: 'Ada', number: '+15550100' }) => {
        count += 1;
        const leg = add(`in-${count}`);
        emit({
          type: 'incoming',
          id: leg.id,
          party: { name, number },
          queue: by ?? null,
          replaces: null,
          callId: `sip-${leg.id}`,
          conversationId,
        });
        return farCall(leg);
      },
      called: () => (dialled === undefined ? undefined : farCall(dialled)),
      transfers: (result) => (outcome = result),
      transferredTo,
    },
  };
}
