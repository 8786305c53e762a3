// Changes when tests tell otherwise what is said in a call, as whoever writes calls down does, or look what is kept of it.
import { randomBytes } from 'node:crypto';
import type { ServiceContext } from '../../../service/context.ts';
import { conversationOfCall, spokenId } from '../../../shared/domain/call.ts';

/** The service is told what a customer has said just now. @returns the kind of its refusal; null: it took it. */
export async function tellWords(
  { run }: Pick<ServiceContext, 'run'>,
  callId: string,
  n: number,
): Promise<string | null> {
  const at = Date.now();
  const segments = [{ n, who: 'customer' as const, at, until: at, text: 'The lamp hums.', language: 'en' }];
  const args = { conversationId: conversationOfCall(callId), callId, segments };
  const id = randomBytes(8).toString('hex');
  const result = await run({ kind: 'system' }, { id, type: 'call.transcript', args });
  return result.ok ? null : result.refusal.kind;
}

/** @returns what is kept under the first numbers of a call; null where nothing is. */
export function writtenWords(
  { get }: Pick<ServiceContext, 'get'>,
  callId: string,
  count: number,
): Promise<(string | null)[]> {
  const id = (n: number): string => spokenId(conversationOfCall(callId), n);
  return Promise.all(
    Array.from({ length: count }, async (_, n) => (await get('message', id(n)))?.text ?? null),
  );
}
