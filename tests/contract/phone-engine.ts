// Changes when every engine of the phone has to do something else. The suite that the scripted one and SIP both pass.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineEvent, PhoneEngine } from '../../shared/phone/engine.ts';
import type { FarCall, FarSide } from '../../shared/phone/scripted-engine.ts';
import { until } from '../support/until.ts';

/** An engine that has been started, and whoever is at the other end of its line. */
export interface EngineStage {
  readonly engine: PhoneEngine;
  readonly far: FarSide;
  /** Numbers at the other end; the first is taken only by `far.called().answer()`. */
  readonly number: string;
  close(): Promise<void>;
}

/**
 * Runs the suite.
 * @param open starts an engine whose account is good; called for every test.
 */
export function phoneEngineContract(name: string, open: () => Promise<EngineStage>): void {
  describe(`the phone's engine: ${name}`, () => {
    let stage: EngineStage;
    let events: EngineEvent[];
    const of = <T extends EngineEvent['type']>(type: T, id?: string): Extract<EngineEvent, { type: T }>[] =>
      events.filter(
        (event): event is Extract<EngineEvent, { type: T }> =>
          event.type === type && (id === undefined || ('id' in event && event.id === id)),
      );
    const heard = <T extends EngineEvent['type']>(type: T, id?: string) =>
      until(() => of(type, id)[0], { what: `${type} of the engine` });

    beforeEach(async () => {
      stage = await open();
      events = [];
      stage.engine.onEvent((event) => events.push(event));
    });
    afterEach(() => stage.close());

    const takenIn = async (): Promise<{ far: FarCall; id: string }> => {
      const before = of('incoming').length;
      const far = stage.far.ring();
      const { id } = await until(() => of('incoming')[before], { what: 'the call to ring' });
      stage.engine.order({ type: 'answer', id });
      await heard('answered', id);
      await until(() => far.state() === 'talking', { what: 'the far side to be through' });
      return { far, id };
    };
    const takenOut = async (id: string): Promise<FarCall> => {
      const earlier = stage.far.called()?.id;
      stage.engine.order({ type: 'dial', id, to: stage.number });
      await heard('progress', id);
      const far = await until(
        () => {
          const called = stage.far.called();
          return called?.id === earlier ? undefined : called;
        },
        { what: 'the call to come there' },
      );
      far.answer();
      await heard('answered', id);
      return far;
    };

    test('a call comes in with who it is, is answered, and ends when they hang up', async () => {
      const far = stage.far.ring({ name: 'Grace <b>', number: '+15550123', queue: 'billing' });
      const ring = await heard('incoming');
      expect(ring).toMatchObject({ party: { name: 'Grace <b>', number: '+15550123' }, queue: 'billing' });
      stage.engine.order({ type: 'answer', id: ring.id });
      await heard('answered', ring.id);
      await heard('media', ring.id);
      far.hangUp();
      expect(await heard('ended', ring.id)).toMatchObject({ cause: 'bye' });
    });

    test('a call that we refuse is refused there', async () => {
      const far = stage.far.ring();
      const { id } = await heard('incoming');
      stage.engine.order({ type: 'reject', id, why: 'declined' });
      expect(await until(() => far.ended(), { what: 'the refusal' })).toBe('603');
      await heard('ended', id);
    });

    test('a caller who gives up, and a call that is taken elsewhere, are told apart', async () => {
      const first = stage.far.ring();
      const { id } = await heard('incoming');
      first.cancel();
      expect(await heard('ended', id)).toMatchObject({ cause: 'cancel' });
      const second = stage.far.ring();
      const next = await until(() => of('incoming')[1], { what: 'the second call' });
      second.cancel(true);
      expect(await heard('ended', next.id)).toMatchObject({ cause: 'elsewhere' });
    });

    test('a call that we make rings there, is answered, and is hung up by us', async () => {
      const far = await takenOut('c1');
      stage.engine.order({ type: 'hangUp', id: 'c1' });
      expect(await until(() => far.ended(), { what: 'the end there' })).toBe('bye');
      await heard('ended', 'c1');
    });

    test('a call that we take back before it is answered ends there', async () => {
      stage.engine.order({ type: 'dial', id: 'c1', to: stage.number });
      await heard('progress', 'c1');
      const far = await until(() => stage.far.called(), { what: 'the call to come there' });
      stage.engine.order({ type: 'hangUp', id: 'c1' });
      expect(await until(() => far.ended(), { what: 'the end there' })).toBe('487');
      await heard('ended', 'c1');
    });

    test('busy and refused are told apart', async () => {
      for (const [id, code, cause] of [
        ['c1', 486, 'busy'],
        ['c2', 603, 'refused'],
      ] as const) {
        const earlier = stage.far.called()?.id;
        stage.engine.order({ type: 'dial', id, to: stage.number });
        await heard('progress', id);
        const far = await until(
          () => {
            const called = stage.far.called();
            return called?.id === earlier ? undefined : called;
          },
          { what: 'the call to come there' },
        );
        far.reject(code);
        expect(await heard('ended', id)).toMatchObject({ cause });
      }
    });

    test('nothing of us is heard until we send, and nothing after we stop', async () => {
      const { far, id } = await takenIn();
      expect(await far.hears()).toBe(false);
      stage.engine.order({ type: 'send', id, on: true });
      await until(() => far.hears(), { what: 'the far side to hear us' });
      stage.engine.order({ type: 'send', id, on: false });
      await until(async () => !(await far.hears()), { what: 'silence there' });
    });

    test('hold and back, as often as wanted', async () => {
      const { far, id } = await takenIn();
      for (const on of [true, false, true, false]) {
        const before = of('holdDone', id).length;
        stage.engine.order({ type: 'hold', id, on });
        const done = await until(() => of('holdDone', id)[before], { what: 'the hold' });
        expect(done).toMatchObject({ on, ok: true });
        expect(far.held()).toBe(on);
      }
    });

    test('a refused hold changes nothing, and the next one works', async () => {
      const { far, id } = await takenIn();
      stage.engine.order({ type: 'send', id, on: true });
      far.refuseHold();
      stage.engine.order({ type: 'hold', id, on: true });
      expect(await heard('holdDone', id)).toMatchObject({ on: true, ok: false });
      expect(far.state()).toBe('talking');
      await until(() => far.hears(), { what: 'the far side to hear us still' });
      // Nothing of the refused one is left behind: the other side can ask for its own.
      far.hold(true);
      await heard('farHold', id);
      far.hold(false);
      await until(() => of('farHold', id)[1], { what: 'the end of their hold' });
      stage.engine.order({ type: 'hold', id, on: true });
      expect(await until(() => of('holdDone', id)[1], { what: 'the second hold' })).toMatchObject({
        ok: true,
      });
      stage.engine.order({ type: 'hold', id, on: false });
      await until(() => of('holdDone', id)[2], { what: 'the end of the hold' });
      await until(() => far.hears(), { what: 'the far side to hear us again' });
    });

    test('their hold is heard of', async () => {
      const { far, id } = await takenIn();
      far.hold(true);
      expect(await heard('farHold', id)).toMatchObject({ on: true });
      far.hold(false);
      expect(await until(() => of('farHold', id)[1], { what: 'the end of their hold' })).toMatchObject({
        on: false,
      });
    });

    test('each tone arrives once', async () => {
      const { far, id } = await takenIn();
      stage.engine.order({ type: 'send', id, on: true });
      stage.engine.order({ type: 'dtmf', id, tones: '4711#' });
      await until(() => far.tones().length >= 5, { what: 'the tones' });
      expect(far.tones()).toBe('4711#');
    });

    test('a call is passed on, and comes back where it is not taken', async () => {
      const { id } = await takenIn();
      stage.far.transfers('refused');
      stage.engine.order({ type: 'refer', id, to: stage.number });
      await until(() => of('transfer', id).some(({ result }) => result === 'refused'), {
        what: 'the refusal of the transfer',
      });
      expect(of('ended', id)).toEqual([]);
      stage.far.transfers('done');
      stage.engine.order({ type: 'refer', id, to: stage.number });
      await until(() => of('transfer', id).some(({ result }) => result === 'done'), {
        what: 'the transfer',
      });
      expect(of('transfer', id).map(({ result }) => result)).toEqual([
        'accepted',
        'refused',
        'accepted',
        'done',
      ]);
    });

    test('a call is passed on to one who was asked first', async () => {
      const { id } = await takenIn();
      await takenOut('c1');
      stage.engine.order({ type: 'referTo', id, consult: 'c1' });
      await until(() => of('transfer', id).some(({ result }) => result === 'done'), {
        what: 'the transfer',
      });
      await heard('ended', 'c1');
    });

    test('an order for a call that is not there does nothing', () => {
      for (const order of [
        { type: 'answer', id: 'x' },
        { type: 'hangUp', id: 'x' },
        { type: 'hold', id: 'x', on: true },
        { type: 'send', id: 'x', on: true },
        { type: 'dtmf', id: 'x', tones: '1' },
        { type: 'refer', id: 'x', to: stage.number },
        { type: 'referTo', id: 'x', consult: 'y' },
        { type: 'mix', ids: ['x', 'y'] },
      ] as const)
        stage.engine.order(order);
      expect(events).toEqual([]);
    });

    test('stopping ends what is under way', async () => {
      const { far, id } = await takenIn();
      await stage.engine.stop();
      await heard('ended', id);
      await until(() => far.state() === 'ended', { what: 'the end there' });
    });
  });
}
