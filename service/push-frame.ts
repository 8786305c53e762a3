// Reads a push frame leniently: a command that breaks a rule is refused by itself and holds up nothing (SYNC-14).
import { z } from 'zod';
import { agentCommandSchema } from '../shared/domain/commands.ts';
import { idSchema } from '../shared/domain/ids.ts';
import { maxPush } from '../shared/sync/protocol.ts';
import type { DeskItem } from './decide/batch.ts';

const loosePush = z.object({
  t: z.literal('push'),
  items: z
    .array(z.object({ n: z.number().int().min(1), at: z.number().int(), command: z.unknown() }))
    .min(1)
    .max(maxPush),
});
const withId = z.object({ id: idSchema });

function parseItem({ n, command }: { n: number; command?: unknown }): DeskItem {
  const parsed = agentCommandSchema.safeParse(command);
  if (parsed.success) return { n, commandId: parsed.data.id, command: parsed.data, refusal: null };
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.').slice(0, 200) ?? '';
  const id = withId.safeParse(command);
  const message = `This was not understood${field === '' ? '' : ` (${field})`}: ${issue?.message ?? 'not valid'}`;
  return {
    n,
    commandId: id.success ? id.data.id : `unreadable-${n}`,
    command: null,
    refusal: { kind: 'invalid', message: message.slice(0, 2000), field },
  };
}

/** @returns the items of a push frame, each with its command or why there is none; null for what is no push frame. */
export function parsePush(json: unknown): DeskItem[] | null {
  const push = loosePush.safeParse(json);
  return push.success ? push.data.items.map(parseItem) : null;
}
