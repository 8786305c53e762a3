// One signed-in desk of Ada, a case of Bob's and a waiting conversation: where most tests of sync begin.
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { Case } from '../../shared/domain/case.ts';
import { createDesk, createManualClock, type ManualClock, type TestDesk, type TestWindow } from './desk.ts';
import type { FakeService } from './fake-service-type.ts';
import { createFakeService } from './fake-service.ts';
import { anAgent, aPresence, aQueue, openChat } from './records.ts';
import { until } from './until.ts';

export const bob = { kind: 'agent' as const, id: 'bob', name: 'Agent bob', role: 'agent' as const };
export const customer = { kind: 'customer' as const, conversationId: 'c1', name: 'Ida' };
export const createCase = (id: string, caseId: string): AgentCommand => ({
  id,
  type: 'case.create',
  args: {
    caseId,
    title: `Case ${caseId}`,
    description: 'It began on Monday.',
    kind: 'support',
    priority: 'normal',
    category: null,
    customerId: null,
    queueId: 'queue-a',
    conversationId: null,
  },
});
export const setStatus = (id: string, status: Case['status'], base: Case['status']): AgentCommand => ({
  id,
  type: 'case.update',
  args: { caseId: 'case-1', set: { status }, base: { status: base } },
});
export const note = (id: string, text: string): AgentCommand => ({
  id,
  type: 'note.write',
  args: { noteId: `note-${id}`, subjectKind: 'case', subjectId: 'case-1', text, supersedes: null },
});

/** The desk, its service, and what tests do with both. `window` is another one after {@link SyncScene.reopen}. */
export interface SyncScene {
  readonly clock: ManualClock;
  readonly service: FakeService;
  readonly desk: TestDesk;
  window: TestWindow;
  linkIs(state: string): Promise<boolean>;
  goOffline(): Promise<void>;
  comeBack(): Promise<void>;
  /** The outbox is empty. */
  drained(): Promise<boolean>;
  /** Closes the files, lets `between` work on them, and opens them again. */
  reopen(between?: () => void | Promise<void>): Promise<void>;
  /** The status of the case as this desk shows it. */
  status(): Promise<string | undefined>;
}

/** @returns the scene, linked. Close its desk at the end. */
export async function setSyncScene(): Promise<SyncScene> {
  const clock = createManualClock(1_700_000_000_000);
  const service = createFakeService(clock.now);
  service.addAgent(anAgent('ada'), 'secret');
  service.addAgent(anAgent('bob'), 'secret');
  service.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
  service.run(customer, openChat('c1'));
  service.run(bob, createCase('seed-1', 'case-1'));
  const desk = createDesk({ transport: service.transport, clock });
  const scene: SyncScene = {
    clock,
    service,
    desk,
    window: desk.window(),
    linkIs: (state) =>
      until(() => scene.window.live('desk.view', {}).rows()?.link.state === state, { what: `link ${state}` }),
    goOffline: async () => {
      service.setOffline(true);
      await scene.linkIs('offline');
    },
    comeBack: async () => {
      service.setOffline(false);
      await scene.window.client.request('link.retry', {});
      await scene.linkIs('linked');
    },
    drained: () =>
      until(async () => (await scene.window.query('desk.view', {})).outbox.waiting === 0, {
        what: 'an empty outbox',
      }),
    reopen: async (between) => {
      desk.store.close();
      await between?.();
      desk.reopenOnly();
      scene.window = desk.window();
    },
    status: async () => (await scene.window.query('case.view', { id: 'case-1' }))?.case.status,
  };
  await desk.signIn();
  await scene.linkIs('linked');
  return scene;
}
