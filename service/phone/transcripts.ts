// What was said in calls, as text: taken from whoever proves itself by the secret of the exchange, and deleted where somebody objects.
/* oxlint-disable oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers */
import type { FastifyRequest } from 'fastify';
import { conversationOfCall } from '../../shared/domain/call.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { isPaused } from '../../shared/domain/call-pauses.ts';
import { transcriptBounds } from '../../shared/domain/transcript.ts';
import { AppError, fromErrorData, parseOrThrow } from '../../shared/errors.ts';
import { callTranscriptSchema } from '../../shared/sync/phone.ts';
import type { ServiceContext } from '../context.ts';
import { unsaidConversations } from '../db/calls.ts';

/** Later than this after it began, a pause comes from a desk that was away. */
const lateMs = 10_000;

/**
 * Adds `POST /api/transcripts`. Rule: REC-8.
 * @param enter rejects whoever does not know the secret.
 */
export function addTranscriptRoute(
  { http, run, newId }: Pick<ServiceContext, 'http' | 'run' | 'newId'>,
  enter: (request: FastifyRequest) => Promise<unknown>,
): void {
  http.post('/api/transcripts', async (request, reply) => {
    await enter(request);
    const { callId, segments } = parseOrThrow(callTranscriptSchema, request.body, 'transcript');
    const args = { conversationId: conversationOfCall(callId), callId, segments };
    const result = await run({ kind: 'system' }, { id: newId(), type: 'call.transcript', args });
    if (!result.ok) throw fromErrorData(result.refusal);
    return reply.status(204).send();
  });
}

/**
 * Deletes what somebody in a call does not want to be kept, and what turns out to have been said in a pause; also what an
 * earlier service has left. Runs until the service stops. Rules: REC-8, REC-9.
 */
export function keepUnsaid(
  context: Pick<ServiceContext, 'pool' | 'run' | 'newId' | 'now' | 'log' | 'onEntries' | 'onStop'>,
): void {
  const { run, newId, now, log } = context;
  const trouble = (error: unknown): void => log.warn('What was said could not be deleted', { error });

  /** One part; its own entry in the log brings the next. */
  const unsay = async ({ id: conversationId, call }: Conversation): Promise<void> => {
    const { segments, removed, doubt = 0 } = call?.transcript ?? { segments: 0 };
    const to = removed === undefined ? doubt : segments;
    if (call === undefined || to === 0) return;
    // A pause that is told late may be over by now: how much goes is known when that is told too, or the call is over.
    const began = call.pauses?.at(-1)?.from ?? 0;
    const open = isPaused(call) && call.endedAt === undefined;
    if (removed === undefined && open && now() - began > lateMs) return;
    const from = Math.max(0, to - transcriptBounds.segments);
    const args = { conversationId, callId: call.callId, from, to };
    const result = await run({ kind: 'system' }, { id: newId(), type: 'call.unsay', args });
    if (!result.ok) throw new AppError(result.refusal.kind, result.refusal.message);
  };
  context.onStop(
    context.onEntries((entries) => {
      for (const entry of entries)
        if (entry.kind === 'conversation' && entry.op === 'put') void unsay(entry.record).catch(trouble);
    }),
  );
  const left = async (): Promise<void> => {
    // oxlint-disable-next-line no-await-in-loop -- one at a time: it is no hurry
    for (const one of await unsaidConversations(context.pool)) await unsay(one);
  };
  void left().catch(trouble);
}
