// What a command means: pure, idempotent, total. The same function runs at the desk (optimistic) and in the service (authority).
import { applyActivityCommand } from './apply-activity.ts';
import { applyArticleCommand } from './apply-article.ts';
import { applyCallCommand } from './apply-call.ts';
import { applyCaseCommand } from './apply-case.ts';
import { applyConversationCommand } from './apply-conversation.ts';
import { applyCustomerCommand } from './apply-customer.ts';
import { applyHandoverCommand } from './apply-handover.ts';
import { applyMerging } from './apply-merging.ts';
import { applyMessageEdit } from './apply-message.ts';
import { applyMoodCommand } from './apply-mood.ts';
import { applyOfferCommand } from './apply-offer.ts';
import { applyOwnedCommand } from './apply-owned.ts';
import { applyQueueCommand } from './apply-queue.ts';
import { applyReopen } from './apply-reopen.ts';
import { applyTelephoneCommand } from './apply-telephone.ts';
import type { Command } from './commands.ts';
import type { ApplyContext, Outcome } from './outcome.ts';
import type { Records } from './records.ts';

/**
 * Applies one command to the records as they are.
 * @param records may throw its own signal for a record not loaded yet; it passes through, and the caller runs this again.
 * @returns changes or a refusal; never throws by itself.
 */
export function applyCommand(records: Records, command: Command, context: ApplyContext): Outcome {
  switch (command.type) {
    case 'offer.accept':
    case 'offer.decline':
    case 'offer.make':
    case 'offer.lapse':
    case 'conversation.pick':
    case 'presence.set':
    case 'presence.capacity':
    case 'presence.link':
      return applyOfferCommand(records, command, context);
    case 'conversation.open':
    case 'conversation.read':
    case 'conversation.end':
    case 'conversation.close':
    case 'conversation.link':
    case 'conversation.seen':
    case 'conversation.leave':
    case 'conversation.rate':
    case 'conversation.requeue':
    case 'conversation.expire':
    case 'conversation.free':
    case 'message.send':
    case 'message.receive':
      return applyConversationCommand(records, command, context);
    case 'conversation.reopen':
      return applyReopen(records, command, context);
    case 'case.create':
    case 'case.update':
    case 'case.tag':
    case 'note.write':
      return applyCaseCommand(records, command, context);
    case 'customer.create':
    case 'customer.update':
    case 'customer.tag':
      return applyCustomerCommand(records, command, context);
    case 'message.edit':
      return applyMessageEdit(records, command, context);
    case 'case.merge':
    case 'case.unmerge':
      return applyMerging(records, command, context);
    case 'activity.create':
    case 'activity.update':
      return applyActivityCommand(records, command, context);
    case 'article.draft':
    case 'article.update':
    case 'article.submit':
    case 'article.remove':
    case 'article.review':
    case 'feedback.give':
    case 'feedback.settle':
      return applyArticleCommand(records, command, context);
    case 'handover.offer':
    case 'handover.accept':
    case 'handover.decline':
    case 'handover.withdraw':
    case 'handover.end':
    case 'handover.lapse':
      return applyHandoverCommand(records, command, context);
    case 'call.arrive':
    case 'call.ring':
    case 'call.answer':
    case 'call.end':
    case 'call.quality':
    case 'call.consent':
    case 'call.pause':
    case 'call.recording':
    case 'call.forget':
    case 'call.transcript':
    case 'call.unsay':
      return applyCallCommand(records, command, context);
    case 'agent.telephone':
    case 'queue.telephone':
    case 'queue.recording':
    case 'telephone.settle':
      return applyTelephoneCommand(records, command, context);
    case 'queue.routing':
      return applyQueueCommand(records, command, context);
    case 'queue.mood':
    case 'moodCorrection.give':
    case 'moodCorrection.take':
    case 'mood.alert':
      return applyMoodCommand(records, command, context);
    case 'quickReply.put':
    case 'quickReply.remove':
    case 'macro.put':
    case 'macro.remove':
    case 'script.put':
    case 'script.remove':
    case 'savedView.put':
    case 'savedView.remove':
    case 'maskRule.put':
    case 'maskRule.remove':
    case 'presenceState.put':
    case 'presenceState.remove':
    case 'moodPolicy.put':
      return applyOwnedCommand(records, command, context);
  }
}
