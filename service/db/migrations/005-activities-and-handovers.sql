-- What hangs on a case or a conversation and moves with it.
create index activity_of_case on record ((body ->> 'caseId')) where kind = 'activity';
create index activity_of_conversation on record ((body ->> 'conversationId')) where kind = 'activity';
create index handover_of_conversation on record ((body ->> 'conversationId')) where kind = 'handover';
create index handover_offered on record ((body ->> 'expiresAt')) where kind = 'handover' and body ->> 'state' = 'offered';
