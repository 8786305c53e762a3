// Who may see which record: every record has one scope, every agent a set of scopes. Rules: SYNC-20 to SYNC-23.
import { createHash } from 'node:crypto';
import type { Agent } from '../shared/domain/people.ts';
import type { AnyRecord, RecordKind, RecordOf } from '../shared/domain/records.ts';

/** 'all', 'queue:<id>', 'agent:<id>', or 'nobody'. */
export type Scope = string;
export const everybody: Scope = 'all';
/** The scope of a record whose parent is missing: it is shown to no one rather than to someone by mistake. */
export const nobody: Scope = 'nobody';
export const queueScope = (queueId: string): Scope => `queue:${queueId}`;
export const agentScope = (agentId: string): Scope => `agent:${agentId}`;

/** Reads any record, visible or not. */
export type ReadAny = <K extends RecordKind>(kind: K, id: string) => RecordOf<K> | undefined;

/**
 * @param read finds the conversation of a message or a handover, and the subject of a note or an activity.
 * @returns the scope of a record. Customers are open to every agent for now.
 */
export function scopeOf({ kind, record }: AnyRecord, read: ReadAny): Scope {
  switch (kind) {
    case 'agent':
    case 'queue':
    case 'disposition':
    case 'presence':
    case 'article':
    case 'customer':
    case 'entitlement':
    case 'feedback':
    case 'maskRule':
    case 'presenceState':
    case 'moodPolicy':
      return everybody;
    // What one agent thinks of a customer's words is nobody else's to see at a desk.
    case 'moodCorrection':
      return agentScope(record.authorId);
    case 'quickReply':
    case 'macro':
    case 'script':
    case 'savedView':
      return record.ownerId === null ? everybody : agentScope(record.ownerId);
    case 'offer':
      return agentScope(record.agentId);
    case 'conversation':
    case 'case':
      return queueScope(record.queueId);
    case 'activity': {
      // The first that is set decides: what is on a case is for those who may see the case.
      const { caseId, conversationId, customerId, ownerId } = record;
      const subject =
        caseId !== null
          ? read('case', caseId)
          : conversationId !== null
            ? read('conversation', conversationId)
            : undefined;
      if (caseId !== null || conversationId !== null)
        return subject === undefined ? nobody : queueScope(subject.queueId);
      if (customerId !== null) return everybody;
      return ownerId === null ? nobody : agentScope(ownerId);
    }
    case 'handover':
    case 'message': {
      const conversation = read('conversation', record.conversationId);
      return conversation === undefined ? nobody : queueScope(conversation.queueId);
    }
    case 'note': {
      if (record.subjectKind === 'customer') return everybody;
      const subject = read(record.subjectKind, record.subjectId);
      return subject === undefined ? nobody : queueScope(subject.queueId);
    }
  }
}

/** What an agent may see. */
export interface Scopes {
  has(scope: Scope): boolean;
  /** Names the set: it changes exactly when the set does. */
  readonly hash: string;
  /** True for supervisors and admins: every queue, also those made later. */
  readonly allQueues: boolean;
  /** The scopes by name; without the queues where {@link allQueues} is true. */
  readonly named: readonly Scope[];
}

/** @returns the scopes of an agent: what is everybody's, what is its own, and the queues it works. */
export function scopesFor(agent: Pick<Agent, 'id' | 'role' | 'queueIds'>): Scopes {
  const allQueues = agent.role !== 'agent';
  const queues = allQueues ? [] : agent.queueIds.map(queueScope);
  const named = [...new Set([everybody, agentScope(agent.id), ...queues])].toSorted();
  const set = new Set(named);
  return {
    has: (scope) => set.has(scope) || (allQueues && scope.startsWith('queue:')),
    hash: createHash('sha256')
      .update(JSON.stringify([named, allQueues]))
      .digest('hex')
      .slice(0, 32),
    allQueues,
    named,
  };
}
