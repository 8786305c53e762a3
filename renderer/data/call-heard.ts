// Changes when the quality of a call comes to be kept with it otherwise: once it is over, by the desk that talked.
import type { Call } from '../../shared/phone/types.ts';
import { conversationIdOf } from './call-reporter.ts';
import type { Run } from './data.ts';
import type { PhoneClient } from './phone-client.ts';

/** Tells the service how well each call was heard, as soon as it has ended. What it has told before changes nothing. @param nameOf what the service calls a call. */
export function keepCallHeard(
  phone: Pick<PhoneClient, 'get' | 'watch' | 'heard'>,
  run: Run,
  nameOf: (call: Call) => Promise<string | undefined>,
): void {
  const told = new Set<string>();

  const tell = async (call: Call): Promise<void> => {
    const conversationId = conversationIdOf(call);
    if (conversationId === undefined) return;
    const quality = await phone.heard(call.id);
    const callId = quality === null ? undefined : await nameOf(call);
    if (quality === null || callId === undefined) return;
    await run('call.quality', { conversationId, callId, quality });
  };
  phone.watch(() => {
    const calls = phone.get().phone?.calls ?? [];
    for (const call of calls) {
      if (call.phase !== 'ended' || call.answeredAt === null || told.has(call.id)) continue;
      told.add(call.id);
      // Where the store is away just now, the next change tries again.
      tell(call).catch(() => told.delete(call.id));
    }
    const known = new Set(calls.map(({ id }) => id));
    for (const id of told) if (!known.has(id)) told.delete(id);
  });
}
