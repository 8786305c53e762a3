// Changes when it is decided otherwise who is called under which number. The operator's file counts most, then an admin's word.
import { sameValue } from '../../shared/domain/compare.ts';
import type { Agent } from '../../shared/domain/people.ts';
import type { Queue } from '../../shared/domain/queue.ts';
import { extensionSchema, type Telephone } from '../../shared/domain/telephone.ts';
import type { FeedEntry, ServiceContext } from '../context.ts';
import type { CallStore } from '../db/calls.ts';
import type { PhoneSettings } from './settings.ts';

/** @returns how an agent is called. */
export function telephoneOf(
  { users, others }: Pick<PhoneSettings, 'users' | 'others'>,
  { id, handle, telephone }: Pick<Agent, 'id' | 'handle' | 'telephone'>,
): Telephone {
  // Its own: every object answers to "constructor".
  const set = Object.hasOwn(users, handle) ? users[handle] : undefined;
  if (set !== undefined) return { number: set, by: 'operator' };
  if (telephone?.by === 'admin') return telephone;
  if (others === 'none') return { number: null, by: 'name' };
  const named = extensionSchema.safeParse(handle);
  return { number: named.success ? named.data : id.replace(/[^\w.+-]/g, '-').slice(0, 64), by: 'name' };
}

/** @returns the number of a queue; null where nobody has said one. */
export function queueTelephoneOf(
  { queues }: Pick<PhoneSettings, 'queues'>,
  { id, name, telephone }: Pick<Queue, 'id' | 'name' | 'telephone'>,
): Telephone | null {
  const key = [id, name].find((one) => Object.hasOwn(queues, one));
  const set = key === undefined ? undefined : queues[key];
  if (set !== undefined) return { number: set, by: 'operator' };
  return telephone?.by === 'admin' ? telephone : null;
}

/**
 * Sees to it that the records say what holds, so that every desk knows it: now, and whenever one of them changes.
 * Several processes of a service say the same.
 * @returns a function that looks at all of them again, because the settings have changed.
 */
export async function keepNumbers(
  context: Pick<ServiceContext, 'run' | 'newId' | 'log' | 'onEntries' | 'onStop'>,
  current: () => Promise<PhoneSettings | null>,
  store: Pick<CallStore, 'agents' | 'queues'>,
): Promise<() => void> {
  const { run, newId, log } = context;
  const settle = async (
    of: 'agent' | 'queue',
    subject: Pick<Agent | Queue, 'id' | 'telephone'>,
    wanted: Telephone | null,
  ): Promise<void> => {
    if (sameValue(subject.telephone ?? null, wanted)) return;
    const args = { of, subjectId: subject.id, telephone: wanted };
    const result = await run({ kind: 'system' }, { id: newId(), type: 'telephone.settle', args });
    if (!result.ok) log.warn('phone: a number could not be set', { of, subjectId: subject.id });
  };
  const hear = async (entries: readonly FeedEntry[]): Promise<void> => {
    const settings = await current();
    if (settings === null) return;
    for (const entry of entries) {
      if (entry.op !== 'put') continue;
      if (entry.kind === 'agent') await settle('agent', entry.record, telephoneOf(settings, entry.record));
      if (entry.kind === 'queue')
        await settle('queue', entry.record, queueTelephoneOf(settings, entry.record));
    }
  };
  const failed = (error: unknown): void => log.warn('phone: numbers could not be set', { error });
  let last = Promise.resolve();
  context.onStop(
    context.onEntries((entries) => {
      if (entries.some(({ kind }) => kind === 'agent' || kind === 'queue'))
        last = last.then(() => hear(entries)).catch(failed);
    }),
  );
  const all = async (): Promise<void> => {
    const settings = await current();
    if (settings === null) return;
    for (const agent of await store.agents()) await settle('agent', agent, telephoneOf(settings, agent));
    for (const queue of await store.queues()) await settle('queue', queue, queueTelephoneOf(settings, queue));
  };
  const again = (): Promise<void> => (last = last.then(all).catch(failed));
  await again();
  return () => void again();
}
