// One signed-in desk of Ada and whatever records a test puts: where tests of what windows see begin.
import type { StoreDeps } from '../../electron/store/store.ts';
import type { Role } from '../../shared/domain/people.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import type { SentimentEngine } from '../../shared/sentiment/types.ts';
import { createDesk, createManualClock, type ManualClock, type TestDesk, type TestWindow } from './desk.ts';
import { aDisposition, anAgent, aPresence, aQueue, row } from './factories.ts';
import type { FakeService } from './fake-service-type.ts';
import { createFakeService } from './fake-service.ts';
import { until } from './until.ts';

/** See the head of this file. */
export interface ViewScene {
  readonly clock: ManualClock;
  readonly service: FakeService;
  readonly desk: TestDesk;
  readonly window: TestWindow;
  /** Texts that the sentiment engine was asked about. */
  readonly reads: string[];
  /** Puts records and waits until they, and all before them, are at the desk. */
  seed(...records: AnyRecord[]): Promise<void>;
  /** The search index has caught up. */
  indexed(): Promise<void>;
}

/** Angry when a text says "angry": enough to see what is read, and that it is read once. */
const angryWords = (reads: string[]): SentimentEngine => ({
  message: (text) => {
    reads.push(text);
    const angry = text.includes('angry');
    const reasons = angry
      ? [{ start: 0, end: 5, text: 'angry', weight: -1, source: 'lexicon' as const }]
      : [];
    return { level: angry ? 'veryNegative' : 'neutral', score: angry ? -1 : 0, language: 'en', reasons };
  },
  conversation: (scores) => {
    const steps = scores.slice(-6);
    const score = steps.length === 0 ? 0 : steps.reduce((sum, one) => sum + one, 0) / steps.length;
    return { level: score < -0.5 ? 'veryNegative' : 'neutral', score, steps };
  },
});

/** @returns the scene, linked. Close its desk at the end. @param over what else is to be set about the desk. */
export async function setViewScene(role: Role = 'agent', over: Partial<StoreDeps> = {}): Promise<ViewScene> {
  const reads: string[] = [];
  const clock = createManualClock(1_700_000_000_000);
  const service = createFakeService(clock.now);
  service.addAgent(anAgent('ada', { role }), 'secret');
  service.addAgent(anAgent('bob'), 'secret');
  service.seed(
    row('queue', aQueue()),
    row('queue', aQueue({ id: 'queue-b', name: 'Billing' })),
    row('presence', aPresence('ada')),
  );
  const desk = createDesk({
    transport: service.transport,
    clock,
    over: { sentiment: angryWords(reads), ...over },
  });
  const window = desk.window();
  await desk.signIn();
  await until(() => window.live('desk.view', {}).rows()?.link.state === 'linked', { what: 'the link' });
  let beacons = 0;
  return {
    clock,
    service,
    desk,
    window,
    reads,
    seed: async (...records) => {
      const id = `beacon-${++beacons}`;
      service.seed(...records, row('disposition', aDisposition(id, { order: 1000 + beacons })));
      const there = async (): Promise<boolean> =>
        (await window.query('disposition.list', {})).some((one) => one.id === id);
      await until(there, { what: 'the seeds' });
    },
    indexed: async () => {
      const caughtUp = async (): Promise<boolean> => {
        clock.pass(100);
        return (await window.client.request('desk.diagnostics', {}))['indexLag'] === 0;
      };
      await until(caughtUp, { what: 'the search index' });
    },
  };
}
