// Changes when messages are grouped into rows differently: by author, by day, by what is new.
import type { MessageView } from '../../../shared/ipc/views.ts';

/** One row of the message list. */
export type Row =
  /** Older messages, read and drawn when they come into view: those numbered from `from` + 1 on. */
  | { type: 'chunk'; key: string; from: number }
  | { type: 'day'; key: string; at: number }
  | { type: 'new'; key: string }
  | {
      type: 'message';
      key: string;
      message: MessageView /** First of its group: shows who and when. */;
      first: boolean /** Last of its group: shows how far it came. */;
      last: boolean;
    };

/** What rows are made from. */
export interface RowsInput {
  messages: readonly MessageView[];
  /** How many messages there are in all; more than given means there are earlier ones. */
  total: number;
  /** Messages of others above this number are new; null when nothing is. */
  newAfterSeq: number | null;
  /** @returns something equal for two times of the same day where the agent is. */
  dayOf: (at: number) => string;
}

/** A pause longer than this begins a new group. */
export const groupGapMs = 5 * 60_000;

function sameGroup(a: MessageView, b: MessageView): boolean {
  return (
    a.authorKind === b.authorKind &&
    a.authorId === b.authorId &&
    a.authorName === b.authorName &&
    a.audience === b.audience &&
    a.authorKind !== 'system' &&
    Math.abs(b.at - a.at) <= groupGapMs
  );
}

/** @returns the day in the agent's own time zone. */
export function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** Turns messages (oldest first) into rows. Keys are stable while messages are added at either end. */
export function toRows({ messages, total, newAfterSeq, dayOf }: RowsInput): Row[] {
  const rows: Row[] = [];
  let day: string | null = null;
  let open: Extract<Row, { type: 'message' }> | null = null;
  let newShown = newAfterSeq === null;
  // That somebody came or took it over is no message that could be known already.
  let older = total > messages.length;
  for (const message of messages) {
    const today = dayOf(message.at);
    const isNewDay = today !== day;
    if (isNewDay) rows.push({ type: 'day', key: `day-${today}-${message.id}`, at: message.at });
    day = today;
    const isNew =
      !newShown &&
      message.authorKind === 'customer' &&
      message.seq !== null &&
      message.seq > (newAfterSeq ?? 0);
    if (isNew) {
      newShown = true;
      // Where all of it is new, nothing has to be told apart.
      if (older) rows.push({ type: 'new', key: 'new' });
    }
    older ||= message.authorKind !== 'system';
    const continues: boolean = open !== null && !isNewDay && !isNew && sameGroup(open.message, message);
    if (continues && open !== null) open.last = false;
    open = { type: 'message', key: message.id, message, first: !continues, last: true };
    rows.push(open);
  }
  return rows;
}
